import type { GameEvent } from '../game/events.ts';

/** If only numbers change, at least this much time passes between two stages, in milliseconds. */
export const COUNTS_INTERVAL_MS = 200;

/** When an event updates the stage: at once, batched with others because only a number changes, or not at all. */
export type StageUpdate = 'now' | 'batched' | 'none';

/** Returns when an event updates the stage, both in a live game and in a replay. */
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
