import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { loadQuiz } from '../../../source/quiz/file/load-quiz.ts';
import { quizSchema } from '../../../source/quiz/quiz.ts';
import { choiceQuestion, multipleQuestion, oneOfEach, orderQuestion } from '../../helpers/questions.ts';
import { SeededRandom } from '../../helpers/seeded-random.ts';

const folder = new URL('../../../quizzes/', import.meta.url);

/** The JSON Schema of quiz files, for editors. It is draft 7, which they support best. */
const jsonSchema = {
  $id: 'quiz.schema.json',
  title: 'termquiz quiz',
  ...z.toJSONSchema(quizSchema, { io: 'input', target: 'draft-7' }),
};

describe('the JSON Schema in the package', () => {
  it('matches the quiz schema (update it with "npx vitest run test/quiz/file/json-schema.test.ts -u")', async () => {
    const file = fileURLToPath(new URL('quiz.schema.json', folder));
    await expect(`${JSON.stringify(jsonSchema, null, 2)}\n`).toMatchFileSnapshot(file);
  });
});

// Not strict, because "maximum" may stand beside "maxItems" where an answer is an index or a list of them.
const isValid = new Ajv({ strict: false }).compile(jsonSchema);

type Json = null | boolean | number | string | Json[] | { [key: string]: Json | undefined };

/** What a validator and `check` say of a quiz. */
function judged(quiz: Json) {
  const loaded = loadQuiz(JSON.stringify(quiz));
  const messages = loaded.ok ? [] : loaded.errors.map(({ message }) => message);
  return { byValidator: isValid(quiz), byCheck: loaded.ok, messages };
}

const everyKey: Json = {
  $schema: './quiz.schema.json',
  title: 'Every key',
  description: 'All of them',
  tags: ['a', 'b'],
  difficulty: 'easy',
  author: 'Ada',
  time: 20,
  shuffle: 'both',
  scoring: 'speed',
  streaks: true,
  autoSubmit: false,
  teams: ['Red', 'Blue'],
  questions: oneOfEach.map((question) => ({
    ...question,
    code: { language: 'ts', text: 'const a = 1;\n' },
    explanation: 'Because.',
    tags: ['c'],
    difficulty: 'hard',
    time: 30,
  })),
};

const bundled = readdirSync(folder)
  .filter((file) => file.endsWith('.json') && !file.endsWith('.schema.json'))
  .map((file): [string, Json] => [file, JSON.parse(readFileSync(new URL(file, folder), 'utf8'))]);

/** A value of a quiz, with the list or object that holds it. */
interface Slot {
  readonly value: Json;
  set(value: Json | undefined): void;
}

function slotsIn(parent: Json): Slot[] {
  if (typeof parent !== 'object' || parent === null) return [];
  return Object.entries(parent).flatMap(([key, value = null]): Slot[] => [
    {
      value,
      set(changed) {
        if (Array.isArray(parent)) parent.splice(Number(key), 1, ...(changed === undefined ? [] : [changed]));
        else if (changed === undefined) delete parent[key];
        else parent[key] = changed;
      },
    },
    ...slotsIn(value),
  ]);
}

const values: readonly [Json, ...Json[]] = [
  null,
  true,
  '',
  ' \t',
  '\u200B\u2800',
  '\u0000',
  'x',
  'choice',
  'text',
  'easy',
  -1,
  0,
  0.5,
  1,
  3,
  7,
  8,
  241,
  [],
  [0],
  [1, 1],
  ['x'],
  ['x', 'x'],
  {},
];

/** Changes a value as a mistake would. */
function changed(value: Json, random: SeededRandom): Json | undefined {
  const other = structuredClone(random.pick(values));
  if (random.chance(0.3)) return other;
  if (random.chance(0.1)) return undefined;
  if (typeof value === 'string') {
    const length = random.pick([24, 25, 30, 31, 100, 101, 120, 240, 241, 300, 301, 600, 601, 4000, 4001]);
    return random.pick([
      value.toUpperCase(),
      ` ${value}`,
      `${value}x`,
      'x'.repeat(length),
      '🦀'.repeat(length),
    ]);
  }
  if (typeof value === 'number') return value + random.pick([-1, 1, 0.5, 2, 8, 1000]);
  if (typeof value === 'boolean') return !value;
  if (Array.isArray(value)) {
    const entry = structuredClone(value[random.int(0, value.length - 1)] ?? other);
    return random.pick([
      [...value, entry],
      [...value, other],
      value.slice(0, random.int(0, 2)),
      Array.from({ length: random.int(1, 9) }, (_, index) => index),
      Array.from({ length: random.int(1, 51) }, (_, index) => `x${index}`),
    ]);
  }
  return value === null ? other : { ...value, [random.pick(['answer', 'options', 'extra'])]: other };
}

