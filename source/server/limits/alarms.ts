import type { Clock } from '../../clock.ts';
import { Store } from '../../store.ts';

/** An attack of which the host is warned while it lasts. */
export type Alarm =
  | { readonly type: 'pin-guessing' }
  /** The oldest connections without a seat are closed, because one network has too many of them. */
  | { readonly type: 'connection-flood' }
  /** New players from one network have to wait, because too many of them join. */
  | { readonly type: 'join-flood' };

/** How long an alarm is shown after it was last raised, in milliseconds. */
const SHOWN_MS = 30_000;

/** The alarms that the host sees, the newest last. */
export class Alarms extends Store<readonly Alarm[]> {
  readonly #clock: Clock;
  readonly #raisedAt = new Map<Alarm['type'], number>();
  readonly #timers = new Map<Alarm['type'], () => void>();
  #isStopped = false;

  constructor(clock: Clock) {
    super([]);
    this.#clock = clock;
  }

  /** Shows an alarm until 30 s after the last call. Cheap enough to call for every message of an attack. */
  raise(type: Alarm['type']): void {
    if (this.#isStopped) return;
    const isShown = this.#raisedAt.has(type);
    this.#raisedAt.set(type, this.#clock.now());
    if (isShown) return;
    this.#lowerAfter(type, SHOWN_MS);
    this.replace([...this.snapshot(), { type }]);
  }

  /** Cancels all timers. Alarms can no longer be raised. */
  stop(): void {
    this.#isStopped = true;
    for (const cancel of this.#timers.values()) cancel();
  }

  #lowerAfter(type: Alarm['type'], delayMs: number): void {
    const cancel = this.#clock.after(delayMs, () => {
      const leftMs = (this.#raisedAt.get(type) ?? 0) + SHOWN_MS - this.#clock.now();
      if (leftMs > 0) return this.#lowerAfter(type, leftMs);
      this.#raisedAt.delete(type);
      this.#timers.delete(type);
      this.replace(this.snapshot().filter((alarm) => alarm.type !== type));
    });
    this.#timers.set(type, cancel);
  }
}
