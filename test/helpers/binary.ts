import { fileURLToPath } from 'node:url';

/** The built program, as `bin` in package.json has it; an installed one where TERMQUIZ_BINARY names it. */
export const binary =
  process.env['TERMQUIZ_BINARY'] ?? fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** The Node that runs it: another one than runs the tests where TERMQUIZ_NODE names it. */
export const node = process.env['TERMQUIZ_NODE'] ?? process.execPath;

export function bundledQuiz(name: string): string {
  return fileURLToPath(new URL(`../../quizzes/${name}.json`, import.meta.url));
}

export function fixture(name: string): string {
  return fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));
}

/** The environment of a user's shell: nothing of the test runner's, and a home of its own for what is kept. */
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
