import { Shown } from '../view/shown.ts';
import type { HostSnapshot } from './host-seat.ts';

/** What the host is told. */
export class HostBoard extends Shown<HostSnapshot> {
  readonly #lasting: readonly string[];

  /** @param lasting Warnings of what stays wrong in every game. */
  constructor(first: Pick<HostSnapshot, 'stage' | 'locked' | 'ended'>, lasting: readonly string[]) {
    super({ ...first, warnings: lasting, report: null });
    this.#lasting = lasting;
  }

  /** Forgets what was said of the last game. What is still wrong with keeping games the log says again. */
  clear(): void {
    this.show({ warnings: this.#lasting, report: null });
  }

  /** Adds a warning, as the newest where it was there before. */
  warn(warning: string): void {
    const others = this.snapshot().warnings.filter((other) => other !== warning);
    this.show({ warnings: [...others, warning] });
  }
}
