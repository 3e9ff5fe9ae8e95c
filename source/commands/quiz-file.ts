import { createReadStream } from 'node:fs';
import type { FileError } from '../quiz/file/json-document.ts';
import { loadQuiz } from '../quiz/file/load-quiz.ts';
import type { Quiz } from '../quiz/quiz.ts';
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

function readProblem(error: unknown, missingHint: string): string {
  return readFailure(error) + (errorCode(error) === 'ENOENT' ? missingHint : '');
}
