import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GameEvent } from '../../source/game/events.ts';
import type { Game, Player, Round } from '../../source/game/game.ts';
import { finalStandings, playerAhead } from '../../source/game/standings.ts';
import type { Tally } from '../../source/quiz/questions/question-type.ts';
import { addAnswer } from '../../source/quiz/questions/tally.ts';
import {
  type Step,
  afterAnyChange,
  inAnyGame,
  someGame,
  someSteps,
  runStep,
} from '../helpers/arbitraries.ts';
import { TestGame, dataOf, replay } from '../helpers/games.ts';

describe('any game', () => {
  it('reaches every phase and produces every type of event in some of the generated games', () => {
    const phases = new Set<string>();
    const events = new Set<string>();
    for (const [start, steps] of fc.sample(fc.tuple(someGame, someSteps), { numRuns: 300, seed: 1 })) {
      const test = new TestGame(start);
      for (const step of steps) {
        runStep(test, step);
        phases.add(test.game.phase);
      }
      for (const { type } of test.events) events.add(type);
    }
    expect([...phases].toSorted()).toEqual(
      ['ended', 'lobby', 'podium', 'question', 'ready', 'reveal', 'standings'].toSorted(),
    );
    expect(events.size).toBe(26);
  });

  it('depends only on its events: the same events make the same game', () => {
    inAnyGame((test, steps) => {
      for (const step of steps) runStep(test, step);
      expect(dataOf(replay(test.created, test.events))).toEqual(dataOf(test.game));
    });
  });

  it('is the same after a round trip of its events through JSON', () => {
    inAnyGame((test, steps) => {
      for (const step of steps) runStep(test, step);
      const { created, events } = test;
      const written: { created: typeof created; events: GameEvent[] } = JSON.parse(
        JSON.stringify({ created, events }),
      );
      expect(dataOf(replay(written.created, written.events))).toEqual(dataOf(test.game));
    });
  });

  it('is changed only by events, so a rejected command leaves it unchanged', () => {
    inAnyGame((test, steps) => {
      for (const step of steps) {
        const before = dataOf(test.game);
        const happened = test.events.length;
        const decision = runStep(test, step);
        const unchanged = isDeepStrictEqual(dataOf(test.game), before);
        if (!decision.ok || decision.events.length === 0) expect(unchanged).toBe(true);
        else expect(dataOf(replay(test.created, test.events.slice(0, happened)))).toEqual(before);
      }
    }, 100);
  });

  it('accepts at most one answer per player and question', () => {
    inAnyGame((test, steps) => {
      for (const step of steps) runStep(test, step);
      const lastAnswered = new Map<string, number>();
      for (const event of test.events) {
        if (event.type !== 'answer-accepted') continue;
        expect(event.question).toBeGreaterThan(lastAnswered.get(event.player) ?? -1);
        lastAnswered.set(event.player, event.question);
      }
    });
  });

  it('accepts answers only while their question is open and not paused', () => {
    inAnyGame((test, steps) => {
      for (const step of steps) {
        const { phase, round, pausedAt } = test.game;
        const isOpen = phase === 'question' && pausedAt === null;
        const index = round?.index;
        const decision = runStep(test, step);
        for (const event of decision.ok ? decision.events : []) {
          if (event.type === 'answer-accepted') expect([isOpen, event.question]).toEqual([true, index]);
        }
      }
    });
  });

  it('credits a time between 0 and the time limit', () => {
    inAnyGame((test, steps) => {
      for (const step of steps) {
        const limit = (test.game.round?.time ?? 0) * 1000 || Infinity;
        const decision = runStep(test, step);
        for (const event of decision.ok ? decision.events : []) {
          if (event.type !== 'answer-accepted') continue;
          expect(event.time).toBeGreaterThanOrEqual(0);
          expect(event.time).toBeLessThanOrEqual(limit);
        }
      }
    });
  });

  it('awards points only at a reveal, and only for correct answers, unless the host changes scores', () => {
    inAnyGame((test, steps) => {
      for (const step of steps) {
        if (isByHand(step)) continue;
        const scores = scoresOf(test.game);
        const decision = runStep(test, step);
        const revealed = decision.ok && decision.events.some(({ type }) => type === 'question-closed');
        for (const player of test.game.players.values()) {
          const earned = player.score - (scores.get(player.id) ?? 0);
          if (earned === 0) continue;
          expect(earned).toBeGreaterThan(0);
          expect(revealed).toBe(true);
          expect(isPartlyCorrect(test.game.round, player)).toBe(true);
          expect(earned).toBe((player.result?.points ?? 0) + (player.result?.streakBonus ?? 0));
        }
      }
    });
  });

  it('has the same scores as if disputed questions had been marked that way at their reveal', () => {
    inAnyGame((test, steps) => {
      for (const step of steps) runStep(test, step);
      const { created, events, game } = test;
      const disputes = events.filter(
        (event) => event.type === 'question-voided' || event.type === 'answer-allowed',
      );
      const reordered = events.flatMap((event): GameEvent[] => {
        if (event.type === 'question-voided' || event.type === 'answer-allowed') return [];
        if (event.type !== 'question-closed') return [event];
        return [event, ...disputes.filter(({ question }) => question === event.question)];
      });
      const expected = replay(created, reordered);
      expected.correction = game.correction;
      expect(dataOf(expected)).toEqual(dataOf(game));
    });
  });

  it('never awards more than the points of the question and the bonus', () => {
    afterAnyChange(({ game }) => {
      const maximum = game.round?.question.points ?? 0;
      const results = [...game.players.values()].flatMap(({ result }) => (result ? [result] : []));
      expect(results.filter(({ points }) => points > maximum)).toEqual([]);
      expect(results.filter(({ streakBonus: bonus }) => bonus > 500 || bonus % 100 > 0)).toEqual([]);
    });
  });

  it('keeps a history of every player that has one turn per closed question and adds up to the score', () => {
    afterAnyChange(({ game, events }) => {
      for (const player of playing(game)) {
        expect(player.history).toHaveLength(game.closedQuestions.length);
        const results = player.history.flatMap((turn) => turn?.result ?? []);
        const earned = results.reduce((sum, { points, streakBonus: bonus }) => sum + points + bonus, 0);
        const byHand = events.some((event) => event.type === 'points-given' && event.player === player.id);
        if (!byHand) expect(player.score).toBe(earned);
        // A question may have closed while its player was kicked.
        const taken = game.closedQuestions.filter(({ players }) => players.includes(player));
        const closed = new Set(taken.map(({ index }) => index));
        const given = events.filter(
          (event) =>
            event.type === 'answer-accepted' && event.player === player.id && closed.has(event.question),
        );
        const answers = player.history.flatMap((turn) => turn?.answer ?? []);
        expect(given).toMatchObject(answers.map(({ value, timeMs }) => ({ answer: value, time: timeMs })));
      }
    });
  });

  it('ranks by score, shares ranks between equal scores, and leaves out kicked players', () => {
    afterAnyChange(({ game: { standings } }) => {
      expect(new Set(standings).size).toBe(standings.length);
      expect(standings.filter(({ kicked }) => kicked)).toEqual([]);
      expect(standings.map(({ rank }) => rank)).toEqual(
        standings.map((player) => 1 + standings.filter(({ score }) => score > player.score).length),
      );
      const inOrder = standings.toSorted((a, b) => b.score - a.score || (a.sortKey < b.sortKey ? -1 : 1));
      expect(standings.map(({ id }) => id)).toEqual(inOrder.map(({ id }) => id));
    });
  });

  it('lists all players in the standings at the reveal', () => {
    inAnyGame((test, steps) => {
      for (const step of steps) {
        const decision = runStep(test, step);
        if (!decision.ok || decision.events.at(-1)?.type !== 'question-closed') continue;
        expect(new Set(test.game.standings)).toEqual(new Set(playing(test.game)));
      }
    });
  });

  it('finds the player ahead: the lowest score among the higher ones', () => {
    afterAnyChange(({ game }) => {
      for (const player of game.standings) {
        const more = game.standings.map(({ score }) => score - player.score).filter((by) => by > 0);
        expect(playerAhead(game, player)?.by ?? null).toBe(more.length === 0 ? null : Math.min(...more));
      }
    });
  });

  it('ends with the standings that players saw last', () => {
    inAnyGame((test, steps) => {
      for (const step of steps) {
        const before = finalStandings(test.game);
        const decision = runStep(test, step);
        const last = decision.ok ? decision.events.at(-1) : undefined;
        if (last?.type === 'podium-shown') expect(last.standings).toEqual(before);
      }
    });
  });

  it('keeps counters that match a recount', () => {
    afterAnyChange(({ game }) => {
      const players = playing(game);
      const connected = players.filter(({ presence }) => presence === 'connected');
      const awaited = game.phase === 'question' ? connected.filter(({ answer }) => !answer) : [];
      expect([game.playerCount, game.connectedCount, game.pendingAnswers]).toEqual([
        players.length,
        connected.length,
        awaited.length,
      ]);
      if (game.phase !== 'question') return;
      expect(game.round?.answered).toBe(players.filter(({ answer }) => answer).length);
    });
  });

  it('keeps all players but newcomers in the order of their names', () => {
    afterAnyChange(({ game }) => {
      const byName = game.playing.toSorted((a, b) => (a.sortKey < b.sortKey ? -1 : 1));
      expect(game.playing.map(({ id }) => id)).toEqual(byName.map(({ id }) => id));
      expect(new Set([...game.playing, ...game.newcomers])).toEqual(new Set(playing(game)));
      expect(game.playing.length + game.newcomers.length).toBe(game.playerCount);
    });
  });

  it('marks and counts each answer at once, with the same result as at the close of the question', () => {
    afterAnyChange(({ game: { phase, round, players } }) => {
      if (phase !== 'question' || !round) return;
      const answers = [...players.values()].flatMap(({ kicked, answer }) =>
        answer && !kicked ? [answer] : [],
      );
      expect(answers.map(({ mark }) => mark)).toEqual(answers.map(({ value }) => round.rules.mark(value)));
      const tally: Tally = new Map();
      for (const { value } of answers) addAnswer(tally, round.rules, value);
      expect(countsIn(round.tally)).toEqual(countsIn(tally));
    });
  });

  it('finds each player by id, token and name, all of them unique', () => {
    afterAnyChange(({ game }) => {
      const { players, playersByToken, playersByFormerToken, playersByLook } = game;
      const lost = [...players.values()].filter(
        (player) =>
          playersByToken.get(player.tokenHash) !== player ||
          player.formerTokens.some((token) => playersByFormerToken.get(token) !== player) ||
          player.looks.some((look) => playersByLook.get(look) !== player),
      );
      expect(lost).toEqual([]);
      const looks = [...players.values()].flatMap((player) => player.looks);
      const formerTokens = [...players.values()].flatMap((player) => player.formerTokens);
      expect([playersByToken.size, playersByFormerToken.size, playersByLook.size]).toEqual([
        players.size,
        formerTokens.length,
        looks.length,
      ]);
    });
  });

  it('counts the members of each team, and scores it by the rounded mean of members who have answered', () => {
    afterAnyChange(({ game, events }) => {
      const closed = new Set(
        events.flatMap((event) => (event.type === 'question-closed' ? [event.question] : [])),
      );
      const hasAnswered = (player: Player) =>
        events.some(
          (event) =>
            event.type === 'answer-accepted' && event.player === player.id && closed.has(event.question),
        );
      for (const { name, members, score } of game.teams) {
        const own = playing(game).filter(({ team }) => team === name);
        expect(members).toBe(own.length);
        const scores = own.filter(hasAnswered).map((player) => player.score);
        expect(score).toBe(Math.round(scores.reduce((sum, score) => sum + score, 0) / (scores.length || 1)));
      }
    });
  });

  it('ranks teams like players, from the first reveal on', () => {
    afterAnyChange(({ game, events }) => {
      const isRanked = events.some(({ type }) => type === 'question-closed');
      expect(game.teams.map(({ rank }) => rank)).toEqual(
        game.teams.map((team) =>
          isRanked ? 1 + game.teams.filter(({ score }) => score > team.score).length : null,
        ),
      );
    });
  });

  it('puts new players into their preferred team, or else into one of the smallest', () => {
    inAnyGame((test, steps) => {
      for (const step of steps) {
        const before = test.game.teams.map(({ name, members }) => ({ name, members }));
        const decision = runStep(test, step);
        for (const event of decision.ok ? decision.events : []) {
          if (event.type !== 'player-joined') continue;
          const smallest = Math.min(...before.map(({ members }) => members));
          const wished =
            step.type === 'command' && step.wanted.type === 'join' ? step.wanted.team : undefined;
          const own = before.find(({ name }) => name === event.team);
          expect(own === undefined).toBe(before.length === 0);
          if (own && own.members > smallest) {
            expect(own.name.toLowerCase()).toBe(wished?.toLowerCase().replace('е', 'e'));
          }
        }
      }
    });
  });

  it('gives every player a different name if names are generated', () => {
    afterAnyChange(({ game }) => {
      if (game.settings.names === 'own') return;
      const names = [...game.players.values()].map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      for (const name of names) expect(name).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+$/u);
    });
  });

  it('rejects new players after the start if joining late is off, but lets players return', () => {
    inAnyGame((test, steps) => {
      for (const step of steps) {
        const { phase, settings, playersByToken } = test.game;
        const known = new Map(playersByToken);
        const decision = runStep(test, step);
        if (step.type !== 'command' || step.wanted.type !== 'join') continue;
        if (settings.lateJoin || phase === 'lobby' || phase === 'ended') continue;
        const player = known.get(step.wanted.tokenHash);
        expect(decision.ok).toBe(player !== undefined && !player.kicked);
      }
    });
  });

  it('starts automatically when enough players are connected, and continues automatically if set to', () => {
    inAnyGame((test, steps) => {
      for (const step of steps) {
        runStep(test, step);
        const { phase, settings, phaseStartedAt, startsAt, pausedAt, connectedCount } = test.game;
        const { startAt, autoAfter } = settings;
        const due = test.dueAt();
        if (pausedAt !== null) {
          expect(due).toBeNull();
          continue;
        }
        if (phase === 'lobby') {
          const isFull = startAt !== null && connectedCount >= startAt;
          expect(due).toBe(startsAt ?? (isFull ? test.now : null));
        }
        if (phase === 'reveal' || phase === 'standings') {
          expect(due).toBe(autoAfter === null ? null : phaseStartedAt + autoAfter * 1000);
        }
        if (phase === 'podium' || phase === 'ended') expect(due).toBeNull();
      }
    });
  });

  it('knows when its phase started, not counting pauses', () => {
    inAnyGame((test, steps) => {
      let { phase } = test.game;
      let since = test.now;
      for (const step of steps) {
        const { pausedAt } = test.game;
        runStep(test, step);
        const hasResumed = pausedAt !== null && test.events.at(-1)?.type === 'game-resumed';
        if (hasResumed) since += test.now - pausedAt;
        if (test.game.phase !== phase) since = test.now;
        ({ phase } = test.game);
        expect(test.game.phaseStartedAt).toBe(since);
      }
    });
  });

  it('can be played again from scratch with the players who have not left or been kicked', () => {
    inAnyGame((test, steps) => {
      for (const step of steps) runStep(test, step);
      const { game } = test.again();
      const staying = playing(test.game).filter(({ presence }) => presence !== 'left');
      const seats = (players: Iterable<Player>) =>
        [...players].map(({ id, name, team, tokenHash, presence }) => [id, name, team, tokenHash, presence]);
      expect(seats(game.players.values())).toEqual(seats(staying));
      for (const player of game.players.values()) {
        expect(player).toMatchObject({ score: 0, streak: 0, rank: null, answer: null, hasAnswered: false });
      }
      expect(game).toMatchObject({ number: 2, phase: 'lobby', closedQuestions: [], standings: [] });
      expect(game.locked).toBe(test.game.locked);
      expect(game.playOrder.toSorted()).toEqual(test.game.playOrder.toSorted());
    });
  });

  it('never has more players than allowed', () => {
    afterAnyChange(({ game }) => {
      expect(game.playerCount).toBeLessThanOrEqual(game.settings.maxPlayers);
    });
  });

  it('closes a question once everybody has answered, and not before', () => {
    inAnyGame((test, steps) => {
      for (const step of steps) {
        runStep(test, step);
        const { game, now } = test;
        if (game.phase !== 'question' || game.pausedAt !== null || !game.round) continue;
        const timeIsUp = game.round.closesAt !== null && game.round.closesAt <= now;
        const due = test.dueAt();
        expect(due !== null && due <= now).toBe(timeIsUp || everybodyHasAnswered(game, now));
      }
    });
  });

  it('ends a phase when it is due, and not before', () => {
    inAnyGame((test, steps) => {
      for (const step of steps) {
        runStep(test, step);
        const due = test.dueAt();
        const { ok } = test.run({ type: 'deadline-passed' });
        if (ok || due !== null) expect(ok).toBe(due !== null && due <= test.now);
      }
    });
  });
});

