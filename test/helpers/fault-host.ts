import type { JournalContents } from '../../source/journal/read-journal.ts';
import { bundledQuiz } from './binary.ts';
import type { SeededRandom } from './seeded-random.ts';
import { HeadlessHost, type HostLine, type Listening } from './headless-host.ts';
import { pastGame, unsavedLines } from './fault-checks.ts';
import { freePort } from './listening.ts';
import { temporaryFolder } from './temporary-folder.ts';

const QUIZZES = ['git', 'security', 'terminal-history', 'typescript', 'databases-and-sql'] as const;

/** A headless host that is killed and restarted to resume its game. */
export class FaultHost {
  readonly listening: Listening;
  readonly #stateDir: string;
  #process: HeadlessHost;
  /** The contents of the journal when the current process was started. */
  #past: JournalContents | null = null;

  private constructor(process: HeadlessHost, listening: Listening, stateDir: string) {
    this.#process = process;
    this.listening = listening;
    this.#stateDir = stateDir;
  }

  /** Starts a game of one of the bundled quizzes. */
  static async start(dice: SeededRandom): Promise<FaultHost> {
    const stateDir = temporaryFolder();
    const port = String(await freePort());
    const options = ['--state-dir', stateDir, '--port', port, '--time', '120'];
    const process = new HeadlessHost(bundledQuiz(dice.pick(QUIZZES)), options);
    return new FaultHost(process, await process.listening(), stateDir);
  }

  /** The current process: a new one after each kill. */
  get process(): HeadlessHost {
    return this.#process;
  }

  /** Counts the events of a type. */
  count(type: string): number {
    const past = this.#past?.events.filter((event) => event.type === type) ?? [];
    return past.length + this.#process.linesOf(type).length;
  }

  /** Reads the game from its journal. */
  get past(): JournalContents {
    return pastGame(this.listening.journal ?? '');
  }

  /** Kills and restarts the host. Returns a problem for each event that it printed without saving it first. */
  async kill(): Promise<string[]> {
    this.#process.kill('SIGKILL');
    await this.#process.exited;
    const problems = this.#unsaved(this.#process.lines);
    this.#past = this.past;
    this.#process = new HeadlessHost('--resume', ['--state-dir', this.#stateDir]);
    return problems;
  }

  #unsaved(printed: readonly HostLine[]): string[] {
    const { created, events } = this.past;
    const linesBefore = this.#past ? this.#past.events.length + 1 : 0;
    return unsavedLines(printed, [created, ...events].slice(linesBefore));
  }
}
