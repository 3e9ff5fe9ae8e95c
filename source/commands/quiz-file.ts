import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ExitCode, exitCodes } from './process/exit-codes.ts';
import { fail, printError } from './process/output.ts';
import { quizFolder } from './process/state-folder.ts';
import type { FileError } from '../quiz/file/json-document.ts';
import { loadQuiz } from '../quiz/file/load-quiz.ts';
import type { Quiz } from '../quiz/quiz.ts';
import { decodeText } from '../text/decode.ts';
import { errorCode, readFailure } from '../text/error.ts';
import { pluralize } from '../text/numbers.ts';

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

function readProblem(error: unknown, missingHint: string): string {
  return readFailure(error) + (errorCode(error) === 'ENOENT' ? missingHint : '');
}

/** A quiz to choose, search or pick from. */
export interface LibraryQuiz {
  readonly file: string;
  readonly source: 'own' | 'from' | 'bundled';
  readonly quiz: Quiz;
}

/**
 * Reads the user's own quizzes, those in the given files and folders, and the bundled ones, each group sorted by title. Names invalid
 * files in folders on stderr and skips them. Returns an exit code, with the reason on stderr, if a given path cannot be used.
 */
export async function readLibrary(from: readonly string[] = []): Promise<LibraryQuiz[] | ExitCode> {
  const given: LibraryQuiz[][] = [];
  for (const path of from) {
    const quizzes = await readPath(path);
    if (typeof quizzes === 'number') return quizzes;
    given.push(quizzes);
  }
  const own = await readFolder(quizFolder(), 'own');
  const bundled = await readFolder(BUNDLED, 'bundled');
  const all = [own, ...given, bundled].flatMap((quizzes) =>
    quizzes.toSorted((a, b) => byTitle.compare(a.quiz.title, b.quiz.title)),
  );
  return [...new Map(all.toReversed().map((each) => [each.file, each])).values()].toReversed();
}

/** Sorts as people do: "CSS" after "Containers", and "Week 10" after "Week 2". */
const byTitle = new Intl.Collator('en', { numeric: true });

const BUNDLED = fileURLToPath(new URL('../../quizzes', import.meta.url));

async function readPath(path: string): Promise<LibraryQuiz[] | ExitCode> {
  try {
    if ((await stat(path)).isDirectory()) {
      const names = await namesIn(path);
      if (names.length > 0) return await readFiles(path, names, 'from');
      return fail(exitCodes.usage, `${path}: this folder has no quiz files (*.json).`);
    }
  } catch (error) {
    const isMissing = ['ENOENT', 'ENOTDIR'].includes(errorCode(error));
    return fail(exitCodes.usage, `${path}: ${isMissing ? 'no such file or folder.' : readFailure(error)}`);
  }
  const read = await readQuizFile(path);
  if (read.ok) return [{ file: path, source: 'from', quiz: read.quiz }];
  return fail(exitCodes.usage, ...read.errors.map((error) => formatProblem(path, error)));
}

/** Reads the quizzes in a folder. A missing folder has none; one that cannot be read is named on stderr. */
async function readFolder(folder: string, source: LibraryQuiz['source']): Promise<LibraryQuiz[]> {
  try {
    return await readFiles(folder, await namesIn(folder), source);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') printError(`${folder}: ${readFailure(error)}`);
    return [];
  }
}

/** The maximum number of files to read in a folder. */
const MAX_FILES = 1000;

/** Reads the quizzes among the files of a folder. Names the others on stderr. */
async function readFiles(
  folder: string,
  names: readonly string[],
  source: LibraryQuiz['source'],
): Promise<LibraryQuiz[]> {
  if (names.length > MAX_FILES) {
    printError(`${folder}: only the first ${pluralize(MAX_FILES, 'quiz file')} are read.`);
  }
  const quizzes: LibraryQuiz[] = [];
  // One after the other, so that a large folder does not exhaust the open files.
  for (const name of names.slice(0, MAX_FILES)) {
    const file = join(folder, name);
    const read = await readQuizFile(file);
    if (read.ok) quizzes.push({ file, source, quiz: read.quiz });
    else printSkipped(file, read.errors);
  }
  return quizzes;
}

/** Prints the first mistake in a file that is skipped. */
function printSkipped(file: string, [first]: readonly FileProblem[]): void {
  if (first) printError(formatProblem(file, { ...first, message: `skipped: ${first.message}` }));
}

/** Returns the names of the quiz files in a folder. Rejects with the system's error. */
async function namesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  // A pipe might never end.
  const names = entries.filter((entry) => entry.isFile() || entry.isSymbolicLink()).map(({ name }) => name);
  return names.filter((name) => /(?<!\.schema)\.json$/iu.test(name)).toSorted();
}
