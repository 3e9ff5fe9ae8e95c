import { format } from 'node:util';
import { createContext, runInContext } from 'node:vm';
import { transformSync } from 'esbuild';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Question } from '../../source/quiz/questions/question.ts';
import { bundledQuizzes } from '../helpers/bundled-quizzes.ts';
import {
  booleanQuestion,
  choiceQuestion,
  numberQuestion,
  orderQuestion,
  textQuestion,
} from '../helpers/questions.ts';

/** The languages that Node runs. Code in any other language is not run here. */
const RUNNABLE = new Set(['js', 'javascript', 'ts', 'typescript']);

/** Far from each other, and from most machines. An answer that depends on the time zone has to name it. */
const TIME_ZONES = ['Pacific/Honolulu', 'Asia/Kathmandu'];

/** What a question asks about its code: what it prints or throws, or only what the compiler makes of its types. */
const ASKS_FOR_OUTPUT = /\b(?:prints?|printed|logs?|logged|output|happens)\b/iu;
const ASKS_FOR_TYPES = /\btypes?\b|\bcompiles?\b/iu;

const snippets = bundledQuizzes
  .flatMap(({ file, quiz }) => quiz.questions.map((question, index) => ({ file, index, question })))
  .flatMap(({ file, index, question }) =>
    question.code && RUNNABLE.has(question.code.language ?? '')
      ? [{ name: `${file} ${index}`, question, code: question.code }]
      : [],
  );
const printing = snippets.filter(({ question }) => ASKS_FOR_OUTPUT.test(question.question));
const commented = snippets.filter(({ code }) => outputInComments(code.text) !== null);

describe('the code of a bundled question', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('is run wherever it prints something, unless the question is about its types', () => {
    expect(printing.length).toBeGreaterThanOrEqual(12);
    const unchecked = snippets.filter(
      (snippet) =>
        snippet.code.text.includes('console.') &&
        !printing.includes(snippet) &&
        !commented.includes(snippet) &&
        !ASKS_FOR_TYPES.test(snippet.question.question),
    );
    expect(unchecked.map(({ name }) => name)).toEqual([]);
  });

  it.each(printing)('does what the answer says: $name', async ({ question, code }) => {
    for (const zone of zonesOf(question.question)) {
      vi.stubEnv('TZ', zone);
      const outcome = await run(code.text, code.language ?? '');
      expect(isCorrect(question, outcome), `${zone}: ${format('%o', outcome)}`).toBe(true);
    }
  });
});

describe.runIf(commented.length > 0)('a comment beside console.log in the code of a bundled question', () => {
  it.each(commented)('says what it prints: $name', async ({ code }) => {
    expect(await run(code.text, code.language ?? '')).toEqual({
      printed: outputInComments(code.text),
      thrown: null,
    });
  });
});

describe('the check of what code prints', () => {
  const choice = choiceQuestion({ options: ['1', '2'], answer: 0 });
  const statement = booleanQuestion({ question: 'This prints 1.' });
  const order = orderQuestion({ items: ['1', '2'] });

  it.each([
    ['a choice', choice, 'console.log(1)', 'console.log(2)'],
    ['an error', { ...choice, options: ['It throws a TypeError', '1'] }, 'null.x', 'console.log(1)'],
    ['nothing', { ...choice, options: ['Nothing', '1'] }, '', 'console.log(1)'],
    ['a true statement', statement, 'console.log(1)', 'console.log(2)'],
    ['a false statement', { ...statement, answer: false }, 'console.log(2)', 'console.log(1)'],
    ['a number', numberQuestion({ answer: 1 }), 'console.log(1)', 'console.log(2)'],
    ['a text', textQuestion({ answer: ['1'] }), 'console.log(1)', 'console.log(2)'],
    ['an order', order, 'console.log(1); console.log(2)', 'console.log(2); console.log(1)'],
    ['an order with timers', order, 'setTimeout(() => console.log(2)); console.log(1)', 'console.log(1)'],
  ] satisfies [string, Question, string, string][])(
    'tells a correct answer from a wrong one: %s',
    async (_, question, correct, wrong) => {
      expect(isCorrect(question, await run(correct, 'js'))).toBe(true);
      expect(isCorrect(question, await run(wrong, 'js'))).toBe(false);
    },
  );
});

/** The lines that a program printed, and the name of the error that ended it. */
interface Outcome {
  readonly printed: string;
  readonly thrown: string | null;
}

/** Runs a script, and waits for its timers. */
async function run(text: string, language: string): Promise<Outcome> {
  const lines: string[] = [];
  const timers = new Set<Promise<void>>();
  const globals = {
    console: { log: (...values: unknown[]) => void lines.push(format(...values)) },
    setTimeout: (callback: () => void, delayMs = 0) => {
      const timer = after(delayMs, () => {
        timers.delete(timer);
        callback();
      });
      timers.add(timer);
    },
    queueMicrotask,
    structuredClone,
    URL,
    URLSearchParams,
    TextDecoder,
    TextEncoder,
    Buffer,
  };
  let thrown: string | null = null;
  try {
    const script = language.startsWith('t') ? transformSync(text, { loader: 'ts' }).code : text;
    runInContext(script, createContext(globals), { timeout: 1000 });
    while (timers.size > 0) await Promise.race(timers);
    await new Promise((resolve) => setImmediate(resolve));
  } catch (error) {
    thrown = error !== null && typeof error === 'object' && 'name' in error ? String(error.name) : 'Error';
  }
  return { printed: lines.join('\n'), thrown };
}

async function after(delayMs: number, callback: () => void): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, delayMs));
  callback();
}

/** Whether a question's answer says what its code did. */
function isCorrect(question: Question, { printed, thrown }: Outcome): boolean {
  switch (question.type) {
    case 'choice':
      return says(question.options[question.answer] ?? '', { printed, thrown });
    case 'boolean': {
      const [, claim] = /\b(?:prints|logs|outputs) (.+?)\.?$/u.exec(question.question) ?? [];
      return claim !== undefined && says(claim, { printed, thrown }) === question.answer;
    }
    case 'text':
      return thrown === null && question.answer.includes(printed);
    case 'number':
      return thrown === null && printed !== '' && Number(printed) === question.answer;
    case 'order':
      return thrown === null && printed === question.items.join('\n');
    case 'multiple':
    case 'poll':
      return false;
  }
}

/** Whether a phrase such as "1 2", "It prints 1", "Nothing: a TypeError" or "It compiles, then throws" says what happened. */
function says(phrase: string, { printed, thrown }: Outcome): boolean {
  if (thrown !== null) return phrase.includes(thrown) || /\bthrows$/u.test(phrase);
  const text = printed.replaceAll('\n', ' ');
  if (text === '') return /^Nothing$/u.test(phrase);
  return phrase.replace(/^It (?:prints|logs) /u, '') === text;
}

/** Returns the output that the comments after each `console.log(…)` state, or null if one of them has none. */
function outputInComments(text: string): string | null {
  const printed = text.split('\n').filter((line) => line.includes('console.log('));
  const stated = printed.flatMap((line) => /\) \/\/ (.+)$/u.exec(line)?.[1] ?? []);
  return stated.length > 0 && stated.length === printed.length ? stated.join('\n') : null;
}

/** Returns the time zone that a question names, most likely by its city, or else some that differ. */
function zonesOf(question: string): readonly string[] {
  const named = ['UTC', ...Intl.supportedValuesOf('timeZone')].filter((zone) => {
    const city = zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;
    return new RegExp(`\\b${city}\\b`, 'u').test(question);
  });
  return named.length > 0 ? named : TIME_ZONES;
}
