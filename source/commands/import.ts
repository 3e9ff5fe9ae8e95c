import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { counted } from '../quiz/counted.ts';
import { importQuiz } from '../quiz/import/import-quiz.ts';
import type { Notice } from '../quiz/import/findings.ts';
import { type ExitCode, exitCodes, reportFailure } from './report-failure.ts';

export interface ImportOptions {
  /** The quiz file to write. Default: stdout. */
  readonly output?: string;
  /** The title of the quiz. Default: the file's own, or its name. */
  readonly title?: string;
}

/** `termquiz import`: writes a quiz file from a file of another program, and says what could not be taken. */
export async function importFile(file: string, { output, title }: ImportOptions): Promise<ExitCode> {
  const bytes = await read(file);
  if (typeof bytes === 'string') {
    reportFailure(`${file}: ${bytes}`);
    return exitCodes.usage;
  }
  const imported = importQuiz(file, bytes, title);
  if (!imported.ok) {
    report(file, imported.notices);
    return exitCodes.usage;
  }
  const { text, length, format } = imported;
  if (output === undefined) {
    report(file, imported.notices);
    process.stdout.write(text);
    return exitCodes.done;
  }
  const failure = await write(output, text);
  if (failure) {
    reportFailure(`${output}: ${failure.message}`);
    return failure.exitCode;
  }
  report(file, imported.notices);
  process.stdout.write(`${output}: ${counted(length, 'question')} from ${format}\n`);
  return exitCodes.done;
}

function report(file: string, notices: readonly Notice[]): void {
  for (const notice of notices) reportFailure(asLine(file, notice));
}

/** A line such as an editor can follow. */
function asLine(file: string, { place, message }: Notice): string {
  if (!place) return `${file}: ${message}`;
  return place.unit === 'line'
    ? `${file}:${place.number}: ${message}`
    : `${file}: ${place.unit} ${place.number}: ${message}`;
}

// A thousand questions take less than one.
const MAXIMUM_BYTES = 5_000_000;

/** What is in a file, or why it cannot be read. */
async function read(file: string): Promise<Uint8Array | string> {
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of createReadStream(file, { end: MAXIMUM_BYTES })) chunks.push(Buffer.from(chunk));
    const bytes = Buffer.concat(chunks);
    return bytes.length <= MAXIMUM_BYTES ? bytes : 'it is larger than 5 MB, which is too large for a quiz.';
  } catch (error) {
    return FAILURES[codeOf(error)] ?? messageOf(error);
  }
}

/** Writes a file that is not there yet; what is wrong, if anything is. */
async function write(
  file: string,
  text: string,
): Promise<{ message: string; exitCode: ExitCode } | undefined> {
  try {
    await writeFile(file, text, { flag: 'wx' });
    return undefined;
  } catch (error) {
    const message = WRITE_FAILURES[codeOf(error)];
    return message === undefined
      ? { message: messageOf(error), exitCode: exitCodes.failed }
      : { message, exitCode: exitCodes.usage };
  }
}

const FAILURES: Partial<Record<string, string>> = {
  ENOENT: 'there is no such file.',
  EISDIR: 'this is a folder, not a file.',
  EACCES: 'this file may not be read.',
  EPERM: 'this file may not be read.',
};

const WRITE_FAILURES: Partial<Record<string, string>> = {
  EEXIST: 'this file is there already, and is not overwritten. Choose another name with --output.',
  EISDIR: 'this is a folder, not a file.',
  ENOENT: 'there is no such folder.',
  ENOTDIR: 'there is no such folder.',
  EACCES: 'this file may not be written.',
  EPERM: 'this file may not be written.',
  EROFS: 'this file may not be written.',
};

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
