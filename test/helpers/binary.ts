import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the repository. Bundled programs cannot derive it from their own place: TERMQUIZ_ROOT names it. */
const root = process.env['TERMQUIZ_ROOT'] ?? fileURLToPath(new URL('../../', import.meta.url));

/** The built program, or the one that TERMQUIZ_BINARY names. */
export const binary = process.env['TERMQUIZ_BINARY'] ?? join(root, 'dist', 'cli.js');

/** The Node that runs the program: the one that runs the tests, unless TERMQUIZ_NODE names another. */
export const node = process.env['TERMQUIZ_NODE'] ?? process.execPath;

export function bundledQuiz(name: string): string {
  return join(root, 'quizzes', `${name}.json`);
}

export function fixture(name: string): string {
  return join(root, 'test', 'fixtures', name);
}

/** Returns the environment of a user's shell, without the test runner's variables, and with folders of its own. */
export function userEnvironment(
  stateHome: string,
  extra: Record<string, string> = {},
): Record<string, string> {
  const { PATH = '', HOME = '', LANG = 'C.UTF-8', CI } = process.env;
  return {
    PATH,
    HOME,
    LANG,
    TERM: 'xterm-256color',
    COLORTERM: 'truecolor',
    XDG_STATE_HOME: stateHome,
    XDG_CONFIG_HOME: stateHome,
    ...(CI !== undefined && { CI }),
    ...extra,
  };
}
