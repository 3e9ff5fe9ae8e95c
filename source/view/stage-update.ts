import type { GameEvent } from '../game/events.ts';
import type { Phase } from '../game/game.ts';

/** If only numbers change, at least this much time passes between two updates of a screen, in milliseconds. */
export const COUNTS_INTERVAL_MS = 200;

/** In the lobby and the standings, at least this much time passes between two lists of names, in milliseconds. */
export const NAMES_INTERVAL_MS = 1000;

/**
 * How an event updates the stage: at once; later, because it changes only the counts, or only the counts and the names in the
 * lobby and the standings; or not at all.
 */
export type StageUpdate = 'now' | 'counts' | 'names' | 'none';

/** Returns how an event in a phase updates the stage, both in a live game and in a replay. */
export function stageUpdate({ type }: GameEvent, phase: Phase): StageUpdate {
  switch (type) {
    case 'player-joined':
    case 'player-left':
      return 'names';
    case 'player-connected':
    case 'player-disconnected':
    case 'answer-accepted':
      return 'counts';
    case 'pin-changed':
    case 'player-moved':
    case 'question-skipped':
    case 'time-passed':
      return 'none';
    case 'game-locked':
    case 'game-unlocked':
      return phase === 'lobby' ? 'now' : 'none';
    case 'player-kicked':
    case 'players-removed':
    case 'player-readmitted':
      return PHASES_WITH_NAMES.has(phase) ? 'now' : 'counts';
    case 'player-renamed':
      if (phase === 'lobby') return 'names';
      return PHASES_WITH_NAMES.has(phase) ? 'now' : 'none';
    case 'points-given':
      return PHASES_WITH_NAMES.has(phase) ? 'now' : 'none';
    case 'start-scheduled':
    case 'question-announced':
    case 'question-opened':
    case 'question-extended':
    case 'game-paused':
    case 'game-resumed':
    case 'question-closed':
    case 'question-voided':
    case 'answer-allowed':
    case 'standings-shown':
    case 'podium-shown':
    case 'podium-revealed':
    case 'game-ended':
    case 'host-returned':
      return 'now';
  }
}

/** The phases whose stages name players. */
const PHASES_WITH_NAMES: ReadonlySet<Phase> = new Set<Phase>(['lobby', 'standings', 'podium', 'ended']);
