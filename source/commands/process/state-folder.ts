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
  // With an empty HOME, it would be relative to the current folder.
  return isAbsolute(folder) ? folder : join(userInfo().homedir, folder);
}
