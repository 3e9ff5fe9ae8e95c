import { readFile, readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { FileError } from '../quiz/json-document.ts';
import { loadQuiz } from '../quiz/load-quiz.ts';
import type { Quiz } from '../quiz/quiz.ts';
import { codeOf, readFailure } from './file-failure.ts';

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
    codeOf(error) === 'ENOENT' ? ' Run "termquiz host" without a file to choose a bundled quiz.' : '';
  return readFailure(error) + hint;
}
