import { readQuizFile } from './quiz-file.ts';
import { type ExitCode, exitCodes, reportFailure } from './report-failure.ts';

/** `termquiz check`: says of each quiz file what is wrong with it, or that nothing is. */
export async function check(files: readonly string[]): Promise<ExitCode> {
  let areValid = true;
  for (const file of files) {
    const read = await readQuizFile(file);
    if (read.ok) {
      const { length } = read.quiz.questions;
      process.stdout.write(`${file}: ok, ${length} ${length === 1 ? 'question' : 'questions'}\n`);
    } else {
      areValid = false;
      reportFailure(...read.messages);
    }
  }
  return areValid ? exitCodes.done : exitCodes.usage;
}
