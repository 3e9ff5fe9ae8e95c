import { describe, expect, it } from 'vitest';
import { afterAnyChange } from '../helpers/arbitraries.ts';
import { type TestGame, gameOf } from '../helpers/games.ts';
import {
  booleanQuestion,
  choiceQuestion,
  multipleQuestion,
  numberQuestion,
  orderQuestion,
  pollQuestion,
  textQuestion,
} from '../helpers/questions.ts';
import { inLobby } from '../helpers/scripted-server.ts';

const common = ['type', 'version', 'game', 'title', 'phase', 'players', 'connected'];
const announced = ['index', 'total', 'type', 'text', 'points', 'time'];
const standing = ['rank', 'name', 'team', 'score', 'change', 'gain'];

/** The fields of each phase's stage in addition to the common ones. */
const fields = {
  lobby: ['names', 'locked', 'questions', 'seconds', 'startAt', 'auto', 'continuesAt', 'pausedAt'],
  ready: ['question', 'opensAt', 'pausedAt'],
  question: ['question', 'openedAt', 'closesAt', 'pausedAt', 'answered', 'autoSubmit'],
  reveal: ['question', 'correct', 'distribution', 'answered', 'correctCount', 'continuesAt', 'pausedAt'],
  standings: ['top', 'continuesAt', 'pausedAt'],
  podium: ['shownAt', 'top', 'more', 'awards', 'questions'],
};

/** A game of three questions: one with every field, one with only the required ones, and a statement. */
function game(): TestGame {
  const code = { language: 'ts', text: 'x' };
  const questions = [choiceQuestion({ code, explanation: 'So.' }), choiceQuestion(), booleanQuestion()];
  return gameOf({ questions, players: ['Ada', 'Bob'] });
}

function keys(value: object | undefined): string[] {
  return Object.keys(value ?? {}).toSorted();
}

describe('the stage', () => {
  it('has the number of the game and how many players there are and are connected, in every phase', () => {
    const test = game();
    test.disconnect('Bob');
    test.join('Cleo');
    test.kick('Cleo');
    expect(test.stage()).toMatchObject({ type: 'stage', version: 1, game: 1, players: 2, connected: 1 });
  });

  it('has the fields of its phase and no others, in any game', () => {
    afterAnyChange((test) => {
      const stage = test.stage();
      const hasTeams = ('top' in stage || 'names' in stage) && test.game.settings.teams !== null;
      const atReveal = ['explanation', 'voided', 'voidReason', 'allowed'].filter((key) => key in stage);
      const optional = [...atReveal, ...(hasTeams ? ['teams'] : [])];
      expect(keys(stage)).toEqual([...common, ...fields[stage.phase], ...optional].toSorted());
    });
  });

  it("has the fields of the question's phase and type and no others, in any game", () => {
    afterAnyChange((test) => {
      const stage = test.stage();
      if (!('question' in stage)) return;
      const { question } = stage;
      const more = [
        ...(test.game.round?.question.code ? ['code'] : []),
        ...(['choice', 'multiple', 'poll'].includes(question.type) ? ['options'] : []),
        ...(question.type === 'order' ? ['items'] : []),
        ...('unit' in question ? ['unit'] : []),
      ];
      expect(keys(question)).toEqual([...announced, ...(stage.phase === 'ready' ? [] : more)].toSorted());
    });
  });
});

