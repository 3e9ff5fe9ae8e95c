import { describe, expect, it } from 'vitest';
import { MAX_NAME_LENGTH } from '../../source/protocol/client-message.ts';
import {
  MAX_SERVER_MESSAGE_BYTES,
  type ServerMessage,
  parseServerMessage,
} from '../../source/protocol/server-message.ts';
import { MAX_OPTIONS, MAX_QUESTIONS, MAX_TEAMS } from '../../source/quiz/limits.ts';
import type { Question } from '../../source/quiz/questions/question.ts';
import { quizSchema } from '../../source/quiz/quiz.ts';
import { type TestGame, gameOf } from '../helpers/games.ts';
import { multipleQuestion, oneOfEach, orderQuestion } from '../helpers/questions.ts';
import {
  inLobby,
  lobby,
  question,
  ready,
  reveal,
  stageFields,
  welcome,
  you,
} from '../helpers/scripted-server.ts';
import type { Stage } from '../../source/view/stage.ts';

/** A character of four bytes and two cells. */
const WIDE = '\u{20000}';

/** The longest text of this many characters, different for each index. */
function longest(length: number, index = 0): string {
  return `${index}${WIDE.repeat(length - 1)}`;
}

/** The longest name that the rules accept, for the first and the last players of a game: those that its views name. */
function longestName(index: number): string {
  const number = String(index).padStart(6, '0');
  return index < 20 || index >= 9900 ? `${number}${WIDE.repeat(9)}` : number;
}

/** Makes everything in a question as long as a quiz file may have it. */
function enlarged(base: Question): Question {
  const lines = Array.from({ length: 8 }, (_, index) => longest(240, index));
  const common = {
    question: longest(600),
    explanation: longest(600),
    code: { language: longest(30), text: '"'.repeat(4000) },
    time: 240,
  };
  switch (base.type) {
    case 'choice':
    case 'poll':
      return { ...base, ...common, options: lines };
    case 'multiple':
      return { ...base, ...common, options: lines, answer: [0, 1, 2, 3, 4, 5, 6, 7] };
    case 'order':
      return { ...base, ...common, items: lines };
    case 'text':
      return { ...base, ...common, answer: [longest(100)] };
    case 'number':
      return { ...base, ...common, answer: -1.234_567_890_123_456e-300, unit: longest(20) };
    case 'boolean':
      return { ...base, ...common };
  }
}

/** A game with the largest questions, the longest names, and all teams. */
function largestGame(questions: readonly Question[], players: number): TestGame {
  const teams = Array.from({ length: MAX_TEAMS }, (_, index) => longest(24, index));
  return gameOf({
    questions,
    players: Array.from({ length: players }, (_, index) => longestName(index)),
    settings: { teams, maxPlayers: players },
  });
}

function expectToPass(message: ServerMessage): void {
  const text = JSON.stringify(message);
  expect(Buffer.byteLength(text)).toBeLessThan(MAX_SERVER_MESSAGE_BYTES / 5);
  expect(parseServerMessage(text)).toEqual(message);
}

describe('the largest message that a host can send', () => {
  it.each(oneOfEach.map((base) => [base.type, enlarged(base)] as const))(
    'is accepted with a question of type %s',
    (_, largest) => {
      expect(quizSchema.safeParse({ title: longest(100), questions: [largest] }).success).toBe(true);
      const test = largestGame([largest], 20);
      const answers = test.open().game.round?.rules.correct ?? 7;
      const given = (index: number) =>
        largest.type === 'text' ? longest(100, index) : largest.type === 'number' ? index / 7 : answers;
      for (let index = 0; index < 20; index++) test.answer(longestName(index), given(index));
      for (const message of [test.stage(), ...test.everyYou()]) expectToPass(message);
      test.host('close');
      for (const message of [test.stage(), ...test.everyYou()]) expectToPass(message);
    },
  );

  it('is accepted from a game with 10,000 players, from the lobby to the standings', () => {
    const test = largestGame([multipleQuestion()], 10_000);
    expectToPass(test.stage());
    test.play(0, { [longestName(0)]: [0], [longestName(1)]: [0, 1, 2] });
    test.host('next');
    expectToPass(test.stage());
    expectToPass(test.you(longestName(9999)));
  });

  it('is accepted at the podium after a thousand questions', () => {
    const test = largestGame(
      Array.from({ length: MAX_QUESTIONS }, () => orderQuestion()),
      20,
    );
    test.open(MAX_QUESTIONS - 1).host('close', 'next', 'next');
    expect(test.stageIn('podium').questions).toHaveLength(MAX_QUESTIONS);
    expectToPass(test.stage());
  });
});

