import { open, rm } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { isAbsolute, join } from 'node:path';
import envPaths from 'env-paths';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { errorCode, errorMessage } from '../../text/error.ts';

/** Writes a file that is not there yet, whole or not at all; what is wrong, if anything is. */
export async function writeNewFile(
  file: string,
  text: string,
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

/** Where what must outlive a process is kept, by the rules of the platform: on Linux `~/.local/state/termquiz`. */
export function stateFolder(): string {
  const { data, log } = envPaths('termquiz', { suffix: '' });
  // On Linux the state directory of the XDG specification is where env-paths puts logs; others have none of its own.
  const folder = process.platform === 'linux' ? log : data;
  // Where HOME is empty it would be in whatever folder this runs in, and be found from no other.
  return isAbsolute(folder) ? folder : join(userInfo().homedir, folder);
}
