import { readFile, readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type ExitCode, exitCodes } from './process/exit-codes.ts';
import { sayOnStderr } from './process/output.ts';
import type { FileError } from '../quiz/file/json-document.ts';
import { loadQuiz } from '../quiz/file/load-quiz.ts';
import type { Quiz } from '../quiz/quiz.ts';
import type { ChosenQuiz } from '../terminal/index.ts';
import { errorCode, readFailure } from '../text/error.ts';

export type QuizFile =
  | {
      readonly ok: true;
      readonly file: string;
      readonly quiz: Quiz;
      readonly warnings: readonly FileProblem[];
    }
  | { readonly ok: false; readonly file: string; readonly errors: readonly FileProblem[] };

/** Something about a file, and where. The file as a whole has no place. */
export interface FileProblem extends Partial<FileError> {
  readonly message: string;
}

/** Reads and checks a quiz file. */
export async function readQuizFile(file: string): Promise<QuizFile> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    return { ok: false, file, errors: [{ message: problemOf(error) }] };
  }
  return { file, ...loadQuiz(text) };
}

/** The problem as editors and people read it: `file:line:column: message`. */
export function formatProblem(file: string, { line, column, message }: FileProblem): string {
  return line === undefined ? `${file}: ${message}` : `${file}:${line}:${column}: ${message}`;
}

/** The quizzes that come with the package, by title. */
export async function bundledQuizzes(): Promise<Extract<QuizFile, { ok: true }>[]> {
  const folder = fileURLToPath(new URL('../../quizzes/', import.meta.url));
  const names = (await readdir(folder)).filter(
    (name) => name.endsWith('.json') && !name.endsWith('.schema.json'),
  );
  const files = await Promise.all(names.map((name) => readQuizFile(`${folder}${name}`)));
  return files.filter((file) => file.ok).toSorted((a, b) => (a.quiz.title < b.quiz.title ? -1 : 1));
}

/** What else there is to do where a quiz is missing. */
function problemOf(error: unknown): string {
  const hint =
    errorCode(error) === 'ENOENT' ? ' Run "termquiz host" without a file to choose a bundled quiz.' : '';
  return readFailure(error) + hint;
}

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
