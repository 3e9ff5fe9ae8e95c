import * as z from 'zod/mini';
import { defineCommand } from './command-line/command.ts';
import { type ExitCode, exitCodes } from './process/exit-codes.ts';
import { writeNewFile } from './process/new-file.ts';
import { fail, printError, printLines, printVerbatim } from './process/output.ts';
import { readBytes } from './quiz-file.ts';
import type { Notice } from '../quiz/import/findings.ts';
import { type ImportedQuiz, importQuiz } from '../quiz/import/import-quiz.ts';
import { readFailure } from '../text/error.ts';
import { escapeCommands } from '../text/json.ts';
import { formatNumber, pluralize } from '../text/numbers.ts';

export interface ImportOptions {
  /** The quiz file to write. Default: stdout. */
  readonly output?: string | undefined;
  /** The title of the quiz. Default: the file's own, or its name. */
  readonly title?: string | undefined;
}

export const importCommand = defineCommand({
  name: 'import',
  help: `
Convert another program's quiz

Usage
  termquiz import <file> [options]

The file can be GIFT or Aiken text, a spreadsheet (.xlsx or .csv) such as the
templates of Kahoot, Blooket and Gimkit, or JSON: from Kahoot's API, ClassQuiz,
Open Trivia DB or Razzia, or any list of questions with the usual names. The
format is detected automatically. Anything that could not be imported is listed
on stderr. If that is most of the file, the exit code is 2.

Options
  --output <quiz.json>  The file to write; it must not exist yet. Default: print
                        the quiz on stdout.
  --title <title>       The quiz's title. Default: the one in the file, or the
                        file's name.
  --no-color            Use no colour. Same as NO_COLOR in the environment.
  -h, --help            Show this help.

Examples
  termquiz import questions.gift --output quiz.json
  termquiz import kahoot.xlsx --output quiz.json --title "Friday quiz"
  termquiz import opentdb.json > quiz.json
`,
  arguments: ['<file>'],
  flags: { output: { type: 'string' }, title: { type: 'string' } },
  options: z.object({ output: z.optional(z.string()), title: z.optional(z.string()) }),
  run: ([file = ''], options) => importFile(file, options),
});

/** Writes a quiz from another program's file, and prints what could not be imported. */
export async function importFile(file: string, { output, title }: ImportOptions): Promise<ExitCode> {
  const bytes = await read(file);
  if (typeof bytes === 'string') return fail(exitCodes.usage, `${file}: ${bytes}`);
  const imported = importQuiz(file, bytes, title);
  if (!imported.ok) {
    printNotices(file, imported.notices);
    return exitCodes.usage;
  }
  const { text, length, format } = imported;
  if (output === undefined) {
    printNotices(file, imported.notices);
    printVerbatim(escapeCommands(text));
    return exitCodeOf(file, imported);
  }
  const failure = await writeNewFile(output, text);
  if (failure) return fail(failure.exitCode, `${output}: ${failure.message}`);
  printNotices(file, imported.notices);
  printLines(`${output}: ${pluralize(length, 'question')} from ${format}`);
  return exitCodeOf(file, imported);
}

/** Returns the exit code of an import, and prints a warning if most of the file was skipped. */
function exitCodeOf(file: string, { length, skipped }: ImportSummary): ExitCode {
  if (skipped <= length) return exitCodes.done;
  const questions = `${formatNumber(skipped)} of ${pluralize(length + skipped, 'question')}`;
  return fail(exitCodes.usage, `${file}: most of it was skipped (${questions}); check what is left`);
}

type ImportSummary = Pick<Extract<ImportedQuiz, { ok: true }>, 'length' | 'skipped'>;

/** The most notices to print: nobody reads more at once. */
const MAX_NOTICES = 100;

function printNotices(file: string, notices: readonly Notice[]): void {
  for (const notice of notices.slice(0, MAX_NOTICES)) printError(formatNotice(file, notice));
  const left = notices.length - MAX_NOTICES;
  if (left > 0) printError(`${file}: and ${pluralize(left, 'more notice')}`);
}

/** Formats a notice so that editors can jump to its line. */
function formatNotice(file: string, { position, message }: Notice): string {
  if (!position) return `${file}: ${message}`;
  return position.unit === 'line'
    ? `${file}:${position.number}: ${message}`
    : `${file}: ${position.unit} ${position.number}: ${message}`;
}

/** Reads a file. Returns a message if it cannot be read. */
async function read(file: string): Promise<Uint8Array | string> {
  try {
    return await readBytes(file);
  } catch (error) {
    return readFailure(error);
  }
}
