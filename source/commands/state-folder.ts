import { userInfo } from 'node:os';
import { isAbsolute, join } from 'node:path';
import envPaths from 'env-paths';

/** Where what must outlive a process is kept, by the rules of the platform: on Linux `~/.local/state/termquiz`. */
export function stateFolder(): string {
  const { data, log } = envPaths('termquiz', { suffix: '' });
  // On Linux the state directory of the XDG specification is where env-paths puts logs; others have none of its own.
  const folder = process.platform === 'linux' ? log : data;
  // Where HOME is empty it would be in whatever folder this runs in, and be found from no other.
  return isAbsolute(folder) ? folder : join(userInfo().homedir, folder);
}
