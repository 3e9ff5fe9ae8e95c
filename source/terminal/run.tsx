import { render } from 'ink';
import { type ReactElement, type ReactNode, useState } from 'react';
import { SuspendContext, useForeground } from './hooks/use-foreground.ts';
import { MotionClock, MotionClockContext, MotionContext } from './hooks/use-motion.ts';
import { BellContext, WindowTitle, WindowTitleContext } from './hooks/use-window.ts';
import { ThemeContext } from './hooks/use-theme.ts';
import { Speaker, SpeakerContext } from './aloud/speaker.ts';
import { hasWindowTitle } from './capabilities.ts';
import { createInputFilter } from './input-filter.ts';
import { ScreenDiff } from './screen-diff.ts';
import { type ThemeOptions, createTheme } from './theme.ts';

export interface ScreenOptions<Result> {
  readonly theme: ThemeOptions;
  /** Whether things move. */
  readonly moves: boolean;
  /** Whether lines are appended for a screen reader, and nothing is drawn. */
  readonly isAloud: boolean;
  /** Whether the terminal's bell rings when something happens. */
  readonly rings: boolean;
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
  { theme, moves, isAloud, rings, signal, interrupted }: ScreenOptions<Result>,
): Promise<Result> {
  if (signal?.aborted) return interrupted;
  const { promise: finished, finish } = deferred<Result>();
  const interrupt = () => finish(interrupted);
  signal?.addEventListener('abort', interrupt);
  // Before the first frame, because the terminal would echo early key presses into it.
  process.stdin.setRawMode(true);
  // Ink draws the first frame from where the cursor is, and keys pressed even earlier have moved it.
  process.stdout.write('\r');
  const title = isAloud || !hasWindowTitle() ? null : new WindowTitle((text) => process.stdout.write(text));
  title?.open();
  const clock = new MotionClock();
  const screen = new ScreenDiff();
  const stopWatching = watchWindow(process.stdout, screen);
  const instance = render(
    <Screen {...{ theme, moves, clock, isAloud, rings, title }}>{create(finish)}</Screen>,
    {
      alternateScreen: !isAloud,
      incrementalRendering: true,
      exitOnCtrlC: false,
      stdin: withFilteredInput(process.stdin),
      stdout: isAloud
        ? withoutFrames(process.stdout)
        : withScreenDiff(process.stdout, screen, (bytes) => clock.sent(bytes)),
      maxFps: MAX_FPS,
      // Ink assumes that nobody is watching when CI is set.
      interactive: Boolean(process.stdout.isTTY),
      // Ink's own mode for screen readers writes the whole frame again after each change.
      isScreenReaderEnabled: false,
    },
  );
  try {
    const exited = instance.waitUntilExit();
    const result = await Promise.race([finished, exited.then(() => interrupted)]);
    instance.unmount();
    await exited;
    return result;
  } finally {
    signal?.removeEventListener('abort', interrupt);
    stopWatching();
    process.stdout.write(screen.leave());
    process.stdin.setRawMode(false);
    title?.restore();
  }
}

interface ScreenProps extends Pick<ScreenOptions<unknown>, 'theme' | 'moves' | 'isAloud' | 'rings'> {
  readonly clock: MotionClock;
  /** Null if the terminal has none. */
  readonly title: WindowTitle | null;
  readonly children: ReactNode;
}

function Screen({ theme, moves, clock, isAloud, rings, title, children }: ScreenProps) {
  const suspend = useForeground(title);
  const [speaker] = useState(() => (isAloud ? createSpeaker() : null));
  return (
    <ThemeContext value={createTheme(theme)}>
      <MotionContext value={moves}>
        <MotionClockContext value={clock}>
          <SuspendContext value={suspend}>
            <SpeakerContext value={speaker}>
              <WindowTitleContext value={title}>
                <BellContext value={rings ? ringBell : null}>{children}</BellContext>
              </WindowTitleContext>
            </SpeakerContext>
          </SuspendContext>
        </MotionClockContext>
      </MotionContext>
    </ThemeContext>
  );
}

function createSpeaker(): Speaker {
  return new Speaker(
    (text) => process.stdout.write(text),
    // Some terminals say that they have none.
    () => process.stdout.columns || Infinity,
  );
}

function ringBell(): void {
  process.stdout.write('\u0007');
}

/** The most frames a second. What a key does appears at once, or with the next frame. */
const MAX_FPS = 15;

/** Wraps a terminal: sends only what changes, stops text from outside from shifting what surrounds it, and counts the bytes. */
function withScreenDiff(
  terminal: NodeJS.WriteStream,
  screen: ScreenDiff,
  onSent: (bytes: number) => void,
): NodeJS.WriteStream {
  const write: NodeJS.WriteStream['write'] = (chunk: string | Uint8Array, ...rest: []) => {
    const { columns, rows } = terminal;
    const output = typeof chunk === 'string' ? screen.write(chunk, { columns, rows }) : chunk;
    onSent(Buffer.byteLength(output));
    return terminal.write(output, ...rest);
  };
  return withProperties(terminal, { write });
}

/**
 * Draws the screen again when the window was resized and back before the program noticed, because the terminal has dropped what did
 * not fit in between. Node reports no change of size then. Returns a function that stops it.
 */
function watchWindow(terminal: NodeJS.WriteStream, screen: ScreenDiff): () => void {
  let { columns, rows } = terminal;
  const onSignal = () => {
    if (terminal.columns === columns && terminal.rows === rows) terminal.write(screen.redraw());
    ({ columns, rows } = terminal);
  };
  process.on('SIGWINCH', onSignal);
  return () => void process.off('SIGWINCH', onSignal);
}

/**
 * Wraps a terminal so that no frames reach it, only the sequences that turn bracketed paste on and off or copy a text, unless the terminal
 * is dumb. Claims to be large, so that no text is cut off before it is read.
 */
function withoutFrames(terminal: NodeJS.WriteStream): NodeJS.WriteStream {
  const isDumb = process.env['TERM'] === 'dumb';
  const write: NodeJS.WriteStream['write'] = (chunk: string | Uint8Array, ...rest: []) => {
    const isInvisible = !isDumb && INVISIBLE.test(String(chunk));
    // Writes nothing for a frame, and still calls back: Ink waits for that before it exits.
    return terminal.write(isInvisible ? chunk : '', ...rest);
  };
  // With `isTTY`, Ink shows the cursor again on exit, bypassing `write`. A dumb terminal must not get that.
  return withProperties(terminal, { write, columns: 200, rows: 60, isTTY: !isDumb });
}

/** The mode of bracketed paste, and OSC 52. */
// oxlint-disable-next-line no-control-regex -- Sequences begin with Esc.
const INVISIBLE = /^\u001B(?:\[\?2004[hl]|\]52;[^\u001B]*)$/u;

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
  const read = () => {
    let kept = expired;
    expired = '';
    for (let chunk: unknown = terminal.read(); chunk !== null; chunk = terminal.read()) {
      kept += filter.push(String(chunk));
    }
    waitForMore();
    return kept === '' ? null : kept;
  };
  return withProperties(terminal, { read });
}

/** Wraps a stream and replaces some of its properties. */
function withProperties<Stream extends object>(
  stream: Stream,
  properties: Readonly<Partial<Record<keyof Stream, unknown>>>,
): Stream {
  const replaced = new Map<string | symbol | number, unknown>(Object.entries(properties));
  return new Proxy(stream, {
    get(target, key) {
      if (replaced.has(key)) return replaced.get(key);
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