/** Puts a mistake or a harmless change into a quiz of one or two questions. */
function mutant(index: number): Json {
  const random = new SeededRandom(`mutant ${index}`);
  const quiz = structuredClone(
    random.chance(0.5) ? everyKey : (bundled[index % bundled.length]?.[1] ?? everyKey),
  );
  if (typeof quiz === 'object' && quiz !== null && !Array.isArray(quiz) && Array.isArray(quiz['questions'])) {
    const from = random.int(0, quiz['questions'].length - 1);
    quiz['questions'] = quiz['questions'].slice(from, from + 2);
  }
  const slots = slotsIn(quiz);
  const slot = slots[random.int(0, slots.length - 1)];
  slot?.set(changed(slot.value, random));
  return quiz;
}

/** What draft 7 cannot say, because it compares no two values but whole entries of a list. */
const INEXPRESSIBLE = /is not the text of an option|is the same as/u;

describe('a validator with the JSON Schema', () => {
  it.each(bundled)('accepts %s', (_, quiz) => {
    expect(judged(quiz)).toEqual({ byValidator: true, byCheck: true, messages: [] });
  });

  it('agrees with check about 400 mutants, except where it would have to compare values', () => {
    const verdicts = Array.from({ length: 400 }, (_, index) => ({ index, ...judged(mutant(index)) }));
    const disagreements = verdicts.filter(
      ({ byValidator, byCheck, messages }) =>
        byValidator !== byCheck && !(byValidator && messages.every((message) => INEXPRESSIBLE.test(message))),
    );
    expect(disagreements).toEqual([]);
    const refused = verdicts.filter(({ byCheck }) => !byCheck).length;
    expect(refused).toBeGreaterThan(100);
    expect(refused).toBeLessThan(350);
  });

  const quizWith = (question: Json): Json => ({ title: 't', questions: [question] });

  it.each<[string, Json]>([
    ['an option that is repeated', { ...choiceQuestion(), options: ['a', 'b', 'a'] }],
    ['an item that is repeated', { ...orderQuestion(), items: ['a', 'a'] }],
    ['an answer that is repeated', { ...multipleQuestion(), answer: [1, 1] }],
    ['an answer beyond three options', { ...choiceQuestion(), options: ['a', 'b', 'c'], answer: 3 }],
    [
      'one of several answers beyond two options',
      { ...multipleQuestion(), options: ['a', 'b'], answer: [2] },
    ],
    ['an answer of white space', { ...choiceQuestion(), answer: ' ' }],
    ['a question of invisible characters', { ...choiceQuestion(), question: '\u200B\u00A0\u2800' }],
    ['code of white space', { ...choiceQuestion(), code: { language: 'c', text: '\n\t\n' } }],
  ])('refuses, as check does, %s', (_, question) => {
    expect(judged(quizWith(question))).toMatchObject({ byValidator: false, byCheck: false });
  });

  it.each<[string, Json, 'byValidator' | 'byCheck']>([
    [
      'options that differ only in spaces',
      { ...choiceQuestion(), options: ['a', 'a '], answer: 0 },
      'byValidator',
    ],
    ['a text that is no option', { ...choiceQuestion(), answer: 'up' }, 'byValidator'],
    ['the same option by index and by text', { ...multipleQuestion(), answer: [0, 'red'] }, 'byValidator'],
    ['a text of escape sequences', { ...choiceQuestion(), question: '\u001B[31m' }, 'byValidator'],
    [
      'code that only tabs make too long',
      { ...choiceQuestion(), code: { language: 'c', text: `${'\tx'.repeat(2000)}` } },
      'byValidator',
    ],
    [
      'a text that only spaces make too long',
      { ...choiceQuestion(), question: `q${' '.repeat(600)}` },
      'byCheck',
    ],
  ])(
    'differs from check where it cannot do better: only one of them accepts %s',
    (_, question, accepting) => {
      const { byValidator, byCheck } = judged(quizWith(question));
      expect({ byValidator, byCheck }).toEqual({ byValidator: false, byCheck: false, [accepting]: true });
    },
  );
});
