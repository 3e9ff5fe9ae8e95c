import { open, rm } from 'node:fs/promises';
import { codeOf, messageOf } from './file-failure.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';

/** Writes a file that is not there yet, whole or not at all; what is wrong, if anything is. */
export async function writeNewFile(
  file: string,
  text: string,
): Promise<{ message: string; exitCode: ExitCode } | undefined> {
  try {
    await create(file, text);
    return undefined;
  } catch (error) {
    const message = FAILURES[codeOf(error)];
    return message === undefined
      ? { message: messageOf(error), exitCode: exitCodes.failed }
      : { message, exitCode: exitCodes.usage };
  }
}

async function create(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    await handle.writeFile(text);
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
}

const FAILURES: Partial<Record<string, string>> = {
  EEXIST: 'this file is there already, and is not overwritten. Choose another name with --output.',
  EISDIR: 'this is a folder, not a file.',
  ENOENT: 'there is no such folder.',
  ENOTDIR: 'there is no such folder.',
  EACCES: 'this file may not be written.',
  EPERM: 'this file may not be written.',
  EROFS: 'this file may not be written.',
};
