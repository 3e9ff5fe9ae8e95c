import { render } from 'ink';
import type { ReactElement } from 'react';
import { ThemeContext } from './hooks/use-theme.ts';
import { type ThemeOptions, createTheme } from './theme.ts';

export interface ScreenOptions<Result> {
  readonly theme: ThemeOptions;
  /** Takes the screen down, with `interrupted` for its result. */
  readonly signal?: AbortSignal | undefined;
  readonly interrupted: Result;
}

/**
 * Shows what `create` makes on the terminal's alternate screen until it calls `finish`, and gives the result once the terminal
 * is as it was before. Rejects with the error of a render that failed, which the alternate screen has swallowed.
 */
export async function runScreen<Result>(
  create: (finish: (result: Result) => void) => ReactElement,
  { theme, signal, interrupted }: ScreenOptions<Result>,
): Promise<Result> {
  if (signal?.aborted) return interrupted;
  const { promise: finished, finish } = deferred<Result>();
  const interrupt = () => finish(interrupted);
  signal?.addEventListener('abort', interrupt);
  // Before the first frame: keys that come in between would be echoed into it.
  process.stdin.setRawMode(true);
  const instance = render(<ThemeContext value={createTheme(theme)}>{create(finish)}</ThemeContext>, {
    alternateScreen: true,
    incrementalRendering: true,
    exitOnCtrlC: false,
    // Ink takes any environment with CI set for one without a person.
    interactive: Boolean(process.stdout.isTTY),
  });
  try {
    const exited = instance.waitUntilExit();
    const result = await Promise.race([finished, exited.then(() => interrupted)]);
    instance.unmount();
    await exited;
    return result;
  } finally {
    signal?.removeEventListener('abort', interrupt);
    process.stdin.setRawMode(false);
  }
}

interface Deferred<Result> {
  readonly promise: Promise<Result>;
  readonly finish: (result: Result) => void;
}

function deferred<Result>(): Deferred<Result> {
  let finish: (result: Result) => void = () => undefined;
  const promise = new Promise<Result>((resolve) => {
    finish = resolve;
  });
  return { promise, finish };
}
