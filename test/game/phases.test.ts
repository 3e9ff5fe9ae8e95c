import { describe, expect, it } from 'vitest';
import { evolve } from '../../source/game/evolve.ts';
import { type TestGame, gameOf, idOf, rejectionOf } from '../helpers/games.ts';
import { booleanQuestion, choiceQuestion } from '../helpers/questions.ts';

const phases = ['lobby', 'ready', 'question', 'reveal', 'standings', 'podium', 'ended'] as const;

type Phase = (typeof phases)[number];

/** The commands that take a game of two questions to each of its phases. */
const ways: Record<Phase, Parameters<TestGame['host']>> = {
  lobby: [],
  ready: ['start'],
  question: ['start', 'next'],
  reveal: ['start', 'next', 'close'],
  standings: ['start', 'next', 'close', 'next'],
  podium: ['start', 'next', 'close', 'next', 'next', 'next', 'close', 'next'],
  ended: ['start', 'next', 'close', 'next', 'next', 'next', 'close', 'next', 'next'],
};

function gameIn(phase: Phase): TestGame {
  const test = gameOf({ players: ['Ada', 'Bob'] });
  test.host(...ways[phase]);
  return test;
}

describe('the phases of a game', () => {
  it.each(Object.entries(ways))('include %s, reached by %j', (phase, way) => {
    const test = gameOf({ players: ['Ada'] });
    for (const type of way) expect(test.host(type).ok).toBe(true);
    expect(test.game.phase).toBe(phase);
  });

  it.each([
    ['start', ['lobby']],
    ['next', ['ready', 'reveal', 'standings', 'podium']],
    ['skip', ['ready']],
    ['close', ['question']],
    ['extend', ['question']],
    ['pause', ['ready', 'question']],
    ['lock', ['lobby', 'ready', 'question', 'reveal', 'standings', 'podium']],
    ['end', ['lobby', 'ready', 'question', 'reveal', 'standings', 'podium']],
    ['resume', []],
    ['unlock', []],
  ] as const)('allow %s in %j and reject it with not-now otherwise', (command, works: readonly Phase[]) => {
    for (const phase of phases) {
      const rejection = rejectionOf(gameIn(phase).host(command));
      expect([phase, rejection]).toEqual([phase, works.includes(phase) ? null : 'not-now']);
    }
  });

  it('repeat ready, question, reveal and standings for each question, and show the podium instead of the last standings', () => {
    const test = gameIn('lobby');
    const seen = [test.game.phase];
    test.host('start');
    while (test.game.phase !== 'ended') {
      seen.push(test.game.phase);
      test.host(test.game.phase === 'question' ? 'close' : 'next');
    }
    const first = ['lobby', 'ready', 'question', 'reveal', 'standings'];
    expect(seen).toEqual([...first, 'ready', 'question', 'reveal', 'podium']);
  });

  it('reject events that do not belong to the game', () => {
    const { game } = gameIn('lobby');
    expect(() => evolve(game, { type: 'player-disconnected', at: 0, player: 'nobody' })).toThrow(
      /no player/u,
    );
    expect(() => evolve(game, { type: 'question-closed', at: 0, question: 0, reason: 'host' })).toThrow(
      /no question in/u,
    );
    expect(() => evolve(game, { type: 'question-announced', at: 0, question: 7, opensAt: 0 })).toThrow(
      /no question 7/u,
    );
  });
});

describe('a game without scoring', () => {
  it('has no standings between its questions', () => {
    const test = gameOf({ players: ['Ada'], settings: { scoring: 'off' } });
    test.host('start', 'next', 'close', 'next');
    expect(test.game.phase).toBe('ready');
    test.host('next', 'close', 'next');
    expect(test.game.phase).toBe('podium');
  });
});

