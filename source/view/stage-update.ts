import type { GameEvent } from '../game/events.ts';

/** How long after what was shown last a counter changes it, in milliseconds: at most five times a second. */
export const COUNTS_INTERVAL_MS = 200;

/** How an event shows: at once; in a counter, which is folded with others; or not at all. */
export type StageUpdate = 'now' | 'batched' | 'none';

/** How an event shows on the stage, in a game that is played and in one that is shown again. */
export function stageUpdate({ type }: GameEvent): StageUpdate {
  switch (type) {
    case 'player-joined':
    case 'player-connected':
    case 'player-disconnected':
    case 'player-left':
    case 'answer-accepted':
      return 'batched';
    case 'question-skipped':
    case 'time-passed':
      return 'none';
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
      return 'now';
  }
}
