import { stripVTControlCharacters } from 'node:util';
import { render } from 'ink-testing-library';
import type { ReactElement } from 'react';
import { onTestFinished } from 'vitest';
import type { Size } from '../../source/terminal/hooks/use-size.ts';
import { ThemeContext } from '../../source/terminal/hooks/use-theme.ts';
import { type ThemeOptions, createTheme } from '../../source/terminal/theme.ts';
import { until } from './until.ts';

/** The terminals that the screens are designed for. */
export const sizes: readonly Size[] = [
  { columns: 40, rows: 12 },
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
];

export const usualSize: Size = { columns: 80, rows: 24 };

/** An element on a terminal of its own. */
export interface Drawn {
  /** The rows as a person sees them, without colours and trailing blanks. */
  readonly rows: () => string[];
  readonly screen: () => string;
  /** The last frame, with its colours. */
  readonly raw: () => string;
  /** Everything that was written, frame after frame. */
  readonly written: () => string;
  /** The number of frames so far. */
  readonly frames: () => number;
  /** Sends keys the way a terminal does: all in one chunk. */
  readonly press: (keys: string) => void;
  readonly resize: (size: Size) => void;
  /** Draws another element in its place. */
  readonly rerender: (element: ReactElement) => void;
  /** Takes the element off the terminal before the test ends. */
  readonly unmount: () => void;
  /** Waits until the screen shows a text. */
  readonly shows: (expected: string | RegExp) => Promise<void>;
}

/** Draws an element on a terminal of this size until the test ends. */
export function draw(
  element: ReactElement,
  size: Size = usualSize,
  theme: ThemeOptions = { ascii: false, colorDepth: 24 },
): Drawn {
  // The library's terminal has no size of its own: nothing is drawn until it has one.
  const terminal = render(<></>);
  onTestFinished(() => {
    terminal.rerender(<></>);
    terminal.unmount();
  });
  const resize = (next: Size) => {
    Object.defineProperties(terminal.stdout, {
      columns: { value: next.columns, configurable: true },
      rows: { value: next.rows, configurable: true },
    });
    terminal.stdout.emit('resize');
  };
  resize(size);
  const rerender = (next: ReactElement) =>
    terminal.rerender(<ThemeContext value={createTheme(theme)}>{next}</ThemeContext>);
  rerender(element);

  const raw = () => terminal.lastFrame() ?? '';
  const rows = () =>
    stripVTControlCharacters(raw())
      .split('\n')
      .map((row) => row.trimEnd());
  const screen = () => rows().join('\n');
  return {
    rows,
    screen,
    raw,
    written: () => terminal.frames.join(''),
    frames: () => terminal.frames.length,
    press: terminal.stdin.write,
    resize,
    rerender,
    unmount() {
      // Ink draws once more before it unmounts. That is quick if there is nothing to draw.
      terminal.rerender(<></>);
      terminal.unmount();
    },
    async shows(expected) {
      await until(screen).toMatch(expected);
    },
  };
}