describe('time limits', () => {
  const limits = (timeFactor: number) => {
    const questions = [choiceQuestion({ time: 5 }), booleanQuestion(), choiceQuestion({ time: 0 })];
    return questions.map((_, index) => {
      const test = gameOf({ players: ['Ada'], questions, settings: { timeFactor } });
      const { round } = test.open(index).game;
      return [round?.time, round?.closesAt === null ? null : (round?.closesAt ?? 0) - test.now];
    });
  };

  it.each([
    [
      1,
      [
        [5, 5000],
        [20, 20_000],
        [0, null],
      ],
    ],
    [
      1.5,
      [
        [8, 8000],
        [30, 30_000],
        [0, null],
      ],
    ],
    [
      0.5,
      [
        [3, 3000],
        [10, 10_000],
        [0, null],
      ],
    ],
    [
      0,
      [
        [0, null],
        [0, null],
        [0, null],
      ],
    ],
  ])('are multiplied by the factor of the game: %s', (factor, expected) => {
    expect(limits(factor)).toEqual(expected);
  });

  it('leave full points for any correct answer if they are lifted', () => {
    const test = gameOf({ players: ['Ada'], settings: { timeFactor: 0 } }).play(0, { Ada: 1 }, 600_000);
    expect(test.player('Ada').score).toBe(1000);
  });
});

describe('the ready phase', () => {
  it('lasts 3 seconds and then opens the question', () => {
    const test = gameIn('ready');
    expect(test.game.round).toMatchObject({ index: 0, opensAt: test.now + 3000 });
    expect(test.dueAt()).toBe(test.now + 3000);
    expect(rejectionOf(test.advance(2999).run({ type: 'deadline-passed' }))).toBe('not-now');
    expect(test.advance(1).run({ type: 'deadline-passed' }).ok).toBe(true);
    expect(test.game).toMatchObject({ phase: 'question', round: { openedAt: test.now } });
  });

  it('takes no answers', () => {
    expect(rejectionOf(gameIn('ready').answer('Ada', 1))).toBe('wrong-question');
  });

  it('ends when the host skips the question, and the next one is announced', () => {
    const test = gameIn('ready');
    expect(test.host('skip')).toMatchObject({
      events: [
        { type: 'question-skipped', question: 0 },
        { type: 'question-announced', question: 1, opensAt: test.now + 3000 },
      ],
    });
    expect(test.game).toMatchObject({ phase: 'ready', round: { index: 1 }, closedQuestions: [] });
  });

  it('is followed by the podium when the last question is skipped', () => {
    const test = gameIn('ready');
    test.host('skip', 'skip');
    expect(test.game.phase).toBe('podium');
  });
});

describe('the ready phase in a game with teams', () => {
  it('lasts 5 seconds longer, before every question', () => {
    const test = gameOf({ settings: { teams: ['Red', 'Blue'] }, players: ['Ada'] });
    test.host('start');
    expect(test.stageIn('ready').opensAt).toBe(test.now + 8000);
    expect(test.dueAt()).toBe(test.now + 8000);
    test.host('skip');
    expect(test.stageIn('ready').opensAt).toBe(test.now + 8000);
  });
});

describe('an open question', () => {
  it('closes when its time is up, and not before', () => {
    const test = gameIn('question');
    expect(test.game.round?.closesAt).toBe(test.now + 20_000);
    expect(rejectionOf(test.advance(19_999).run({ type: 'deadline-passed' }))).toBe('not-now');
    expect(test.advance(1).run({ type: 'deadline-passed' })).toMatchObject({
      events: [{ type: 'question-closed', question: 0, reason: 'time' }],
    });
    expect(test.game.phase).toBe('reveal');
  });

  it('has the time limit of the quiz unless it sets its own', () => {
    const test = gameOf({
      questions: [choiceQuestion(), choiceQuestion({ time: 60 })],
      settings: { time: 30 },
      players: ['Ada'],
    });
    expect(test.open(0).game.round?.closesAt).toBe(test.now + 30_000);
    expect(test.open(1).game.round?.closesAt).toBe(test.now + 60_000);
  });

  it('waits for the host as long as necessary if it has no limit', () => {
    const test = gameOf({ questions: [choiceQuestion({ time: 0 })], players: ['Ada'] }).open();
    expect(test.game.round?.closesAt).toBeNull();
    expect(test.advance(1e9).dueAt()).toBeNull();
    expect(test.answer('Ada', 1).ok).toBe(true);
    expect(test.dueAt()).toBe(test.now);
  });

  it('closes when the host closes it, and counts the answers given until then', () => {
    const test = gameIn('question');
    test.answer('Ada', 1);
    expect(test.host('close')).toMatchObject({ events: [{ type: 'question-closed', reason: 'host' }] });
    expect(test.player('Ada').score).toBe(1000);
    expect(test.game.closedQuestions).toMatchObject([{ index: 0, correct: 1, answered: 1 }]);
  });
});

