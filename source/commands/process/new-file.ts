import { open, rm, writeFile } from 'node:fs/promises';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { errorCode, errorMessage } from '../../text/error.ts';

/** Writes a file that must not exist yet, completely or not at all. Returns what went wrong, if anything. */
export async function writeNewFile(
  file: string,
  text: string | Iterable<string>,
): Promise<{ message: string; exitCode: ExitCode } | undefined> {
  try {
    await create(file, text);
    return undefined;
  } catch (error) {
    const message = FAILURES[errorCode(error)];
    return message === undefined
      ? { message: errorMessage(error), exitCode: exitCodes.failed }
      : { message, exitCode: exitCodes.usage };
  }
}

async function create(file: string, text: string | Iterable<string>): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    await writeFile(handle, text);
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
}

const FAILURES: Partial<Record<string, string>> = {
  EEXIST: 'already exists; not overwritten. Choose another name with --output.',
  EISDIR: 'this is a folder, not a file.',
  ENOENT: 'no such folder.',
  ENOTDIR: 'no such folder.',
  EACCES: 'no permission to write this file.',
  EPERM: 'no permission to write this file.',
  EROFS: 'this file system is read-only.',
};
