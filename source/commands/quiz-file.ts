import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type ExitCode, exitCodes } from './process/exit-codes.ts';
import { fail } from './process/output.ts';
import type { FileError } from '../quiz/file/json-document.ts';
import { loadQuiz } from '../quiz/file/load-quiz.ts';
import type { Quiz } from '../quiz/quiz.ts';
import type { ChosenQuiz } from '../terminal/index.ts';
import { decodeText } from '../text/decode.ts';
import { errorCode, readFailure } from '../text/error.ts';

export type QuizFile =
  | {
      readonly ok: true;
      readonly file: string;
      readonly quiz: Quiz;
      readonly warnings: readonly FileProblem[];
    }
  | { readonly ok: false; readonly file: string; readonly errors: readonly FileProblem[] };

/** A mistake in a file, with its place unless it concerns the whole file. */
export interface FileProblem extends Partial<FileError> {
  readonly message: string;
}

/** Reads and checks a quiz file. If it is missing, the error ends with the hint. */
export async function readQuizFile(file: string, missingHint = ''): Promise<QuizFile> {
  let bytes: Buffer;
  try {
    bytes = await readBytes(file);
  } catch (error) {
    return { ok: false, file, errors: [{ message: readProblem(error, missingHint) }] };
  }
  const decoded = decodeText(bytes);
  if (decoded.ok) return { file, ...loadQuiz(decoded.text) };
  return { ok: false, file, errors: [{ ...decoded.place, message: decoded.message }] };
}

/** The maximum size of a quiz file, in bytes: a thousand questions take less than a megabyte. */
const MAX_BYTES = 5_000_000;

/** Reads a file. Rejects with the system's error, or with one that says that the file is too large for a quiz. */
export async function readBytes(file: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream(file, { end: MAX_BYTES })) chunks.push(Buffer.from(chunk));
  const bytes = Buffer.concat(chunks);
  if (bytes.length > MAX_BYTES) throw new RangeError('larger than 5 MB, which is too large for a quiz.');
  return bytes;
}

/** Formats a problem so that editors can jump to it: `file:line:column: message`. */
export function formatProblem(file: string, { line, column, message }: FileProblem): string {
  return line === undefined ? `${file}: ${message}` : `${file}:${line}:${column}: ${message}`;
}

/** Reads the quizzes that come with the package, sorted by title. */
export async function bundledQuizzes(): Promise<Extract<QuizFile, { ok: true }>[]> {
  const folder = fileURLToPath(new URL('../../quizzes/', import.meta.url));
  const names = (await readdir(folder)).filter(
    (name) => name.endsWith('.json') && !name.endsWith('.schema.json'),
  );
  const files = await Promise.all(names.map((name) => readQuizFile(`${folder}${name}`)));
  return files.filter((file) => file.ok).toSorted((a, b) => (a.quiz.title < b.quiz.title ? -1 : 1));
}

function readProblem(error: unknown, missingHint: string): string {
  return readFailure(error) + (errorCode(error) === 'ENOENT' ? missingHint : '');
}

export interface ChooserOptions {
  /** The chooser's label for Enter. */
  readonly action: string;
  /** Draw with ASCII characters only. */
  readonly ascii: boolean | undefined;
  readonly signal: AbortSignal;
}

/**
 * Loads the quiz in a file, or lets the user choose a bundled quiz on the screen. Without a valid quiz, prints why and returns
 * an exit code. Prints nothing if the user quits the chooser.
 */
export async function loadOrChooseQuiz(
  file: string | undefined,
  options: ChooserOptions,
): Promise<Quiz | ExitCode> {
  if (file !== undefined) return loadQuizFile(file);
  const chosen = await chooseBundledQuiz(options);
  if (chosen.type === 'chosen') return loadQuizFile(chosen.file);
  return chosen.type === 'interrupted' ? exitCodes.interrupted : exitCodes.done;
}

async function loadQuizFile(file: string): Promise<Quiz | ExitCode> {
  const read = await readQuizFile(file, ' Leave it out to choose a bundled quiz.');
  if (read.ok) return read.quiz;
  return fail(exitCodes.usage, ...read.errors.map((error) => formatProblem(read.file, error)));
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
