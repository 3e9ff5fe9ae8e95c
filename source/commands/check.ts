import * as z from 'zod/mini';
import { defineCommand } from './command-line/command.ts';
import { type ExitCode, exitCodes } from './process/exit-codes.ts';
import { printError, printJson, printLines } from './process/output.ts';
import { type FileProblem, formatProblem, readQuizFile } from './quiz-file.ts';
import { pluralize } from '../text/numbers.ts';

export interface CheckOptions {
  /** Print one JSON object per mistake on stdout, for editors and CI. */
  readonly json: boolean;
}

export const checkCommand = defineCommand({
  name: 'check',
  help: `
Check quiz files for mistakes

Usage
  termquiz check <quiz.json...> [options]

Prints each mistake as file:line:column: message, and exits with 2 if there
are any.

Options
  --json           Print one JSON object per mistake, for editors and CI.
  --no-color       Use no colour. Same as NO_COLOR in the environment.
  -h, --help       Show this help.

Examples
  termquiz check quiz.json
  termquiz check quizzes/*.json
`,
  arguments: ['<quiz.json...>'],
  flags: { json: { type: 'boolean' } },
  options: z.object({ json: z._default(z.boolean(), false) }),
  run: check,
});

type Severity = 'error' | 'warning';

/** Checks quiz files, and prints the mistakes in each. */
export async function check(files: readonly string[], { json }: CheckOptions): Promise<ExitCode> {
  const print = json ? printAsJson : printAsText;
  let areValid = true;
  for (const file of files) {
    const read = await readQuizFile(file);
    areValid &&= read.ok;
    for (const error of read.ok ? [] : read.errors) print(file, 'error', error);
    for (const warning of read.ok ? read.warnings : []) print(file, 'warning', warning);
    if (read.ok && !json) {
      printLines(`${file}: ok, ${pluralize(read.quiz.questions.length, 'question')}`);
    }
  }
  return areValid ? exitCodes.done : exitCodes.usage;
}

function printAsText(file: string, severity: Severity, problem: FileProblem): void {
  const message = severity === 'warning' ? `warning: ${problem.message}` : problem.message;
  printError(formatProblem(file, { ...problem, message }));
}

function printAsJson(file: string, severity: Severity, problem: FileProblem): void {
  printJson({ file, severity, ...problem });
}