describe('a question that everybody has answered', () => {
  it('closes when all connected players have answered', () => {
    const test = gameIn('question');
    test.answer('Ada', 1);
    expect(test.dueAt()).toBe(test.now + 20_000);
    test.advance(700).answer('Bob', 2);
    expect(test.dueAt()).toBe(test.now);
    expect(test.run({ type: 'deadline-passed' })).toMatchObject({
      events: [{ type: 'question-closed', reason: 'answered' }],
    });
  });

  it('stays open without any answer, so that an empty room does not run through the quiz', () => {
    const test = gameIn('question');
    test.leave('Ada');
    test.leave('Bob');
    expect(test.dueAt()).toBe(test.now + 20_000);
  });

  it('closes 10 seconds after the last player without an answer disconnected', () => {
    const test = gameIn('question');
    test.answer('Ada', 1);
    test.advance(1000).disconnect('Bob');
    expect(test.dueAt()).toBe(test.now + 10_000);
    expect(rejectionOf(test.advance(9999).run({ type: 'deadline-passed' }))).toBe('not-now');
    expect(test.advance(1).run({ type: 'deadline-passed' }).ok).toBe(true);
  });

  it('closes at once when the only player without an answer leaves', () => {
    const test = gameIn('question');
    test.answer('Ada', 1);
    test.leave('Bob');
    expect(test.dueAt()).toBe(test.now);
  });

  it('closes at once when the only player without an answer is kicked', () => {
    const test = gameIn('question');
    test.answer('Ada', 1);
    test.kick('Bob');
    expect(test.dueAt()).toBe(test.now);
  });

  it('stays open for players who reconnected or joined late and have not answered', () => {
    const test = gameIn('question');
    test.answer('Ada', 1);
    test.disconnect('Bob');
    test.advance(9000).reconnect('Bob');
    expect(test.advance(2000).dueAt()).toBe(test.now + 9000);
    test.answer('Bob', 1);
    test.join('Cleo');
    expect(test.dueAt()).toBe(test.now + 9000);
    test.answer('Cleo', 1);
    expect(test.dueAt()).toBe(test.now);
  });

  it('closes whether or not the players who answered are still connected', () => {
    const test = gameIn('question');
    test.answer('Ada', 1);
    test.disconnect('Ada');
    test.answer('Bob', 1);
    expect(test.dueAt()).toBe(test.now);
  });

  it('never stays open beyond its time limit', () => {
    const test = gameIn('question');
    const closesAt = test.now + 20_000;
    test.answer('Ada', 1);
    test.advance(15_000).disconnect('Bob');
    expect(test.dueAt()).toBe(closesAt);
  });
});

describe('an extended question', () => {
  it('stays open for 10 s more, each time', () => {
    const test = gameIn('question');
    expect(test.advance(5000).host('extend')).toMatchObject({
      events: [{ type: 'question-extended', question: 0, closesAt: test.now + 25_000 }],
    });
    test.host('extend');
    expect(test.dueAt()).toBe(test.now + 35_000);
    expect(test.stageIn('question')).toMatchObject({
      openedAt: test.now - 5000,
      closesAt: test.now + 35_000,
    });
  });

  it('pays the same points, and as many in the extra time as in the last moment before it', () => {
    const test = gameIn('question');
    test.host('extend');
    test.advance(10_000).answer('Ada', 1);
    test.advance(19_999).answer('Bob', 1);
    test.host('close');
    expect(test.player('Ada').result?.points).toBe(750);
    expect(test.player('Bob')).toMatchObject({ answer: { timeMs: 20_000 }, result: { points: 500 } });
  });

  it('can be extended while it is paused, and while it waits for late answers', () => {
    const test = gameIn('question');
    test.host('pause', 'extend', 'resume');
    expect(test.dueAt()).toBe(test.now + 30_000);
    test.advance(30_100).host('extend');
    expect(test.dueAt()).toBe(test.now + 10_000);
  });

  it('cannot be extended if it has no time limit', () => {
    const test = gameOf({ questions: [choiceQuestion({ time: 0 })], players: ['Ada'] }).open();
    expect(rejectionOf(test.host('extend'))).toBe('not-now');
  });
});

