import { createContext, useContext, useEffect, useReducer, useRef, useState } from 'react';
import { type Stage, phaseIdOf } from '../../view/stage.ts';

/** Whether things move. If not, everything shows how it looks in the end. */
export const MotionContext = createContext(false);

/** The shortest time from one frame to the next, in milliseconds. */
const FRAME_MS = 85;

/** How much may be sent in a second for movements to continue, in bytes: below 4 kB even with the few frames that do not count. */
const BYTES_PER_SECOND = 3200;

/** After so long without movement, a new one begins with its phase, whose first frame does not count, in milliseconds. */
const QUIET_MS = 2000;
const FIRST_FRAME_MS = 100;

interface Sent {
  readonly at: number;
  readonly bytes: number;
}

/** Draws the frames of all movements together, and fewer of them the more each of them sends. */
export class MotionClock {
  readonly #waiting = new Set<() => void>();
  /** What was sent in the last second. */
  #sent: readonly Sent[] = [];
  /** How much the last frame of a movement sent, and when it was drawn. */
  #frameBytes = 0;
  #drawnAt = -Infinity;
  #isDrawing = false;
  #isTimed = false;
  #countsFrom = 0;

  /** Notes that this many bytes were sent to the terminal. */
  sent(bytes: number): void {
    const now = performance.now();
    if (this.#isDrawing) this.#frameBytes = bytes;
    this.#isDrawing = false;
    if (now >= this.#countsFrom) this.#sent = [...this.#recent(now), { at: now, bytes }];
  }

  /** Notes that a movement begins. */
  begin(): void {
    const now = performance.now();
    if (now - this.#drawnAt < QUIET_MS) return;
    this.#sent = [];
    this.#frameBytes = 0;
    this.#isDrawing = false;
    this.#countsFrom = now + FIRST_FRAME_MS;
  }

  /** Calls `draw` when the next frame is due. Returns a function that cancels that. */
  onNextFrame(draw: () => void): () => void {
    this.#waiting.add(draw);
    if (!this.#isTimed) this.#wait(FRAME_MS);
    return () => this.#waiting.delete(draw);
  }

  #wait(ms: number): void {
    this.#isTimed = true;
    setTimeout(() => {
      const now = performance.now();
      const more = this.#waitMs(now);
      this.#isTimed = false;
      if (this.#waiting.size === 0) return;
      if (more > 0) return this.#wait(more);
      this.#isDrawing = true;
      this.#drawnAt = now;
      const due = [...this.#waiting];
      this.#waiting.clear();
      for (const draw of due) draw();
    }, ms).unref();
  }

  /** How long to wait until another frame like the last one can be sent. */
  #waitMs(now: number): number {
    const recent = this.#recent(now);
    let excess = recent.reduce((sum, { bytes }) => sum + bytes, this.#frameBytes) - BYTES_PER_SECOND;
    let until = this.#drawnAt + (this.#frameBytes / BYTES_PER_SECOND) * 1000;
    for (const { at, bytes } of recent) {
      if (excess <= 0) break;
      excess -= bytes;
      until = Math.max(until, at + 1000);
    }
    return Math.ceil(until - now);
  }

  #recent(now: number): readonly Sent[] {
    return this.#sent.filter(({ at }) => at > now - 1000);
  }
}

export const MotionClockContext = createContext(new MotionClock());

/**
 * Returns how far a movement has come, from 0 to 1: it takes `durationMs` and starts over whenever `key` changes. Without motion,
 * it has always arrived. Use it in a leaf component, so that nothing else re-renders with it.
 */
export function useMotion(durationMs: number, key: unknown): number {
  const moves = useContext(MotionContext);
  const clock = useContext(MotionClockContext);
  const [, tick] = useReducer((count: number) => count + 1, 0);
  const movement = useRef({ key: NEVER, startedAt: 0 });
  const now = performance.now();
  if (movement.current.key !== key) movement.current = { key, startedAt: now };
  const progress = moves ? Math.min(1, (now - movement.current.startedAt) / durationMs) : 1;
  // Without dependencies, because each frame schedules the next one.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  useEffect(() => {
    if (progress >= 1) return;
    if (progress === 0) clock.begin();
    return clock.onNextFrame(tick);
  });
  return progress;
}

const NEVER: unknown = Symbol('never');

/**
 * Returns whether things move on the screen of a stage. Once something has covered it, nothing does, because all movements would start
 * over. The lobby and an unfinished podium are exceptions: more movements are still to come there.
 */
export function useMovesUntilCovered(
  stage: Stage | null,
  isCovered: boolean,
  isPodiumOver: boolean,
): boolean {
  const moves = useContext(MotionContext);
  const isComplete = stage !== null && (stage.phase === 'podium' ? isPodiumOver : stage.phase !== 'lobby');
  const id = isComplete ? phaseIdOf(stage) : null;
  const [covered, setCovered] = useState<string | null>(null);
  const next = isCovered ? id : covered === id ? covered : null;
  if (next !== covered) setCovered(next);
  return moves && (id === null || next !== id);
}

/**
 * Divides a movement into few steps if each redraws a lot, so that the whole of it sends less than about 2 kB.
 *
 * @param cells How many cells each step redraws, about.
 */
export function inSteps(progress: number, cells: number): number {
  const steps = Math.max(2, Math.min(MAX_STEPS, Math.floor(CELLS_PER_MOVEMENT / cells)));
  return Math.floor(progress * steps) / steps;
}

const MAX_STEPS = 8;
const CELLS_PER_MOVEMENT = 1200;

/** Slows a movement down towards its end (cubic ease-out: `1 − (1 − progress)³`). */
export function easeOut(progress: number): number {
  return 1 - (1 - progress) ** 3;
}