/** Returns the count of each key, in any order. */
function countsIn(tally: Tally): Set<string> {
  return new Set([...tally].map(([key, { count }]) => `${count} × ${key}`));
}

/** The rules of scoring, as far as they are the same for every type. */
function isPartlyCorrect(round: Round | null, { answer }: Player): boolean {
  if (!round || !answer) return false;
  const { question, rules } = round;
  if (question.type === 'poll') return false;
  if (question.type === 'text' || question.type === 'number') return rules.mark(answer.value).correct;
  const correct = new Set<unknown>([rules.correct].flat());
  return question.type === 'multiple'
    ? [answer.value].flat().some((index) => correct.has(index))
    : isDeepStrictEqual(answer.value, rules.correct);
}

function playing(game: Game): Player[] {
  return [...game.players.values()].filter(({ kicked }) => !kicked);
}

function scoresOf(game: Game): Map<string, number> {
  return new Map([...game.players.values()].map(({ id, score }) => [id, score]));
}

/** Whether all players have answered who are connected or disconnected less than 10 s ago, and at least one has. */
function everybodyHasAnswered(game: Game, now: number): boolean {
  const awaited = playing(game).filter(
    ({ presence, disconnectedAt }) =>
      presence === 'connected' || (presence === 'disconnected' && now - disconnectedAt < 10_000),
  );
  return playing(game).some(({ answer }) => answer) && awaited.every(({ answer }) => answer);
}

/** Whether the host changes scores. */
function isByHand(step: Step): boolean {
  if (step.type !== 'command') return step.type === 'allow';
  return step.wanted.type === 'void' || step.wanted.type === 'give-points';
}
