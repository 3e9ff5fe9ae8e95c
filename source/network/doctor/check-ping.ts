import type { Socket } from 'node:net';
import { Receiver, Sender } from 'ws';
import { withOtherTransport } from './check-websocket.ts';
import { type Finding, type StepResult, runStep } from './step.ts';
import type { Target } from './target.ts';
import { cutWebSocket, silentWebSocket } from '../faults/transports.ts';
import { MAX_SERVER_MESSAGE_BYTES } from '../../protocol/server-message.ts';

const PINGS = 10;

/** A server closes a connection that has not joined within 5 s: this step ends before that. */
const SHARE_OF_TIMEOUT = 0.8;

type End = 'closed' | 'timed-out';

/** Measures round trips over an open WebSocket, and closes it. */
export async function checkPing(target: Target, socket: Socket): Promise<StepResult> {
  const { now, random, timeoutMs } = target.system;
  return runStep('ping', now, async () => {
    const sender = new Sender(socket);
    const receiver = new Receiver({ isServer: false, maxPayload: MAX_SERVER_MESSAGE_BYTES });
    const ended = endOf(socket, receiver, timeoutMs * SHARE_OF_TIMEOUT);
    const trips: number[] = [];
    while (trips.length < PINGS && !ended.aborted) {
      const payload = random(8);
      const sentAt = now();
      sender.ping(payload, true);
      if (await receivesPong(receiver, payload, ended)) trips.push(now() - sentAt);
    }
    sender.close(1000, '', true);
    socket.destroySoon();
    return tripsFinding(target, trips, ended);
  });
}

/** Passes what a socket receives to a receiver. Returns a signal that aborts with an `End` when nothing more can come. */
function endOf(socket: Socket, receiver: Receiver, timeoutMs: number): AbortSignal {
  const ended = new AbortController();
  const end = (reason: End) => {
    clearTimeout(timer);
    ended.abort(reason);
  };
  const close = () => end('closed');
  const timer = setTimeout(() => end('timed-out'), timeoutMs);
  socket.on('data', (chunk: Buffer) => void receiver.write(chunk));
  socket.on('end', close).on('close', close).resume();
  receiver.on('conclude', close).on('error', close);
  return ended.signal;
}

async function receivesPong(receiver: Receiver, payload: Buffer, ended: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const finish = (came: boolean) => {
      receiver.off('pong', onPong);
      ended.removeEventListener('abort', onEnd);
      resolve(came);
    };
    const onPong = (received: Buffer) => {
      if (received.equals(payload)) finish(true);
    };
    const onEnd = () => finish(false);
    receiver.on('pong', onPong);
    ended.addEventListener('abort', onEnd);
  });
}

function tripsFinding(target: Target, trips: readonly number[], ended: AbortSignal): Finding {
  const count = trips.length;
  if (count < PINGS && ended.reason === ('closed' satisfies End)) {
    const summary = `the WebSocket was closed after ${count} of ${PINGS} round trips`;
    const fault = withOtherTransport(cutWebSocket(target));
    return { summary, data: { count }, fault, canContinue: true };
  }
  if (count === 0) {
    return { summary: 'no pong came back', fault: silentWebSocket(target), canContinue: true };
  }
  const median = medianOf(trips);
  const worst = Math.max(...trips);
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
