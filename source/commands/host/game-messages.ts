import { Store } from '../../store.ts';
import type { HostMessages } from '../../terminal/index.ts';

/** Collects the warnings and the report of a host's games, one game after the other. */
export class GameMessages extends Store<HostMessages> {
  readonly #lasting: readonly string[];

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

  showReport(file: string): void {
    this.update({ report: file });
  }

  /** Drops the messages about the last game. */
  startGame(): void {
    this.update({ warnings: this.#lasting, report: null });
  }
}
