import type { GameCreated, GameEvent } from '../game/events.ts';
import { PLACE_MS, placesOn } from '../game/podium.ts';

/** Longer waits without a running countdown are shortened to this, in milliseconds. */
const MAX_STILL_MS = 5000;

/** A period during which a countdown ran the whole time or not at all. */
interface Stretch {
  /** No countdown runs. */
  readonly isStill: boolean;
  lengthMs: number;
}

/**
 * Returns when to replay each event, in milliseconds from the start: in real time while a countdown runs, with long waits
 * shortened otherwise. Time during which the host was away is left out.
 */
export function replayTimes(created: GameCreated, events: readonly GameEvent[]): number[] {
  const gaps = gapsBetween(created, events);
  const stretches = stretchesOf(events, gaps);
  let at = 0;
  return gaps.map((gapMs, index) => {
    const { isStill, lengthMs } = stretches[index] ?? NO_STRETCH;
    at += isStill && lengthMs > MAX_STILL_MS ? (gapMs * MAX_STILL_MS) / lengthMs : gapMs;
    return at;
  });
}

const NO_STRETCH: Stretch = { isStill: false, lengthMs: 0 };

/** Returns the time before each event. It is never negative, although the machine's clock may have been set back. */
function gapsBetween(created: GameCreated, events: readonly GameEvent[]): number[] {
  // On the podium, the time after its places were shown is left out.
  let overAt = Infinity;
  return events.map((event, index) => {
    const end = event.type === 'host-returned' ? event.downSince : event.at;
    const start = events[index - 1]?.at ?? created.at;
    const gapMs = Math.max(0, Math.min(end, overAt) - start);
    if (event.type === 'host-returned') overAt += event.at - event.downSince;
    if (event.type === 'podium-shown') {
      overAt = event.shownAt + placesOn(event.standings) * PLACE_MS + MAX_STILL_MS;
    }
    if (event.type === 'podium-revealed') overAt = event.at + MAX_STILL_MS;
    return gapMs;
  });
}

/** Returns the stretch before each event. */
function stretchesOf(events: readonly GameEvent[], gaps: readonly number[]): Stretch[] {
  let stretch: Stretch = { isStill: true, lengthMs: 0 };
  let hasLimit = false;
  return events.map((event, index) => {
    const before = stretch;
    before.lengthMs += gaps[index] ?? 0;
    if (event.type === 'question-announced') hasLimit = true;
    if (event.type === 'question-opened') hasLimit = event.closesAt !== null;
    if (event.type === 'question-closed') hasLimit = false;
    const isStill = isStillAfter(event, hasLimit);
    if (isStill !== undefined) stretch = { isStill, lengthMs: 0 };
    return before;
  });
}

/** Returns whether no countdown runs after the event; undefined if the event does not affect that. */
function isStillAfter({ type }: GameEvent, hasLimit: boolean): boolean | undefined {
  switch (type) {
    case 'question-announced':
    case 'question-opened':
    case 'game-resumed':
      return !hasLimit;
    case 'game-paused':
    case 'question-closed':
    case 'standings-shown':
      return true;
    case 'podium-shown':
      return false;
    default:
      return undefined;
  }
}
