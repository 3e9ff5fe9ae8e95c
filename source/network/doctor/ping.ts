import type { Socket } from 'node:net';
import { type Frame, decodeFrames, encodeFrame, opcodes } from './frames.ts';
import { type Finding, type StepResult, runStep } from './step.ts';
import type { Target } from './target.ts';

const PINGS = 10;

/** A server closes a connection that has not joined within 5 s: we are done before that. */
const LONGEST_SHARE = 0.8;

/** Round trips over an open WebSocket, which is closed then. */
export async function ping({ system }: Target, socket: Socket): Promise<StepResult> {
  return runStep('ping', system.now, async () => {
    const signal = AbortSignal.timeout(system.patienceMs * LONGEST_SHARE);
    const frames = new FrameSource(socket, signal);
    const trips: number[] = [];
    while (trips.length < PINGS && frames.end === null) {
      const payload = system.random(8);
      const sentAt = system.now();
      socket.write(encodeFrame(opcodes.ping, payload, system.random(4)));
      if (await frames.pong(payload)) trips.push(system.now() - sentAt);
    }
    socket.end(encodeFrame(opcodes.close, Buffer.from([0x03, 0xe8]), system.random(4)));
    socket.destroySoon();
    return findingFrom(trips, frames.end);
  });
}

/** @param end Why there are no more, where there are fewer than there should be. */
function findingFrom(trips: readonly number[], end: FramesEnd | null): Finding {
  if (trips.length < PINGS && end === 'closed') return cut(trips.length);
  if (trips.length === 0) return SWALLOWED;
  const median = medianOf(trips);
  const worst = Math.max(...trips);
  const count = trips.length;
  return {
    summary: `round trip: median ${median.toFixed(1)} ms, worst ${worst.toFixed(1)} ms of ${count}`,
    data: { medianMs: rounded(median), worstMs: rounded(worst), count },
  };
}

function cut(count: number): Finding {
  return {
    summary: `the WebSocket was closed after ${count} of ${PINGS} round trips`,
    data: { count },
    goOn: true,
    diagnosis: {
      meaning: 'The WebSocket opens, but is cut soon after: by a proxy or a firewall in between.',
      advice:
        "Another network may leave it open, and so may TLS (wss://) on the host's side. Long polling needs no WebSocket, and join changes to it by itself.",
    },
  };
}

const SWALLOWED: Finding = {
  summary: 'no ping came back',
  goOn: true,
  diagnosis: {
    meaning: 'The WebSocket opens, but nothing comes through it: a proxy or a firewall in between.',
    advice: 'Long polling may work: join --transport long-polling.',
  },
};

/** @param values At least one. */
function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const [lower = 0, upper = lower] = sorted.slice(
    Math.ceil(sorted.length / 2) - 1,
    Math.floor(sorted.length / 2) + 1,
  );
  return (lower + upper) / 2;
}

function rounded(ms: number): number {
  return Math.round(ms * 10) / 10;
}

/** Why no more frames come. */
export type FramesEnd = 'closed' | 'time-up';

/** The frames that come on a socket, until it is closed or the time is up. */
class FrameSource {
  /** Null while more may come. */
  end: FramesEnd | null = null;
  #unread = Buffer.alloc(0);
  #isPong: (frame: Frame) => boolean = () => false;
  #done: (came: boolean) => void = () => undefined;

  constructor(socket: Socket, signal: AbortSignal) {
    const end = (why: FramesEnd) => {
      this.end ??= why;
      this.#done(false);
    };
    const close = () => end('closed');
    socket.on('data', (chunk: Buffer) => {
      const { frames, rest } = decodeFrames(Buffer.concat([this.#unread, chunk]));
      this.#unread = Buffer.from(rest);
      if (frames.some((frame) => this.#isPong(frame))) this.#done(true);
      if (frames.some(({ opcode }) => opcode === opcodes.close)) close();
    });
    socket.on('close', close).on('end', close).resume();
    signal.addEventListener('abort', () => end('time-up'));
  }

  /** Waits for the pong to a ping. False: none will come. */
  async pong(payload: Buffer): Promise<boolean> {
    this.#isPong = (frame) => frame.opcode === opcodes.pong && frame.payload.equals(payload);
    return new Promise((resolve) => {
      this.#done = resolve;
      if (this.end !== null) resolve(false);
    });
  }
}
