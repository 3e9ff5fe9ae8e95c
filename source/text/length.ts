import * as z from 'zod/mini';

/** Checks that a string or list has at least `minimum` characters or entries. */
export function minLength(minimum: number): z.core.$ZodCheckMinLength {
  return onlyForTextAndLists(z.minLength(minimum));
}

/**
 * Checks that a string or list has at most `maximum` characters or entries.
 *
 * @param params With `abort`, later checks are skipped if this one fails.
 */
export function maxLength(maximum: number, params?: { readonly abort: boolean }): z.core.$ZodCheckMaxLength {
  return onlyForTextAndLists(z.maxLength(maximum, params));
}

/**
 * Limits a length check to strings and lists. Zod measures anything that has a "length", and throws if that cannot be
 * converted to a number: a single such message would crash the server.
 */
function onlyForTextAndLists<Check extends z.core.$ZodCheckMinLength | z.core.$ZodCheckMaxLength>(
  check: Check,
): Check {
  check._zod.def.when = ({ value }) => typeof value === 'string' || Array.isArray(value);
  return check;
}
