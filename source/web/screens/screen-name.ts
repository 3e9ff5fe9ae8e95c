import type { PlayerSnapshot } from '../../client/player-seat.ts';
import type { Stage } from '../../view/stage.ts';
import { hasEndScreen, latecomerNotice } from '../../words/game.ts';
import { disputeNotice } from '../../words/question.ts';

/** What the page shows: the form for joining, a phase of the game, or why the game is over here. */
export type ScreenName = 'join' | 'connecting' | 'end' | Stage['phase'];

/**
 * Returns the screen to show.
 *
 * @param isReturning Whether the page is taking back a seat, so that no form is needed.
 */
export function screenOf(snapshot: PlayerSnapshot, isReturning: boolean): ScreenName {
  const { connection, welcome, stage, end } = snapshot;
  if (end && hasEndScreen(end, stage)) return 'end';
  if (connection === 'closed' && !end) return 'end';
  if (!welcome) return isReturning && connection === 'connecting' ? 'connecting' : 'join';
  return stage?.phase ?? 'connecting';
}

/** Identifies a screen: when this changes, the screen is drawn anew. */
export function screenId(name: ScreenName, { stage }: PlayerSnapshot): string {
  if (!stage || name !== stage.phase) return name;
  return 'question' in stage ? `${name} ${stage.game} ${stage.question.index}` : `${name} ${stage.game}`;
}

/**
 * Returns what to tell the player now: what the host has changed, why a new name was rejected, or how the game continues. Null if
 * nothing.
 */
export function noticeFor(snapshot: PlayerSnapshot): string | null {
  const { stage, you, nameRejection } = snapshot;
  const nameProblem = stage?.phase === 'lobby' ? nameRejection?.message : undefined;
  return you?.note ?? nameProblem ?? disputeNotice(stage) ?? latecomerNotice(snapshot);
}
