import { performance } from 'node:perf_hooks';

/** What a terminal has received in one phase of a game. */
export interface PhaseOutput {
  /** The most frames within a second. */
  readonly framesPerSecond: number;
  /** The bytes of the frame that draws the phase: the largest one in the first second. */
  readonly firstFrameBytes: number;
  /** The most bytes within a second, without that frame. */
  readonly bytesPerSecond: number;
  /** Bytes after the phase's movements have come to rest. */
  readonly restingBytes: number;
}

interface Frame {
  readonly at: number;
  readonly bytes: number;
}

/** The end of a synchronised update: Ink sends each frame as one. */
const FRAME_END = '\u001B[?2026l';

/** Splits a program's output into frames, with their times. */
export class OutputMeter {
  #frames: Frame[] = [];
  #rest = '';

  /** Adds a piece of output, which arrived just now. */
  add(data: string): void {
    const at = performance.now();
    const parts = (this.#rest + data).split(FRAME_END);
    this.#rest = parts.pop() ?? '';
    for (const part of parts) this.#frames.push({ at, bytes: Buffer.byteLength(part + FRAME_END) });
  }

  /** Forgets all frames so far, as a new phase begins. */
  begin(): void {
    this.#frames = [];
  }

  /** Measures the frames since `begin`. @param restsAt From when nothing should move any more, according to `performance.now()`. */
  end(restsAt: number): PhaseOutput {
    const [{ at: startedAt } = { at: 0 }] = this.#frames;
    const [first] = this.#frames
      .filter(({ at }) => at < startedAt + 1000)
      .toSorted((one, other) => other.bytes - one.bytes);
    const others = this.#frames.filter((frame) => frame !== first);
    return {
      framesPerSecond: mostPerSecond(this.#frames, () => 1),
      firstFrameBytes: first?.bytes ?? 0,
      bytesPerSecond: mostPerSecond(others, ({ bytes }) => bytes),
      restingBytes: others.filter(({ at }) => at >= restsAt).reduce((sum, { bytes }) => sum + bytes, 0),
    };
  }
}

/** Returns the greatest sum over the frames of any second. */
function mostPerSecond(frames: readonly Frame[], valueOf: (frame: Frame) => number): number {
  const sums = frames.map(({ at: from }) =>
    frames.filter(({ at }) => at >= from && at < from + 1000).reduce((sum, frame) => sum + valueOf(frame), 0),
  );
  return Math.max(0, ...sums);
}
