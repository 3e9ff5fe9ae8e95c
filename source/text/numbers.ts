/** Formats a whole number with thousands separators: `12,480`. */
export function formatNumber(value: number): string {
  return String(Math.round(value)).replaceAll(/\B(?=(?:\d{3})+$)/gu, ',');
}

/** `1 player`, `2 players`. */
export function pluralize(count: number, noun: string): string {
  return `${formatNumber(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** `1st`, `2nd`, `3rd`, `4th`. */
export function ordinal(value: number): string {
  const ending = ENDINGS[new Intl.PluralRules('en', { type: 'ordinal' }).select(value)];
  return `${formatNumber(value)}${ending}`;
}

const ENDINGS: Readonly<Record<Intl.LDMLPluralRule, string>> = {
  zero: 'th',
  one: 'st',
  two: 'nd',
  few: 'rd',
  many: 'th',
  other: 'th',
};
