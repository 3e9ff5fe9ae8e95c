import type { Clock } from '../../clock.ts';

/** How often the event loop is checked, in milliseconds: often while a question is open, because players' times depend on it. */
const CLOSE_TICK_MS = 20;
const USUAL_TICK_MS = 200;

/** If the event loop shows no sign of life for longer than this, the time is lost, in milliseconds. */
const LOST_AFTER_MS = 2000;

/** How long a late tick counts for `lagMs`, in milliseconds. */
const LAG_WINDOW_MS = 1000;

export interface EventLoopHooks {
  /** Called when time was lost, from the last sign of life to `now`, in milliseconds of the clock. */
  onLostTime(downSince: number, now: number): void;
}

/** How far back `recentBusyMs` looks at least, and how often it takes a sample, in milliseconds. */
const RECENT_MS = 10_000;
const SAMPLE_INTERVAL_MS = 1000;

interface Sample {
  readonly at: number;
  readonly busyMs: number;
}

interface LateTick {
  readonly at: number;
  readonly lateMs: number;
}

/**
 * Measures how late the event loop handles timers and input, and notices lost time: the machine slept, the process was
 * stopped, or something blocked it for more than 2 s.
 */
export class EventLoopWatch {
  readonly #clock: Clock;
  readonly #hooks: EventLoopHooks;
  /** The recent late ticks that no later one exceeds, in order. */
  readonly #recent: LateTick[] = [];
  /** How late the newest tick was; 0 if time was lost. */
  #lastLateMs = 0;
  /** Samples of the cumulative lateness: the last one from before the last 10 s, and all since then. */
  readonly #samples: [Sample, ...Sample[]];
  #tickMs = USUAL_TICK_MS;
  #tickDue: number;
  #lastSign: number;
  #busyMs = 0;
  #cancelTick: () => void = () => undefined;

  constructor(clock: Clock, hooks: EventLoopHooks) {
    this.#clock = clock;
    this.#hooks = hooks;
    this.#lastSign = clock.now();
    this.#samples = [{ at: this.#lastSign, busyMs: 0 }];
    this.#tickDue = this.#lastSign + this.#tickMs;
    this.#scheduleTick(this.#lastSign);
  }

  /** The event loop's cumulative lateness since the start, including lost time, in milliseconds. */
  get busyMs(): number {
    return this.#busyMs + Math.max(0, this.#clock.now() - this.#tickDue);
  }

  /** The event loop's lateness in the last 10 s, including lost time, in milliseconds. After a sleep, it can be more than 10 s. */
  get recentBusyMs(): number {
    this.#forgetSamples(this.#clock.now() - RECENT_MS);
    return this.busyMs - this.#samples[0].busyMs;
  }

  /**
   * Returns how late the event loop is handling input, in milliseconds, without lost time: its greatest lateness of the last second
   * or, if that is more, the lateness of its timer at `now` plus that of the tick before. Input that arrives during one long turn
   * may wait through the next one, too.
   */
  lagMs(now: number): number {
    this.#forgetBefore(now - LAG_WINDOW_MS);
    return Math.max(this.#recent[0]?.lateMs ?? 0, this.#lastLateMs + Math.max(0, now - this.#tickDue));
  }

  /** Reports any time lost before `now`. Must be called before each command and each message is handled. */
  check(now: number): void {
    const downSince = this.#lastSign;
    if (now > downSince) this.#lastSign = now;
    if (now - downSince <= LOST_AFTER_MS) return;
    this.#busyMs += Math.max(0, now - this.#tickDue);
    this.#lastLateMs = 0;
    this.#scheduleTick(now);
    this.#hooks.onLostTime(downSince, now);
  }

  /** Sets whether the event loop is checked more often than usual. */
  watchClosely(isClose: boolean): void {
    const tickMs = isClose ? CLOSE_TICK_MS : USUAL_TICK_MS;
    if (tickMs === this.#tickMs) return;
    this.#tickMs = tickMs;
    this.#restart();
  }

  /**
   * Calls back once after `delayMs` milliseconds, not counting time during which the event loop was late, so that no client is
   * blamed for what the server was too busy to read. Returns a function that cancels it.
   */
  after(delayMs: number, callback: () => void): () => void {
    const start = this.#clock.now() - this.busyMs;
    // Timers stop while the machine sleeps, but the clock does not.
    const wait = (): (() => void) => this.#clock.after(remainingMs(), onTimer);
    const remainingMs = () => start + delayMs - (this.#clock.now() - this.busyMs);
    const onTimer = () => {
      if (remainingMs() > 0) cancel = wait();
      else callback();
    };
    let cancel = wait();
    return () => cancel();
  }

  /** Stops checking and reporting. */
  stop(): void {
    this.#cancelTick();
    this.#lastSign = Infinity;
  }

  #tick(): void {
    const now = this.#clock.now();
    this.check(now);
    this.#recordLateTick(now);
    this.#takeSample(now);
    this.#scheduleTick(now);
  }

  #restart(): void {
    const now = this.#clock.now();
    this.#recordLateTick(now);
    this.#scheduleTick(now);
  }

  #scheduleTick(now: number): void {
    this.#cancelTick();
    this.#tickDue = now + this.#tickMs;
    this.#cancelTick = this.#clock.after(this.#tickMs, () => this.#tick());
  }

  #recordLateTick(now: number): void {
    const lateMs = now - this.#tickDue;
    this.#lastLateMs = Math.max(0, lateMs);
    if (lateMs <= 0) return;
    this.#busyMs += lateMs;
    while ((this.#recent.at(-1)?.lateMs ?? Infinity) <= lateMs) this.#recent.pop();
    this.#recent.push({ at: now, lateMs });
    this.#forgetBefore(now - LAG_WINDOW_MS);
  }

  #takeSample(now: number): void {
    if (now - (this.#samples.at(-1)?.at ?? 0) < SAMPLE_INTERVAL_MS) return;
    this.#samples.push({ at: now, busyMs: this.#busyMs });
    this.#forgetSamples(now - RECENT_MS);
  }

  #forgetSamples(before: number): void {
    while ((this.#samples[1]?.at ?? Infinity) <= before) this.#samples.shift();
  }

  #forgetBefore(time: number): void {
    while ((this.#recent[0]?.at ?? Infinity) < time) this.#recent.shift();
  }
}
