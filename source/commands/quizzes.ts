import * as z from 'zod/mini';
import { defineCommand } from './command-line/command.ts';
import { type ExitCode, exitCodes } from './process/exit-codes.ts';
import { printLines } from './process/output.ts';
import { bundledQuizzes } from './quiz-file.ts';

export const quizzesCommand = defineCommand({
  name: 'quizzes',
  help: `
List the bundled quizzes

Usage
  termquiz quizzes

Prints each quiz's title, number of questions, description and file. Host a
file as it is, or copy and change it.

Options
  --no-color       Use no colour. Same as NO_COLOR in the environment.
  -h, --help       Show this help.

Examples
  termquiz quizzes
  termquiz host                    choose one of them and host it
`,
  arguments: [],
  flags: {},
  options: z.object({}),
  run: listQuizzes,
});

/** Prints the bundled quizzes and their files. */
export async function listQuizzes(): Promise<ExitCode> {
  for (const { file, quiz } of await bundledQuizzes()) {
    printLines(`${quiz.title} (${quiz.questions.length} questions)`);
    if (quiz.description) printLines(`  ${quiz.description}`);
    printLines(`  ${file}`);
  }
  return exitCodes.done;
}
