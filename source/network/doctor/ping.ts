import type { Socket } from 'node:net';
import { FrameSource, type FramesEnd } from './frame-source.ts';
import { encodeFrame, opcodes } from './frames.ts';
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
