import { PassThrough, Writable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { render as renderWithInk } from 'ink';
import type { ReactElement } from 'react';
import { expect, onTestFinished, vi } from 'vitest';
import type { Size } from '../../source/terminal/hooks/use-size.ts';
import { ThemeContext } from '../../source/terminal/hooks/use-theme.ts';
import { type ThemeOptions, createTheme } from '../../source/terminal/theme.ts';

/** The terminals that the screens are designed for. */
export const sizes: readonly Size[] = [
  { columns: 40, rows: 12 },
  { columns: 80, rows: 24 },
  { columns: 200, rows: 50 },
];

export const usualSize: Size = { columns: 80, rows: 24 };

/** What an element draws on a terminal of a given size. */
export interface Drawn {
  /** The rows as they are seen, without colours and trailing blanks. */
  readonly rows: () => string[];
  readonly screen: () => string;
  /** With colours. */
  readonly raw: () => string;
  /** How often something was drawn. */
  readonly frames: () => number;
  /** Keys as a terminal sends them, all in one piece. */
  readonly press: (keys: string) => void;
  readonly resize: (size: Size) => void;
  /** Waits until the screen shows this. */
  readonly shows: (expected: string | RegExp) => Promise<void>;
}

/** Draws the element until the test is over. */
export function draw(
  element: ReactElement,
  size: Size = usualSize,
  theme: ThemeOptions = { ascii: false, color: true },
): Drawn {
  const frames: string[] = [];
  const stdout = Object.assign(
    new Writable({
      decodeStrings: false,
      write(chunk, _encoding, done) {
        frames.push(String(chunk));
        done();
      },
    }),
    { ...size, isTTY: true },
  );
  const stdin = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: () => stdin,
    ref: () => stdin,
    unref: () => stdin,
  });
  const instance = renderWithInk(<ThemeContext value={createTheme(theme)}>{element}</ThemeContext>, {
    stdout,
    stdin,
    debug: true,
    interactive: true,
    exitOnCtrlC: false,
    patchConsole: false,
  });
  onTestFinished(() => instance.unmount());

  // Switches for the terminal, such as that for pasting, are written between the frames.
  const raw = () => frames.findLast((frame) => stripVTControlCharacters(frame) !== '') ?? '';
  const rows = () =>
    stripVTControlCharacters(raw())
      .split('\n')
      .map((row) => row.trimEnd());
  const screen = () => rows().join('\n');
  return {
    rows,
    screen,
    raw,
    frames: () => frames.length,
    press: (text) => stdin.write(text),
    resize: (next) => Object.assign(stdout, next).emit('resize'),
    async shows(expected) {
      await vi.waitFor(() => {
        const isShown = typeof expected === 'string' ? screen().includes(expected) : expected.test(screen());
        if (!isShown) throw new Error(`does not show ${String(expected)}:\n${screen()}`);
      }, PATIENCE_MS);
    },
  };
}

/** Expects something of a value that comes to be so. */
export function until<Value>(read: () => Value) {
  return expect.poll(read, { timeout: PATIENCE_MS });
}

const PATIENCE_MS = 10_000;
