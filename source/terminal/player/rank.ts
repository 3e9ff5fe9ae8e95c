import { firstThatFits } from '../ui/layout.ts';
import { formatNumber, ordinal, pluralize } from '../../text/numbers.ts';
import type { You } from '../../view/you.ts';

/** The player's rank; null before the first one, and while nobody has any points, because everybody is first then. */
export function displayedRank(you: You | null): number | null {
  if (!you || (you.rank === 1 && you.score === 0)) return null;
  return you.rank;
}

/** `3rd of 37 with 1,840 points`; empty without a rank. */
export function rankAndScore(you: You | null, players: number): string {
  const rank = displayedRank(you);
  if (!you || rank === null) return '';
  return `${ordinal(rank)} of ${formatNumber(players)} with ${pluralize(you.score, 'point')}`;
}

/** `3rd of 37 with 1,840 points, 120 behind Linus` if that fits; just the points in a game with one player. */
export function rankSummary(you: You | null, players: number, columns: number): string {
  const summary = rankAndScore(you, players);
  if (!you || summary === '') return '';
  if (players === 1) return pluralize(you.score, 'point');
  const { ahead } = you;
  const full = ahead ? `${summary}, ${formatNumber(ahead.by)} behind ${ahead.name}` : summary;
  return firstThatFits([full, summary], columns);
}
