import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byeMessages, rejectionMessages } from '../../source/protocol/rejections.ts';
import { parseServerMessage } from '../../source/protocol/server-message.ts';
import { afterAnyChange, anyText, validAnswer } from '../helpers/arbitraries.ts';
import { gameOf } from '../helpers/games.ts';
import {
  choiceQuestion,
  numberQuestion,
  oneOfEach,
  orderQuestion,
  textQuestion,
} from '../helpers/questions.ts';

const welcome = {
  type: 'welcome',
  protocol: 1,
  version: '0.1.0',
  room: 'uQ5x0_Lr-2',
  now: 1_795_357_138_000,
  player: { id: 'x1', name: 'Ada', team: null },
  token: 'a-token-of-22-letters-',
  quiz: { title: 'HTTP', questions: 10 },
  names: 'own',
  page: true,
};

function parse(message: unknown): unknown {
  return parseServerMessage(JSON.stringify(message));
}

describe("a server's message", () => {
  it('is parsed unchanged for every view of any game, with questions of every type', () => {
    const seen = new Set<string>();
    afterAnyChange((test) => {
      const stage = test.stage();
      for (const message of [stage, ...test.everyYou()]) expect(parse(message)).toEqual(message);
      seen.add('question' in stage ? `${stage.phase} ${stage.question.type}` : stage.phase);
    }, 150);
    const expected = ['ready', 'question', 'reveal'].flatMap((phase) =>
      oneOfEach.map(({ type }) => `${phase} ${type}`),
    );
    expect([...seen].toSorted()).toEqual([...expected, 'lobby', 'standings', 'podium'].toSorted());
  });

  it.each(oneOfEach.map((question) => [question.type, question] as const))(
    'is parsed unchanged with correct and wrong answers to a question of type %s',
    (_, question) => {
      const test = gameOf({
        questions: [question],
        players: ['Ada', 'Bob', 'Cleo'],
        settings: { teams: ['a', 'b'] },
      });
      const { rules } = test.open().game.round ?? {};
      const answers = { Ada: rules?.correct ?? 0, Bob: validAnswer(question.type, rules?.asked ?? {}, 4) };
      const messages = () => [test.stage(), ...test.everyYou()];
      test.answer('Ada', answers.Ada);
      test.answer('Bob', answers.Bob);
      const open = messages();
      test.host('close');
      const revealed = messages();
      test.host('next');
      for (const message of [...open, ...revealed, ...messages()]) expect(parse(message)).toEqual(message);
      expect(revealed).toMatchObject([
        { phase: 'reveal' },
        { answer: answers.Ada, result: { correct: question.type !== 'poll' } },
        { answer: answers.Bob },
        { answer: null, result: { answer: null, time: null } },
      ]);
    },
  );

  it.each([
    welcome,
    { ...welcome, player: null, token: null },
    { type: 'rejected', code: 'too-late', message: rejectionMessages['too-late'], question: 3 },
    ...Object.entries(byeMessages).map(([code, message]) => ({ type: 'bye', code, message })),
    ...Object.entries(rejectionMessages).map(([code, message]) => ({ type: 'rejected', code, message })),
  ])('can be %j', (message) => {
    expect(parse(message)).toEqual(message);
  });

  it('can be a move code, made only of the characters of one, or the pong to a ping', () => {
    const move = { type: 'move', code: 'K7QX2M9P', expiresAt: 1_060_000 };
    expect(parse(move)).toEqual(move);
    for (const code of ['k7qx2m9p', '482913', 'K7QX-2M9P', 'K7QX2M9P\n', '\u001B[2J']) {
      expect(parse({ ...move, code })).toBeUndefined();
    }
    expect(parse({ ...move, expiresAt: 1e99 })).toBeUndefined();
    expect(parse({ type: 'pong', id: 7 })).toEqual({ type: 'pong', id: 7 });
  });

  it('can have unknown keys, which are ignored', () => {
    expect(parse({ ...welcome, motd: 'Hello' })).toEqual(welcome);
  });

  it('can reject with a code that only newer servers know', () => {
    for (const code of ['too-early', 'constructor', '__proto__']) {
      expect(parse({ type: 'rejected', code, message: 'No.' })).toMatchObject({ code: 'bad-message' });
    }
  });

  it('cannot choose the words for a code that this version knows', () => {
    const message = 'Your password has expired. Enter it again.';
    expect(parse({ type: 'rejected', code: 'wrong-pin', message })).toMatchObject({
      message: rejectionMessages['wrong-pin'],
    });
    expect(parse({ type: 'bye', code: 'ended', message })).toMatchObject({ message: byeMessages.ended });
  });

  it('is quoted if its words are for a code that only newer servers know', () => {
    const code = 'too-early';
    expect(parse({ type: 'rejected', code, message: 'Wait.' })).toMatchObject({
      message: 'The host says: Wait.',
    });
    expect(parse({ type: 'rejected', code, message: '' })).toMatchObject({
      message: rejectionMessages['bad-message'],
    });
  });

  it.each([
    ['nothing', ''],
    ['no JSON', '<html>'],
    ['null', 'null'],
    ['a list', '[]'],
    ['an object without a type', '{}'],
    ['a type there is not', '{"type":"event"}'],
    ['a message of a client', '{"type":"leave"}'],
  ])('cannot be %s', (_, text) => {
    expect(parseServerMessage(text)).toBeUndefined();
  });

  it.each([
    ['an unknown phase', { phase: 'finale' }],
    ['no names', { names: undefined }],
    ['names that are no texts', { names: [{ name: 'Ada', team: 5 }] }],
    ['half a player', { players: 0.5 }],
    ['less than no players', { connected: -1 }],
    ['no version', { version: null }],
  ])('cannot be a stage with %s', (_, wrong) => {
    const stage = gameOf({ players: ['Ada'] }).stageIn('lobby');
    expect(parse({ ...stage, ...wrong })).toBeUndefined();
  });

  it.each([
    ['a score that is no number', { score: '1000' }],
    ['an answer that no question can have', { answer: ['a'] }],
    ['a result that is half there', { result: { correct: true } }],
    ['somebody ahead without a name', { ahead: { by: 5 } }],
  ])('cannot be a `you` with %s', (_, wrong) => {
    expect(parse({ ...gameOf({ players: ['Ada'] }).you('Ada'), ...wrong })).toBeUndefined();
  });

  it.each([
    ['a line break', 'a-token-of-22-letters-\r\nX: y'],
    ['too few characters', 'short'],
    ['too many characters', 'x'.repeat(65)],
  ])('cannot be a welcome whose token has %s, because it goes into a header', (_, token) => {
    expect(parse({ ...welcome, token })).toBeUndefined();
  });

  it('cannot be a bye with an unknown code', () => {
    expect(parse({ type: 'bye', code: 'bored', message: '' })).toBeUndefined();
  });

  it('has all its texts cleaned for the terminal', () => {
    const dirty = '\u001B[2J\u202Ea\u200B\nb';
    const code = { language: dirty, text: 'if\n\t\u001B[2Ja' };
    const questions = [choiceQuestion({ question: dirty, options: [dirty, 'c'], explanation: dirty, code })];
    const test = gameOf({ questions }).play(0, {});
    expect(parse(test.stage())).toMatchObject({
      question: { text: 'a b', options: ['a b', 'c'], code: { language: 'a b', text: 'if\n  a' } },
      explanation: 'a b',
    });
    expect(parse({ ...gameOf().stageIn('lobby'), names: [{ name: dirty, team: dirty }] })).toMatchObject({
      names: [{ name: 'a b', team: 'a b' }],
    });
    const top = [{ rank: 1, name: dirty, team: dirty, score: 0, change: null, gain: 0 }];
    test.host('next');
    expect(parse({ ...test.stage(), top })).toMatchObject({ top: [{ name: 'a b', team: 'a b' }] });
    const teams = [{ rank: 1, name: dirty, score: 0, change: null }];
    expect(parse({ ...test.stage(), teams })).toMatchObject({ teams: [{ name: 'a b' }] });
    const order = gameOf({ questions: [orderQuestion({ items: [dirty, 'c'] })] }).open();
    expect(parse(order.stage())).toMatchObject({ question: { items: ['c', 'a b'] } });
    const number = gameOf({ questions: [numberQuestion({ unit: dirty })] }).open();
    expect(parse(number.stage())).toMatchObject({ question: { unit: 'a b' } });
    const typed = gameOf({ questions: [textQuestion({ answer: [dirty] })] }).play(0, {});
    expect(
      parse({ ...typed.stage(), distribution: [{ answer: dirty, count: 1, correct: false }] }),
    ).toMatchObject({
      correct: 'a b',
      distribution: [{ answer: 'a b', count: 1, correct: false }],
    });
    expect(parse({ ...gameOf({ players: ['Ada'] }).you('Ada'), answer: dirty })).toMatchObject({
      answer: 'a b',
    });
    expect(parse({ ...welcome, quiz: { title: dirty, questions: 1 } })).toMatchObject({
      quiz: { title: 'a b' },
    });
    expect(parse({ type: 'rejected', code: 'new', message: dirty })).toMatchObject({
      message: 'The host says: a b',
    });
  });

  it('never makes the parser throw, whatever the text', () => {
    const messages = [
      welcome,
      gameOf({ players: ['Ada'] })
        .open()
        .stage(),
      gameOf({ players: ['Ada'] }).you('Ada'),
    ];
    const changed = fc
      .record({ message: fc.constantFrom(...messages), place: fc.nat(20), value: fc.jsonValue() })
      .map(({ message, place, value }) => {
        let visited = 0;
        return JSON.stringify(message, (_, old: unknown) => (visited++ === place ? value : old));
      });
    fc.assert(
      fc.property(fc.oneof(anyText, fc.json(), changed), (text) => {
        const message = parseServerMessage(text);
        if (message !== undefined) expect(parse(message)).toEqual(message);
      }),
      { numRuns: 1000 },
    );
  });
});
