import type { Clock } from '../../clock.ts';
import { MAX_PIN_WAIT_MS } from '../../protocol/endpoints.ts';
import type { Alarms } from './alarms.ts';
import { FairQueue } from './fair-queue.ts';
import { NetworkBuckets, TokenBucket, networkOf } from './token-bucket.ts';

/** The share of all possible PINs that is checked in an hour, and the most checks in a second, however long the PIN is. */
const CHECKED_SHARE_PER_HOUR = 0.01;
const MAX_CHECKS_PER_SECOND = 300;

/** Wrong PINs that each of the two lanes checks at once: about as many as a room of a thousand people mistypes. */
const LANE_BURST = 50;

/** The share of the checks that is kept for networks with few wrong PINs, so that one guesser does not make all of them wait. */
const TRUSTED_SHARE = 0.25;

/** Wrong PINs that an address (IPv6: a /64) may send at once, and per second from then on. A whole room may share one address. */
const ADDRESS_BURST = 20;
const ADDRESS_PER_SECOND = 0.5;

/** The same for a site: the /48 of IPv6, of which a single person can have all 65,536 networks. */
const SITE_BURST = 40;
const SITE_PER_SECOND = 1;

/** Attempts that may wait at a time. Beyond that, one of them is rejected. */
const MAX_WAITING = 10_000;

/** Attempts checked in one turn of the event loop, because each of them may seat a player. */
const CHECKS_PER_TURN = 50;

/** The room whose PIN is guarded. Its PIN may change at any time. */
export interface GuardedRoom {
  readonly pin: string;
  readonly alarms: Pick<Alarms, 'raise'>;
  /** Whether a move code is valid now. */
  hasMoveCode(code: string): boolean;
}

/** What lets a client in: the room's PIN, or a move code. */
export type Credential = { readonly pin: string } | { readonly code: string };

export type PinAttempt = Credential & {
  /** The IP address that it comes from. */
  readonly address: string;
  /** The connection that it comes over. Only one attempt of each connection can wait. */
  readonly connection: object;
};

/** Why an attempt is rejected: the PIN or the code is wrong, or too many attempts are waiting. */
export type PinRejection = 'wrong-pin' | 'wrong-code' | 'rate-limited';

/** Gets the rejection, or null if the PIN or the code is correct. */
type OnChecked = (rejection: PinRejection | null) => void;

interface WaitingAttempt {
  readonly attempt: PinAttempt;
  readonly onChecked: OnChecked;
  lane: Lane;
  cancelTimeout: () => void;
}

/** The attempts of trusted networks, or of all others. */
interface Lane {
  readonly share: number;
  readonly queue: FairQueue<WaitingAttempt>;
  /** The wrong PINs that this lane may still have checked. */
  budget: TokenBucket;
  /** Cancels the next check; null while none is due. */
  cancelCheck: (() => void) | null;
}

/**
 * Makes guessing a PIN hopeless without locking anybody out. However many addresses the guesses come from, only a small share of all
 * PINs is checked in an hour. Beyond that, attempts wait and are drawn at random: first a site, then one of its connections. Only
 * wrong PINs use up the budget, so the correct one only has to wait for its turn. Move codes are guarded like PINs, by the same budget.
 */
export class PinGuard {
  readonly #room: GuardedRoom;
  readonly #clock: Clock;
  readonly #byAddress = new NetworkBuckets((now) => new TokenBucket(ADDRESS_BURST, ADDRESS_PER_SECOND, now));
  readonly #bySite = new NetworkBuckets((now) => new TokenBucket(SITE_BURST, SITE_PER_SECOND, now), 48);
  readonly #trusted: Lane;
  readonly #suspect: Lane;
  /** The attempts that wait, by their connections. */
  readonly #waiting = new Map<object, WaitingAttempt>();
  /** The PIN that the budgets are for. */
  #budgetedPin: string;

  /** @param random Returns a number from 0 to 1. */
  constructor(room: GuardedRoom, clock: Clock, random: () => number = Math.random) {
    this.#room = room;
    this.#clock = clock;
    this.#budgetedPin = room.pin;
    this.#trusted = this.#newLane(TRUSTED_SHARE, random);
    this.#suspect = this.#newLane(1 - TRUSTED_SHARE, random);
  }

  /**
   * Checks a PIN or a move code, at once or after a wait. Returns a function that cancels the wait, or null if there is none.
   *
   * @param onChecked Called once, unless the attempt is cancelled.
   */
  check(attempt: PinAttempt, onChecked: OnChecked): (() => void) | null {
    this.#renewBudgets();
    const lane = this.#laneOf(attempt);
    if (lane.queue.size === 0 && this.#budgetOf(lane).has(this.#clock.now())) {
      this.#checkNow(attempt, lane, onChecked);
      return null;
    }
    if (this.#waiting.has(attempt.connection)) {
      onChecked('rate-limited');
      return null;
    }
    return this.#wait(attempt, lane, onChecked);
  }

  #wait(attempt: PinAttempt, lane: Lane, onChecked: OnChecked): () => void {
    if (this.#waiting.size >= MAX_WAITING) this.#dropOne();
    const waiting: WaitingAttempt = {
      attempt,
      onChecked,
      lane,
      cancelTimeout: this.#clock.after(MAX_PIN_WAIT_MS, () => this.#reject(waiting)),
    };
    this.#waiting.set(attempt.connection, waiting);
    this.#enqueue(waiting, lane);
    this.#room.alarms.raise('pin-guessing');
    return () => this.#remove(waiting);
  }