describe('a pause', () => {
  it('in the ready phase delays the opening by its length', () => {
    const test = gameIn('ready');
    const opensAt = test.now + 3000;
    test.advance(1000).host('pause');
    expect(test.game.pausedAt).toBe(test.now);
    expect(test.advance(60_000).dueAt()).toBeNull();
    expect(rejectionOf(test.run({ type: 'deadline-passed' }))).toBe('not-now');
    test.host('resume');
    expect(test.game).toMatchObject({ pausedAt: null, round: { opensAt: opensAt + 60_000 } });
    expect(test.dueAt()).toBe(opensAt + 60_000);
  });

  it('of an open question shifts its opening and closing by its length, so that it costs no points', () => {
    const test = gameIn('question');
    const openedAt = test.now;
    test.advance(4000).host('pause');
    test.advance(60_000).host('resume');
    expect(test.game.round).toMatchObject({ openedAt: openedAt + 60_000, closesAt: openedAt + 80_000 });
    test.advance(1000).answer('Ada', 1);
    expect(test.player('Ada').answer?.timeMs).toBe(5000);
  });

  it('takes no answers while it lasts', () => {
    const test = gameIn('question');
    test.host('pause');
    expect(rejectionOf(test.answer('Ada', 1))).toBe('paused');
    test.host('resume');
    expect(test.answer('Ada', 1).ok).toBe(true);
  });

  it('cannot start twice, nor end before it started', () => {
    const test = gameIn('question');
    expect(rejectionOf(test.host('resume'))).toBe('not-now');
    test.host('pause');
    expect(rejectionOf(test.host('pause'))).toBe('not-now');
  });

  it('ends when the host opens or closes the question', () => {
    const test = gameIn('ready');
    test.host('pause', 'next');
    expect(test.game).toMatchObject({ phase: 'question', pausedAt: null, round: { openedAt: test.now } });
    test.host('pause', 'close');
    expect(test.game).toMatchObject({ phase: 'reveal', pausedAt: null });
  });
});

describe('ending early', () => {
  it.each(['lobby', 'ready', 'question', 'reveal', 'standings'] as const)(
    'in %s shows the podium with the standings so far, and ending again ends the game',
    (phase) => {
      const test = gameIn(phase);
      expect(test.host('end').ok).toBe(true);
      expect(test.game.phase).toBe('podium');
      expect(test.host('end')).toMatchObject({ events: [{ type: 'game-ended' }] });
      expect(test.game.phase).toBe('ended');
    },
  );

  it('does not count answers to the open question', () => {
    const test = gameIn('lobby').play(0, { Bob: 1 }).open(1);
    test.answer('Ada', true);
    expect(test.host('end')).toMatchObject({
      events: [
        {
          type: 'podium-shown',
          standings: [
            { player: idOf('Bob'), rank: 1, name: 'Bob', team: null, score: 1000 },
            { player: idOf('Ada'), rank: 2, name: 'Ada', team: null, score: 0 },
          ],
        },
      ],
    });
    expect(test.player('Ada').score).toBe(0);
  });

  it('stops everything that happens automatically', () => {
    const test = gameIn('question');
    test.host('end');
    expect(test.advance(1e9).dueAt()).toBeNull();
    expect(rejectionOf(test.run({ type: 'deadline-passed' }))).toBe('not-now');
  });
});
