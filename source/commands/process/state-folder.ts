import { userInfo } from 'node:os';
import { isAbsolute, join } from 'node:path';
import envPaths from 'env-paths';

/**
 * Returns the platform's folder for what a program saves between runs: journals, reports and seats. On Linux it is
 * `~/.local/state/termquiz`.
 */
export function stateFolder(): string {
  const { data, log } = envPaths('termquiz', { suffix: '' });
  // On Linux, env-paths puts logs into the XDG state directory. Other platforms have no such directory.
  const folder = process.platform === 'linux' ? log : data;
  return inHome(folder);
}

/** Returns the folder for the user's own quizzes. On Linux it is `~/.config/termquiz/quizzes`. */
export function quizFolder(): string {
  return join(inHome(envPaths('termquiz', { suffix: '' }).config), 'quizzes');
}

/** Makes a folder absolute: with an empty HOME, it would be relative to the current one. */
function inHome(folder: string): string {
  return isAbsolute(folder) ? folder : join(userInfo().homedir, folder);
}
