import { Store } from '../../store.ts';
import type { HostMessages } from '../../terminal/index.ts';
import { pluralize } from '../../text/numbers.ts';

/** Collects the warnings and the report of a host's games, one game after the other. */
export class GameMessages extends Store<HostMessages> {
  readonly #lasting: readonly string[];
  #lostTimeWarning: string | null = null;

  /** @param lasting Warnings that apply to every game. */
  constructor(lasting: readonly string[] = []) {
    super({ warnings: lasting, report: null });
    this.#lasting = lasting;
  }

  /** Adds a warning; a repeated one moves to the end. */
  warn(warning: string): void {
    const others = this.snapshot().warnings.filter((other) => other !== warning);
    this.update({ warnings: [...others, warning] });
  }

  /** Warns that the host was asleep, stopped or blocked for this long. Replaces the warning of the last time. */
  warnOfLostTime(ms: number): void {
    const warnings = this.snapshot().warnings.filter((warning) => warning !== this.#lostTimeWarning);
    this.#lostTimeWarning = `The host was away for ${durationText(ms)}. That time does not count.`;
    this.update({ warnings: [...warnings, this.#lostTimeWarning] });
  }

  showReport(file: string): void {
    this.update({ report: file });
  }

  /** Drops the messages about the last game. */
  startGame(): void {
    this.update({ warnings: this.#lasting, report: null });
  }
}

function durationText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 120 ? pluralize(seconds, 'second') : pluralize(Math.round(seconds / 60), 'minute');
}
