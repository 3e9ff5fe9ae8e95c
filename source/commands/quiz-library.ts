import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ExitCode, exitCodes } from './process/exit-codes.ts';
import { fail, printError } from './process/output.ts';
import { quizFolder } from './process/state-folder.ts';
import { formatProblem, readQuizFile } from './quiz-file.ts';
import type { LibraryProblem, LibraryQuiz, QuizLibrary } from '../quiz/bank/library.ts';
import { errorCode, readFailure } from '../text/error.ts';
import { pluralize } from '../text/numbers.ts';

/**
 * Reads the user's own quizzes, those in the given files and folders, and the bundled ones, each group sorted by title. Names invalid
 * files in folders on stderr and skips them. Returns an exit code, with the reason on stderr, if a given path cannot be used.
 */
export async function readLibrary(from: readonly string[] = []): Promise<LibraryQuiz[] | ExitCode> {
  const given: QuizLibrary[] = [];
  for (const path of from) {
    const library = await readPath(path);
    if (typeof library === 'number') return library;
    given.push(library);
  }
  const { quizzes, problems } = merge([await readOwn(), ...given, await readBundled()]);
  for (const problem of problems) {
    const { file, line, message } = problem;
    const skipped = line === undefined ? message : `skipped: ${message}`;
    printError(formatProblem(file, { ...problem, message: skipped }));
  }
  return [...quizzes];
}

/**
 * Reads the quizzes to choose from: the user's own, those in the working folder, and the bundled ones, each group sorted by title.
 */
export async function readChoices(): Promise<QuizLibrary> {
  return merge([await readOwn(), await readWorkingFolder(), await readBundled()]);
}

const readOwn = async () => readFolder(quizFolder(), 'own');
const readBundled = async () => readFolder(BUNDLED, 'bundled');

const BUNDLED = fileURLToPath(new URL('../../quizzes', import.meta.url));

/** Lists a file that is in several of the libraries once. */
function merge(libraries: readonly QuizLibrary[]): QuizLibrary {
  const all = libraries.flatMap(({ quizzes }) =>
    quizzes.toSorted((a, b) => byTitle.compare(a.quiz.title, b.quiz.title)),
  );
  const byFile = new Map(all.toReversed().map((each) => [each.file, each]));
  return {
    quizzes: [...byFile.values()].toReversed(),
    problems: libraries.flatMap(({ problems }) => problems),
  };
}

/** Sorts as people do: "CSS" after "Containers", and "Week 10" after "Week 2". */
const byTitle = new Intl.Collator('en', { numeric: true });

async function readPath(path: string): Promise<QuizLibrary | ExitCode> {
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
  if (read.ok) return { quizzes: [{ file: path, source: 'from', quiz: read.quiz }], problems: [] };
  return fail(exitCodes.usage, ...read.errors.map((error) => formatProblem(path, error)));
}

/** Reads the quizzes in a folder. A missing folder has none; one that cannot be read is a problem. */
async function readFolder(folder: string, source: LibraryQuiz['source']): Promise<QuizLibrary> {
  try {
    return await readFiles(folder, await namesIn(folder), source);
  } catch (error) {
    const isMissing = errorCode(error) === 'ENOENT';
    return { quizzes: [], problems: isMissing ? [] : [{ file: folder, message: readFailure(error) }] };
  }
}

/** The maximum number of files to read in a folder. */
const MAX_FILES = 1000;

/** Reads the quizzes among the files of a folder. */
async function readFiles(
  folder: string,
  names: readonly string[],
  source: LibraryQuiz['source'],
): Promise<QuizLibrary> {
  const quizzes: LibraryQuiz[] = [];
  const problems: LibraryProblem[] = [];
  if (names.length > MAX_FILES) {
    problems.push({
      file: folder,
      message: `only the first ${pluralize(MAX_FILES, 'quiz file')} are read.`,
    });
  }
  // One after the other, so that a large folder does not exhaust the open files.
  for (const name of names.slice(0, MAX_FILES)) {
    const file = join(folder, name);
    const read = await readQuizFile(file);
    if (read.ok) quizzes.push({ file, source, quiz: read.quiz });
    else problems.push(...read.errors.slice(0, 1).map((error) => ({ ...error, file })));
  }
  return { quizzes, problems };
}

/** The most files to look at in the working folder, which may be any folder, and their total size in bytes. */
const MAX_WORKING_FILES = 100;
const MAX_WORKING_BYTES = 2_000_000;

/** Reads the quizzes in the working folder. Its other JSON files are none of our business. */
async function readWorkingFolder(): Promise<QuizLibrary> {
  const quizzes: LibraryQuiz[] = [];
  let left = MAX_WORKING_BYTES;
  for (const file of await workingFiles()) {
    const size = await sizeOf(file);
    if (size > left) continue;
    left -= size;
    const read = await readQuizFile(file);
    if (read.ok) quizzes.push({ file, source: 'folder', quiz: read.quiz });
  }
  return { quizzes, problems: [] };
}

async function workingFiles(): Promise<string[]> {
  try {
    const folder = process.cwd();
    const names = await namesIn(folder);
    return names.slice(0, MAX_WORKING_FILES).map((name) => join(folder, name));
  } catch {
    // A folder that was deleted, or that may not be listed.
    return [];
  }
}

/** Returns the size of a regular file; infinity if it is none. */
async function sizeOf(file: string): Promise<number> {
  try {
    const found = await stat(file);
    return found.isFile() ? found.size : Infinity;
  } catch {
    // A link to a file that is missing.
    return Infinity;
  }
}

/** Returns the names of the quiz files in a folder. Rejects with the system's error. */
async function namesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  // A pipe might never end.
  const names = entries.filter((entry) => entry.isFile() || entry.isSymbolicLink()).map(({ name }) => name);
  return names.filter((name) => /(?<!\.schema)\.json$/iu.test(name)).toSorted();
}
