import { readdirSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, it } from 'vitest';
import { loadQuiz } from '../../../source/quiz/file/load-quiz.ts';
import { fixture } from '../../helpers/binary.ts';
import { fixtureBytes, importFile } from './import-file.ts';
import { SHEET, sheetOf, workbook } from './workbook.ts';
import { FUZZ_TIMEOUT_MS, oneIn } from '../../fuzz/runs.ts';

const files = readdirSync(fixture('import'));
const names = fc.constantFrom(...files, 'q.txt', 'q.gift', 'q.aiken', 'q.csv', 'q.json', 'q.xlsx', 'q', '');

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
        'c)',
        '```',
        '<pre>',
        '</pre>',
        '\t',
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
        'Q▶\n  x = 1;▶\n```js▶\ny;\n```▶\n<pre>z</pre>{=a ~b}',
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

describe('importQuiz', { timeout: FUZZ_TIMEOUT_MS }, () => {
  it('returns a valid quiz or a reason for random bytes', () => {
    fc.assert(
      fc.property(names, fc.uint8Array({ maxLength: 300 }), (name, bytes) => {
        importFile(name, bytes);
        importFile(name, Uint8Array.of(0x50, 0x4b, 3, 4, ...bytes));
        loadQuiz(new TextDecoder().decode(bytes));
      }),
      { numRuns: oneIn(50, 200) },
    );
  });

  it('returns a valid quiz or a reason for damaged files', () => {
    fc.assert(
      fc.property(damaged, ({ name, bytes }) => {
        importFile(name, bytes);
        loadQuiz(new TextDecoder().decode(bytes));
      }),
      { numRuns: oneIn(50, 200) },
    );
  });

  it('returns a valid quiz or a reason for GIFT and Aiken files with misplaced tokens', () => {
    fc.assert(
      fc.property(fc.constantFrom('q.gift', 'q.aiken', 'q.txt'), questions, (name, text) => {
        importFile(name, text);
      }),
      { numRuns: oneIn(50, 600) },
    );
  });

  // A search that starts again at each of these characters would take hours.
  it.each([
    ['q.txt', 'Q {', ' '],
    ['q.txt', 'Q {T', ' '],
    ['q.aiken', 'Q\nA. a\nB. b\nANSWER: A', ' '],
    ['q.gift', 'Q{T}\n', '```x\n'],
    ['q.gift', 'Q{T}\n', '<pre <pre>'],
    ['q.csv', 'Question,Answer 1,Answer 2,Correct answer\nQ,a,b,a', ' '],
    ['q.csv', 'Question,Answer 1,Answer 2,Correct answer\n', '"""\n'],
  ])('returns soon for %s with %j followed by very many %j', (name, beginning, repeated) => {
    importFile(name, `${beginning}${repeated.repeat(60_000 / repeated.length)}x`);
  });

  it('returns a valid quiz or a reason for tables with misplaced cells', () => {
    const cell = fc.oneof(
      fc.constantFrom(
        ...'Question|Question #|Question Text|Answer 1|Option B|A|B|Incorrect Answer 1|Correct answer(s)|Answer|Time|Category'.split(
          '|',
        ),
        '1',
        '2',
        '1,2',
        'b',
        'x',
        'y',
        '"',
        '""',
        '"\n"',
        '20',
        '',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    );
    const row = fc.array(cell, { maxLength: 7 });
    const headings = fc.shuffledSubarray(
      ['Question', 'Answer 1', 'Answer 2', 'Correct answer', 'Time', 'Difficulty'],
      { minLength: 4 },
    );
    const table = fc
      .tuple(headings, fc.array(row, { maxLength: 6 }))
      .map(([first, rows]) => [first, ...rows]);
    fc.assert(
      fc.property(table, fc.constantFrom(',', ';', '\t', '|'), (rows, separator) => {
        importFile('q.csv', rows.map((cells) => cells.join(separator)).join('\n'));
      }),
      { numRuns: oneIn(50, 200) },
    );
  });

  it('returns a valid quiz or a reason for arbitrary JSON', () => {
    const key = fc.constantFrom(
      ...'type question correct_answer incorrect_answers answers solution solutions time media options category maxPoints penalty __proto__'.split(
        ' ',
      ),
      ...'choices correctAnswer correctIndex answer correct code difficulty pointsMultiplier choiceRange image text a b'.split(
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
      fc.constantFrom(
        'ABCD',
        'RANGE',
        'ORDER',
        'VOTING',
        'TEXT',
        'SLIDE',
        'jumble',
        'slider',
        'survey',
        'content',
      ),
      fc.array(fc.oneof(fc.string(), fc.integer())),
      fc.array(
        fc.record({
          answer: fc.oneof(fc.string(), fc.constant('x')),
          right: fc.boolean(),
          correct: fc.boolean(),
        }),
        { maxLength: 4 },
      ),
      fc.record({
        correct: fc.double(),
        tolerance: fc.double(),
        min_correct: fc.double(),
        max_correct: fc.double(),
      }),
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
      fc.record({ kahoot: fc.record({ title: fc.string(), questions: list }) }),
      fc.record({ title: fc.jsonValue(), questions: list }),
      fc.record({ data: fc.array(fc.record({ name: fc.string(), questions: list })) }),
      list,
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(quiz, (json) => {
        importFile('q.json', JSON.stringify(json));
      }),
      { numRuns: oneIn(50, 400) },
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
          fc.constantFrom(
            '<cellXfs>',
            '<xf numFmtId="4"/>',
            '<numFmt numFmtId="4" formatCode="$#,##0.0_);x"/>',
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
      { numRuns: oneIn(50, 200) },
    );
  });
});
