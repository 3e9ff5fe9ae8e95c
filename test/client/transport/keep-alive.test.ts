import { EventEmitter } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { KeepAlive } from '../../../source/client/transport/keep-alive.ts';
import { ManualClock } from '../../helpers/manual-clock.ts';

/** A WebSocket whose events the test emits. */
class ToldSocket extends EventEmitter {
  readonly ping = vi.fn<(payload: string) => void>();
  readonly terminate = vi.fn(() => void this.emit('close', 1006));
}

function keepAlive() {
  const clock = new ManualClock();
  const kept = new KeepAlive(clock);
  const roundTrips: number[] = [];
  const checks: (() => void)[] = [];
  const unopened = () => {
    const socket = new ToldSocket();
    checks.push(kept.attach(socket, (ms) => roundTrips.push(ms)));
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
  return { clock, roundTrips, checks, unopened, line, pingsOn };
}

describe('KeepAlive', () => {
  it('pings a connection as soon as it opens, and then every 5 s', () => {
    const { clock, line } = keepAlive();
    const socket = line();
    expect(socket.ping).toHaveBeenCalledTimes(1);
    clock.advance(4999);
    expect(socket.ping).toHaveBeenCalledTimes(1);
    clock.advance(10_001);
    expect(socket.ping).toHaveBeenCalledTimes(3);
  });

  it('measures the round trip from each ping to the pong with the same payload', () => {
    const { clock, line, roundTrips } = keepAlive();
    const socket = line();
    const pong = (ping: number) => socket.emit('pong', Buffer.from(socket.ping.mock.calls[ping]?.[0] ?? ''));
    clock.advance(40);
    pong(0);
    expect(roundTrips).toEqual([40]);
    clock.advance(14_960);
    pong(2);
    clock.advance(7);
    pong(3);
    expect(roundTrips).toEqual([40, 5000, 7]);
  });

  it('ignores pongs that belong to no ping or come twice', () => {
    const { clock, line, roundTrips } = keepAlive();
    const socket = line();
    const [first = ''] = socket.ping.mock.calls[0] ?? [];
    clock.advance(5000);
    for (const payload of ['', 'unsolicited', `${first}0`]) socket.emit('pong', Buffer.from(payload));
    expect(roundTrips).toEqual([]);
    const [second = ''] = socket.ping.mock.calls[1] ?? [];
    for (const payload of [second, second, first]) socket.emit('pong', Buffer.from(payload));
    expect(roundTrips).toEqual([0]);
  });

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
    'does not ping more often after a connection that was dropped right after a %s',
    (sign) => {
      const { clock, line, pingsOn } = keepAlive();
      const first = line();
      clock.advance(4000);
      first.emit(sign, Buffer.from('something else'));
      clock.advance(500);
      first.emit('close', 1006);
      expect(pingsOn(line())).toBe(0);
    },
  );

  it('does not ping more often after a connection that the server closed properly', () => {
    const { clock, line, pingsOn } = keepAlive();
    const first = line();
    clock.advance(4000);
    first.emit('close', 1001);
    expect(pingsOn(line())).toBe(0);
  });

  it('does not ping more often if the server was gone and the next connection failed', () => {
    const { clock, line, unopened, pingsOn } = keepAlive();
    const first = line();
    clock.advance(4000);
    first.emit('close', 1006);
    const refused = unopened();
    clock.advance(4000);
    refused.emit('close', 1006);
    expect(pingsOn(line())).toBe(0);
  });

  it('terminates a connection that is silent for 15 s, and does not ping more often after it', () => {
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

  it('gives a connection 4 s to prove that it works after the device slept', () => {
    const { clock, line } = keepAlive();
    const [alive, dead] = [line(), line()];
    clock.sleep(60_000);
    clock.advance(1000);
    expect(alive.terminate).not.toHaveBeenCalled();
    alive.emit('message');
    clock.advance(5000);
    expect(alive.terminate).not.toHaveBeenCalled();
    expect(dead.terminate).toHaveBeenCalledTimes(1);
  });

  it('pings a connection that is to be checked, and terminates it unless it proves within 4 s that it works', () => {
    const { clock, line, checks } = keepAlive();
    const [alive, dead] = [line(), line()];
    for (const check of checks) check();
    expect(alive.ping).toHaveBeenCalledTimes(2);
    alive.emit('pong', alive.ping.mock.calls[1]?.[0]);
    clock.advance(5000);
    expect(alive.terminate).not.toHaveBeenCalled();
    expect(dead.terminate).toHaveBeenCalledTimes(1);
  });

  it('does not ping a connection that is to be checked before it is open', () => {
    const { unopened, checks } = keepAlive();
    const socket = unopened();
    for (const check of checks) check();
    expect(socket.ping).not.toHaveBeenCalled();
  });
});
