import type { You } from '../../view/you.ts';
import { counted, formatNumber } from '../text.ts';

/** The own place and score, and who is next: `3rd of 37 with 1 840 points, 120 behind Linus`. Alone, the score. */
export function whereYouAre(you: You | null, players: number): string {
  if (!you || you.rank === null) return '';
  if (players === 1) return counted(you.score, 'point');
  const place = `${ordinal(you.rank)} of ${formatNumber(players)} with ${counted(you.score, 'point')}`;
  return you.ahead ? `${place}, ${formatNumber(you.ahead.by)} behind ${you.ahead.name}` : place;
}

/** `1st`, `2nd`, `3rd`, `4th`. */
export function ordinal(rank: number): string {
  const ending = ENDINGS[new Intl.PluralRules('en', { type: 'ordinal' }).select(rank)];
  return `${formatNumber(rank)}${ending}`;
}

const ENDINGS: Readonly<Record<Intl.LDMLPluralRule, string>> = {
  zero: 'th',
  one: 'st',
  two: 'nd',
  few: 'rd',
  many: 'th',
  other: 'th',
};
