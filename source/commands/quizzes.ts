import { type ExitCode, exitCodes } from './process/exit-codes.ts';
import { bundledQuizzes } from './quiz-file.ts';

/** `termquiz quizzes`: the bundled quizzes, with the files to host, or to copy and change. */
export async function quizzes(): Promise<ExitCode> {
  for (const { file, quiz } of await bundledQuizzes()) {
    process.stdout.write(`${quiz.title} (${quiz.questions.length} questions)\n`);
    if (quiz.description) process.stdout.write(`  ${quiz.description}\n`);
    process.stdout.write(`  ${file}\n`);
  }
  return exitCodes.done;
}
