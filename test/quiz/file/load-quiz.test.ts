import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LoadedQuiz, loadQuiz } from '../../../source/quiz/file/load-quiz.ts';
import { anyText, someQuestions } from '../../helpers/arbitraries.ts';
import { choiceQuestion, oneOfEach, quizOf } from '../../helpers/questions.ts';

const valid = '{"question": "q", "options": ["a", "b"], "answer": 0}';

/** A quiz file with one question. */
function withQuestion(question: string): string {
  return `{"title": "t", "questions": [${question}]}`;
}

/** A quiz file with one valid question and one more field in it. */
function withField(field: string): string {
  return withQuestion(`{"question": "q", "options": ["a", "b"], "answer": 0, ${field}}`);
}

/** A file without its ▶ marks, and the expected result: one error at each mark. */
function errorsAtMarks(marked: string, messages: readonly string[]): { file: string; expected: LoadedQuiz } {
  const parts = marked.split('▶');
  const errors = messages.map((message, index) => {
    const lines = parts
      .slice(0, index + 1)
      .join('')
      .split(/\r\n|[\r\n]/u);
    return { line: lines.length, column: (lines.at(-1) ?? '').length + 1, message };
  });
  expect(parts.length - 1).toBe(messages.length);
  return { file: parts.join(''), expected: { ok: false, errors } };
}

/** The text of an object with this many keys, without its braces. */
function manyKeys(count: number): string {
  return Array.from({ length: count }, (_, index) => `"key${index}": 0`).join(', ');
}

const longCode = `x${'\\n'.repeat(1_000_000)}x`;

