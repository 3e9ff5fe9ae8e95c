import * as z from 'zod/mini';
import { makeFromLibrary } from './choose-quiz.ts';
import { defineCommand } from './command-line/command.ts';
import { oneOf, questionCount } from './command-line/values.ts';
import { type ExitCode, exitCodes } from './process/exit-codes.ts';
import { writeNewFile } from './process/new-file.ts';
import { fail, printError, printLines, printVerbatim } from './process/output.ts';
import type { Difficulty } from '../quiz/bank/make-quiz.ts';
import type { Question } from '../quiz/questions/question.ts';
import { escapeCommands } from '../text/json.ts';
import { pluralize } from '../text/numbers.ts';

export interface MakeCommandOptions {
  readonly count?: number | undefined;
  /** The quiz file to write. Default: stdout. */
  readonly output?: string | undefined;
  /** More files and folders to pick from. */
  readonly from: readonly string[];
  readonly seed?: string | undefined;
  readonly difficulty?: Difficulty | undefined;
}

export const makeCommand = defineCommand({
  name: 'make',
  help: `
Make a quiz on a topic from existing questions

Usage
  termquiz make <words...> [options]

Picks questions from the bundled quizzes and your own: those in the folder
"quizzes" of termquiz's configuration folder (~/.config/termquiz on Linux).
"git and http" picks as many on Git as on HTTP. The questions go from easy to
hard.

Options
  --count <number>        How many questions, 1 to 1000. Default: 10.
  --output <quiz.json>    The file to write; it must not exist yet. Default:
                          print the quiz on stdout.
  --from <path>           Also pick from this quiz, or from the quizzes in this
                          folder. Can be repeated.
  --difficulty <level>    Only easy, medium or hard questions.
  --seed <text>           Pick the same questions each time.
  --no-color              Use no colour. Same as NO_COLOR in the environment.
  -h, --help              Show this help.

Examples
  termquiz make git and http --output quiz.json
  termquiz make regular expressions --count 5 --difficulty easy
  termquiz make onboarding --from team-quizzes/ > quiz.json
`,
  arguments: ['<words...>'],
  flags: {
    count: { type: 'string' },
    output: { type: 'string' },
    from: { type: 'string', isMultiple: true },
    seed: { type: 'string' },
    difficulty: { type: 'string' },
  },
  options: z.object({
    count: z.optional(questionCount),
    output: z.optional(z.string()),
    from: z.array(z.string()),
    seed: z.optional(z.string()),
    difficulty: z.optional(oneOf('easy', 'medium', 'hard')),
  }),
  run: (words, options) => make(words.join(' '), options),
});

/** Makes a quiz about the words, and writes it to a file or stdout. */
export async function make(words: string, options: MakeCommandOptions): Promise<ExitCode> {
  const { output, count, seed, from, difficulty } = options;
  const made = await makeFromLibrary({ words, count, seed, from, difficulty });
  if (typeof made !== 'object') return made;
  const { quiz, notice } = made;
  const text = `${JSON.stringify({ ...quiz, questions: quiz.questions.map(inFile) }, null, 2)}\n`;
  if (output !== undefined) {
    const failure = await writeNewFile(output, text);
    if (failure) return fail(failure.exitCode, `${output}: ${failure.message}`);
  }
  if (notice !== undefined) printError(notice);
  if (output === undefined) printVerbatim(escapeCommands(text));
  else printLines(`${output}: ${quiz.title}, ${pluralize(quiz.questions.length, 'question')}`);
  return exitCodes.done;
}

/** Returns a question as authors write it: without defaults, and with its answers before its explanation. */
function inFile({
  type,
  question,
  code,
  explanation,
  tags,
  difficulty,
  time,
  points,
  ...own
}: Question): object {
  const entries = Object.entries(own).filter(([key, value]) => !(key in DEFAULTS && value === DEFAULTS[key]));
  const ordinaryPoints = type === 'poll' ? 0 : 1000;
  return {
    type,
    question,
    code,
    ...Object.fromEntries(entries),
    explanation,
    tags,
    difficulty,
    time,
    points: points === ordinaryPoints ? undefined : points,
  };
}

const DEFAULTS: Readonly<Record<string, unknown>> = { exact: false, typos: false, tolerance: 0 };
