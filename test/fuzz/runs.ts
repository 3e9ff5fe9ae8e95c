import { nanoid } from 'nanoid';

/**
 * How many messages and frames are sent: TERMQUIZ_FUZZ_COUNT, or as many as a quick test can afford. Everything else is a share of
 * it: see `oneIn`.
 */
export const COUNT = Number(process.env['TERMQUIZ_FUZZ_COUNT'] ?? 2000);

/** Whether to run the tests that need a terminal of their own, which find little more than the others. */
export const isThorough = COUNT >= 10_000;

/** Determines everything that is sent: TERMQUIZ_FUZZ_SEED, or a new one. */
export const SEED = process.env['TERMQUIZ_FUZZ_SEED'] ?? nanoid(8);

/** How long a test may take, in milliseconds. */
export const FUZZ_TIMEOUT_MS = 1_800_000;

/** Returns the number of runs if there is one for every `messages` messages, but at least `least`. */
export function oneIn(messages: number, least: number): number {
  return Math.max(least, Math.round(COUNT / messages));
}

/** What no output may contain: the trace of a crash. */
export const STACK_TRACE = /^\s+at .*:\d+:\d+\)?$|UnhandledPromiseRejection/mu;

/** What the text of no command may contain. */
// oxlint-disable-next-line no-control-regex
export const CONTROL_CHARACTERS = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/u;
