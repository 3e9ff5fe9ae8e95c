import { quote } from './clean.ts';
import { toHalfWidth } from './width.ts';

/** What has been typed so far: a number, something that may still become one, or neither. */
export type TypedNumber =
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'incomplete' | 'invalid'; readonly problem: string };

/**
 * Reads a number as people type it, in half or full width: with a sign, a decimal point, digits in groups of three, and an exponent.
 *
 * A point is always the decimal point. Commas, spaces, apostrophes and underscores separate groups, and one comma that cannot do so
 * is a decimal comma: `1,500` is 1500, `1.500` is 1.5, and `3,5` is 3.5.
 */
export function readNumber(typed: string): TypedNumber {
  const text = toHalfWidth(typed).trim().toLowerCase();
  const plain = text
    .replaceAll(/\s/gu, ' ')
    .replaceAll(/[‘’]/gu, "'")
    .replaceAll(/[\u2010-\u2015\u2212]/gu, '-');
  const foreign = /[^\d+\-., '_e]/u.exec(plain)?.[0];
  if (foreign !== undefined) return invalid(foreignProblem(foreign));
  const [mantissa = '', exponent, ...more] = plain.split('e');
  if (more.length > 0) return invalid('A number has only one exponent.');
  const sign = /^[+-]?/u.exec(mantissa)?.[0] ?? '';
  const body = mantissa.slice(sign.length).trimStart();
  if (/[+-]/u.test(body)) return invalid('A sign can only come first.');
  const digits = readDigits(body);
  if (digits.type === 'invalid') return digits;
  if (exponent !== undefined && !/\d/u.test(body)) return invalid('Digits come before an exponent.');
  if (exponent !== undefined && !/^[+-]?\d*$/u.test(exponent))
    return invalid('An exponent is a whole number.');
  if (digits.type !== 'digits') return digits;
  if (exponent !== undefined && !/\d/u.test(exponent)) return incomplete('The exponent is missing: 1e3.');
  const value = Number(`${sign}${digits.text}e${exponent ?? '0'}`);
  // JSON has neither infinity nor -0.
  return Number.isFinite(value) ? { type: 'number', value: value + 0 } : invalid('This number is too large.');
}

type Digits = { readonly type: 'digits'; readonly text: string } | Exclude<TypedNumber, { type: 'number' }>;

/** Reads digits with separators; the text has none but a decimal point. */
function readDigits(body: string): Digits {
  const [whole = '', fraction = '', ...more] = splitAtPoint(body);
  if (more.length > 0 || fraction.includes(',')) return invalid('A number has one decimal point.');
  if (/\D/u.test(fraction)) return invalid('Only digits follow the point.');
  const groups = whole.split(/[, '_]/u);
  const separators = new Set(whole.match(/\D/gu));
  const isEnded = body.length > whole.length;
  const isProper = groups.slice(1).every((group, index) => {
    const isLast = index === groups.length - 2;
    return group.length === GROUP || (isLast && !isEnded && group.length < GROUP);
  });
  if (groups.length > 1 && !(isProper && separators.size === 1 && /^[1-9]\d{0,2}$/u.test(groups[0] ?? ''))) {
    return invalid(
      separators.has(',') && isEnded ? 'A number has one decimal point.' : 'Groups have three digits: 1,234.',
    );
  }
  if (groups.length > 1 && groups.at(-1)?.length !== GROUP)
    return incomplete('Groups have three digits: 1,234.');
  const text = `${groups.join('')}.${fraction}`;
  return /\d/u.test(text) ? { type: 'digits', text } : incomplete('Type a number.');
}

/** The number of digits in a group. */
const GROUP = 3;

/** Splits at decimal points, and at a comma that cannot separate groups. */
function splitAtPoint(body: string): string[] {
  const [, before, after] = /^([^,]*),([^,]*)$/u.exec(body) ?? [];
  const isDecimal =
    before !== undefined &&
    after !== undefined &&
    !body.includes('.') &&
    !(/^[1-9]\d{0,2}$/u.test(before) && /^\d{3}$/u.test(after));
  return isDecimal ? [before, after] : body.split('.');
}

function foreignProblem(character: string): string {
  if (character === '/') return 'Write 0.5 instead of 1/2.';
  if (/\p{L}/u.test(character)) return 'Leave out letters, such as units.';
  return `${quote(character)} cannot be part of a number.`;
}

function invalid(problem: string) {
  return { type: 'invalid', problem } as const;
}

function incomplete(problem: string) {
  return { type: 'incomplete', problem } as const;
}
