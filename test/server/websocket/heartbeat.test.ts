import { describe, expect, it } from 'vitest';
import { Heartbeat, type Pingable, type Pulse } from '../../../source/server/websocket/heartbeat.ts';
import { ManualClock } from '../../helpers/manual-clock.ts';

/** A connection that records its pings, and answers each after its round trip, if it has one. */
class RecordedPings implements Pingable {
  readonly pings: { readonly payload: Buffer; readonly at: number }[] = [];
  readonly roundTrips: number[] = [];
  readonly lateRoundTrips: number[] = [];
  roundTripMs: number | null;
  writable = true;
  isTerminated = false;
  flushes = 0;
  readonly #clock: ManualClock;
  readonly pulse: Pulse;

  constructor(heartbeat: Heartbeat, clock: ManualClock, roundTripMs: number | null = 0) {
    this.#clock = clock;
    this.roundTripMs = roundTripMs;
    this.pulse = heartbeat.start(this);
  }

  ping(payload: Buffer): void {
    this.pings.push({ payload, at: this.#clock.now() });
    if (this.roundTripMs === null) return;
    this.#clock.after(this.roundTripMs, () => this.pulse.pong(Buffer.from(payload)));
  }

  flush(): void {
    this.flushes++;
  }

  terminate(): void {
    this.isTerminated = true;
    this.pulse.stop();
  }

  onRoundTrip(roundTripMs: number, wasLate: boolean): void {
    this.roundTrips.push(roundTripMs);
    if (wasLate) this.lateRoundTrips.push(roundTripMs);
  }
}

function heartbeatOnManualClock() {
  const clock = new ManualClock();
  const eventLoop = { busyMs: 0 };
  const heartbeat = new Heartbeat(clock, eventLoop);
  const connect = (roundTripMs?: number | null) => new RecordedPings(heartbeat, clock, roundTripMs);
  return { clock, eventLoop, heartbeat, connect };
}

describe('the heartbeat of a connection', () => {
  it('pings at once, after a second, and then every 5 s', () => {
    const { clock, connect } = heartbeatOnManualClock();
    const start = clock.now();
    const { pings } = connect();
    clock.advance(15_000);
    expect(pings.map(({ at }) => at - start)).toEqual([0, 1000, 6000, 11_000]);
  });

  it('sends its first ping with whatever else is sent, and flushes all others', () => {
    const { clock, connect } = heartbeatOnManualClock();
    const connection = connect();
    expect(connection.flushes).toBe(0);
    clock.advance(6000);
    expect(connection.pings).toHaveLength(3);
    expect(connection.flushes).toBe(2);
  });

  it('measures the time from each ping to its pong', () => {
    const { clock, connect } = heartbeatOnManualClock();
    const connection = connect(120);
    clock.advance(3000);
    connection.roundTripMs = 40;
    clock.advance(9000);
    expect(connection.roundTrips).toEqual([120, 120, 40, 40]);
  });

  it('measures round trips that are longer than the time between the first pings', () => {
    const { clock, connect } = heartbeatOnManualClock();
    const connection = connect(1400);
    clock.advance(8000);
    expect(connection.roundTrips).toEqual([1400, 1400]);
    expect(connection.pings).toHaveLength(3);
  });

  it('says which round trips the server was late to measure', () => {
    const { clock, eventLoop, connect } = heartbeatOnManualClock();
    eventLoop.busyMs = 1000;
    const connection = connect(40);
    clock.advance(20);
    eventLoop.busyMs += 300;
    clock.advance(300);
    eventLoop.busyMs += 300;
    clock.advance(1000);
    expect(connection.roundTrips).toEqual([40, 40]);
    expect(connection.lateRoundTrips).toEqual([40]);
  });

  it('measures nothing from a pong that comes twice, too late, or without a ping', () => {
    const { clock, connect } = heartbeatOnManualClock();
    const connection = connect(null);
    connection.pulse.pong(Buffer.alloc(4));
    connection.pulse.pong(Buffer.alloc(0));
    clock.advance(4000);
    const [first] = connection.pings;
    clock.advance(5000);
    const [newest] = connection.pings.slice(-1);
    if (!first || !newest) throw new TypeError('there are pings');
    connection.pulse.pong(first.payload);
    expect(connection.roundTrips).toEqual([]);
    connection.pulse.pong(newest.payload);
    connection.pulse.pong(newest.payload);
    expect(connection.roundTrips).toHaveLength(1);
  });

  it('terminates a connection that leaves two pings unanswered', () => {
    const { clock, connect } = heartbeatOnManualClock();
    const connection = connect(null);
    clock.advance(10_900);
    expect(connection.isTerminated).toBe(false);
    clock.advance(100);
    expect(connection.isTerminated).toBe(true);
    clock.advance(60_000);
    expect(connection.pings).toHaveLength(3);
  });

  it('keeps a connection that sends messages instead of pongs', () => {
    const { clock, connect } = heartbeatOnManualClock();
    const connection = connect(null);
    for (let second = 0; second < 60; second++) {
      clock.advance(1000);
      connection.pulse.heard();
    }
    expect(connection.isTerminated).toBe(false);
  });

  it('terminates a connection whose client sends pongs but does not read', () => {
    const { clock, connect } = heartbeatOnManualClock();
    const connection = connect();
    clock.advance(5900);
    connection.writable = false;
    clock.advance(5000);
    expect(connection.isTerminated).toBe(false);
    clock.advance(5000);
    expect(connection.isTerminated).toBe(true);
  });

  it('keeps a connection whose client reads slowly', () => {
    const { clock, connect } = heartbeatOnManualClock();
    const connection = connect();
    for (let interval = 0; interval < 12; interval++) {
      clock.advance(5000);
      connection.writable = !connection.writable;
    }
    expect(connection.isTerminated).toBe(false);
  });

  it('ignores pings that went unanswered while the host slept', () => {
    const { clock, connect } = heartbeatOnManualClock();
    const connection = connect(null);
    clock.advance(8600);
    const { payload } = connection.pings.at(-1) ?? {};
    clock.sleep(600_000);
    clock.advance(0);
    if (payload) connection.pulse.pong(payload);
    connection.roundTripMs = 50;
    clock.advance(20_000);
    expect(connection.isTerminated).toBe(false);
    expect(new Set(connection.roundTrips)).toEqual(new Set([50]));
  });

  it('does not ignore unanswered pings while the host is only busy', () => {
    const { clock, connect } = heartbeatOnManualClock();
    const connection = connect(null);
    for (let second = 0; second < 20; second++) {
      clock.sleep(900);
      clock.advance(100);
    }
    clock.advance(10_000);
    expect(connection.isTerminated).toBe(true);
  });

  it('ends with the connection, and leaves no timer behind', () => {
    const { clock, connect } = heartbeatOnManualClock();
    const connection = connect();
    clock.advance(1000);
    connection.pulse.stop();
    clock.advance(10_000);
    expect(connection.pings).toHaveLength(2);
    expect(clock.pending).toBe(0);
  });
});

describe('the heartbeat of 10,000 connections', () => {
  it('sends no more than 500 pings at a time, and each connection still gets one every 5 s', () => {
    const { clock, connect } = heartbeatOnManualClock();
    const start = clock.now();
    const connections = Array.from({ length: 10_000 }, () => connect());
    clock.advance(10_000);
    const before = connections.map(({ pings }) => pings.length);
    clock.advance(5000);
    expect(connections.map(({ pings }, index) => pings.length - (before[index] ?? 0))).toEqual(
      before.map(() => 1),
    );
    const perTick = new Map<number, number>();
    for (const { at } of connections.flatMap(({ pings }) => pings))
      if (at > start) perTick.set(at, (perTick.get(at) ?? 0) + 1);
    expect(Math.max(...perTick.values())).toBeLessThanOrEqual(500);
  });

  it('leaves no timer behind when it is stopped', () => {
    const { clock, heartbeat, connect } = heartbeatOnManualClock();
    connect(null);
    heartbeat.stop();
    expect(clock.pending).toBe(0);
  });
});
