import type { Clock } from '../../clock.ts';

/** The times between the first pings of a connection, then between all others, in milliseconds. */
const FIRST_INTERVALS_MS = [500, 1000, 2000];
const INTERVAL_MS = 5000;

/** A dead connection may report no error: it is terminated after this many unanswered pings in a row. */
const MAX_MISSED_PINGS = 2;

/** Pings go out in small groups, so that no turn of the event loop has to send thousands. */
const TICK_MS = 100;
const MAX_PINGS_PER_TICK = 500;

/** A tick that is later than this means that the host slept, in milliseconds: no pong could arrive. */
const SLEPT_AFTER_MS = 2000;

/** A connection that can be pinged. */
export interface Pingable {
  ping(payload: Buffer): void;
  terminate(): void;
  /** Called with each round trip, in milliseconds. */
  measured(roundTripMs: number): void;
}

/** Pings connections to measure their round trips, and terminates those that are dead. */
export class Heartbeat {
  readonly #clock: Clock;
  readonly #pulses = new Set<Pulse>();
  /** The connections to ping at each tick of the next interval, in a ring. */
  readonly #ring = Array.from({ length: INTERVAL_MS / TICK_MS }, () => new Set<Pulse>());
  #tick = 0;
  #tickDue = 0;
  #cancelTick: (() => void) | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Pings a connection at once, soon a few times more, and then every 5 s, until its pulse is stopped. */
  start(connection: Pingable): Pulse {
    const pulse = new Pulse(connection, this.#clock);
    this.#pulses.add(pulse);
    this.#schedule(pulse, TICK_MS);
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
    if (hasSlept) for (const pulse of this.#pulses) pulse.forgive();
    this.#tick++;
    this.#pingDue();
    if (this.#pulses.size > 0) this.#waitForTick();
    else this.#cancelTick = null;
  }

  #pingDue(): void {
    const due = [...this.#pulsesIn(0)];
    this.#pulsesIn(0).clear();
    let remaining = MAX_PINGS_PER_TICK;
    for (const pulse of due) {
      if (pulse.isStopped) this.#pulses.delete(pulse);
      else this.#schedule(pulse, remaining-- > 0 ? pulse.ping() : TICK_MS);
    }
  }

  /** @param delayMs At most 5 s. */
  #schedule(pulse: Pulse, delayMs: number): void {
    this.#pulsesIn(delayMs / TICK_MS).add(pulse);
  }

  #pulsesIn(ticks: number): Set<Pulse> {
    const pulses = this.#ring[(this.#tick + ticks) % this.#ring.length];
    if (!pulses) throw new RangeError(`no tick in ${ticks}`);
    return pulses;
  }
}

/** The pings of one connection, and its signs of life. */
export class Pulse {
  readonly #connection: Pingable;
  readonly #clock: Clock;
  #isStopped = false;
  #pings = 0;
  #missedPings = 0;
  /** The ping that waits for its pong. */
  #pending: { readonly payload: Buffer; readonly sentAt: number } | null = null;

  constructor(connection: Pingable, clock: Clock) {
    this.#connection = connection;
    this.#clock = clock;
  }

  get isStopped(): boolean {
    return this.#isStopped;
  }

  stop(): void {
    this.#isStopped = true;
  }

  /** Sends a ping, or terminates the connection if it is dead. Returns the time until the next one, in milliseconds. */
  ping(): number {
    const intervalMs = FIRST_INTERVALS_MS[this.#pings] ?? INTERVAL_MS;
    if (this.#missedPings >= MAX_MISSED_PINGS) this.#connection.terminate();
    else if (intervalMs === INTERVAL_MS || !this.#pending) this.#send();
    // The pongs to the first pings may still be on their way.
    if (intervalMs === INTERVAL_MS) this.#missedPings++;
    this.#pings++;
    return intervalMs;
  }

  /** Must be called with the payload of each pong. A pong that nobody has asked for is only a sign of life. */
  pong(payload: Buffer): void {
    this.heard();
    if (!this.#pending?.payload.equals(payload)) return;
    const { sentAt } = this.#pending;
    this.#pending = null;
    this.#connection.measured(this.#clock.now() - sentAt);
  }

  /** Must be called for every other sign of life. */
  heard(): void {
    this.#missedPings = 0;
  }

  /** Forgets the pings that were sent so far: their pongs were not awaited in time. */
  forgive(): void {
    this.#missedPings = 0;
    this.#pending = null;
  }

  #send(): void {
    const payload = Buffer.alloc(4);
    payload.writeUInt32BE(this.#pings);
    this.#pending = { payload, sentAt: this.#clock.now() };
    this.#connection.ping(payload);
  }
}
