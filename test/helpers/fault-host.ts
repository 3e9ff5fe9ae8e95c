import type { JournalContents } from '../../source/journal/read-journal.ts';
import { bundledQuiz } from './binary.ts';
import type { SeededRandom } from './seeded-random.ts';
import { HeadlessHost, type HostLine, type Listening } from './headless-host.ts';
import { pastGame, unsavedLines } from './fault-checks.ts';
import { freePort } from './listening.ts';
import { temporaryFolder } from './temporary-folder.ts';

const QUIZZES = ['git', 'security', 'terminal-history', 'typescript', 'databases-and-sql'] as const;

/** A headless host that is killed, and started again to go on with its game. */
export class FaultHost {
  readonly listening: Listening;
  readonly #stateDir: string;
  #process: HeadlessHost;
  /** What its journal held when it was started. */
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

  /** The process that runs the game now: another one after each kill. */
  get process(): HeadlessHost {
    return this.#process;
  }

  /** How many events of a type there were, as far as is known here. */
  count(type: string): number {
    const past = this.#past?.events.filter((event) => event.type === type) ?? [];
    return past.length + this.#process.linesOf(type).length;
  }

  /** The game as its journal has it. */
  get past(): JournalContents {
    return pastGame(this.listening.journal ?? '');
  }

  /** Kills the host and starts it again. What it said and had not kept is wrong. */
  async kill(): Promise<string[]> {
    this.#process.kill('SIGKILL');
    await this.#process.exited;
    const problems = this.#unkept(this.#process.lines);
    this.#past = this.past;
    this.#process = new HeadlessHost('--resume', ['--state-dir', this.#stateDir]);
    return problems;
  }

  #unkept(printed: readonly HostLine[]): string[] {
    const { created, events } = this.past;
    const linesBefore = this.#past ? this.#past.events.length + 1 : 0;
    return unsavedLines(printed, [created, ...events].slice(linesBefore));
  }
}