describe('the stage of the lobby', () => {
  it('has the names of the players, newest first', () => {
    const test = gameOf({ players: ['Ada', 'Bob', 'Cleo', 'Dan'] });
    test.leave('Bob');
    test.kick('Cleo');
    expect(test.stageIn('lobby')).toMatchObject({ names: inLobby('Dan', 'Ada'), locked: false, players: 2 });
  });

  it('has at most the newest 50 names', () => {
    const players = Array.from({ length: 60 }, (_, index) => `Player ${index + 1}`);
    const { names } = gameOf({ players }).stageIn('lobby');
    expect(names).toHaveLength(50);
    expect([names[0], names[49]]).toEqual(inLobby('Player 60', 'Player 11'));
  });

  it('says how long the game takes, and what happens automatically', () => {
    const questions = [choiceQuestion(), choiceQuestion({ time: 60 })];
    const settings = { timeFactor: 2, time: 30 };
    expect(gameOf({ questions, settings }).stageIn('lobby')).toMatchObject({
      questions: 2,
      seconds: 2 * (3 + 5 + 5) + 30 + 60,
      startAt: null,
      auto: null,
    });
    expect(
      gameOf({ questions, settings: { ...settings, startAt: 20, autoAfter: 8 } }).stageIn('lobby'),
    ).toMatchObject({ seconds: 2 * (3 + 8 + 8) + 30 + 60, startAt: 20, auto: 8 });
    expect(gameOf({ settings: { timeFactor: 0 }, questions }).stageIn('lobby').seconds).toBe(46);
  });

  it('counts the players of each team', () => {
    const test = gameOf({ settings: { teams: ['Red', 'Blue'] }, players: ['Ada', 'Bob', 'Cleo'] });
    expect(test.stageIn('lobby')).toMatchObject({
      names: [
        { name: 'Cleo', team: 'Red' },
        { name: 'Bob', team: 'Blue' },
        { name: 'Ada', team: 'Red' },
      ],
      teams: [
        { name: 'Red', players: 2 },
        { name: 'Blue', players: 1 },
      ],
    });
  });

  it('says whether new players are kept out', () => {
    const test = game();
    test.host('lock');
    expect(test.stageIn('lobby').locked).toBe(true);
  });
});

describe('the stage of ready', () => {
  it('announces the question without its options', () => {
    const test = game();
    test.host('start');
    expect(test.stageIn('ready')).toMatchObject({ opensAt: test.now + 3000, pausedAt: null });
    expect(test.stageIn('ready').question).toEqual({
      index: 0,
      total: 3,
      type: 'choice',
      text: 'Which way?',
      points: 1000,
      time: 20,
    });
  });

  it('announces no points in games without scores', () => {
    const test = gameOf({ settings: { scoring: 'off' } });
    test.host('start');
    expect(test.stageIn('ready').question.points).toBe(0);
  });

  it('says since when the game is paused', () => {
    const test = game();
    test.host('start', 'pause');
    expect(test.stageIn('ready').pausedAt).toBe(test.now);
  });
});

describe('the stage of an open question', () => {
  it('shows a choice with its code and its options', () => {
    expect(game().open(0).stageIn('question').question).toEqual({
      index: 0,
      total: 3,
      type: 'choice',
      text: 'Which way?',
      code: { language: 'ts', text: 'x' },
      options: ['north', 'east', 'south', 'west'],
      points: 1000,
      time: 20,
    });
  });

  it('shows a statement without options', () => {
    expect(game().open(2).stageIn('question').question).toEqual({
      index: 2,
      total: 3,
      type: 'boolean',
      text: 'Is it so?',
      points: 1000,
      time: 20,
    });
  });

  it.each([
    ['multiple', multipleQuestion(), { options: ['red', 'green', 'blue', 'cyan', 'pink'] }],
    ['text', textQuestion(), {}],
    ['number', numberQuestion(), {}],
    ['number', numberQuestion({ unit: 'year' }), { unit: 'year' }],
    ['poll', pollQuestion(), { options: ['tabs', 'spaces'] }],
  ] as const)(
    'shows a question of type %s with everything that is needed to answer it',
    (type, question, asked) => {
      expect(
        gameOf({ questions: [question] })
          .open()
          .stageIn('question').question,
      ).toEqual({
        index: 0,
        total: 1,
        type,
        text: question.question,
        points: question.points,
        time: 20,
        ...asked,
      });
    },
  );

  it('shows the items of an order shuffled', () => {
    const { question } = gameOf({ questions: [orderQuestion()] })
      .open()
      .stageIn('question');
    expect(question).not.toHaveProperty('options');
    expect(question.items?.toSorted()).toEqual(['first', 'fourth', 'second', 'third']);
    expect(question.items).not.toEqual(orderQuestion().items);
  });

  it('has its times and the number of answers', () => {
    const test = game().open(0);
    test.answer('Ada', 0);
    const openedAt = test.now;
    expect(test.stageIn('question')).toMatchObject({ openedAt, closesAt: openedAt + 20_000, answered: 1 });
    test.advance(5).host('pause');
    expect(test.stageIn('question').pausedAt).toBe(openedAt + 5);
  });

  it('has no closing time without a limit', () => {
    const test = gameOf({ questions: [choiceQuestion({ time: 0 })] }).open();
    expect(test.stageIn('question')).toMatchObject({ closesAt: null, question: { time: 0 } });
  });
});