  #checkNow(attempt: PinAttempt, lane: Lane, onChecked: OnChecked): void {
    const { address } = attempt;
    const rejection = this.#rejectionOf(attempt);
    if (rejection === null) return onChecked(null);
    const now = this.#clock.now();
    this.#budgetOf(lane).take(now);
    this.#byAddress.count(address, now);
    this.#bySite.count(address, now);
    if (this.#isSuspect(address) || !this.#budgetOf(lane).has(now)) this.#room.alarms.raise('pin-guessing');
    onChecked(rejection);
  }

  #rejectionOf(credential: Credential): PinRejection | null {
    if ('code' in credential) return this.#room.hasMoveCode(credential.code) ? null : 'wrong-code';
    return credential.pin === this.#room.pin ? null : 'wrong-pin';
  }

  /** Checks the attempts that the budget of their lane allows. */
  #checkWaiting(lane: Lane): void {
    this.#renewBudgets();
    for (let checks = 0; checks < CHECKS_PER_TURN && this.#budgetOf(lane).has(this.#clock.now()); checks++) {
      const waiting = lane.queue.draw();
      if (!waiting) return;
      // Its network may have sent many wrong PINs since.
      const nextLane = this.#laneOf(waiting.attempt);
      if (nextLane === lane) {
        this.#forget(waiting);
        this.#checkNow(waiting.attempt, lane, waiting.onChecked);
      } else {
        this.#enqueue(waiting, nextLane);
      }
    }
    this.#scheduleCheck(lane);
  }

  #enqueue(waiting: WaitingAttempt, lane: Lane): void {
    waiting.lane = lane;
    lane.queue.add(siteOf(waiting), waiting);
    this.#scheduleCheck(lane);
  }

  #scheduleCheck(lane: Lane): void {
    if (lane.cancelCheck || lane.queue.size === 0) return;
    const waitMs = Math.ceil(this.#budgetOf(lane).waitMs(this.#clock.now()));
    lane.cancelCheck = this.#clock.after(waitMs, () => {
      lane.cancelCheck = null;
      this.#checkWaiting(lane);
    });
  }

  #dropOne(): void {
    const { queue } = this.#suspect.queue.size > 0 ? this.#suspect : this.#trusted;
    const dropped = queue.drop();
    if (!dropped) return;
    this.#forget(dropped);
    dropped.onChecked('rate-limited');
  }

  #reject(waiting: WaitingAttempt): void {
    this.#remove(waiting);
    waiting.onChecked('rate-limited');
  }

  #remove(waiting: WaitingAttempt): void {
    if (this.#waiting.get(waiting.attempt.connection) !== waiting) return;
    this.#forget(waiting);
    const { lane } = waiting;
    lane.queue.remove(siteOf(waiting), waiting);
    if (lane.queue.size > 0) return;
    lane.cancelCheck?.();
    lane.cancelCheck = null;
  }

  #forget({ attempt, cancelTimeout }: WaitingAttempt): void {
    cancelTimeout();
    this.#waiting.delete(attempt.connection);
  }

  /**
   * Returns the budget for the next check of a lane. Trusted networks also get the checks that nobody else waits for: otherwise, guesses
   * from many addresses would leave most of the checks unused while players wait.
   */
  #budgetOf(lane: Lane): TokenBucket {
    if (lane === this.#suspect || this.#suspect.queue.size > 0) return lane.budget;
    const now = this.#clock.now();
    const { budget } = this.#suspect;
    return lane.budget.waitMs(now) <= budget.waitMs(now) ? lane.budget : budget;
  }

  #laneOf({ address }: PinAttempt): Lane {
    return this.#isSuspect(address) ? this.#suspect : this.#trusted;
  }

  /** Whether a network or its site has sent more wrong PINs than people mistype. */
  #isSuspect(address: string): boolean {
    const now = this.#clock.now();
    const buckets = [this.#byAddress.find(address), this.#bySite.find(address)];
    return buckets.some((bucket) => bucket?.has(now) === false);
  }

  /** A new PIN has to be guessed from the beginning, and may have another length. */
  #renewBudgets(): void {
    if (this.#budgetedPin === this.#room.pin) return;
    this.#budgetedPin = this.#room.pin;
    const lanes = [this.#trusted, this.#suspect];
    for (const lane of lanes) lane.budget = this.#newBudget(lane.share);
    // With a short PIN, the next check may have been half a minute away.
    for (const lane of lanes) {
      lane.cancelCheck?.();
      lane.cancelCheck = null;
      this.#scheduleCheck(lane);
    }
  }

  #newLane(share: number, random: () => number): Lane {
    return { share, queue: new FairQueue(random), budget: this.#newBudget(share), cancelCheck: null };
  }

  #newBudget(share: number): TokenBucket {
    const perSecond = checksPerSecond(this.#budgetedPin.length);
    return new TokenBucket(LANE_BURST, share * perSecond, this.#clock.now());
  }
}

/** Returns how many wrong PINs of this length are checked per second: 2.8 with six digits, 278 with eight. */
export function checksPerSecond(digits: number): number {
  return Math.min(MAX_CHECKS_PER_SECOND, (CHECKED_SHARE_PER_HOUR * 10 ** digits) / 3600);
}

function siteOf({ attempt }: WaitingAttempt): string {
  return networkOf(attempt.address, 48);
}
