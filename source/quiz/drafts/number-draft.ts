import { readNumber } from '../../text/typed-number.ts';

/** Why part of what was typed is missing from the number. */
export interface Refusal {
  readonly problem: string;
  /**
   * Whether the next attempt sends the number without the refused part. Players who type `12/31` and send it must not send 1231
   * unknowingly.
   */
  readonly isConfirmed: boolean;
}

/** In characters. No number needs more: `-2.2250738585072014e-308` has 24. */
const MAX_LENGTH = 30;

/** Returns why a typed text is refused even as the beginning of a number; null if it is not. */
export function refusalOf(typed: string): Refusal | null {
  const read = readNumber(typed);
  if (read.type === 'invalid') return refusal(read.problem);
  return typed.length > MAX_LENGTH ? refusal('This number is too long.') : null;
}

/**
 * Returns the number that an attempt to send gives, or why it is not sent: it is incomplete, or the player has not seen yet that
 * something was refused. Null if nothing was typed.
 *
 * @param how How the player sends it, such as `Press Enter`.
 */
export function numberToSend(typed: string, refused: Refusal | null, how: string): number | Refusal | null {
  const read = readNumber(typed);
  if (typed === '') return null;
  if (read.type !== 'number') return refusal(read.problem);
  if (!refused || refused.isConfirmed) return read.value;
  return { problem: `Not sent. ${how} to send ${read.value}.`, isConfirmed: true };
}

function refusal(problem: string): Refusal {
  return { problem, isConfirmed: false };
}

/** The number to send if time runs out; null if there is none. Without the refused part, it may not be what the player meant. */
export function unsentNumber(typed: string, refused: Refusal | null): number | null {
  return refused ? null : (valueOf(typed) ?? null);
}

/** How a typed number is read, such as `= 1500`; empty if it is exactly what was typed. */
export function readingOf(typed: string): string {
  const value = valueOf(typed);
  const isAsTyped = value === undefined || String(value) === typed.replace('\u2212', '-');
  return isAsTyped ? '' : `= ${value}`;
}

/** Adds to a typed number; undefined if the text is none. */
export function changeBy(typed: string, step: number): string | undefined {
  const value = valueOf(typed);
  if (value === undefined && typed !== '') return undefined;
  const sum = (value ?? 0) + step;
  // 0.1 + 1 − 1 would show the rounding of binary fractions.
  return String(Number.isInteger(sum) ? sum : Number(sum.toPrecision(15)));
}

/** The typed number, if there is one. */
function valueOf(typed: string): number | undefined {
  const read = readNumber(typed);
  return read.type === 'number' ? read.value : undefined;
}
