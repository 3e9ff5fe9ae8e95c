import { fileURLToPath } from 'node:url';

/** The built program, or the one that TERMQUIZ_BINARY names. */
export const binary =
  process.env['TERMQUIZ_BINARY'] ?? fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** The Node that runs the program: the one that runs the tests, unless TERMQUIZ_NODE names another. */
export const node = process.env['TERMQUIZ_NODE'] ?? process.execPath;

export function bundledQuiz(name: string): string {
  return fileURLToPath(new URL(`../../quizzes/${name}.json`, import.meta.url));
}

export function fixture(name: string): string {
  return fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));
}

/** Returns the environment of a user's shell, without the test runner's variables, and with its own state folder. */
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
    ...(CI !== undefined && { CI }),
    ...extra,
  };
}
