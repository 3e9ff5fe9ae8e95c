import { render } from 'ink';
import type { ReactElement, ReactNode } from 'react';
import { useForeground } from './hooks/use-foreground.ts';
import { ThemeContext } from './hooks/use-theme.ts';
import { createInputFilter } from './input-filter.ts';
import { type ThemeOptions, createTheme } from './theme.ts';
import { placeClusters } from '../text/place-clusters.ts';

export interface ScreenOptions<Result> {
  readonly theme: ThemeOptions;
  /** Closes the screen, with `interrupted` as its result. */
  readonly signal?: AbortSignal | undefined;
  readonly interrupted: Result;
}

/**
 * Shows an element on the terminal's alternate screen until it calls `finish`. Resolves with the result once the terminal is
 * restored. Rejects if a render fails, since the alternate screen would swallow the error message.
 */
export async function runScreen<Result>(
  create: (finish: (result: Result) => void) => ReactElement,
  { theme, signal, interrupted }: ScreenOptions<Result>,
): Promise<Result> {
  if (signal?.aborted) return interrupted;
  const { promise: finished, finish } = deferred<Result>();
  const interrupt = () => finish(interrupted);
  signal?.addEventListener('abort', interrupt);
  // Before the first frame, because the terminal would echo early key presses into it.
  process.stdin.setRawMode(true);
  const instance = render(<Screen theme={theme}>{create(finish)}</Screen>, {
    alternateScreen: true,
    incrementalRendering: true,
    exitOnCtrlC: false,
    stdin: withFilteredInput(process.stdin),
    stdout: withPlacedClusters(process.stdout),
    // Ink assumes that nobody is watching when CI is set.
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

function Screen({ theme, children }: { readonly theme: ThemeOptions; readonly children: ReactNode }) {
  useForeground();
  return <ThemeContext value={createTheme(theme)}>{children}</ThemeContext>;
}

/** Wraps a terminal so that text from outside cannot shift what surrounds it. */
function withPlacedClusters(terminal: NodeJS.WriteStream): NodeJS.WriteStream {
  const write: NodeJS.WriteStream['write'] = (chunk: string | Uint8Array, ...rest: []) =>
    terminal.write(typeof chunk === 'string' ? placeClusters(chunk, terminal.columns) : chunk, ...rest);
  return withMethod(terminal, 'write', write);
}

/** Wraps a terminal so that only what people type is read from it. */
function withFilteredInput(terminal: NodeJS.ReadStream): NodeJS.ReadStream {
  const filter = createInputFilter();
  let expired = '';
  let timer: NodeJS.Timeout | undefined;
  const expire = () => {
    expired += filter.expire();
    waitForMore();
    if (expired !== '') terminal.emit('readable');
  };
  const waitForMore = () => {
    clearTimeout(timer);
    const waitMs = filter.waitMs();
    timer = waitMs === null ? undefined : setTimeout(expire, waitMs).unref();
  };
  return withMethod(terminal, 'read', () => {
    let kept = expired;
    expired = '';
    for (let chunk: unknown = terminal.read(); chunk !== null; chunk = terminal.read()) {
      kept += filter.push(String(chunk));
    }
    waitForMore();
    return kept === '' ? null : kept;
  });
}

/** Wraps a stream and replaces one of its methods. */
function withMethod<Stream extends object>(stream: Stream, name: keyof Stream, method: unknown): Stream {
  return new Proxy(stream, {
    get(target, key) {
      if (key === name) return method;
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
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
