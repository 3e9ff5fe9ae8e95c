import type { Game } from '../game/game.ts';
import type { Stage } from './stage.ts';

/** The numbers on a stage that change while it is shown. Sent on their own, so that nobody gets the same question twice. */
export interface Counts {
  readonly type: 'counts';
  /** Greater than the version of its stage, and of all earlier counts. */
  readonly version: number;
  /** The version of the stage to which the numbers belong. */
  readonly stage: number;
  readonly players: number;
  readonly connected: number;
  /** How many players have answered; only while a question is open. */
  readonly answered?: number;
}

/** Creates counts for a stage of this game, which must still be in the same phase. */
export function countsOf(game: Game, version: number, stage: Stage): Counts {
  return {
    type: 'counts',
    version,
    stage: stage.version,
    players: game.playerCount,
    connected: game.connectedCount,
    ...(game.phase === 'question' && game.round && { answered: game.round.answered }),
  };
}

/** Returns a stage with the numbers of counts that belong to it. */
export function withCounts(stage: Stage, { players, connected, answered }: Counts): Stage {
  if (stage.phase !== 'question') return { ...stage, players, connected };
  return { ...stage, players, connected, answered: answered ?? stage.answered };
}
