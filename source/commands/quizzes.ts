import * as z from 'zod/mini';
import { defineCommand } from './command-line/command.ts';
import { type ExitCode, exitCodes } from './process/exit-codes.ts';
import { fail, outputColumns, printJson, printLines } from './process/output.ts';
import { readLibrary } from './quiz-library.ts';
import type { LibraryQuiz } from '../quiz/bank/library.ts';
import { minutesOf, typesOf } from '../quiz/overview.ts';
import { questionTypeNames } from '../quiz/questions/shown-question.ts';
import { type TextColumn, textTable } from '../report/text-table.ts';
import { quote } from '../text/clean.ts';

export interface ListOptions {
  /** More files and folders to list. */
  readonly from: readonly string[];
  readonly json: boolean;
  /** Draw with ASCII characters only. */
  readonly ascii: boolean;
}

export const quizzesCommand = defineCommand({
  name: 'quizzes',
  help: `
List or search quizzes

Usage
  termquiz quizzes [words...] [options]

Lists the bundled quizzes and your own: those in the folder "quizzes" of
termquiz's configuration folder (~/.config/termquiz on Linux). With words, lists
only those with matching questions, and how many match. Host a file as it is, or
copy and change it.

Minutes are an estimate: for each question, 3 s to read it, half its time limit,
5 s for the answer and 5 s for the standings.

Options
  --from <path>    Also list this quiz, or the quizzes in this folder. Can be
                   repeated.
  --json           Print the list as JSON.
  --ascii          Draw with ASCII characters only.
  --no-color       Use no colour. Same as NO_COLOR in the environment.
  -h, --help       Show this help.

Examples
  termquiz quizzes
  termquiz quizzes time zones
  termquiz host                    choose one of them and host it
`,
  arguments: ['[words...]'],
  flags: {
    from: { type: 'string', isMultiple: true },
    json: { type: 'boolean' },
    ascii: { type: 'boolean' },
  },
  options: z.object({
    from: z.array(z.string()),
    json: z._default(z.boolean(), false),
    ascii: z._default(z.boolean(), false),
  }),
  run: (words, options) => listQuizzes(words.join(' '), options),
});

/** A listed quiz. */
interface ListedQuiz extends LibraryQuiz {
  /** How many questions match; null if all quizzes are listed. */
  readonly matches: number | null;
}

/** Lists the quizzes that match the words, best first, or all of them. */
export async function listQuizzes(words: string, { from, json, ascii }: ListOptions): Promise<ExitCode> {
  const library = await readLibrary(from);
  if (typeof library === 'number') return library;
  const { listed, near } = await (words.trim() === '' ? listAll(library) : search(library, words));
  if (json) {
    printJson(listed.map(summaryOf), 2);
    return exitCodes.done;
  }
  if (listed.length === 0) {
    const topics = near.length > 0 ? [`Try ${near.join(', ')}.`] : [];
    return fail(exitCodes.failed, `No quiz has questions about ${quote(words)}.`, ...topics);
  }
  const table = { columns: outputColumns(), ellipsis: ascii ? '...' : '…' };
  const [heading = '', ...lines] = textTable(COLUMNS, listed.map(cellsOf), table);
  printLines(heading);
  for (const [index, { file }] of listed.entries()) printLines(lines[index] ?? '', `  ${file}`);
  return exitCodes.done;
}

interface QuizList {
  readonly listed: readonly ListedQuiz[];
  /** Topics to suggest if nothing matches. */
  readonly near: readonly string[];
}

function listAll(library: readonly LibraryQuiz[]): QuizList {
  return { listed: library.map((each) => ({ ...each, matches: null })), near: [] };
}

async function search(library: readonly LibraryQuiz[], words: string): Promise<QuizList> {
  const { QuestionBank, searchEntries } = await import('../quiz/bank/question-bank.ts');
  const { found, near } = searchEntries(new QuestionBank(library.map(({ quiz }) => quiz)), library, words);
  return { listed: found, near };
}

const COLUMNS: readonly TextColumn[] = [
  { title: 'Quiz', minWidth: 12 },
  { title: 'Questions', isNumber: true },
  { title: 'Minutes', isNumber: true },
  { title: 'Types', minWidth: 5 },
];

function cellsOf({ quiz, source, matches }: ListedQuiz): string[] {
  const types = typesOf(quiz);
  return [
    source === 'own' ? `${quiz.title} (yours)` : quiz.title,
    matches === null ? String(quiz.questions.length) : `${matches} of ${quiz.questions.length}`,
    String(minutesOf(quiz)),
    types.length === questionTypeNames.length ? 'all' : types.join(', '),
  ];
}

function summaryOf({ quiz, file, source, matches }: ListedQuiz): object {
  const { title, description, tags, difficulty, questions } = quiz;
  return {
    title,
    description,
    tags,
    difficulty,
    questions: questions.length,
    types: typesOf(quiz),
    minutes: minutesOf(quiz),
    ...(matches !== null && { matches }),
    source,
    file,
  };
}
