import type { GameEvent } from '../game/events.ts';

/** How long after what was shown last a counter changes it, in milliseconds: at most five times a second. */
export const FOLD_MS = 200;

/** How an event shows: at once; in a counter, which is folded with others; or not at all. */
export type Showing = 'at-once' | 'counted' | 'unseen';

/** How an event shows on the stage, in a game that is played and in one that is shown again. */
export function showingOf({ type }: GameEvent): Showing {
  switch (type) {
    case 'player-joined':
    case 'player-connected':
    case 'player-disconnected':
    case 'player-left':
    case 'answer-accepted':
      return 'counted';
    case 'question-skipped':
    case 'time-passed':
      return 'unseen';
    case 'player-kicked':
    case 'game-locked':
    case 'game-unlocked':
    case 'question-announced':
    case 'question-opened':
    case 'game-paused':
    case 'game-resumed':
    case 'question-closed':
    case 'standings-shown':
    case 'podium-shown':
    case 'game-ended':
    case 'host-returned':
      return 'at-once';
  }
}
