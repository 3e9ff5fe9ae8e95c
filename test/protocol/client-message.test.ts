import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseClientMessage } from '../../source/protocol/client-message.ts';
import { anyText, validAnswer, someQuestion } from '../helpers/arbitraries.ts';
import { rulesFor } from '../helpers/questions.ts';

const token = 'abcdefghijABCDEFGHIJ0123456789_-';

/** An object whose length cannot be converted to a number. */
const unmeasurable = '{"length":{"valueOf":1,"toString":1}}';

describe("a client's message", () => {
  it.each([
    { type: 'join', pin: '482913', name: 'Ada', team: 'red', token },
    { type: 'join', pin: '482913', name: 'Ada' },
    { type: 'join', pin: '482913' },
    { type: 'resume', token },
    { type: 'resume', token: 'x'.repeat(22) },
    { type: 'resume', token: 'x'.repeat(64) },
    { type: 'watch', pin: '482913' },
    { type: 'answer', question: 0, answer: 1, elapsed: 2312, game: 1 },
    { type: 'answer', question: 0, answer: 1 },
    { type: 'answer', question: 999, answer: true },
    { type: 'answer', question: 0, answer: 'HTTP 101' },
    { type: 'answer', question: 0, answer: -1991.5 },
    { type: 'answer', question: 0, answer: [0, 2] },
    { type: 'answer', question: 0, answer: [] },
    { type: 'answer', question: 0, answer: 1, elapsed: 0.5 },
    { type: 'leave' },
    { type: 'ping', id: 0 },
    { type: 'ping', id: 999_999_999 },
  ])('can be %j', (message) => {
    expect(parseClientMessage(JSON.stringify(message))).toEqual(message);
  });

  it('carries every valid answer to a question of any type unchanged', () => {
    fc.assert(
      fc.property(someQuestion, fc.nat(1000), (question, draw) => {
        const { asked, accept } = rulesFor(question);
        const answer = validAnswer(question.type, asked, draw);
        const message = parseClientMessage(JSON.stringify({ type: 'answer', question: 0, answer, game: 2 }));
        expect(message).toEqual({ type: 'answer', question: 0, answer, game: 2 });
        expect(message?.type === 'answer' && accept(message.answer)).toEqual(accept(answer));
      }),
    );
  });

  it('can have unknown keys, which are ignored', () => {
    const message = { type: 'leave', reason: 'tea', admin: true };
    expect(parseClientMessage(JSON.stringify(message))).toEqual({ type: 'leave' });
  });

  it.each([
    ['nothing', ''],
    ['no JSON', 'join'],
    ['half of it', '{"type":"join","pin":"4829'],
    ['two at once', '{"type":"leave"}{"type":"leave"}'],
    ['no object', '"leave"'],
    ['null', 'null'],
    ['a list', '[{"type":"leave"}]'],
    ['an object without a type', '{}'],
    ['a type there is not', '{"type":"start"}'],
    ['a type that every object has', '{"type":"constructor"}'],
    ['a command of the host', '{"type":"kick","name":"Ada"}'],
    ['a message of the server', '{"type":"you","score":99999}'],
    ['a join without a PIN', '{"type":"join","name":"Ada"}'],
    ['a PIN that is no text', '{"type":"join","pin":482913,"name":"Ada"}'],
    ['a PIN of 21 characters', `{"type":"join","pin":"${'1'.repeat(21)}"}`],
    ['a name that is no text', '{"type":"join","pin":"482913","name":{"toString":1}}'],
    ['a name of 201 characters', `{"type":"join","pin":"482913","name":"${'x'.repeat(201)}"}`],
    ['a team that is no text', '{"type":"join","pin":"482913","name":"Ada","team":["red"]}'],
    ['a token of 21 characters', `{"type":"resume","token":"${'x'.repeat(21)}"}`],
    ['a token of 65 characters', `{"type":"resume","token":"${'x'.repeat(65)}"}`],
    ['a token of other characters', `{"type":"resume","token":"${'x'.repeat(21)}é"}`],
    ['a token with a line break at its end', `{"type":"resume","token":"${'x'.repeat(22)}\\n"}`],
    ['a resume without a token', '{"type":"resume"}'],
    ['a join with a bad token', '{"type":"join","pin":"482913","name":"Ada","token":"1"}'],
    ['a watch without a PIN', '{"type":"watch"}'],
    ['an answer without its question', '{"type":"answer","answer":1}'],
    ['an answer to half a question', '{"type":"answer","question":0.5,"answer":1}'],
    ['an answer to a negative question', '{"type":"answer","question":-1,"answer":1}'],
    ['no answer', '{"type":"answer","question":0}'],
    ['null as an answer', '{"type":"answer","question":0,"answer":null}'],
    ['an object as an answer', '{"type":"answer","question":0,"answer":{}}'],
    ['a list of texts as an answer', '{"type":"answer","question":0,"answer":["a"]}'],
    ['a list of 9 as an answer', '{"type":"answer","question":0,"answer":[0,1,2,3,4,5,6,7,8]}'],
    ['more than any number as an answer', '{"type":"answer","question":0,"answer":1e999}'],
    ['time that ran backwards', '{"type":"answer","question":0,"answer":1,"elapsed":-1}'],
    ['time without end', '{"type":"answer","question":0,"answer":1,"elapsed":1e999}'],
    ['time as a text', '{"type":"answer","question":0,"answer":1,"elapsed":"2312"}'],
    ['a PIN that only says it has a length', `{"type":"join","pin":${unmeasurable}}`],
    ['a name that only says so', `{"type":"join","pin":"482913","name":${unmeasurable}}`],
    ['a team that only says so', `{"type":"join","pin":"482913","team":${unmeasurable}}`],
    ['a token that only says so', `{"type":"resume","token":${unmeasurable}}`],
    ['an answer that only says so', `{"type":"answer","question":0,"answer":${unmeasurable}}`],
    ['a number that is none', '{"type":"answer","question":{"valueOf":1,"toString":1},"answer":0}'],
    ['a ping without a number', '{"type":"ping"}'],
    ['a ping with a negative number', '{"type":"ping","id":-1}'],
    ['a ping with half a number', '{"type":"ping","id":0.5}'],
    ['a ping with a number that is too large', '{"type":"ping","id":1000000000}'],
    ['half a game', '{"type":"answer","question":0,"answer":1,"game":1.5}'],
  ])('cannot be %s', (_, text) => {
    expect(parseClientMessage(text)).toBeUndefined();
  });

  it('is parsed unchanged or not at all, without throwing, whatever the text', () => {
    const anything = fc.oneof(
      anyText,
      fc.json(),
      fc
        .record(
          {
            type: fc.constantFrom('join', 'resume', 'watch', 'answer', 'leave', '__proto__'),
            pin: fc.oneof(fc.string(), fc.jsonValue(), fc.constant(JSON.parse(unmeasurable))),
            name: fc.oneof(anyText, fc.jsonValue()),
            token: fc.oneof(fc.constant(token), fc.jsonValue()),
            question: fc.oneof(fc.nat(), fc.jsonValue()),
            answer: fc.oneof(fc.jsonValue(), fc.constant(JSON.parse(unmeasurable))),
            elapsed: fc.oneof(fc.double(), fc.jsonValue()),
          },
          { requiredKeys: ['type'] },
        )
        .map((message) => JSON.stringify(message)),
    );
    fc.assert(
      fc.property(anything, (text) => {
        const message = parseClientMessage(text);
        if (message !== undefined) expect(JSON.parse(text)).toMatchObject(message);
      }),
      { numRuns: 2000 },
    );
  });

  it("does not overflow the parser's stack", () => {
    expect(parseClientMessage('['.repeat(4096))).toBeUndefined();
    const deep = `${'['.repeat(2000)}${']'.repeat(2000)}`;
    expect(parseClientMessage(`{"type":"answer","question":0,"answer":${deep}}`)).toBeUndefined();
  });
});
