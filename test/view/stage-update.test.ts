import { describe, expect, it } from 'vitest';
import type { GameEvent } from '../../source/game/events.ts';
import { evolve } from '../../source/game/evolve.ts';
import { createGame } from '../../source/game/game.ts';
import { type StageUpdate, stageUpdate } from '../../source/view/stage-update.ts';
import type { Stage } from '../../source/view/stage.ts';
import { stageOf } from '../../source/view/stage-of.ts';
import { inAnyGame, runStep } from '../helpers/arbitraries.ts';
import type { TestGame } from '../helpers/games.ts';

/** Each event of a game with this update, with the stages before and after it. */
function shown({ created, events }: TestGame, showing: StageUpdate): [GameEvent['type'], Stage, Stage][] {
  const game = createGame(created);
  return events.flatMap((event) => {
    const before = stageOf(game, 1);
    const { phase } = game;
    evolve(game, event);
    return stageUpdate(event, phase) === showing ? [[event.type, before, stageOf(game, 1)]] : [];
  });
}

/** A stage without the numbers. */
function withoutCounts(stage: Stage) {
  return { ...stage, players: 0, connected: 0, answered: 0 };
}

/** A stage without the numbers, and without the names in the lobby and in the standings. */
function withoutNames(stage: Stage) {
  return {
    ...withoutCounts(stage),
    names: [],
    ...(stage.phase === 'standings' ? { top: [] } : { teams: [] }),
  };
}

describe('an event of any game', () => {
  it('that does not update the stage changes nothing on it', () => {
    inAnyGame((test, steps) => {
      for (const step of steps) runStep(test, step);
      for (const [type, before, after] of shown(test, 'none')) expect([type, after]).toEqual([type, before]);
    });
  });

  it('that updates the counts changes nothing else', () => {
    inAnyGame((test, steps) => {
      for (const step of steps) runStep(test, step);
      for (const [type, before, after] of shown(test, 'counts')) {
        expect([type, withoutCounts(after)]).toEqual([type, withoutCounts(before)]);
      }
    });
  });

  it('that updates the names changes nothing but them and the counts', () => {
    inAnyGame((test, steps) => {
      for (const step of steps) runStep(test, step);
      for (const [type, before, after] of shown(test, 'names')) {
        expect([type, withoutNames(after)]).toEqual([type, withoutNames(before)]);
      }
    });
  });
});
