import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KeepAlive } from '../../../source/client/transport/websocket.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A WebSocket whose events the test emits. */
class ToldSocket extends EventEmitter {
  readonly ping = vi.fn();
  readonly terminate = vi.fn(() => void this.emit('close', 1006));
}

function keepAlive() {
  const kept = new KeepAlive(() => performance.now());
  const unopened = () => {
    const socket = new ToldSocket();
    kept.attach(socket);
    return socket;
  };
  const line = () => {
    const socket = unopened();
    socket.emit('open');
    return socket;
  };
  return { unopened, line };
}

/** Returns how often a connection is pinged in 4 s without any messages. */
function pingsOn(socket: ToldSocket): number {
  const before = socket.ping.mock.calls.length;
  vi.advanceTimersByTime(4000);
  return socket.ping.mock.calls.length - before;
}

describe('KeepAlive', () => {
  it('pings every second once a connection was dropped while idle', () => {
    const { line } = keepAlive();
    const first = line();
    expect(pingsOn(first)).toBe(0);
    first.emit('close', 1006);
    const second = line();
    expect(pingsOn(second)).toBe(4);
    second.emit('close', 1001);
    expect(pingsOn(line())).toBe(4);
    expect(pingsOn(first) + pingsOn(second)).toBe(0);
  });

  it.each(['ping', 'pong', 'message'])(
    'does not ping after a connection that was dropped right after a %s',
    (sign) => {
      const { line } = keepAlive();
      const first = line();
      vi.advanceTimersByTime(4000);
      first.emit(sign);
      vi.advanceTimersByTime(500);
      first.emit('close', 1006);
      expect(pingsOn(line())).toBe(0);
    },
  );

  it('does not ping after a connection that the server closed properly', () => {
    const { line } = keepAlive();
    const first = line();
    vi.advanceTimersByTime(4000);
    first.emit('close', 1001);
    expect(pingsOn(line())).toBe(0);
  });

  it('does not ping if the server was gone and the next connection failed', () => {
    const { line, unopened } = keepAlive();
    const first = line();
    vi.advanceTimersByTime(4000);
    first.emit('close', 1006);
    const refused = unopened();
    vi.advanceTimersByTime(4000);
    refused.emit('close', 1006);
    expect(pingsOn(line())).toBe(0);
  });

  it('terminates a connection that is silent for 15 s, and does not ping after it', () => {
    const { line } = keepAlive();
    const first = line();
    vi.advanceTimersByTime(10_000);
    first.emit('ping');
    vi.advanceTimersByTime(14_900);
    expect(first.terminate).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1000);
    expect(first.terminate).toHaveBeenCalledTimes(1);
    expect(pingsOn(line())).toBe(0);
  });
});
