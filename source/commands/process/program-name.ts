import { basename, delimiter, dirname, relative, sep } from 'node:path';

/** How a process was started. */
export interface Start {
  /** The path of the program's file. */
  readonly file: string;
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Returns what to type to run this program again, so that hints work when they are copied: `termquiz` if it is installed,
 * `npx termquiz` if npx ran it, and `node dist/cli.js` in a clone.
 */
export function programName(start: Start = thisStart()): string {
  const { file, folder, env } = start;
  const isNpx = env['npm_command'] === 'exec' || file.includes(`${sep}_npx${sep}`);
  if (isNpx) return 'npx termquiz';
  if (isClone(file)) return `node ${quotedPath(shorterPath(folder, file))}`;
  return isOnPath(file, env['PATH'] ?? env['Path'] ?? '') && env['npm_command'] === undefined
    ? 'termquiz'
    : 'npx termquiz';
}

function thisStart(): Start {
  return { file: process.argv[1] ?? '', folder: process.cwd(), env: process.env };
}

/** Whether a file is the build in a clone rather than an installed package. */
function isClone(file: string): boolean {
  return basename(file) === 'cli.js' && !file.includes(`${sep}node_modules${sep}`);
}

/** Whether the shell finds the program by its name. On Windows, the command lies beside `node_modules`, which has the file. */
function isOnPath(file: string, path: string): boolean {
  const [beside = ''] = file.split(`${sep}node_modules${sep}`);
  const place = basename(file) === 'cli.js' ? beside : dirname(file);
  return path.split(delimiter).includes(place);
}

function shorterPath(folder: string, file: string): string {
  const path = relative(folder, file);
  return path.length < file.length ? path : file;
}

/** Quotes a path for a shell if necessary. */
export function quotedPath(path: string): string {
  return /[^\w./\\:@+-]/u.test(path) ? `"${path}"` : path;
}
