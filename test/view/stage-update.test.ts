import { describe, expect, it } from 'vitest';
import type { GameEvent } from '../../source/game/events.ts';
import { evolve } from '../../source/game/evolve.ts';
import { createGame } from '../../source/game/game.ts';
import { type StageUpdate, stageUpdate } from '../../source/view/stage-update.ts';
import { type Stage, stageOf } from '../../source/view/stage.ts';
import { inAnyGame, runStep } from '../helpers/arbitraries.ts';
import type { TestGame } from '../helpers/games.ts';

/** Each event of a game with this update, with the stages before and after it. */
function shown({ created, events }: TestGame, showing: StageUpdate): [GameEvent['type'], Stage, Stage][] {
  const game = createGame(created);
  return events.flatMap((event) => {
    const before = stageOf(game, 1);
    evolve(game, event);
    return stageUpdate(event) === showing ? [[event.type, before, stageOf(game, 1)]] : [];
  });
}

/** A stage without the numbers, and without the names in the lobby. */
function withoutCounters(stage: Stage) {
  return { ...stage, players: 0, connected: 0, names: [], answered: 0 };
}

describe('an event of any game', () => {
  it('that does not update the stage changes nothing on it', () => {
    inAnyGame((test, steps) => {
      for (const step of steps) runStep(test, step);
      for (const [type, before, after] of shown(test, 'none')) expect([type, after]).toEqual([type, before]);
    });
  });

  it('with a batched update changes only numbers, and the names in the lobby', () => {
    inAnyGame((test, steps) => {
      for (const step of steps) runStep(test, step);
      for (const [type, before, after] of shown(test, 'batched')) {
        expect([type, withoutCounters(after)]).toEqual([type, withoutCounters(before)]);
      }
    });
  });
});
