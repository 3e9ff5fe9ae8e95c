import * as z from 'zod/mini';
import { spelling } from './scan-arguments.ts';

/** How screens are drawn. */
export interface DisplayOptions {
  /** Draw with ASCII characters only. */
  readonly ascii?: boolean | undefined;
  /** Show no animations. */
  readonly reducedMotion?: boolean | undefined;
  /** Write plain lines for a screen reader. */
  readonly screenReader?: boolean | undefined;
}

/** The flags of every command with a screen. */
export const displayFlags = {
  ascii: { type: 'boolean' },
  reducedMotion: { type: 'boolean' },
  screenReader: { type: 'boolean' },
} as const;

export const displaySchema = {
  ascii: z.optional(z.boolean()),
  reducedMotion: z.optional(z.boolean()),
  screenReader: z.optional(z.boolean()),
};

/** Picks the display options. */
export function displayOf({ ascii, reducedMotion, screenReader }: DisplayOptions): DisplayOptions {
  return { ascii, reducedMotion, screenReader: screenReader ?? isScreenReaderOn() };
}

/** Parses a command line that consists of display options. Returns undefined if it has anything else. */
export function readDisplayOptions(argv: readonly string[]): DisplayOptions | undefined {
  const names = new Map(Object.entries(displayFlags).map(([key, flag]) => [spelling(key, flag), key]));
  const keys = argv.flatMap((argument) => names.get(argument) ?? []);
  return keys.length < argv.length ? undefined : Object.fromEntries(keys.map((key) => [key, true]));
}

/** Whether the environment asks for a screen reader, with the variable that all programs built with Ink read. */
function isScreenReaderOn(): boolean {
  return process.env['INK_SCREEN_READER'] === 'true';
}