describe('the stage of the reveal', () => {
  it('has the same question, the correct answer in the form of an answer, the distribution and the explanation', () => {
    const test = game().open(0);
    const { question } = test.stageIn('question');
    test.answer('Ada', 1);
    test.answer('Bob', 3);
    test.host('close');
    const reveal = test.stageIn('reveal');
    expect(reveal).toMatchObject({ correct: 1, distribution: [0, 1, 0, 1], explanation: 'So.' });
    expect(reveal.question).toEqual(question);
  });

  it('has no explanation if the question has none', () => {
    expect(game().play(1, {}).stageIn('reveal')).not.toHaveProperty('explanation');
  });

  it.each([
    ['multiple', multipleQuestion(), [[0, 1], [1, 4], [1]], [0, 1, 2], [1, 3, 0, 0, 1]],
    [
      'text',
      textQuestion(),
      ['http  101', '101', '404'],
      '101',
      [
        { answer: 'HTTP 101', count: 1, correct: true },
        { answer: '101', count: 1, correct: true },
        { answer: '404', count: 1, correct: false },
      ],
    ],
    [
      'number',
      numberQuestion(),
      [1989, 2000, 1989],
      1991,
      [
        { answer: 1989, count: 2, correct: true },
        { answer: 2000, count: 1, correct: false },
      ],
    ],
    ['poll', pollQuestion(), [1, 1, 0], null, [1, 2]],
  ])(
    'for a question of type %s has the correct answer and the distribution',
    (_, question, answers, correct, distribution) => {
      const test = gameOf({ questions: [question], players: ['Ada', 'Bob', 'Cleo'] });
      const [Ada, Bob, Cleo] = answers;
      const reveal = test.play(0, { Ada, Bob, Cleo }).stageIn('reveal');
      expect(reveal).toMatchObject({ correct, distribution });
    },
  );

  it.each([
    ['choice', choiceQuestion(), { Ada: 1, Bob: 0 }, 2, 1],
    ['multiple', multipleQuestion(), { Ada: [0, 1], Bob: [1] }, 2, 0],
    ['poll', pollQuestion(), { Ada: 1, Bob: 0, Cleo: 0 }, 3, null],
    ['number', numberQuestion(), {}, 0, 0],
  ])(
    'for a question of type %s says how many answered and got it right',
    (_, question, given, answered, correctCount) => {
      const test = gameOf({ questions: [question], players: ['Ada', 'Bob', 'Cleo'] });
      expect(test.play(0, given).stageIn('reveal')).toMatchObject({ answered, correctCount });
    },
  );

  it('for an order question has the correct order of the items as shown, and counts correct and wrong answers', () => {
    const test = gameOf({ questions: [orderQuestion()], players: ['Ada', 'Bob', 'Cleo'] }).open();
    const { items = [] } = test.stageIn('question').question;
    const correct = orderQuestion().items.map((item) => items.indexOf(item));
    test.play(0, { Ada: correct, Bob: correct.toReversed(), Cleo: [0, 1, 2, 3] });
    expect(test.stageIn('reveal')).toMatchObject({ correct, distribution: [1, 2] });
  });

  it('for a statement has true or false, and counts true first', () => {
    const reveal = game().play(2, { Ada: false, Bob: false }).stageIn('reveal');
    expect(reveal).toMatchObject({ correct: true, distribution: [0, 2] });
  });
});

