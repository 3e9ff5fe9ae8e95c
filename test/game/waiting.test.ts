import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RECONNECT_GRACE_MS } from '../../source/game/deadlines.ts';
import type { Game } from '../../source/game/game.ts';
import { type TestGame, gameOf } from '../helpers/games.ts';
import { choiceQuestion } from '../helpers/questions.ts';

const players = ['Ada', 'Bob', 'Cleo', 'Dan'];

/** An event that changes how long an open question waits. */
const someStep = fc.record({
  waitMs: fc.nat(6000),
  name: fc.constantFrom(...players),
  type: fc.oneof(
    { weight: 4, arbitrary: fc.constant('disconnect' as const) },
    { weight: 3, arbitrary: fc.constant('answer' as const) },
    { weight: 2, arbitrary: fc.constant('reconnect' as const) },
    fc.constantFrom('leave' as const, 'kick' as const, 'lose time' as const, 'restart' as const),
    fc.constantFrom('pause' as const, 'resume' as const, 'close' as const),
  ),
});

type Step = typeof someStep extends fc.Arbitrary<infer Value> ? Value : never;

function runStep(test: TestGame, { waitMs, name, type }: Step): void {
  test.advance(waitMs);
  switch (type) {
    case 'answer':
      return void test.answer(name, 1);
    case 'lose time':
    case 'restart':
      if (test.game.phase === 'ended') return;
      return test.apply({
        type: 'host-returned',
        at: test.now,
        downSince: test.now - waitMs,
        restarted: type === 'restart',
      });
    case 'close':
      test.host('close', 'next', 'next', 'next');
      return;
    case 'pause':
    case 'resume':
      return void test.host(type);
    default:
      return void test[type](name);
  }
}

/** Returns when an open question is due, by definition. */
function dueByDefinition({ players, round }: Game, now: number): number | null {
  const all = [...players.values()].filter(({ kicked }) => !kicked);
  const missing = all.filter(({ answer }) => answer === null);
  const isConnected = missing.some(({ presence }) => presence === 'connected');
  const isAnswered = all.some(({ answer }) => answer !== null);
  const disconnected = missing.filter(({ presence }) => presence === 'disconnected');
  const until = Math.max(now, ...disconnected.map((player) => player.disconnectedAt + RECONNECT_GRACE_MS));
  const waitsUntil = isConnected || !isAnswered ? null : until;
  if (waitsUntil === now) return now;
  const ends = [round?.closesAt ?? null, waitsUntil].filter((end) => end !== null);
  return ends.length === 0 ? null : Math.min(...ends);
}

describe('an open question', () => {
  it('waits until its time is up, or the last disconnected player has had time to reconnect', () => {
    let waits = 0;
    fc.assert(
      fc.property(
        fc.array(someStep, { minLength: 20, maxLength: 60, size: 'max' }),
        fc.constantFrom(0, 60),
        (steps, time) => {
          const questions = Array.from({ length: 8 }, () => choiceQuestion({ time }));
          const test = gameOf({ questions, players });
          test.open();
          for (const step of steps) {
            runStep(test, step);
            const { game, now } = test;
            if (game.phase !== 'question' || game.pausedAt !== null || !game.round) continue;
            const due = dueByDefinition(game, now);
            expect(test.dueAt()).toBe(due);
            if (due !== null && due > now && due !== game.round.closesAt) waits++;
          }
        },
      ),
    );
    // Otherwise hardly any game would have waited for a player.
    expect(waits).toBeGreaterThan(50);
  });

  it('forgets which players it waited for once it is closed', () => {
    const test = gameOf({ players }).open();
    test.disconnect('Ada');
    expect(test.game.round?.missing).toHaveLength(1);
    test.host('close');
    expect(test.game.round?.missing).toEqual([]);
  });
});
