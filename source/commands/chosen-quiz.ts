import type { Quiz } from '../quiz/quiz.ts';
import type { ChosenQuiz } from '../terminal/index.ts';
import { bundledQuizzes, formatProblem, readQuizFile } from './quiz-file.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { sayOnStderr } from './say-on-stderr.ts';

export interface ChooserOptions {
  /** What Enter does, as the chooser says it. */
  readonly action: string;
  /** Draw with ASCII characters only. */
  readonly ascii: boolean | undefined;
  readonly signal: AbortSignal;
}

/**
 * The quiz of a file; without one, a bundled quiz that is chosen on the screen. Gives an exit code where there is none to
 * play, and has said why then, but for whoever chose none.
 */
export async function chosenQuiz(
  file: string | undefined,
  options: ChooserOptions,
): Promise<Quiz | ExitCode> {
  if (file !== undefined) return quizOf(file);
  const chosen = await chooseBundledQuiz(options);
  if (chosen.type === 'chosen') return quizOf(chosen.file);
  return chosen.type === 'interrupted' ? exitCodes.interrupted : exitCodes.done;
}

async function quizOf(file: string): Promise<Quiz | ExitCode> {
  const read = await readQuizFile(file);
  if (read.ok) return read.quiz;
  sayOnStderr(...read.errors.map((error) => formatProblem(read.file, error)));
  return exitCodes.usage;
}

async function chooseBundledQuiz(options: ChooserOptions): Promise<ChosenQuiz> {
  const { chooseQuiz } = await import('../terminal/index.ts');
  const quizzes = (await bundledQuizzes()).map(({ file, quiz }) => ({
    file,
    title: quiz.title,
    description: quiz.description,
    questions: quiz.questions.length,
  }));
  return chooseQuiz({ quizzes, ...options });
}
