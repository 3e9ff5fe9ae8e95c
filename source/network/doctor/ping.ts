import type { Socket } from 'node:net';
import { type Frame, decodeFrames, encodeFrame, opcodes } from './frames.ts';
import { type Finding, type StepResult, runStep } from './step.ts';
import type { Target } from './target.ts';

const PINGS = 10;

/** A server closes a connection that has not joined within 5 s: long before that we are done. */
const LONGEST_SHARE = 0.8;

/** Round trips over an open WebSocket, which is closed then. */
export async function ping({ system }: Target, socket: Socket): Promise<StepResult> {
  return runStep('ping', system.now, async () => {
    const signal = AbortSignal.timeout(system.patienceMs * LONGEST_SHARE);
    const frames = new FrameSource(socket, signal);
    const trips: number[] = [];
    for (let number = 0; number < PINGS && !frames.isOver; number++) {
      const payload = system.random(8);
      const sentAt = system.now();
      socket.write(encodeFrame(opcodes.ping, payload, system.random(4)));
      if (await frames.pong(payload)) trips.push(system.now() - sentAt);
    }
    socket.end(encodeFrame(opcodes.close, Buffer.from([0x03, 0xe8]), system.random(4)));
    socket.destroySoon();
    return findingFrom(trips);
  });
}

function findingFrom(trips: readonly number[]): Finding {
  if (trips.length === 0) {
    return {
      summary: 'no ping came back',
      goOn: true,
      diagnosis: {
        meaning: 'The WebSocket opens, but nothing comes through it: a proxy or a firewall in between.',
        advice: 'Long polling may work: join --transport long-polling.',
      },
    };
  }
  const median = medianOf(trips);
  const worst = Math.max(...trips);
  const count = trips.length;
  return {
    summary: `round trip: median ${median.toFixed(1)} ms, worst ${worst.toFixed(1)} ms of ${count}`,
    data: { medianMs: rounded(median), worstMs: rounded(worst), count },
  };
}

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

/** The frames that come on a socket, until it is closed or the time is up. */
class FrameSource {
  isOver = false;
  #unread = Buffer.alloc(0);
  #isPong: (frame: Frame) => boolean = () => false;
  #done: (came: boolean) => void = () => undefined;

  constructor(socket: Socket, signal: AbortSignal) {
    const end = () => {
      this.isOver = true;
      this.#done(false);
    };
    socket.on('data', (chunk: Buffer) => {
      const { frames, rest } = decodeFrames(Buffer.concat([this.#unread, chunk]));
      this.#unread = Buffer.from(rest);
      if (frames.some((frame) => this.#isPong(frame))) this.#done(true);
      if (frames.some(({ opcode }) => opcode === opcodes.close)) end();
    });
    socket.on('close', end).on('end', end).resume();
    signal.addEventListener('abort', end);
  }

  /** Waits for the pong to a ping. False: none will come. */
  async pong(payload: Buffer): Promise<boolean> {
    this.#isPong = (frame) => frame.opcode === opcodes.pong && frame.payload.equals(payload);
    return new Promise((resolve) => {
      this.#done = resolve;
      if (this.isOver) resolve(false);
    });
  }
}
