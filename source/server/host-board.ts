import { Shown } from '../view/shown.ts';
import type { HostSnapshot } from './host-seat.ts';

/** What the host is told. */
export class HostBoard extends Shown<HostSnapshot> {
  constructor(first: Pick<HostSnapshot, 'stage' | 'locked' | 'ended'>) {
    super({ ...first, warnings: [], report: null });
  }

  /** Adds a warning, as the newest where it was there before. */
  warn(warning: string): void {
    const others = this.snapshot().warnings.filter((other) => other !== warning);
    this.show({ warnings: [...others, warning] });
  }
}
