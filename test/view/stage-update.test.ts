import { describe, expect, it } from 'vitest';
import type { GameEvent } from '../../source/game/events.ts';
import { evolve } from '../../source/game/evolve.ts';
import { createGame } from '../../source/game/game.ts';
import { type StageUpdate, stageUpdate } from '../../source/view/stage-update.ts';
import { type Stage, stageOf } from '../../source/view/stage.ts';
import { inAnyGame, take } from '../helpers/arbitraries.ts';
import type { TestGame } from '../helpers/games.ts';

/** Each event of a game that shows so, with the stage before it and after it. */
function shown({ created, events }: TestGame, showing: StageUpdate): [GameEvent['type'], Stage, Stage][] {
  const game = createGame(created);
  return events.flatMap((event) => {
    const before = stageOf(game, 1);
    evolve(game, event);
    return stageUpdate(event) === showing ? [[event.type, before, stageOf(game, 1)]] : [];
  });
}

/** What does not count as a change of a counter. */
function withoutCounters(stage: Stage) {
  return { ...stage, players: 0, connected: 0, names: [], answered: 0 };
}

describe('an event of any game', () => {
  it('that is not shown changes nothing on the stage', () => {
    inAnyGame((test, steps) => {
      for (const step of steps) take(test, step);
      for (const [type, before, after] of shown(test, 'none')) expect([type, after]).toEqual([type, before]);
    });
  });

  it('that is counted changes nothing but counters, and who is in the lobby', () => {
    inAnyGame((test, steps) => {
      for (const step of steps) take(test, step);
      for (const [type, before, after] of shown(test, 'batched')) {
        expect([type, withoutCounters(after)]).toEqual([type, withoutCounters(before)]);
      }
    });
  });
});
