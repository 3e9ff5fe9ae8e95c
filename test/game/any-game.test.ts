import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GameEvent } from '../../source/game/events.ts';
import type { Game, Player } from '../../source/game/game.ts';
import { finalStandings, playerAhead } from '../../source/game/standings.ts';
import { afterAnyChange, inAnyGame, someGame, someSteps, take } from '../helpers/arbitraries.ts';
import { TestGame, dataOf, replay } from '../helpers/games.ts';

describe('any game, whatever happens in it', () => {
  it('comes to every phase and to every kind of event in some of the games that are tried here', () => {
    const phases = new Set<string>();
    const events = new Set<string>();
    for (const [start, steps] of fc.sample(fc.tuple(someGame, someSteps), { numRuns: 300, seed: 1 })) {
      const test = new TestGame(start);
      for (const step of steps) {
        take(test, step);
        phases.add(test.game.phase);
      }
      for (const { type } of test.events) events.add(type);
    }
    expect([...phases].toSorted()).toEqual(
      ['ended', 'lobby', 'podium', 'question', 'ready', 'reveal', 'standings'].toSorted(),
    );
    expect(events.size).toBe(17);
  });

  it('is made by its events alone: the same events give the same game', () => {
    inAnyGame((test, steps) => {
      for (const step of steps) take(test, step);
      expect(dataOf(replay(test.created, test.events))).toEqual(dataOf(test.game));
    });
  });

  it('is the same again from events that were written down as JSON', () => {
    inAnyGame((test, steps) => {
      for (const step of steps) take(test, step);
      const { created, events } = test;
      const written: { created: typeof created; events: GameEvent[] } = JSON.parse(
        JSON.stringify({ created, events }),
      );
      expect(dataOf(replay(written.created, written.events))).toEqual(dataOf(test.game));
    });
  });

  it('is changed by events and not by deciding, so that a rejected command leaves it as it was', () => {
    inAnyGame((test, steps) => {
      for (const step of steps) {
        const before = dataOf(test.game);
        const happened = test.events.length;
        const decision = take(test, step);
        const unchanged = isDeepStrictEqual(dataOf(test.game), before);
        if (!decision.ok || decision.events.length === 0) expect(unchanged).toBe(true);
        else expect(dataOf(replay(test.created, test.events.slice(0, happened)))).toEqual(before);
      }
    }, 100);
  });

  it('takes at most one answer of a player to a question', () => {
    inAnyGame((test, steps) => {
      for (const step of steps) take(test, step);
      const taken = test.events.flatMap((event) =>
        event.type === 'answer-accepted' ? [`${event.question} ${event.player}`] : [],
      );
      expect(new Set(taken).size).toBe(taken.length);
    });
  });

  it('takes answers only while their question is open and not paused', () => {
    inAnyGame((test, steps) => {
      for (const step of steps) {
        const { phase, round } = test.game;
        const isOpen = phase === 'question' && round?.pausedAt === null;
        const index = round?.index;
        const decision = take(test, step);
        for (const event of decision.ok ? decision.events : []) {
          if (event.type === 'answer-accepted') expect([isOpen, event.question]).toEqual([true, index]);
        }
      }
    });
  });

  it('credits between nothing and all of the time there was', () => {
    inAnyGame((test, steps) => {
      for (const step of steps) {
        const limit = (test.game.round?.time ?? 0) * 1000 || Infinity;
        const decision = take(test, step);
        for (const event of decision.ok ? decision.events : []) {
          if (event.type !== 'answer-accepted') continue;
          expect(event.time).toBeGreaterThanOrEqual(0);
          expect(event.time).toBeLessThanOrEqual(limit);
        }
      }
    });
  });

  it('gives points only at a reveal, and only for an answer that is right', () => {
    inAnyGame((test, steps) => {
      for (const step of steps) {
        const scores = scoresOf(test.game);
        const decision = take(test, step);
        const revealed = decision.ok && decision.events.some(({ type }) => type === 'question-closed');
        for (const player of test.game.players.values()) {
          const earned = player.score - (scores.get(player.id) ?? 0);
          if (earned === 0) continue;
          expect(earned).toBeGreaterThan(0);
          expect(revealed).toBe(true);
          expect(player.answer?.value).toBe(test.game.round?.rules.correct);
          expect(earned).toBe((player.result?.points ?? 0) + (player.result?.streakBonus ?? 0));
        }
      }
    });
  });

  it('never pays more than the points of the question and the bonus', () => {
    afterAnyChange(({ game }) => {
      const maximum = game.round?.question.points ?? 0;
      const results = [...game.players.values()].flatMap(({ result }) => (result ? [result] : []));
      expect(results.filter(({ points }) => points > maximum)).toEqual([]);
      expect(results.filter(({ streakBonus: bonus }) => bonus > 500 || bonus % 100 > 0)).toEqual([]);
    });
  });

  it('ranks by score, with shared ranks for equal scores, and never who was kicked', () => {
    afterAnyChange(({ game: { standings } }) => {
      expect(new Set(standings).size).toBe(standings.length);
      expect(standings.filter(({ kicked }) => kicked)).toEqual([]);
      expect(standings.map(({ rank }) => rank)).toEqual(
        standings.map((player) => 1 + standings.filter(({ score }) => score > player.score).length),
      );
      const inOrder = standings.toSorted((a, b) => b.score - a.score || (a.nameKey < b.nameKey ? -1 : 1));
      expect(standings.map(({ id }) => id)).toEqual(inOrder.map(({ id }) => id));
    });
  });

  it('has everybody who plays in the standings at the reveal', () => {
    inAnyGame((test, steps) => {
      for (const step of steps) {
        const decision = take(test, step);
        if (!decision.ok || decision.events.at(-1)?.type !== 'question-closed') continue;
        expect(new Set(test.game.standings)).toEqual(new Set(playing(test.game)));
      }
    });
  });

  it('knows who is ahead: the one with the fewest points of those who have more', () => {
    afterAnyChange(({ game }) => {
      for (const player of game.standings) {
        const more = game.standings.map(({ score }) => score - player.score).filter((by) => by > 0);
        expect(playerAhead(game, player)?.by ?? null).toBe(more.length === 0 ? null : Math.min(...more));
      }
    });
  });

  it('ends with the standings that everybody saw last', () => {
    inAnyGame((test, steps) => {
      for (const step of steps) {
        const before = finalStandings(test.game);
        const decision = take(test, step);
        const last = decision.ok ? decision.events.at(-1) : undefined;
        if (last?.type === 'podium-shown') expect(last.standings).toEqual(before);
      }
    });
  });

  it('keeps counters that equal a recount', () => {
    afterAnyChange(({ game }) => {
      const players = playing(game);
      const connected = players.filter(({ presence }) => presence === 'connected');
      const awaited = game.phase === 'question' ? connected.filter(({ answer }) => !answer) : [];
      expect([game.playing, game.connected, game.awaited]).toEqual([
        players.length,
        connected.length,
        awaited.length,
      ]);
      if (game.phase !== 'question') return;
      expect(game.round?.answered).toBe(players.filter(({ answer }) => answer).length);
    });
  });

  it('finds each player by id, by token and by name, and no two by the same', () => {
    afterAnyChange(({ game }) => {
      const { players, playersByToken, playersByName } = game;
      const lost = [...players.values()].filter(
        (player) =>
          playersByToken.get(player.tokenHash) !== player || playersByName.get(player.nameKey) !== player,
      );
      expect(lost).toEqual([]);
      expect([playersByToken.size, playersByName.size]).toEqual([players.size, players.size]);
    });
  });

  it('has never more players than it may have', () => {
    afterAnyChange(({ game }) => expect(game.playing).toBeLessThanOrEqual(game.settings.maxPlayers));
  });

  it('does not wait where everybody has answered, and never closes a question before', () => {
    inAnyGame((test, steps) => {
      for (const step of steps) {
        take(test, step);
        const { game, now } = test;
        if (game.phase !== 'question' || game.round?.pausedAt !== null) continue;
        const timeIsUp = game.round.closesAt !== null && game.round.closesAt <= now;
        const due = test.dueAt();
        expect(due !== null && due <= now).toBe(timeIsUp || everybodyHasAnswered(game, now));
      }
    });
  });

  it('goes on when it is due, and not before', () => {
    inAnyGame((test, steps) => {
      for (const step of steps) {
        take(test, step);
        const due = test.dueAt();
        const { ok } = test.run({ type: 'time-is-up' });
        if (ok || due !== null) expect(ok).toBe(due !== null && due <= test.now);
      }
    });
  });
});

function playing(game: Game): Player[] {
  return [...game.players.values()].filter(({ kicked }) => !kicked);
}

function scoresOf(game: Game): Map<string, number> {
  return new Map([...game.players.values()].map(({ id, score }) => [id, score]));
}

/** By the words of the rules: everybody who is connected, or was lost less than 10 s ago; at least one answer. */
function everybodyHasAnswered(game: Game, now: number): boolean {
  const awaited = playing(game).filter(
    ({ presence, lostAt }) => presence === 'connected' || (presence === 'lost' && now - lostAt < 10_000),
  );
  return playing(game).some(({ answer }) => answer) && awaited.every(({ answer }) => answer);
}
