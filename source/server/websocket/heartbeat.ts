import type { Clock } from '../../clock.ts';
import type { EventLoopWatch } from '../room/event-loop-watch.ts';
import { LATE_MS } from '../room/round-trips.ts';

/** The time between the first two pings of a connection, then between all others, in milliseconds. */
const FIRST_INTERVAL_MS = 1000;
const INTERVAL_MS = 5000;

/**
 * A dead connection may report no error: it is terminated after this many unanswered pings in a row. So is one whose client does
 * not read, whatever it sends.
 */
const MAX_MISSED_PINGS = 2;

/** Pings go out in small groups, so that no turn of the event loop has to send thousands. */
const TICK_MS = 100;
const MAX_PINGS_PER_TICK = 500;

/** A tick later than this means that the host slept, so that no pong could arrive, in milliseconds. */
const SLEPT_AFTER_MS = 2000;

export interface Pingable {
  /** False while its buffer is full. */
  readonly writable: boolean;
  /** Sends a ping with the next `flush`. */
  ping(payload: Buffer): void;
  flush(): void;
  terminate(): void;
  /** Called with each measured round trip, in milliseconds, and whether the server was late during it. */
  onRoundTrip(roundTripMs: number, wasLate: boolean): void;
}

type EventLoop = Pick<EventLoopWatch, 'busyMs'>;

/** Pings connections to measure their round trips, and terminates those that are dead. */
export class Heartbeat {
  readonly #clock: Clock;
  readonly #eventLoop: EventLoop;
  /** The connections to ping at each tick of the next interval, in a ring. */
  readonly #ring = Array.from({ length: INTERVAL_MS / TICK_MS }, (): Pulse[] => []);
  #connections = 0;
  #tick = 0;
  #tickDue = 0;
  #cancelTick: (() => void) | null = null;

  constructor(clock: Clock, eventLoop: EventLoop) {
    this.#clock = clock;
    this.#eventLoop = eventLoop;
  }

  /** Pings a connection with its next flush, again after 1 s, and then every 5 s, until its pulse is stopped. */
  start(connection: Pingable): Pulse {
    const pulse = new Pulse(connection, this.#clock, this.#eventLoop);
    this.#connections++;
    this.#schedule(pulse, pulse.ping());
    if (!this.#cancelTick) this.#waitForTick();
    return pulse;
  }

  stop(): void {
    this.#cancelTick?.();
    this.#cancelTick = null;
  }

  #waitForTick(): void {
    this.#tickDue = this.#clock.now() + TICK_MS;
    this.#cancelTick = this.#clock.after(TICK_MS, () => this.#onTick());
  }

  #onTick(): void {
    const hasSlept = this.#clock.now() - this.#tickDue > SLEPT_AFTER_MS;
    if (hasSlept) for (const pulses of this.#ring) for (const pulse of pulses) pulse.forgive();
    this.#tick++;
    this.#pingDue();
    if (this.#connections > 0) this.#waitForTick();
    else this.#cancelTick = null;
  }

  #pingDue(): void {
    let remaining = MAX_PINGS_PER_TICK;
    for (const pulse of this.#pulsesIn(0).splice(0)) {
      if (pulse.isStopped) this.#connections--;
      else if (remaining-- > 0) this.#pingNow(pulse);
      else this.#schedule(pulse, TICK_MS);
    }
  }

  #pingNow(pulse: Pulse): void {
    this.#schedule(pulse, pulse.ping());
    pulse.connection.flush();
  }

  /** @param delayMs At most 5 s. */
  #schedule(pulse: Pulse, delayMs: number): void {
    this.#pulsesIn(delayMs / TICK_MS).push(pulse);
  }

  #pulsesIn(ticks: number): Pulse[] {
    const pulses = this.#ring[(this.#tick + ticks) % this.#ring.length];
    if (!pulses) throw new RangeError(`no tick in ${ticks}`);
    return pulses;
  }
}

/** The pings of one connection, and its signs of life. */
export class Pulse {
  readonly connection: Pingable;
  readonly #clock: Clock;
  readonly #eventLoop: EventLoop;
  #isStopped = false;
  #pings = 0;
  #missedPings = 0;
  /** Pings in a row that found the connection's buffer full. */
  #unreadPings = 0;
  /** When the newest ping was sent; null once it has its pong. */
  #sentAt: number | null = null;
  /** The event loop's cumulative lateness when the newest ping was sent. */
  #busyMs = 0;

  constructor(connection: Pingable, clock: Clock, eventLoop: EventLoop) {
    this.connection = connection;
    this.#clock = clock;
    this.#eventLoop = eventLoop;
  }

  get isStopped(): boolean {
    return this.#isStopped;
  }

  stop(): void {
    this.#isStopped = true;
  }

  /**
   * Sends a ping with the connection's next flush, or terminates the connection if it is dead. Returns the time until the next
   * ping, in milliseconds.
   */
  ping(): number {
    const isFirst = this.#pings++ === 0;
    this.#unreadPings = this.connection.writable ? 0 : this.#unreadPings + 1;
    if (Math.max(this.#missedPings, this.#unreadPings) >= MAX_MISSED_PINGS) this.connection.terminate();
    else this.#send();
    // The pong to the first ping may still be on its way when the second is sent.
    if (!isFirst) this.#missedPings++;
    return isFirst ? FIRST_INTERVAL_MS : INTERVAL_MS;
  }

  /** Must be called with the payload of each pong. An unsolicited pong is only a sign of life. */
  pong(payload: Buffer): void {
    this.heard();
    if (this.#sentAt === null || payload.length !== 4 || payload.readUInt32BE() !== this.#pings) return;
    const roundTripMs = this.#clock.now() - this.#sentAt;
    this.#sentAt = null;
    this.connection.onRoundTrip(roundTripMs, this.#eventLoop.busyMs - this.#busyMs > LATE_MS);
  }

  /** Must be called for every other sign of life. */
  heard(): void {
    this.#missedPings = 0;
  }

  /** Forgets the pings sent so far: while the host slept, it could not receive their pongs. */
  forgive(): void {
    this.#missedPings = 0;
    this.#unreadPings = 0;
    this.#sentAt = null;
  }

  #send(): void {
    const payload = Buffer.alloc(4);
    payload.writeUInt32BE(this.#pings);
    this.#sentAt = this.#clock.now();
    this.#busyMs = this.#eventLoop.busyMs;
    this.connection.ping(payload);
  }
}
