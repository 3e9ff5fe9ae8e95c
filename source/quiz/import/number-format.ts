/** How a cell shows its number: as a date, time or percentage, with as many digits as needed, in a pattern, or not known. */
export type CellFormat = 'date' | 'time' | 'percent' | 'general' | 'unknown' | NumberPattern;

/** A pattern such as `"$"#,##0.00`. */
interface NumberPattern {
  readonly prefix: string;
  /** The smallest number of digits before the decimal point. */
  readonly digits: number;
  readonly hasThousands: boolean;
  readonly minDecimals: number;
  readonly maxDecimals: number;
  readonly suffix: string;
  /** Whether negative numbers have a pattern of their own. */
  readonly isPositiveOnly: boolean;
}

/**
 * Classifies a number format.
 *
 * @param id A built-in format (ECMA-376 part 1, 18.8.30) or one defined in the file.
 * @param code The definition in the file, such as `dd/mm/yyyy`.
 */
export function classifyFormat(id: number, code: string | undefined): CellFormat {
  if (code !== undefined) {
    if (code.length > MAX_CODE_LENGTH) return 'unknown';
    // Quoted text, colours and locales say nothing about the format.
    const symbols = code.replaceAll(/"[^"]*"|\[[^\]]*\]|\\.|general/giu, '');
    if (/[dy]/iu.test(symbols)) return 'date';
    if (/[hs]/iu.test(symbols)) return 'time';
    return symbols.includes('%') ? 'percent' : parsePattern(code);
  }
  if ((id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return 'date';
  if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47)) return 'time';
  if (id === 9 || id === 10) return 'percent';
  const pattern = BUILT_IN[id];
  if (pattern !== undefined) return parsePattern(pattern);
  return (id >= 11 && id <= 13) || (id >= 37 && id <= 48) ? 'unknown' : 'general';
}

/** The longest definition that Excel accepts, in characters. */
const MAX_CODE_LENGTH = 255;

const BUILT_IN: Partial<Record<number, string>> = { 1: '0', 2: '0.00', 3: '#,##0', 4: '#,##0.00' };

/** Parses the part of a format for positive numbers, if it consists of literal text around one group of digits. */
function parsePattern(code: string): NumberPattern | 'general' | 'unknown' {
  const positive = /^(?:"[^"]*"|\\.|[^";\\])*/u.exec(code)?.[0] ?? '';
  const plain = positive
    .replaceAll(/\[(?:\$([^\]-]*)[^\]]*|black|blue|cyan|green|magenta|red|white|yellow)\]/giu, '"$1"')
    .replaceAll(/_.|\*./gu, '');
  const [, before = '', digits = '', after = ''] = PATTERN.exec(plain) ?? [];
  if (digits === '') return 'unknown';
  const [prefix, suffix] = [before, after].map((text) => text.replaceAll(/"([^"]*)"|\\(.)/gu, '$1$2'));
  if (/^(?:general|@)$/iu.test(digits) && `${prefix}${suffix}` === '') return 'general';
  const [whole = '', decimals = ''] = digits.split('.');
  // A comma at the end divides by a thousand.
  if (whole.endsWith(',')) return 'unknown';
  const isGeneral = /^general$/iu.test(digits);
  return {
    prefix: prefix ?? '',
    digits: isGeneral ? 1 : whole.replaceAll(/[^0]/gu, '').length,
    hasThousands: whole.includes(','),
    minDecimals: decimals.replaceAll(/[^0]/gu, '').length,
    maxDecimals: isGeneral ? 15 : decimals.length,
    suffix: suffix ?? '',
    isPositiveOnly: positive.length < code.length,
  };
}

// Literal text is quoted, escaped, or one of a few characters.
const LITERAL = String.raw`((?:"[^"]*"|\\.|[-$€£¥+() :!&'~{}=<>^])*)`;
const PATTERN = new RegExp(`^${LITERAL}(general|@|[#0,]*(?:\\.[0#]*)?)${LITERAL}$`, 'iu');

/**
 * Formats a number as its author sees it: a date as 1969-07-20, a time as 20:17, a percentage as 50%, 7 as 007, and fractions with at
 * most 15 significant digits. Returns undefined if the format is not known.
 */
export function formatNumber(format: CellFormat, value: string): string | undefined {
  const number = Number(Number(value).toPrecision(15));
  if (!Number.isFinite(number)) return value;
  if (format === 'general') return String(number);
  if (format === 'unknown') return undefined;
  if (format === 'percent') return `${Number((number * 100).toPrecision(12))}%`;
  if (typeof format === 'object') return formatPattern(format, number);
  // Days are counted from the end of 1899.
  const moment = new Date(Math.round((number - 25_569) * 86_400) * 1000);
  if (Number.isNaN(moment.getTime())) return value;
  const [date = '', time = ''] = moment.toISOString().split('T');
  return format === 'date' ? date : time.slice(0, 5);
}

function formatPattern(pattern: NumberPattern, number: number): string | undefined {
  const { prefix, digits, hasThousands, minDecimals, maxDecimals, suffix, isPositiveOnly } = pattern;
  if (isPositiveOnly && number < 0) return undefined;
  // Larger numbers are written with an exponent, and more decimals are not exact.
  if (Math.abs(number) >= 1e15 || maxDecimals > 15) return undefined;
  const [whole = '', decimals = ''] = Math.abs(number).toFixed(maxDecimals).split('.');
  const padded = whole.padStart(digits, '0');
  const grouped = hasThousands ? padded.replaceAll(/\B(?=(?:\d{3})+$)/gu, ',') : padded;
  const shown = decimals.replace(/0+$/u, '').padEnd(minDecimals, '0');
  return `${number < 0 ? '-' : ''}${prefix}${grouped}${shown === '' ? '' : `.${shown}`}${suffix}`;
}
