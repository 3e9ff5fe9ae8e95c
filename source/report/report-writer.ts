import { Worker } from 'node:worker_threads';
import { type ReportRequest, type WrittenReport, reportFailure, writeReports } from './report-files.ts';
import type { Clock } from '../clock.ts';
import type { GameCreated, GameEvent } from '../game/events.ts';

/** The delay after the podium is shown, in milliseconds. Players get their podium first. */
const DELAY_MS = 250;

export interface ReportWriterOptions {
  /** If it does not exist, it is created, readable only by its owner. */
  readonly folder: string;
  readonly stateDir: string;
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

  /** Follows the game in `journal`. Its reports are written at the podium, and again if something in them changes there. */
  follow({ type }: GameCreated | GameEvent, journal: string | null): void {
    this.#journal = journal;
    if (type === 'game-created') this.#isOnPodium = false;
    if (type === 'podium-shown' || (CHANGES.has(type) && this.#isOnPodium)) this.write(journal);
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
    this.#written = this.#written.then(() => this.#write(pending.journal));
  }

  async #write(journal: string): Promise<void> {
    const { folder, stateDir, onReport, onWarning } = this.#options;
    const { file, warning } = await writeInThread({ journal, folder, stateDir });
    if (warning !== null) onWarning(warning);
    if (file !== null && journal === this.#journal) onReport(file);
  }
}

/** The events that change a report after the podium is shown. */
const CHANGES: ReadonlySet<GameEvent['type'] | 'game-created'> = new Set([
  'player-kicked',
  'players-removed',
  'player-readmitted',
  'player-renamed',
  'points-given',
  'question-voided',
  'answer-allowed',
] as const);

/**
 * Writes the reports in a thread of their own, because those of a large game take seconds and much memory. Writes them in this
 * thread if no other can be started.
 */
async function writeInThread(request: ReportRequest): Promise<WrittenReport> {
  let hasStarted = false;
  const outcome = await new Promise<WrittenReport | { readonly error: unknown }>((resolve) => {
    const worker = new Worker(new URL('./report-thread.js', import.meta.url), { workerData: request });
    worker.on('message', (message: ThreadMessage) => {
      if (message === 'started') hasStarted = true;
      else resolve(message);
    });
    worker.on('error', (error) => resolve({ error }));
    worker.on('exit', (code) => resolve({ error: new Error(`its thread ended with exit code ${code}`) }));
  });
  if (!('error' in outcome)) return outcome;
  return hasStarted ? reportFailure(outcome.error) : writeReports(request);
}

/** A message from the thread: `started` first, and its result at the end. */
export type ThreadMessage = 'started' | WrittenReport;
