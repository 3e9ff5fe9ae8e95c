import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { reportCsv } from './csv.ts';
import { reportMarkdown } from './markdown.ts';
import { type Report, reportInSlices } from './report.ts';
import type { Clock } from '../clock.ts';
import type { GameCreated, GameEvent } from '../game/events.ts';
import { openSavedGame } from '../journal/saved-game.ts';
import { runInSlices } from '../journal/slices.ts';
import { errorMessage } from '../text/error.ts';

/** The delay after the podium is shown, in milliseconds. Players get their podium first. */
const DELAY_MS = 250;

export interface ReportWriterOptions {
  /** Created for its owner alone if it does not exist. */
  readonly folder: string;
  readonly clock: Pick<Clock, 'after'>;
  /** Called with the file of the current game's report for people. */
  readonly onReport: (file: string) => void;
  /** Called with a warning if a report is missing or incomplete. */
  readonly onWarning: (warning: string) => void;
}

/** Writes the reports of a host's games from their journals: for people, for spreadsheets and for programs. */
export class ReportWriter {
  readonly #options: ReportWriterOptions;
  #pending: { readonly journal: string; readonly cancel: () => void } | null = null;
  #written: Promise<void> = Promise.resolve();
  /** The current game's. */
  #journal: string | null = null;
  #isOnPodium = false;

  constructor(options: ReportWriterOptions) {
    this.#options = options;
  }

  /** Follows the game in `journal`. Its reports are written at the podium, and again if a player is kicked there. */
  follow({ type }: GameCreated | GameEvent, journal: string | null): void {
    this.#journal = journal;
    if (type === 'game-created') this.#isOnPodium = false;
    if (type === 'podium-shown' || (type === 'player-kicked' && this.#isOnPodium)) this.write(journal);
  }

  /** Writes the reports of a game on its podium after a short delay, replacing earlier ones. Null: the game has no journal. */
  write(journal: string | null): void {
    const { clock, onWarning } = this.#options;
    this.#isOnPodium = true;
    if (journal === null) return onWarning('There is no report, because this game could not be saved.');
    this.#pending?.cancel();
    if (this.#pending && this.#pending.journal !== journal) this.#start();
    this.#pending = { journal, cancel: clock.after(DELAY_MS, () => this.#start()) };
  }

  /** Writes pending reports now. Resolves when they are written. */
  async close(): Promise<void> {
    this.#start();
    await this.#written;
  }

  #start(): void {
    const pending = this.#pending;
    this.#pending = null;
    if (!pending) return;
    pending.cancel();
    this.#written = this.#written.then(() => this.#writeAll(pending.journal));
  }

  async #writeAll(journal: string): Promise<void> {
    const { folder, onReport, onWarning } = this.#options;
    const game = await openSavedGame(journal);
    if (typeof game === 'string') return onWarning(`The report could not be written: ${game}`);
    try {
      const report = await runInSlices(reportInSlices(game));
      const files = reportFiles(folder, journal);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      for (const { file, render } of files) await replaceFile(file, render(report));
      if (!report.finished) onWarning('The report is incomplete, because the journal is.');
      if (journal === this.#journal) onReport(files[0]?.file ?? '');
    } catch (error) {
      onWarning(
        `The report could not be written (${errorMessage(error)}). Use the command "report" to see it.`,
      );
    }
  }
}

/** Writes a file completely or not at all. If it cannot be written, the earlier one stays. */
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

/** Returns the reports of the game in `journal`, the one for people first. */
export function reportFiles(folder: string, journal: string) {
  const name = basename(journal, '.jsonl');
  return Object.values(fileFormats).map(({ ending, render }) => ({
    file: resolve(folder, `${name}${ending}`),
    render,
  }));
}

export type FileFormat = 'markdown' | 'csv' | 'json';

interface FileFormatRules {
  /** How the file's name ends. */
  readonly ending: string;
  /** Returns the text in parts, because a large game's takes a while. */
  readonly render: (report: Report) => Iterable<string>;
}

/** The formats of report files. */
export const fileFormats: Readonly<Record<FileFormat, FileFormatRules>> = {
  markdown: { ending: '.md', render: (report) => [reportMarkdown(report)] },
  csv: { ending: '.csv', render: reportCsv },
  json: { ending: '.json', render: (report) => [`${JSON.stringify(report, null, 2)}\n`] },
};
