import type { PlayerSnapshot } from '../../client/player-seat.ts';
import { printLines } from '../process/output.ts';
import { showsUtf8 } from '../../terminal/capabilities.ts';
import { formatNumber, pluralize } from '../../text/numbers.ts';
import { rankAndScore } from '../../words/result.ts';

/** Streaks of one are none. */
const MIN_STREAK = 2;

/**
 * Prints how a player has done, if the game has reached its podium and there is something worth keeping. Returns whether it has.
 */
export function printResult(snapshot: PlayerSnapshot | undefined, ascii: boolean = !showsUtf8()): boolean {
  const line = snapshot && resultLine(snapshot, ascii ? '-' : '·');
  if (line !== undefined) printLines(line);
  return line !== undefined;
}

/**
 * Returns `termquiz: 3rd of 29 with 8,420 points · 12 of 16 correct · best streak 6`, or as much of it as applies; undefined before the
 * podium, and for a player without points or correct answers.
 */
export function resultLine({ stage, you }: PlayerSnapshot, dot: string): string | undefined {
  if (stage?.phase !== 'podium' || !you?.summary) return undefined;
  const { correct, questions, bestStreak } = you.summary;
  const rank = stage.players === 1 ? pluralize(you.score, 'point') : rankAndScore(you, stage.players);
  const parts = [
    ...(you.score > 0 ? [rank] : []),
    ...(correct > 0 ? [`${formatNumber(correct)} of ${formatNumber(questions)} correct`] : []),
    ...(bestStreak >= MIN_STREAK ? [`best streak ${formatNumber(bestStreak)}`] : []),
  ];
  return parts.length === 0 ? undefined : `termquiz: ${parts.join(` ${dot} `)}`;
}
