/**
 * Returns a function that finds the accepted text of which another text is a mistyped form: one typing error is allowed in accepted
 * texts of 5 letters or more, and two in texts of 10 or more.
 *
 * A typing error is a missing, additional or different character, or two neighbours in the wrong order (the optimal string
 * alignment distance). Digits and symbols must match, and so must the punctuation beside a digit, which may be a sign or a
 * decimal point.
 *
 * @param accepted Keys of `equivalenceKey`, as are the texts that the returned function is given.
 */
export function findMistyped(accepted: readonly string[]): (given: string) => string | undefined {
  const texts = accepted
    .map((text) => ({ text, units: unitsOf(text), errors: allowedErrors(text) }))
    .filter(({ errors }) => errors > 0);
  // Splitting a long text takes long. Each typing error adds at most one character, of up to two code units.
  const longest = Math.max(...texts.map(({ text, errors }) => text.length + 2 * errors));
  return (given) => {
    if (given.length > longest) return undefined;
    const units = unitsOf(given);
    return texts.find(
      ({ text, errors, units: correct }) => text !== given && isWithin(errors, units, correct),
    )?.text;
  };
}

function allowedErrors(accepted: string): number {
  const letters = accepted.match(/\p{L}/gu)?.length ?? 0;
  if (letters < LETTERS_FOR_ONE) return 0;
  return letters < LETTERS_FOR_TWO ? 1 : 2;
}

const LETTERS_FOR_ONE = 5;
const LETTERS_FOR_TWO = 10;

/** Splits a key into letters, other characters, and numbers with the punctuation around them. */
function unitsOf(key: string): readonly string[] {
  return key.match(UNITS) ?? [];
}

const UNITS = /[^\p{L}\p{M}\p{N}]*\p{N}[^\p{L}\p{M}]*|./gsu;

/** Compares what follows two indexes. What is the same costs nothing, so alternatives begin at the first difference. */
function isWithin(
  errors: number,
  one: readonly string[],
  other: readonly string[],
  from = 0,
  otherFrom = 0,
): boolean {
  let [at, otherAt] = [from, otherFrom];
  while (at < one.length && one[at] === other[otherAt]) {
    at++;
    otherAt++;
  }
  if (at === one.length && otherAt === other.length) return true;
  if (errors === 0 || Math.abs(one.length - at - (other.length - otherAt)) > errors) return false;
  const [canDrop, canAdd] = [isForgivable(one[at]), isForgivable(other[otherAt])];
  const rest = (skipped: number, otherSkipped: number) =>
    isWithin(errors - 1, one, other, at + skipped, otherAt + otherSkipped);
  const isSwapped = one[at] === other[otherAt + 1] && one[at + 1] === other[otherAt];
  return (
    (canDrop && canAdd && (rest(1, 1) || (isSwapped && rest(2, 2)))) ||
    (canDrop && rest(1, 0)) ||
    (canAdd && rest(0, 1))
  );
}

/** Whether a unit may be mistyped. */
function isForgivable(unit: string | undefined): boolean {
  return unit !== undefined && FORGIVABLE.test(unit);
}

const FORGIVABLE = /^[\p{L}\p{M}',.-]$/u;
