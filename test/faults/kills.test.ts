import { describe, expect, it } from 'vitest';
import { FaultGame } from '../helpers/fault-game.ts';
import { gameSize, gamesForAllKills, isThorough } from '../helpers/fault-runs.ts';

describe('a game whose host is killed at random moments', () => {
  it.each(gamesForAllKills())(
    'loses no acknowledged answer, and ends as if nothing had happened ($seed, $kills kills)',
    { timeout: 300_000 },
    async ({ seed, kills }) => {
      const game = await FaultGame.play({ ...gameSize, seed, kills });
      expect(game.kills).toBeGreaterThanOrEqual(kills);
      // With this many kills, some happen while answers are in flight.
      if (isThorough) expect(game.killsOnAnswers).toBeGreaterThan(0);
    },
  );
});
