import * as z from 'zod/mini';

/** A text or a list with at least so many characters or entries. */
export function minLength(minimum: number): z.core.$ZodCheckMinLength {
  return measured(z.minLength(minimum));
}

/** A text or a list with at most so many characters or entries. */
export function maxLength(maximum: number): z.core.$ZodCheckMaxLength {
  return measured(z.maxLength(maximum));
}

/**
 * Zod measures whatever has a length, also where no text and no list is: an object whose "length" cannot be made a number
 * would throw, and one such message would be the end of a server.
 */
function measured<Check extends z.core.$ZodCheckMinLength | z.core.$ZodCheckMaxLength>(check: Check): Check {
  check._zod.def.when = ({ value }) => typeof value === 'string' || Array.isArray(value);
  return check;
}
