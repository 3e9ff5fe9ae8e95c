import type { Settings } from './settings.ts';

/** What the server knows about a player's network, in milliseconds: how far it believes a claim. */
export interface ClaimTiming {
  /** The most by which a claim may be shorter than the measured time. */
  readonly boundMs: number;
  /**
   * How much shorter than the measured time an honest claim can be: more than the bound on a very slow network, or if the question
   * was shown late.
   */
  readonly explainedMs: number;
  /** The usual round trip. */
  readonly roundTripMs: number;
}

/** What the server knows about the time that an answer took, in milliseconds. */
export interface AnswerTiming extends ClaimTiming {
  /** How long after the question opened the player's clock started. */
  readonly startDelayMs: number;
  /** How long after the question's time is up the answer is still accepted, with fair or strict timing. Includes the start delay. */
  readonly graceMs: number;
}

export interface CreditedTime {
  /** In whole milliseconds. */
  readonly timeMs: number;
  /** Whether the client claimed less than the network explains. */
  readonly isClamped: boolean;
}

/**
 * Credits the time that the client claims, between `measuredMs - boundMs` and `measuredMs`. Without a claim, it credits
 * the measured time less the usual round trip. Strict timing credits the measured time. The result is never negative and never
 * above the limit.
 *
 * @param measuredMs From the start of the player's clock to the receipt of the answer.
 * @param claimedMs Undefined if the client claims nothing.
 * @param limitMs 0 for no limit.
 */
export function creditedTime(
  { timing: mode }: Pick<Settings, 'timing'>,
  measuredMs: number,
  claimedMs: number | undefined,
  { boundMs, explainedMs, roundTripMs }: ClaimTiming,
  limitMs: number,
): CreditedTime {
  const isStrict = mode === 'strict';
  const least = Math.max(0, isStrict ? measuredMs : measuredMs - boundMs);
  const claimed = claimedMs ?? measuredMs - roundTripMs;
  const time = Math.max(least, Math.min(claimed, measuredMs));
  // A question that waits for players to reconnect stays open past its limit, but no more than the limit is credited.
  const timeMs = Math.round(limitMs > 0 ? Math.min(time, limitMs) : time);
  const isExplained = claimedMs === undefined || claimedMs >= measuredMs - explainedMs;
  return { timeMs, isClamped: !isStrict && !isExplained };
}
