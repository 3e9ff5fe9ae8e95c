import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { Clock } from '../clock.ts';
import type { GameCreated, GameEvent } from '../game/events.ts';
import { openSavedGame } from '../journal/saved-game.ts';
import { runInSlices } from '../journal/slices.ts';
import { fileFormats } from './formats.ts';
import { reportingOf } from './report.ts';
import { errorMessage } from '../text/error.ts';

/** How long after the podium was shown the reports are made, in milliseconds: the podium is to go out first. */
const DELAY_MS = 250;

export interface ReportWriterOptions {
  /** Is made when it is not there, for its owner alone. */
  readonly folder: string;
  readonly clock: Pick<Clock, 'after'>;
  /** Is told the report to show people, of the game that is played. */
  readonly onReport: (report: string) => void;
  /** Is told, in a sentence, why there is no report, or not all of it. */
  readonly onWarning: (warning: string) => void;
}

/** Writes the reports of a host's games from their journals: for people, for spreadsheets and for programs. */
export class ReportWriter {
  readonly #options: ReportWriterOptions;
  #pending: { readonly journal: string; readonly cancel: () => void } | null = null;
  #written: Promise<void> = Promise.resolve();
  /** Of the game that is played. */
  #journal: string | null = null;
  #isOnPodium = false;

  constructor(options: ReportWriterOptions) {
    this.#options = options;
  }

  /** Takes note of what happens in the game in `journal`. Its reports are made at the podium, and again after a kick there. */
  follow({ type }: GameCreated | GameEvent, journal: string | null): void {
    this.#journal = journal;
    if (type === 'game-created') this.#isOnPodium = false;
    if (type === 'podium-shown' || (type === 'player-kicked' && this.#isOnPodium)) this.write(journal);
  }

  /** Makes the reports of a game on its podium in a moment, again where there are some. Null: the game has no journal. */
  write(journal: string | null): void {
    const { clock, onWarning } = this.#options;
    this.#isOnPodium = true;
    if (journal === null) return onWarning('There is no report: this game could not be kept.');
    this.#pending?.cancel();
    if (this.#pending && this.#pending.journal !== journal) this.#start();
    this.#pending = { journal, cancel: clock.after(DELAY_MS, () => this.#start()) };
  }

  /** Writes at once what is to be written, and resolves when it is. */
  async close(): Promise<void> {
    this.#start();
    await this.#written;
  }

  #start(): void {
    const pending = this.#pending;
    this.#pending = null;
    if (!pending) return;
    pending.cancel();
    this.#written = this.#written.then(() => this.#make(pending.journal));
  }

  async #make(journal: string): Promise<void> {
    const { onReport, onWarning } = this.#options;
    const game = await openSavedGame(journal);
    if (typeof game === 'string') return onWarning(`There is no report: ${game}`);
    try {
      const report = await runInSlices(reportingOf(game));
      const files = reportFiles(this.#options.folder, journal);
      await mkdir(this.#options.folder, { recursive: true, mode: 0o700 });
      for (const { file, render } of files) await replaceFile(file, render(report));
      if (!report.finished) onWarning('The report is not whole: the journal was not written to its end.');
      if (journal === this.#journal) onReport(files[0]?.file ?? '');
    } catch (error) {
      onWarning(`No report can be written (${errorMessage(error)}). "termquiz report" shows it at any time.`);
    }
  }
}

/** Writes a file whole or not at all: what was there before stays where it cannot be written. */
async function replaceFile(file: string, text: Iterable<string>): Promise<void> {
  const draft = `${file}.${process.pid}`;
  try {
    await writeFile(draft, text, { mode: 0o600 });
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** The folder of the reports in a state folder. */
export function reportFolder(stateDir: string): string {
  return join(stateDir, 'reports');
}

/** The reports that a host writes of the game in `journal`, the one for people first. */
export function reportFiles(folder: string, journal: string) {
  const name = basename(journal, '.jsonl');
  return Object.values(fileFormats).map(({ ending, render }) => ({
    file: resolve(folder, `${name}${ending}`),
    render,
  }));
}
