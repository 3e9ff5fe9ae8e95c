import { Store } from '../../store.ts';
import type { HostMessages } from '../../terminal/index.ts';
import { cleanLine } from '../../text/clean.ts';
import { pluralize } from '../../text/numbers.ts';

/** Collects the messages about a host's games, one game after the other, and makes them safe for the screen. */
export class GameMessages extends Store<HostMessages> {
  readonly #lasting: readonly string[];

  /** @param lasting Warnings that apply to every game. */
  constructor(lasting: readonly string[] = []) {
    const warnings = lasting.map(cleanLine);
    super({ warnings, lostTime: null, report: null });
    this.#lasting = warnings;
  }

  /** Adds a warning; a repeated one moves to the end. */
  warn(message: string): void {
    const warning = cleanLine(message);
    const others = this.snapshot().warnings.filter((other) => other !== warning);
    this.update({ warnings: [...others, warning] });
  }

  /** Says how long the host was asleep, stopped or blocked. Replaces the previous message. */
  showLostTime(ms: number): void {
    this.update({ lostTime: `The host was away for ${durationText(ms)}. That time does not count.` });
  }

  hideLostTime(): void {
    if (this.snapshot().lostTime !== null) this.update({ lostTime: null });
  }

  showReport(file: string): void {
    this.update({ report: cleanLine(file) });
  }

  /** Drops the messages about the last game. */
  startGame(): void {
    this.update({ warnings: this.#lasting, lostTime: null, report: null });
  }
}

function durationText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 120 ? pluralize(seconds, 'second') : pluralize(Math.round(seconds / 60), 'minute');
}
