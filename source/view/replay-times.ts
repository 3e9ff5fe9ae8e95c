import type { GameCreated, GameEvent } from '../game/events.ts';

/** A screen on which no clock runs down is shown for so long at most, in milliseconds: what took longer is sped up. */
const LONGEST_STILL_MS = 5000;

/** A time in which either a clock ran down or none did. */
interface Stretch {
  readonly isStill: boolean;
  /** How long it took, in milliseconds. */
  lengthMs: number;
}

/**
 * When each event happens where a game is played again, in milliseconds from its start: as it happened while the clock of a
 * question runs, and without long waits elsewhere. The time in which the host was away did not happen.
 */
export function replayTimes(created: GameCreated, events: readonly GameEvent[]): number[] {
  const gaps = gapsBetween(created, events);
  const stretches = stretchesOf(events, gaps);
  let at = 0;
  return gaps.map((gapMs, index) => {
    const { isStill, lengthMs } = stretches[index] ?? NO_STRETCH;
    at += isStill && lengthMs > LONGEST_STILL_MS ? (gapMs * LONGEST_STILL_MS) / lengthMs : gapMs;
    return at;
  });
}

const NO_STRETCH: Stretch = { isStill: false, lengthMs: 0 };

/** The time before each event. The machine's clock may have been set back while the host was away. */
function gapsBetween(created: GameCreated, events: readonly GameEvent[]): number[] {
  return events.map((event, index) => {
    const until = event.type === 'host-returned' ? event.downSince : event.at;
    return Math.max(0, until - (events[index - 1]?.at ?? created.at));
  });
}

/** For each event the stretch that the time before it belongs to. */
function stretchesOf(events: readonly GameEvent[], gaps: readonly number[]): Stretch[] {
  let stretch: Stretch = { isStill: true, lengthMs: 0 };
  let hasLimit = true;
  return events.map((event, index) => {
    const before = stretch;
    before.lengthMs += gaps[index] ?? 0;
    if (event.type === 'question-announced') hasLimit = true;
    if (event.type === 'question-opened') hasLimit = event.closesAt !== null;
    const isStill = isStillAfter(event, hasLimit);
    if (isStill !== undefined) stretch = { isStill, lengthMs: 0 };
    return before;
  });
}

/** Whether no clock runs down after the event; undefined where it changes nothing about that. */
function isStillAfter({ type }: GameEvent, hasLimit: boolean): boolean | undefined {
  switch (type) {
    case 'question-announced':
    case 'question-opened':
    case 'game-resumed':
      return !hasLimit;
    case 'game-paused':
    case 'question-closed':
    case 'standings-shown':
    case 'podium-shown':
      return true;
    default:
      return undefined;
  }
}
