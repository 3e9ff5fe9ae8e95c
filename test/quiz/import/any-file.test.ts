import { readdirSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, it } from 'vitest';
import { loadQuiz } from '../../../source/quiz/file/load-quiz.ts';
import { fixture } from '../../helpers/binary.ts';
import { fixtureBytes, importFile } from './import-file.ts';
import { SHEET, sheetOf, workbook } from './workbook.ts';

const files = readdirSync(fixture('import'));
const names = fc.constantFrom(...files, 'q.txt', 'q.gift', 'q.aiken', 'q.json', 'q.xlsx', 'q', '');

/** A fixture with random pieces replaced, removed or inserted. */
const damaged = fc
  .record({
    name: fc.constantFrom(...files),
    changes: fc.array(
      fc.record({
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        length: fc.nat(40),
        insert: fc.oneof(
          fc.uint8Array({ maxLength: 20 }),
          fc
            .constantFrom(
              '{',
              '}',
              '~',
              '=',
              '#',
              '####',
              '%50%',
              '\n\n',
              '"',
              '[',
              '</',
              '&#',
              '<v>',
              '\\',
              ':',
            )
            .map((text) => new TextEncoder().encode(text)),
        ),
      }),
      { minLength: 1, maxLength: 6 },
    ),
  })
  .map(({ name, changes }) => ({
    name,
    bytes: changes.reduce((bytes, { at, length, insert }) => {
      const start = Math.floor(at * bytes.length);
      return Uint8Array.from([...bytes.subarray(0, start), ...insert, ...bytes.subarray(start + length)]);
    }, fixtureBytes(name)),
  }));

/** A few of the tokens that GIFT and Aiken files consist of. */
const someTokens = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...'{ } ~ = # #### % %50% :: -> [html] [markdown] [plain] T \\ \\= .. : * _ ` ![a](b) // $CATEGORY:'.split(
          ' ',
        ),
      ),
      fc.constantFrom(
        '\n',
        '\n\n',
        'A. ',
        'B) ',
        'ANSWER: A',
        'ANSWER: ',
        '#1',
        '<b>',
        '<',
        '&amp;',
        '<x',
        ' ',
      ),
      fc.string({ unit: 'binary', maxLength: 5 }),
    ),
    { maxLength: 3 },
  )
  .map((parts) => parts.join(''));

/** Questions with tokens inserted in valid and invalid positions. */
const questions = fc
  .array(
    fc.tuple(
      fc.constantFrom(
        'Q▶{=a▶ ~b▶#c▶}▶',
        'Q▶{~%50%a▶ ~%50%▶b ~c}',
        '▶Q{=a▶ =b▶}',
        'Q▶{#1▶:2▶}',
        'Q{▶T▶#a####▶b}',
        'Q▶\nA. a▶\nB. b▶\nANSWER: A▶',
      ),
      fc.array(someTokens, { minLength: 4, maxLength: 4 }),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((each) =>
    each
      .map(([template, tokens]) => tokens.reduce((text, token) => text.replace('▶', () => token), template))
      .map((text) => text.replaceAll('▶', ''))
      .join('\n\n'),
  );

describe('importQuiz', () => {
  it('returns a valid quiz or a reason for random bytes', () => {
    fc.assert(
      fc.property(names, fc.uint8Array({ maxLength: 300 }), (name, bytes) => {
        importFile(name, bytes);
        importFile(name, Uint8Array.of(0x50, 0x4b, 3, 4, ...bytes));
        loadQuiz(new TextDecoder().decode(bytes));
      }),
      { numRuns: 500 },
    );
  });

  it('returns a valid quiz or a reason for damaged files', () => {
    fc.assert(
      fc.property(damaged, ({ name, bytes }) => {
        importFile(name, bytes);
        loadQuiz(new TextDecoder().decode(bytes));
      }),
      { numRuns: 500 },
    );
  });

  it('returns a valid quiz or a reason for GIFT and Aiken files with misplaced tokens', () => {
    fc.assert(
      fc.property(fc.constantFrom('q.gift', 'q.aiken', 'q.txt'), questions, (name, text) => {
        importFile(name, text);
      }),
      { numRuns: 2000 },
    );
  });

  it('returns a valid quiz or a reason for arbitrary JSON', () => {
    const key = fc.constantFrom(
      ...'type question correct_answer incorrect_answers answers solution solutions time media options category maxPoints penalty __proto__'.split(
        ' ',
      ),
    );
    const value = fc.oneof(
      fc.constantFrom(
        'multiple',
        'boolean',
        'single',
        'multi',
        'estimation',
        'bXVsdGlwbGU=',
        'True',
        0,
        1,
        -1,
        1e308,
      ),
      fc.array(fc.oneof(fc.string(), fc.integer())),
      fc.jsonValue({ maxDepth: 2 }),
    );
    const validKeys = {
      question: 'Q',
      correct_answer: 'a',
      incorrect_answers: ['b'],
      answers: ['a', 'b'],
      solutions: [0],
    };
    const question = fc.oneof(
      {
        weight: 9,
        arbitrary: fc.dictionary(key, value, { maxKeys: 3 }).map((keys) => ({ ...validKeys, ...keys })),
      },
      { weight: 1, arbitrary: fc.jsonValue() },
    );
    const list = fc.array(question, { maxLength: 4 });
    const quiz = fc.oneof(
      fc.record({ response_code: fc.constantFrom(0, 0, 0, 1, '0'), results: list }),
      fc.record({
        subject: fc.oneof(fc.string(), fc.jsonValue()),
        gameMode: fc.constantFrom('quiz', 'survey', 3),
        questions: list,
      }),
      list,
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(quiz, (json) => {
        importFile('q.json', JSON.stringify(json));
      }),
      { numRuns: 1000 },
    );
  });

  it('returns a valid quiz or a reason for arbitrary XML in a workbook', () => {
    const xml = fc
      .array(
        fc.oneof(
          fc.constantFrom(
            '<row>',
            '</row>',
            '<row r="3">',
            '<row r="-1e9">',
            '<c>',
            '<c r="B2" t="s">',
            '<c t="b">',
            '</c>',
          ),
          fc.constantFrom(
            '<c s="9">',
            '<c t="inlineStr">',
            '<is>',
            '<t>',
            '</t>',
            '<v>',
            '</v>',
            '1',
            '1e999',
            '45000',
            '&#x0;',
            '_xD800_',
          ),
          fc.string({ unit: 'binary', maxLength: 4 }),
        ),
        { maxLength: 60 },
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(xml, xml, (rows, styles) => {
        importFile('k.xlsx', sheetOf(rows));
        importFile(
          'k.xlsx',
          workbook({ [SHEET]: rows, 'xl/sharedStrings.xml': rows, 'xl/styles.xml': styles }),
        );
      }),
      { numRuns: 500 },
    );
  });
});