describe('loadQuiz', () => {
  it('accepts a quiz with only a title and one question', () => {
    expect(loadQuiz(withQuestion(valid))).toEqual({
      ok: true,
      quiz: {
        title: 't',
        questions: [{ type: 'choice', question: 'q', options: ['a', 'b'], answer: 0, points: 1000 }],
      },
      warnings: [],
    });
  });

  it('accepts a quiz with every key and every question type', () => {
    const quiz = {
      $schema: './quiz.schema.json',
      title: 'HTTP',
      description: 'All about it',
      tags: ['web', 'net'],
      difficulty: 'medium',
      author: 'Ada',
      time: 30,
      shuffle: 'both',
      scoring: 'accuracy',
      streaks: false,
      autoSubmit: false,
      questions: [
        {
          type: 'choice',
          question: 'What does it print?',
          code: { language: 'ts', text: 'if (a) {\n  b();\n}' },
          options: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'],
          answer: 7,
          explanation: 'Because.',
          tags: ['types'],
          difficulty: 'hard',
          time: 240,
          points: 2000,
        },
        { type: 'boolean', question: 'True?', answer: false, time: 0, points: 0 },
        { type: 'multiple', question: 'Which?', options: ['a', 'b', 'c'], answer: [2, 0], points: 1000 },
        {
          type: 'text',
          question: 'What?',
          answer: ['101', 'HTTP 101'],
          exact: true,
          typos: true,
          points: 1000,
        },
        { type: 'number', question: 'When?', answer: -1.5, tolerance: 0.5, unit: 'year', points: 2000 },
        { type: 'order', question: 'Order?', items: ['b', 'a', 'c'], points: 1000 },
        { type: 'poll', question: 'Like?', options: ['tabs', 'spaces'], points: 0 },
      ],
    };
    expect(loadQuiz(JSON.stringify(quiz, null, 2))).toEqual({ ok: true, quiz, warnings: [] });
  });

  it.each([2, 8, ['Red', 'Blue'], ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']])(
    'accepts %j as teams',
    (teams) => {
      const text = JSON.stringify({ title: 't', teams, questions: [choiceQuestion()] });
      expect(loadQuiz(text)).toMatchObject({ ok: true, quiz: { teams } });
    },
  );

  it('fills in the defaults of each question type', () => {
    const questions = [
      { type: 'text', question: 'q', answer: ['a'] },
      { type: 'number', question: 'q', answer: 0 },
      { type: 'poll', question: 'q', options: ['a', 'b'] },
    ];
    expect(loadQuiz(JSON.stringify({ title: 't', questions }))).toMatchObject({
      quiz: {
        questions: [
          { exact: false, typos: false, points: 1000 },
          { tolerance: 0, points: 1000 },
          { points: 0 },
        ],
      },
    });
  });

  it('accepts 500 and 1000 questions, but not 1001', () => {
    const some = (length: number) =>
      JSON.stringify(
        quizOf(Array.from({ length }, (_, index) => oneOfEach[index % 7] ?? choiceQuestion())),
        null,
        2,
      );
    const loaded = loadQuiz(some(500));
    expect(loaded.ok && loaded.quiz.questions.length).toBe(500);
    expect(loadQuiz(some(1000)).ok).toBe(true);
    expect(loadQuiz(some(1001))).toMatchObject({
      errors: [{ line: 3, message: '"questions" must have at most 1000 entries' }],
    });
  });

  it('accepts a byte order mark and Windows line ends', () => {
    expect(loadQuiz(`\uFEFF${withQuestion(valid).replaceAll(', ', ',\r\n')}`).ok).toBe(true);
  });

  it('cleans all texts for the terminal', () => {
    const question = {
      ...choiceQuestion({ question: ' \u001B[31mWhich\u202E\tway? ', options: ['a\u200B', 'b\nc'] }),
      code: { language: ' ts ', text: '\n\u001B]0;x\u0007if (a)\r\n\tb();\n\n' },
    };
    expect(loadQuiz(JSON.stringify({ title: '\u0007A  quiz', questions: [question] }))).toMatchObject({
      quiz: {
        title: 'A quiz',
        questions: [
          {
            question: 'Which way?',
            options: ['a', 'b c'],
            code: { language: 'ts', text: 'if (a)\n  b();' },
          },
        ],
      },
    });
  });

  it('accepts any number of brackets inside a text', () => {
    expect(loadQuiz(withField(`"explanation": "${'\\"[{'.repeat(100)}"`)).ok).toBe(true);
  });

  it.each(['0', '5', '20', '240'])('accepts a time of %s', (time) => {
    expect(loadQuiz(withField(`"time": ${time}`)).ok).toBe(true);
  });

  it('returns the same quiz after it has been written to a file again', () => {
    fc.assert(
      fc.property(someQuestions, (questions) => {
        const loaded = loadQuiz(JSON.stringify(quizOf(questions)));
        expect(loaded).toEqual({ ok: true, quiz: quizOf(questions), warnings: expect.any(Array) });
      }),
    );
  });
});

describe('loadQuiz with invalid JSON', () => {
  it.each([
    ['an empty file', '▶', 'the file ends too early: expected a value'],
    ['a file of white space', ' \n  ▶', 'the file ends too early: expected a value'],
    ['a bare word', '▶quiz', 'not a JSON value (text needs double quotes), found "quiz"'],
    [
      'a file that ends inside a list',
      '{"title": "t",\n"questions": [▶',
      'the file ends too early: expected ]',
    ],
    [
      'a missing closing brace',
      `${withQuestion(valid).slice(0, -1)}▶`,
      'the file ends too early: expected }',
    ],
    ['text after the end', `${withQuestion(valid)}\n▶{}`, 'expected the end of the file, found "{"'],
    [
      'a trailing comma in a list',
      withQuestion(`${valid},▶`),
      'JSON does not allow a comma before a closing bracket',
    ],
    [
      'a trailing comma in an object',
      withField('"time": 5,\n▶'),
      'JSON does not allow a comma before a closing bracket',
    ],
    [
      'a missing comma',
      '{"title": "t"\n▶"questions": []}',
      'expected a comma before this, found "\\"questions\\""',
    ],
    ['a missing colon', '{"title" ▶"t"}', 'expected a colon after the key, found "\\"t\\""'],
    ['a missing value', '{"title": ▶}', 'expected a value, found "}"'],
    ['single quotes', `{▶'title': "t"}`, `not a JSON value (text needs double quotes), found "'title'"`],
    ['a key without quotes', '{▶title: "t"}', 'not a JSON value (text needs double quotes), found "title"'],
    ['a line comment', '{\n  ▶// mine\n  "title": "t"}', 'JSON has no comments, found "// mine"'],
    ['a block comment', '{ ▶/* mine */ "title": "t"}', 'JSON has no comments, found "/* mine */"'],
    ['an unclosed string', '{"title": ▶"t', 'expected a closing double quote on the same line, found "\\"t"'],
    ['an unknown escape', '{"title": ▶"\\x"}', 'not a JSON escape sequence, found "\\"\\\\x\\""'],
    [
      'an unfinished Unicode escape',
      '{"title": ▶"\\u12"}',
      'not a Unicode escape (\\u and four hexadecimal digits), found "\\"\\\\u12\\""',
    ],
    [
      'an unescaped tab in a string',
      '{"title": ▶"a\tb"}',
      'control characters must be escaped in JSON, found "\\"a\\tb\\""',
    ],
    ['a number that ends with a point', '{"time": ▶1.}', 'not a number, found "1."'],
    ['a leading zero', '{"time": 0▶1}', 'expected a comma before this, found "1"'],
    ['NaN', '{"time": ▶NaN}', 'not a JSON value (text needs double quotes), found "NaN"'],
  ])('reports %s', (_, marked, message) => {
    const { file, expected } = errorsAtMarks(marked, [message]);
    expect(loadQuiz(file)).toEqual(expected);
  });

  it('reports only the first error of each line', () => {
    const { file, expected } = errorsAtMarks('{\n  ▶title: t,\n  "questions": [▶one, two, three]\n}', [
      'not a JSON value (text needs double quotes), found "title"',
      'not a JSON value (text needs double quotes), found "one"',
    ]);
    expect(loadQuiz(file)).toEqual(expected);
  });

  it.each(['\n', '\r\n', '\r'])('counts lines that end with %j', (end) => {
    const { file, expected } = errorsAtMarks(`{${end}"title":${end}  ▶x}`, [
      'not a JSON value (text needs double quotes), found "x"',
    ]);
    expect(loadQuiz(file)).toEqual(expected);
  });

  it('counts columns in UTF-16 code units, without the byte order mark', () => {
    expect(loadQuiz('\uFEFF{"🦀": x}')).toMatchObject({ errors: [{ line: 1, column: 8 }] });
  });

  it('reports the first 100 errors, and how many more there are, at the place of the next', () => {
    const { ok, ...rest } = loadQuiz('x\n'.repeat(250));
    const { errors = [] } = { errors: undefined, ...rest };
    expect(ok).toBe(false);
    expect(errors).toHaveLength(101);
    expect(errors.at(-1)).toEqual({ line: 101, column: 1, message: 'and 151 more mistakes' });
  });

  it('reports lists with more entries than any quiz has, before the schema looks at each of them', () => {
    const { file, expected } = errorsAtMarks(`{"tags": [${'1,'.repeat(60_000)}1▶,1]}`, [
      'the lists up to here have more entries than any quiz',
    ]);
    expect(loadQuiz(file)).toEqual(expected);
  });

  it('reports brackets that are nested more than 100 deep, however deep they are', () => {
    for (const depth of [101, 100_000]) {
      const { file, expected } = errorsAtMarks(`${'['.repeat(100)}▶${'['.repeat(depth - 100)}`, [
        'brackets are nested too deeply',
      ]);
      expect(loadQuiz(file)).toEqual(expected);
    }
  });

  // If the work grew with the square of these sizes, or used recursion, these tests would never end.
  it.each([
    ['100,000 invalid lines', 'name,score\n'.repeat(100_000)],
    ['100,000 unknown keys', withField(`${manyKeys(100_000)}, "x": 0`)],
    ['100,000 times the same key', withField(`${'"x": 0, '.repeat(100_000)}"x": 0`)],
    ['20,000 errors beside 100,000 keys', `{"tags": [${'1,'.repeat(20_000)}1], ${manyKeys(100_000)}}`],
    ['a text of 5 MB', withField(`"explanation": "${'x'.repeat(5_000_000)}"`)],
    ['a key of 5 MB', withField(`"${'x'.repeat(5_000_000)}": 0`)],
    ['a million line breaks inside code', withField(`"code": {"language": "c", "text": "${longCode}"}`)],
  ])('rejects %s', (_what, file) => {
    const loaded = loadQuiz(file);
    expect(loaded.ok ? [] : loaded.errors.length).toBeOneOf([1, 101]);
  });
});

describe('loadQuiz with an invalid quiz', () => {
  it.each([
    ['a missing title', `▶{"questions": [${valid}]}`, '"title" is missing'],
    ['missing questions', '▶{"title": "t"}', '"questions" is missing'],
    [
      'an empty list of questions',
      '{"title": "t", "questions": ▶[]}',
      '"questions" must have at least 1 entry',
    ],
    [
      'a list instead of an object',
      '▶[]',
      'the file must be an object, such as {"title": "…", "questions": […]}',
    ],
    [
      'a title that is a number',
      `{"title": ▶5, "questions": [${valid}]}`,
      '"title" must be text in quotes: "5"',
    ],
    ['an empty title', `{"title": ▶"", "questions": [${valid}]}`, '"title" must not be empty'],
    [
      'a title of invisible characters',
      `{"title": ▶" \\u200b", "questions": [${valid}]}`,
      '"title" must not be empty',
    ],
    [
      'a title of 101 characters',
      `{"title": ▶"${'x'.repeat(101)}", "questions": [${valid}]}`,
      '"title" must have at most 100 characters',
    ],
    [
      'a tag that is a number',
      `{"title": "t", "tags": ["a", ▶1], "questions": [${valid}]}`,
      'tag 2 must be text in quotes: "1"',
    ],
    [
      'questions that are not a list',
      '{"title": "t", "questions": ▶{}}',
      '"questions" must be a list in square brackets',
    ],
    [
      'a question that is not an object',
      withQuestion('▶"q"'),
      'question 1 must be an object, such as {"question": "…", "options": ["…", "…"], "answer": 0}',
    ],
    [
      'an unknown key at the top level',
      `{"title": "t", ▶"qestions": 1, "questions": [${valid}]}`,
      'unknown key "qestions" (did you mean "questions"?)',
    ],
    [
      'a key in the wrong case',
      `{"title": "t", ▶"Shuffle": "both", "questions": [${valid}]}`,
      'unknown key "Shuffle" (did you mean "shuffle"?)',
    ],
    [
      'an unknown key that resembles no other',
      `{"title": "t", ▶"colour": 1, "questions": [${valid}]}`,
      'unknown key "colour"',
    ],
    [
      'an unknown key in a question',
      withField('▶"explantion": "e"'),
      'question 1: unknown key "explantion" (did you mean "explanation"?)',
    ],
    [
      'an unknown key in code',
      withField('"code": {"language": "ts", "text": "x", ▶"texts": []}'),
      'question 1: unknown key "texts" (did you mean "text"?)',
    ],
    [
      'options in a boolean question',
      withQuestion('{"type": "boolean", "question": "q", "answer": true, ▶"options": ["a", "b"]}'),
      'question 1: questions of type "boolean" have no "options"',
    ],
    [
      'a key named __proto__',
      withField('▶"__proto__": {"points": 0}'),
      'question 1: unknown key "__proto__"',
    ],
    [
      'a duplicate key at the top level',
      `{"title": "t", "questions": [${valid}], ▶"title": "u"}`,
      'duplicate key "title"',
    ],
    ['a duplicate key in a question', withField('▶"answer": 1'), 'duplicate key "answer"'],
    [
      'an unknown question type',
      withField('"type": ▶"chioce"'),
      'question 1: "type" must be one of "choice", "multiple", "boolean", "text", "number", "order" or "poll"',
    ],
    [
      'a question without its text',
      withQuestion('▶{"options": ["a", "b"], "answer": 0}'),
      'question 1: "question" is missing',
    ],
    [
      'a question without options',
      withQuestion('▶{"question": "q", "answer": 0}'),
      'question 1: "options" is missing',
    ],
    [
      'a question without an answer',
      withQuestion('▶{"question": "q", "options": ["a", "b"]}'),
      'question 1: "answer" is missing',
    ],
    [
      'a question of 601 characters',
      withQuestion(`{"question": ▶"${'x'.repeat(601)}", "options": ["a", "b"], "answer": 0}`),
      'question 1: "question" must have at most 600 characters',
    ],
    [
      'a single option',
      withQuestion('{"question": "q", "options": ▶["a"], "answer": 0}'),
      'question 1: "options" must have at least 2 entries',
    ],
    [
      'nine options',
      withQuestion('{"question": "q", "options": ▶["a","b","c","d","e","f","g","h","i"], "answer": 0}'),
      'question 1: "options" must have at most 8 entries',
    ],
    [
      'an empty option',
      withQuestion('{"question": "q", "options": ["a", ▶""], "answer": 0}'),
      'question 1: option 2 must not be empty',
    ],
    [
      'an option of 241 characters',
      withQuestion(`{"question": "q", "options": ["a", ▶"${'x'.repeat(241)}"], "answer": 0}`),
      'question 1: option 2 must have at most 240 characters',
    ],
    [
      'an option that is a number',
      withQuestion('{"question": "q", "options": ["a", ▶404], "answer": 0}'),
      'question 1: option 2 must be text in quotes: "404"',
    ],
    [
      'a repeated option',
      withQuestion('{"question": "q", "options": ["a", "b", ▶"a"], "answer": 0}'),
      'question 1: option 3 is the same as option 1',
    ],
    [
      'two options that differ only in invisible characters',
      withQuestion('{"question": "q", "options": ["a", ▶" a\\u200b"], "answer": 0}'),
      'question 1: option 2 is the same as option 1',
    ],
    [
      'an answer beyond the options',
      withQuestion('{"question": "q", "options": ["a", "b"], "answer": ▶2}'),
      'question 1: "answer" must be the index of an option, 0 to 1',
    ],
    [
      'a negative answer',
      withQuestion('{"question": "q", "options": ["a", "b"], "answer": ▶-1}'),
      'question 1: "answer" must be at least 0',
    ],
    [
      'a fractional answer',
      withQuestion('{"question": "q", "options": ["a", "b"], "answer": ▶0.5}'),
      'question 1: "answer" must be the index of an option, or its text in quotes',
    ],
    [
      'an index as the answer to a boolean question',
      withQuestion('{"type": "boolean", "question": "q", "answer": ▶1}'),
      'question 1: "answer" must be true or false',
    ],
    [
      'points other than 0, 1000 and 2000',
      withField('"points": ▶500'),
      'question 1: "points" must be 0, 1000 or 2000',
    ],
    ['negative points', withField('"points": ▶-1000'), 'question 1: "points" must be 0, 1000 or 2000'],
    [
      'an explanation of 601 characters',
      withField(`"explanation": ▶"${'x'.repeat(601)}"`),
      'question 1: "explanation" must have at most 600 characters',
    ],
    [
      'code that is a string',
      withField('"code": ▶"x"'),
      'question 1: "code" must be an object, such as {"language": "ts", "text": "…"}',
    ],
    [
      'code without text',
      withField('"code": ▶{"language": "ts"}'),
      'question 1: "text" of "code" is missing',
    ],
    [
      'empty code',
      withField('"code": {"language": "ts", "text": ▶"\\n"}'),
      'question 1: "text" of "code" must not be empty',
    ],
    [
      'code of 4001 characters',
      withField(`"code": {"language": "ts", "text": ▶"${'x'.repeat(4001)}"}`),
      'question 1: "text" of "code" must have at most 4000 characters',
    ],
    [
      'a difficulty that is none of three',
      withField('"difficulty": ▶"insane"'),
      'question 1: "difficulty" must be "easy", "medium" or "hard"',
    ],
    ['a tag that is empty', withField('"tags": ["a", ▶" "]'), 'question 1: tag 2 must not be empty'],
    [
      'an autoSubmit that is not a boolean',
      `{"title": "t", "autoSubmit": ▶"no", "questions": [${valid}]}`,
      '"autoSubmit" must be true or false',
    ],
    [
      'an unknown kind of shuffling',
      `{"title": "t", "shuffle": ▶"all", "questions": [${valid}]}`,
      '"shuffle" must be "questions", "answers" or "both"',
    ],
    [
      'a scoring that is a number',
      `{"title": "t", "scoring": ▶1, "questions": [${valid}]}`,
      '"scoring" must be "speed", "accuracy" or "off"',
    ],
    [
      'streaks that are not a boolean',
      `{"title": "t", "streaks": ▶"no", "questions": [${valid}]}`,
      '"streaks" must be true or false',
    ],
    [
      'null as an explanation',
      withField('"explanation": ▶null'),
      'question 1: "explanation" must be text in quotes',
    ],
  ])('reports %s', (_, marked, message) => {
    const { file, expected } = errorsAtMarks(marked, [message]);
    expect(loadQuiz(file)).toEqual(expected);
  });

  it.each(['4', '241', '-1', '5.5', '"20"', 'true', 'null', '[20]'])('reports a time of %s', (time) => {
    const { file, expected } = errorsAtMarks(withField(`"time": ▶${time}`), [
      'question 1: "time" must be 0 (no limit) or a whole number of seconds from 5 to 240' +
        (time === '"20"' ? '; leave out the quotes' : ''),
    ]);
    expect(loadQuiz(file)).toEqual(expected);
  });

  it('reports all mistakes at once, in the order of the file', () => {
    const { file, expected } = errorsAtMarks(
      [
        '{',
        '  "title": ▶"",',
        '  ▶"autor": "Ada",',
        '  "questions": [',
        '    {"question": ▶7, "options": ["a", ▶"a"], "answer": ▶5, ▶"points ": 0},',
        '    {"type": ▶"quiz", "question": ""},',
        '    {"type": "boolean", "question": "q", "answer": ▶"true", "time": ▶3},',
        '    ▶null',
        '  ],',
        '  "time": 1000,',
        '  ▶"time": 20',
        '}',
      ].join('\n'),
      [
        '"title" must not be empty',
        'unknown key "autor" (did you mean "author"?)',
        'question 1: "question" must be text in quotes: "7"',
        'question 1: option 2 is the same as option 1',
        'question 1: "answer" must be the index of an option, 0 to 1',
        'question 1: unknown key "points " (did you mean "points"?)',
        'question 2: "type" must be one of "choice", "multiple", "boolean", "text", "number", "order" or "poll"',
        'question 3: "answer" must be true or false; leave out the quotes',
        'question 3: "time" must be 0 (no limit) or a whole number of seconds from 5 to 240',
        'question 4 must be an object, such as {"question": "…", "options": ["…", "…"], "answer": 0}',
        'duplicate key "time"',
      ],
    );
    expect(loadQuiz(file)).toEqual(expected);
  });

  it('checks only the last value of a duplicate key', () => {
    const { file, expected } = errorsAtMarks(`{"title": "t", ▶"title": ▶5, "questions": [${valid}]}`, [
      'duplicate key "title"',
      '"title" must be text in quotes: "5"',
    ]);
    expect(loadQuiz(file)).toEqual(expected);
  });
});

/** A quiz file with one question of a type. */
function typed(type: string, fields: string): string {
  return withQuestion(`{"type": "${type}", "question": "q", ${fields}}`);
}

const nine = '"a", "b", "c", "d", "e", "f", "g", "h", "i"';

describe('loadQuiz with an invalid question of another type', () => {
  it.each([
    [
      'a multiple question without options',
      typed('multiple', '"answer": [0]').replace('{"type', '▶{"type'),
      '"options" is missing',
    ],
    [
      'a multiple question with an index instead of a list',
      typed('multiple', '"options": ["a", "b"], "answer": ▶1'),
      '"answer" must be a list: [1]',
    ],
    [
      'a multiple question without correct options',
      typed('multiple', '"options": ["a", "b"], "answer": ▶[]'),
      '"answer" must have at least 1 entry',
    ],
    [
      'a repeated index',
      typed('multiple', '"options": ["a", "b"], "answer": [1, 0, ▶1]'),
      'answer 3 is the same as answer 1',
    ],
    [
      'an index beyond the options',
      typed('multiple', '"options": ["a", "b"], "answer": [0, ▶2]'),
      'answer 2 must be the index of an option, 0 to 1',
    ],
    [
      'a negative index',
      typed('multiple', '"options": ["a", "b"], "answer": [▶-1]'),
      'answer 1 must be at least 0',
    ],
    [
      'a fractional index',
      typed('multiple', '"options": ["a", "b"], "answer": [▶0.5]'),
      'answer 1 must be the index of an option, or its text in quotes',
    ],
    [
      'a text question with a text instead of a list',
      typed('text', '"answer": ▶"101"'),
      '"answer" must be a list: ["101"]',
    ],
    [
      'a text question without accepted answers',
      typed('text', '"answer": ▶[]'),
      '"answer" must have at least 1 entry',
    ],
    [
      'an empty accepted answer',
      typed('text', '"answer": ["101", ▶" \\u200b"]'),
      'answer 2 must not be empty',
    ],
    [
      'a number instead of a list of answers',
      typed('text', '"answer": ▶101'),
      '"answer" must be a list: ["101"]',
    ],
    [
      'a long text instead of a list of answers',
      typed('text', `"answer": ▶"${'x'.repeat(61)}"`),
      '"answer" must be a list in square brackets',
    ],
    [
      'a number as an accepted answer',
      typed('text', '"answer": [▶101]'),
      'answer 1 must be text in quotes: "101"',
    ],
    [
      'an accepted answer of 101 characters',
      typed('text', `"answer": [▶"${'x'.repeat(101)}"]`),
      'answer 1 must have at most 100 characters',
    ],
    [
      '51 accepted answers',
      typed('text', `"answer": ▶${JSON.stringify(Array.from({ length: 51 }, String))}`),
      '"answer" must have at most 50 entries',
    ],
    [
      'a word for "exact"',
      typed('text', '"answer": ["a"], "exact": ▶"yes"'),
      '"exact" must be true or false',
    ],
    [
      'options in a text question',
      typed('text', '"answer": ["a"], ▶"options": ["a"]'),
      'questions of type "text" have no "options"',
    ],
    [
      'a number question without an answer',
      typed('number', '"unit": "year"').replace('{"type', '▶{"type'),
      '"answer" is missing',
    ],
    [
      'a number question with its answer in quotes',
      typed('number', '"answer": ▶"1991"'),
      '"answer" must be a number; leave out the quotes',
    ],
    ['a number that is too large', typed('number', '"answer": ▶1e999'), '"answer" must be a number'],
    [
      'a negative tolerance',
      typed('number', '"answer": 1, "tolerance": ▶-1'),
      '"tolerance" must be at least 0',
    ],
    [
      'an infinite tolerance',
      typed('number', '"answer": 1, "tolerance": ▶1e999'),
      '"tolerance" must be a number',
    ],
    ['an empty unit', typed('number', '"answer": 1, "unit": ▶""'), '"unit" must not be empty'],
    [
      'a unit of 21 characters',
      typed('number', `"answer": 1, "unit": ▶"${'x'.repeat(21)}"`),
      '"unit" must have at most 20 characters',
    ],
    [
      'a misspelt key',
      typed('number', '"answer": 1, ▶"tolerence": 1'),
      'unknown key "tolerence" (did you mean "tolerance"?)',
    ],
    ['a single item', typed('order', '"items": ▶["a"]'), '"items" must have at least 2 entries'],
    ['nine items', typed('order', `"items": ▶[${nine}]`), '"items" must have at most 8 entries'],
    ['a repeated item', typed('order', '"items": ["a", "b", ▶"a "]'), 'item 3 is the same as item 1'],
    ['an empty item', typed('order', '"items": ["a", ▶""]'), 'item 2 must not be empty'],
    [
      'an item of 241 characters',
      typed('order', `"items": ["a", ▶"${'x'.repeat(241)}"]`),
      'item 2 must have at most 240 characters',
    ],
    [
      'an order question without items',
      typed('order', '"answer": [0]').replace('{"type', '▶{"type').replace(', "answer": [0]', ''),
      '"items" is missing',
    ],
    [
      'a text instead of a list of items, once',
      typed('order', '"items": ▶"a"'),
      '"items" must be a list, such as ["…", "…"]',
    ],
    [
      'a list of answers in a choice question',
      typed('choice', '"options": ["a", "b"], "answer": ▶[0, 1]'),
      '"answer" must be the index of an option, or its text in quotes; if several options are correct, use "type": "multiple"',
    ],
    [
      'an escape sequence instead of a list',
      typed('text', '"answer": ▶"\\u009b31m\\u202ea"'),
      '"answer" must be a list: ["\\u009b31m\\u202ea"]',
    ],
    [
      'an answer in an order question',
      typed('order', '"items": ["a", "b"], ▶"answer": [0, 1]'),
      'questions of type "order" have no "answer"; write "items" in the correct order',
    ],
    [
      'an answer in a poll',
      typed('poll', '"options": ["a", "b"], ▶"answer": 0'),
      'questions of type "poll" have no "answer"',
    ],
    ['points for a poll', typed('poll', '"options": ["a", "b"], "points": ▶1000'), '"points" must be 0'],
    [
      'nine options in a poll',
      typed('poll', `"options": ▶[${nine}]`),
      '"options" must have at most 8 entries',
    ],
  ])('reports %s', (_, marked, message) => {
    const { file, expected } = errorsAtMarks(marked, [`question 1: ${message}`]);
    expect(loadQuiz(file)).toEqual(expected);
  });

  it('reports all mistakes at once, in the order of the file', () => {
    const { file, expected } = errorsAtMarks(
      [
        '{"title": "t", "teams": ["Red", ▶"Red"], "questions": [',
        '  {"type": "multiple", "question": ▶"", "options": ["a", ▶"a"], "answer": [▶7, ▶7]},',
        '  {"type": "text", "question": "q", "answer": [▶""], "exact": ▶0},',
        '  {"type": "number", "question": "q", "answer": ▶null, "tolerance": ▶-1, ▶"items": []},',
        '  {"type": "order", "question": "q", "items": [▶1, "b"], "time": ▶1},',
        '  {"type": "poll", "question": "q", "options": ["a", "b"], "points": ▶500}',
        ']}',
      ].join('\n'),
      [
        'team 2 is the same as team 1',
        'question 1: "question" must not be empty',
        'question 1: option 2 is the same as option 1',
        'question 1: answer 1 must be the index of an option, 0 to 1',
        'question 1: answer 2 must be the index of an option, 0 to 1',
        'question 2: answer 1 must not be empty',
        'question 2: "exact" must be true or false',
        'question 3: "answer" must be a number',
        'question 3: "tolerance" must be at least 0',
        'question 3: questions of type "number" have no "items"',
        'question 4: item 1 must be text in quotes: "1"',
        'question 4: "time" must be 0 (no limit) or a whole number of seconds from 5 to 240',
        'question 5: "points" must be 0',
      ],
    );
    expect(loadQuiz(file)).toEqual(expected);
  });
});

describe('loadQuiz with the text of an option as the answer', () => {
  it.each([
    ['"b"', 1],
    ['"101"', 2],
    ['" b\\u200b"', 1],
    ['["101", 0]', [2, 0]],
    ['["b", "a"]', [1, 0]],
  ])('turns %s into its index', (answer, index) => {
    const type = Array.isArray(index) ? 'multiple' : 'choice';
    expect(loadQuiz(typed(type, `"options": ["a", "b ", "101"], "answer": ${answer}`))).toMatchObject({
      quiz: { questions: [{ answer: index }] },
      warnings: [],
    });
  });

  it.each([
    ['a text that is no option', '["git pull", "git fetch"]', '▶"hg fetch"', '(did you mean "git fetch"?)'],
    ['a text in another case', '["git pull", "git fetch"]', '▶"Git Fetch"', '(did you mean "git fetch"?)'],
    ['a text unlike any option', '["git pull", "git fetch"]', '▶"rebase --onto"', ''],
    ['an index in quotes', '["a", "b"]', '▶"1"', '; for the option at index 1, leave out the quotes'],
    ['a number in quotes that is no index', '["a", "b"]', '▶"2"', ''],
  ])('reports %s', (_, options, answer, hint) => {
    const message = `is not the text of an option${hint.startsWith('(') ? ' ' : ''}${hint}`;
    const one = errorsAtMarks(typed('choice', `"options": ${options}, "answer": ${answer}`), [
      `question 1: "answer" ${message}`,
    ]);
    expect(loadQuiz(one.file)).toEqual(one.expected);
    const several = errorsAtMarks(typed('multiple', `"options": ${options}, "answer": [0, ${answer}]`), [
      `question 1: answer 2 ${message}`,
    ]);
    expect(loadQuiz(several.file)).toEqual(several.expected);
  });

  it('reports the same option named by its index and by its text', () => {
    const { file, expected } = errorsAtMarks(
      typed('multiple', '"options": ["a", "b"], "answer": [1, ▶"b"]'),
      ['question 1: answer 2 is the same as answer 1'],
    );
    expect(loadQuiz(file)).toEqual(expected);
  });

  it('warns about a text that is also the index of another option', () => {
    const hint = 'means the option "2"; for the option at index 2, leave out the quotes';
    const options = '"options": ["1", "2", "3"]';
    expectWarnings(typed('choice', `${options}, "answer": ▶"2"`), [`question 1: "answer" ${hint}`]);
    expectWarnings(typed('multiple', `${options}, "answer": [0, ▶"2"]`), [`question 1: answer 2 ${hint}`]);
    expectWarnings(typed('choice', `${options}, "answer": "3"`), []);
    expectWarnings(typed('choice', '"options": ["0", "1"], "answer": "1"'), []);
  });

  it('compares no texts while an option is not a text', () => {
    const { file, expected } = errorsAtMarks(typed('choice', '"options": ["a", ▶404], "answer": "404"'), [
      'question 1: option 2 must be text in quotes: "404"',
    ]);
    expect(loadQuiz(file)).toEqual(expected);
  });
});

describe('loadQuiz with invalid teams', () => {
  const neither = '"teams" must be 2 to 8, or a list of 2 to 8 names';

  it.each([
    ['1', '▶1', neither],
    ['9', '▶9', neither],
    ['2.5', '▶2.5', neither],
    ['a number in quotes', '▶"2"', `${neither}; leave out the quotes`],
    ['true', '▶true', neither],
    ['one name', '▶["Red"]', '"teams" must have at least 2 entries'],
    ['an empty list', '▶[]', '"teams" must have at least 2 entries'],
    ['nine names', `▶[${nine}]`, neither],
    ['a number as a name', '▶["Red", 5]', neither],
    ['an empty name', '["Red", ▶" "]', 'team 2 must not be empty'],
    ['a name of 25 characters', `["Red", ▶"${'x'.repeat(25)}"]`, 'team 2 must have at most 24 characters'],
    ['a repeated name', '["Red", "Blue", ▶" Red"]', 'team 3 is the same as team 1'],
    ['names that look alike', '["Red", "Blue", ▶"R\u0435d"]', 'team 3 is the same as team 1'],
  ])('reports %s', (_, teams, message) => {
    const { file, expected } = errorsAtMarks(`{"title": "t", "teams": ${teams}, "questions": [${valid}]}`, [
      message,
    ]);
    expect(loadQuiz(file)).toEqual(expected);
  });
});

/** Expects a file to load with one warning at each of its ▶ marks. */
function expectWarnings(marked: string, messages: readonly string[]): void {
  const { file, expected } = errorsAtMarks(marked, messages);
  const loaded = loadQuiz(file);
  expect(loaded.ok && loaded.warnings).toEqual(expected.ok || expected.errors);
}

describe('loadQuiz with texts too long for a screen', () => {
  const lines = (count: number, width: number) =>
    JSON.stringify(Array(count).fill('x'.repeat(width)).join('\n'));

  it('does not warn about texts that just fit', () => {
    const question = `{"question": "${'x'.repeat(220)}", "options": ["a", "${'x'.repeat(70)}"], "answer": 0,
      "explanation": "${'x'.repeat(300)}", "code": {"language": "c", "text": ${lines(12, 72)}}}`;
    expectWarnings(withQuestion(question), []);
  });

  it.each([
    [
      'a long question',
      withQuestion(`{"question": ▶"${'x'.repeat(221)}", "options": ["a", "b"], "answer": 0}`),
      '"question" is too long for an 80 × 24 screen (more than 220 columns)',
    ],
    [
      'a long option',
      withQuestion(`{"question": "q", "options": ["a", ▶"${'x'.repeat(71)}"], "answer": 0}`),
      'option 2 is too long for an 80 × 24 screen (more than 70 columns)',
    ],
    [
      'a long item',
      withQuestion(`{"type": "order", "question": "q", "items": [▶"${'x'.repeat(71)}", "b"]}`),
      'item 1 is too long for an 80 × 24 screen (more than 70 columns)',
    ],
    [
      'a question of long words with long items',
      withQuestion(
        `{"type": "order", "question": ▶"${Array(5).fill('x'.repeat(43)).join(' ')}", "items": ${JSON.stringify([...'abcdefgh'].map((letter) => letter.repeat(70)))}}`,
      ),
      '"question" and its items are too long for an 80 × 24 screen (more than 20 rows)',
    ],
    [
      'a long explanation',
      withField(`"explanation": ▶"${'x'.repeat(301)}"`),
      '"explanation" is too long for an 80 × 24 screen (more than 300 columns)',
    ],
    [
      'a long line of code',
      withField(`"code": {"language": "c", "text": ▶${lines(2, 73)}}`),
      '"text" of "code" is too long for an 80 × 24 screen (more than 72 columns)',
    ],
    [
      'code with many lines',
      withField(`"code": {"language": "c", "text": ▶${lines(40, 10)}}`),
      '"text" of "code" has more lines than fit beside the question and its answers on an 80 × 24 screen (16), so players must scroll',
    ],
    [
      'a text of wide characters, by its width in cells',
      withField(`"explanation": ▶"${'日'.repeat(151)}"`),
      '"explanation" is too long for an 80 × 24 screen (more than 300 columns)',
    ],
  ])('warns about %s', (_, marked, message) => {
    expectWarnings(marked, [`question 1: ${message}`]);
  });

  it('warns about all of them at once, in the order of the file', () => {
    const option = `"${'x'.repeat(71)}"`;
    const long = `{"question": ▶"${'x'.repeat(221)}", "options": ["a", ▶${option}, ▶${option.replace('x', 'y')}], "answer": 0}`;
    expectWarnings(
      `{"title": "t", "questions": [\n${valid},\n${long},\n${long}]}`,
      [2, 3].flatMap((number) => [
        `question ${number}: "question" is too long for an 80 × 24 screen (more than 220 columns)`,
        `question ${number}: option 2 is too long for an 80 × 24 screen (more than 70 columns)`,
        `question ${number}: option 3 is too long for an 80 × 24 screen (more than 70 columns)`,
      ]),
    );
  });

  it('reports errors without the warnings', () => {
    const { file, expected } = errorsAtMarks(
      withQuestion(`{"question": "${'x'.repeat(221)}", "options": ["a", "b"], "answer": ▶2}`),
      ['question 1: "answer" must be the index of an option, 0 to 1'],
    );
    expect(loadQuiz(file)).toEqual(expected);
  });
});

describe('loadQuiz with accepted texts that count as the same', () => {
  it.each([
    [
      'equivalent ones',
      '["The Beatles", "x", ▶"beatles."]',
      '',
      'answer 3 is judged the same as answer 1. Leave it out',
    ],
    [
      'a repeated exact one',
      '["ls", "LS", ▶"ls"]',
      '"exact": true,',
      'answer 3 is judged the same as answer 1. Leave it out',
    ],
    [
      'one within the allowed typing errors of another',
      '["kubernetes", ▶"kubernets"]',
      '"typos": true,',
      'answer 2 differs only by allowed typing errors from answer 1. Leave it out',
    ],
  ])('warns about %s', (_, answer, settings, message) => {
    expectWarnings(withQuestion(`{"type": "text", ${settings} "question": "q", "answer": ${answer}}`), [
      `question 1: ${message}`,
    ]);
  });

  it('does not warn about texts of which neither accepts the other', () => {
    expectWarnings(
      withQuestion('{"type": "text", "typos": true, "question": "q", "answer": ["C", "C++", "101", "102"]}'),
      [],
    );
  });
});

/** Values with a length that cannot be converted to a number. */
const unmeasurable = fc.constantFrom({ length: {} }, { length: { valueOf: 1, toString: 1 } }, { valueOf: 1 });

describe('loadQuiz with arbitrary text', () => {
  it('never throws, and locates its errors inside the file', () => {
    fc.assert(
      fc.property(
        fc.oneof(anyText, fc.json(), fc.string({ unit: fc.constantFrom(...'{}[]",:\\/*1a \n') })),
        (text) => {
          expectQuizOrErrors(loadQuiz(text), text);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('never throws on a damaged quiz file, and accepts only valid JSON', () => {
    const file = JSON.stringify(quizOf([choiceQuestion({ explanation: 'Because "so"' })]), null, 2);
    const change = fc.record({
      at: fc.nat(file.length),
      removed: fc.nat(5),
      added: fc.oneof(
        anyText,
        fc.constantFrom('', ',', '"', '{', '}', '[', ']', '//', '\\', '-', '0', 'null'),
      ),
    });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        const text = changes.reduce(
          (text, { at, removed, added }) => text.slice(0, at) + added + text.slice(at + removed),
          file,
        );
        const loaded = loadQuiz(text);
        expectQuizOrErrors(loaded, text);
        if (loaded.ok) expect(isJson(text)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('never throws on a quiz with one value replaced by another', () => {
    const quiz = { ...quizOf(oneOfEach), tags: ['a'], time: 20, shuffle: 'both', teams: ['Red', 'Blue'] };
    fc.assert(
      fc.property(fc.nat(75), fc.oneof(fc.jsonValue(), unmeasurable), (position, value) => {
        let visited = 0;
        const text = JSON.stringify(quiz, (_, old: unknown) => (visited++ === position ? value : old), 1);
        expectQuizOrErrors(loadQuiz(text), text);
      }),
      { numRuns: 500 },
    );
  });
});

/** Expects a quiz, or errors at positions inside the file, in their order. */
function expectQuizOrErrors(loaded: LoadedQuiz, text: string): void {
  if (loaded.ok) return;
  const lines = text.replace(/^\uFEFF/u, '').split(/\r\n|[\r\n]/u);
  expect(loaded.errors.length).toBeGreaterThan(0);
  for (const { line, column, message } of loaded.errors) {
    expect(message).not.toMatch(/undefined|\[object|Invalid input/u);
    expect(column).toBeGreaterThan(0);
    expect(column).toBeLessThanOrEqual((lines[line - 1] ?? '').length + 1);
  }
  const order = loaded.errors.map(({ line, column }) => line * 1e6 + column);
  expect(order).toEqual(order.toSorted((a, b) => a - b));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text.replace(/^\uFEFF/u, ''));
    return true;
  } catch {
    return false;
  }
}
