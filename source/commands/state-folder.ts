import envPaths from 'env-paths';

/** Where what must outlive a process is kept, by the rules of the platform: on Linux `~/.local/state/termquiz`. */
export function stateFolder(): string {
  const { data, log } = envPaths('termquiz', { suffix: '' });
  // On Linux the state directory of the XDG specification is where env-paths puts logs; others have none of its own.
  return process.platform === 'linux' ? log : data;
}
