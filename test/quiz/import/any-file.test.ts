import { readdirSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, it } from 'vitest';
import { loadQuiz } from '../../../source/quiz/file/load-quiz.ts';
import { fixture } from '../../helpers/binary.ts';
import { fixtureBytes, importing } from './importing.ts';
import { SHEET, sheetOf, workbook } from './workbook.ts';

const files = readdirSync(fixture('import'));
const names = fc.constantFrom(...files, 'q.txt', 'q.gift', 'q.aiken', 'q.json', 'q.xlsx', 'q', '');

/** A file that somebody has damaged: bytes or lines are changed, lost, doubled or moved. */
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

/** A few of the signs that GIFT and Aiken files are made of. */
const signs = fc
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

/** Questions with signs where they belong and where they do not. */
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
      fc.array(signs, { minLength: 4, maxLength: 4 }),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((each) =>
    each
      .map(([template, marks]) => marks.reduce((text, mark) => text.replace('▶', () => mark), template))
      .map((text) => text.replaceAll('▶', ''))
      .join('\n\n'),
  );

describe('any file at all', () => {
  it('of random bytes is refused with a reason, or gives a valid quiz', () => {
    fc.assert(
      fc.property(names, fc.uint8Array({ maxLength: 300 }), (name, bytes) => {
        importing(name, bytes);
        importing(name, Uint8Array.of(0x50, 0x4b, 3, 4, ...bytes));
        loadQuiz(new TextDecoder().decode(bytes));
      }),
      { numRuns: 500 },
    );
  });

  it('that is a damaged one is refused with a reason, or gives a valid quiz', () => {
    fc.assert(
      fc.property(damaged, ({ name, bytes }) => {
        importing(name, bytes);
        loadQuiz(new TextDecoder().decode(bytes));
      }),
      { numRuns: 500 },
    );
  });

  it('with signs where they do not belong is refused with a reason, or gives a valid quiz', () => {
    fc.assert(
      fc.property(fc.constantFrom('q.gift', 'q.aiken', 'q.txt'), questions, (name, text) => {
        importing(name, text);
      }),
      { numRuns: 2000 },
    );
  });

  it('of JSON is refused with a reason, or gives a valid quiz', () => {
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
    const sound = {
      question: 'Q',
      correct_answer: 'a',
      incorrect_answers: ['b'],
      answers: ['a', 'b'],
      solutions: [0],
    };
    const question = fc.oneof(
      {
        weight: 9,
        arbitrary: fc.dictionary(key, value, { maxKeys: 3 }).map((keys) => ({ ...sound, ...keys })),
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
        importing('q.json', JSON.stringify(json));
      }),
      { numRuns: 1000 },
    );
  });

  it('of XML in a workbook is refused with a reason, or gives a valid quiz', () => {
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
        importing('k.xlsx', sheetOf(rows));
        importing(
          'k.xlsx',
          workbook({ [SHEET]: rows, 'xl/sharedStrings.xml': rows, 'xl/styles.xml': styles }),
        );
      }),
      { numRuns: 500 },
    );
  });
});