describe('the stage of the standings', () => {
  it('has the rank, name, team, score, change since the previous standings and last points of each player', () => {
    const test = game().play(0, { Ada: 1 });
    test.host('next');
    expect(test.stageIn('standings').top).toEqual([
      { rank: 1, name: 'Ada', team: null, score: 1000, change: null, gain: 1000 },
      { rank: 2, name: 'Bob', team: null, score: 0, change: null, gain: 0 },
    ]);
    test.play(1, { Ada: 2, Bob: 1 });
    test.host('next');
    expect(test.stageIn('standings').top).toEqual([
      { rank: 1, name: 'Ada', team: null, score: 1000, change: 0, gain: 0 },
      { rank: 1, name: 'Bob', team: null, score: 1000, change: 1, gain: 1000 },
    ]);
    // Points that the host gives or takes belong to the last ones.
    test.run({ type: 'give-points', name: 'Bob', points: -900, reason: undefined });
    test.run({ type: 'give-points', name: 'Ada', points: -900, reason: undefined });
    test.run({ type: 'give-points', name: 'Ada', points: 50, reason: undefined });
    expect(test.stageIn('standings').top).toMatchObject([
      { name: 'Ada', score: 150, gain: 0 },
      { name: 'Bob', score: 100, gain: 100 },
    ]);
  });

  it('has the first 10 players', () => {
    const players = Array.from({ length: 12 }, (_, index) => `Player ${String(index).padStart(2, '0')}`);
    const test = gameOf({ players }).play(0, Object.fromEntries(players.slice(2).map((name) => [name, 1])));
    test.host('next');
    const { top } = test.stageIn('standings');
    expect(top.map(({ name }) => name)).toEqual(players.slice(2));
    expect(keys(top[0])).toEqual(standing.toSorted());
  });

  it('leaves out kicked players', () => {
    const test = game().play(0, { Ada: 1 });
    test.host('next');
    test.kick('Ada');
    expect(test.stageIn('standings').top).toMatchObject([{ rank: 1, name: 'Bob' }]);
  });
});

describe('the stage of the podium', () => {
  it('has the standings and the counts of each question', () => {
    const test = game().play(0, { Ada: 1, Bob: 2 }).play(1, {}).play(2, { Bob: true });
    test.host('next');
    expect(test.stageIn('podium')).toMatchObject({
      top: [{ name: 'Ada' }, { name: 'Bob' }],
      questions: [
        { index: 0, correct: 1, answered: 2 },
        { index: 1, correct: 0, answered: 0 },
        { index: 2, correct: 1, answered: 1 },
      ],
    });
  });

  it('lists polls without correct answers', () => {
    const test = gameOf({ questions: [pollQuestion(), choiceQuestion()], players: ['Ada'] });
    test.play(0, { Ada: 0 }).play(1, { Ada: 1 }).host('next');
    expect(test.stageIn('podium').questions).toEqual([
      { index: 0, correct: null, answered: 1 },
      { index: 1, correct: 1, answered: 1 },
    ]);
  });

  it('leaves out skipped questions', () => {
    const test = game();
    test.host('start', 'skip', 'next', 'close', 'end');
    expect(test.stageIn('podium').questions.map(({ index }) => index)).toEqual([1]);
  });

  it('stays the same after the game has ended', () => {
    const test = game().play(0, { Ada: 1 });
    test.host('end');
    const podium = test.stage();
    test.host('end');
    expect(test.game.phase).toBe('ended');
    expect(test.stage()).toEqual(podium);
  });
});
