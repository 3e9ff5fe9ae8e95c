import { EventEmitter } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { KeepAlive } from '../../../source/client/transport/websocket.ts';
import { ManualClock } from '../../helpers/manual-clock.ts';

/** A WebSocket whose events the test emits. */
class ToldSocket extends EventEmitter {
  readonly ping = vi.fn();
  readonly terminate = vi.fn(() => void this.emit('close', 1006));
}

function keepAlive() {
  const clock = new ManualClock();
  const kept = new KeepAlive(clock);
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
  /** Returns how often a connection is pinged in 4 s without any messages. */
  const pingsOn = (socket: ToldSocket) => {
    const before = socket.ping.mock.calls.length;
    clock.advance(4000);
    return socket.ping.mock.calls.length - before;
  };
  return { clock, unopened, line, pingsOn };
}

describe('KeepAlive', () => {
  it('pings every second once a connection was dropped while idle', () => {
    const { line, pingsOn } = keepAlive();
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
      const { clock, line, pingsOn } = keepAlive();
      const first = line();
      clock.advance(4000);
      first.emit(sign);
      clock.advance(500);
      first.emit('close', 1006);
      expect(pingsOn(line())).toBe(0);
    },
  );

  it('does not ping after a connection that the server closed properly', () => {
    const { clock, line, pingsOn } = keepAlive();
    const first = line();
    clock.advance(4000);
    first.emit('close', 1001);
    expect(pingsOn(line())).toBe(0);
  });

  it('does not ping if the server was gone and the next connection failed', () => {
    const { clock, line, unopened, pingsOn } = keepAlive();
    const first = line();
    clock.advance(4000);
    first.emit('close', 1006);
    const refused = unopened();
    clock.advance(4000);
    refused.emit('close', 1006);
    expect(pingsOn(line())).toBe(0);
  });

  it('terminates a connection that is silent for 15 s, and does not ping after it', () => {
    const { clock, line, pingsOn } = keepAlive();
    const first = line();
    clock.advance(10_000);
    first.emit('ping');
    clock.advance(14_900);
    expect(first.terminate).not.toHaveBeenCalled();
    clock.advance(1000);
    expect(first.terminate).toHaveBeenCalledTimes(1);
    expect(pingsOn(line())).toBe(0);
  });
});