const standings: Stage = {
  ...stageFields,
  version: 1,
  phase: 'standings',
  top: [],
  continuesAt: null,
  pausedAt: null,
};
const place = { rank: 1, name: 'Ada', team: null, score: 0, change: null, gain: 0 };
const open = question(1);
const asked = 'question' in open ? open.question : {};
const long = 'x'.repeat(100_000);

describe('a message outside the bounds', () => {
  it.each([
    ['a stage with too many names', { ...lobby(1), names: inLobby(...Array(51).fill('Ada')) }],
    ['a name that is too long', lobby(1, ['x'.repeat(MAX_NAME_LENGTH + 1)])],
    ['a name of a hundred thousand characters', lobby(1, [long])],
    ['standings that are too long', { ...standings, top: Array.from({ length: 11 }, () => place) }],
    ['too many teams', { ...standings, teams: Array.from({ length: 9 }, () => place) }],
    ['an absurd rank', { ...standings, top: [{ ...place, rank: 11 }] }],
    ['an absurd score', { ...standings, top: [{ ...place, score: 1e9 }] }],
    ['an absurd number of players', { ...lobby(1), players: 2 ** 53 - 1 }],
    ['a version beyond 2^53', { ...lobby(1), version: 2 ** 53 }],
    ['a text that is too long', { ...open, question: { ...asked, text: long } }],
    ['too many options', { ...open, question: { ...asked, options: Array(MAX_OPTIONS + 1).fill('x') } }],
    ['a hundred thousand options', { ...open, question: { ...asked, options: Array(100_000).fill('x') } }],
    ['a long option', { ...open, question: { ...asked, options: ['a', 'x'.repeat(241)] } }],
    ['long code', { ...open, question: { ...asked, code: { language: 'ts', text: 'x'.repeat(4001) } } }],
    ['a negative time', { ...open, closesAt: -1 }],
    ['a time after the last date', { ...open, closesAt: 8.7e15 }],
    ['a long answer', { ...you(1), answer: 'x'.repeat(101) }],
    ['a list of too many indexes', { ...you(1), answer: Array(9).fill(0) }],
    ['a clock that is no time', { ...you(1), now: -1 }],
    ['a long title', { ...welcome(), quiz: { title: 'x'.repeat(101), questions: 1 } }],
    ['a long version', { ...welcome(), version: long }],
    ['long words', { type: 'rejected', code: 'new', message: long }],
  ])('is rejected: %s', (_, message) => {
    expect(parseServerMessage(JSON.stringify(message))).toBeUndefined();
  });

  it.each(['1e999', '-1e999', 'null', '"5"', 'true'])('is rejected if a time is %s', (time) => {
    const text = JSON.stringify(open).replace('1020000', time);
    const message = parseServerMessage(text);
    expect(message === undefined).toBe(time !== 'null');
  });
});

const poll = { ...asked, type: 'poll', points: 0 };
const text = { index: 0, total: 3, text: 'What?', type: 'text', points: 1000, time: 20 };

describe('a stage that contradicts itself', () => {
  it.each([
    ['a choice without options', { ...open, question: { ...asked, options: undefined } }],
    ['a choice of one option', { ...open, question: { ...asked, options: ['a'] } }],
    ['an order without items', { ...open, question: { ...asked, type: 'order' } }],
    ['a correct answer that is not an option', { ...reveal(1), correct: 2 }],
    ['a correct answer of another type', { ...reveal(1), correct: 'b' }],
    ['no correct answer', { ...reveal(1), correct: null }],
    ['no number of correct answers', { ...reveal(1), correctCount: null }],
    ['a correct answer to a poll', { ...reveal(1), question: poll }],
    ['counts for other options', { ...reveal(1), distribution: [0, 1, 0] }],
    ['typed answers to a choice', { ...reveal(1), distribution: [{ answer: 'b', count: 1, correct: true }] }],
    [
      'numbers typed as text',
      { ...reveal(1), question: text, correct: 'a', distribution: [{ answer: 1, count: 1, correct: true }] },
    ],
    [
      'an order that is no permutation',
      { ...reveal(1), question: { ...text, type: 'order', items: ['a', 'b'] }, correct: [0, 0] },
    ],
  ])('is rejected: %s', (_, message) => {
    expect(parseServerMessage(JSON.stringify(message))).toBeUndefined();
  });

  it('has no options if its type has none', () => {
    const message = { ...open, question: { ...text, options: ['a', 'b'], items: ['c', 'd'], unit: 'ms' } };
    expect(parseServerMessage(JSON.stringify(message))).toEqual({ ...open, question: text });
  });

  it('is accepted before its options are known', () => {
    expect(parseServerMessage(JSON.stringify(ready(1, 0)))).toEqual(ready(1, 0));
  });
});
