import type { GameRequest, OpenGameOptions } from './open-game.ts';
import { runGameHeadless, runGameOnScreen } from './run-game.ts';
import { gameToResume, interruptionNotice } from './resume-game.ts';
import { ignoredServingNotice, mergeServing } from './serving.ts';
import { startGameThread } from './thread/game-thread.ts';
import { readTlsIdentity } from './tls-identity.ts';
import { type WantedQuiz, loadOrChooseQuiz } from '../choose-quiz.ts';
import { type DisplayOptions, displayOf } from '../command-line/display.ts';
import { type ExitCode, exitCodes } from '../process/exit-codes.ts';
import { stateFolder } from '../process/state-folder.ts';
import { fail, terminalProblem } from '../process/output.ts';
import { type Interruption, listenForInterruption } from '../process/signals.ts';
import { isOwnJournal } from '../../journal/catalogue.ts';
import { recentlyInterruptedGame } from '../../journal/resume.ts';
import type { SavedGame } from '../../journal/saved-game.ts';
import { DEFAULT_PORT } from '../../protocol/endpoints.ts';

export interface HostOptions extends Omit<OpenGameOptions, 'port'>, Omit<WantedQuiz, 'file'>, DisplayOptions {
  /** 0 picks any free port. Default: that of the game to resume, otherwise 7849. */
  readonly port?: number | undefined;
  readonly headless: boolean;
  /** PEM files, to serve https and wss instead of http and ws. Both or neither. */
  readonly tlsCert?: string | undefined;
  readonly tlsKey?: string | undefined;
  /** Resume an interrupted game: the one that `file` names, otherwise the latest. */
  readonly resume?: boolean | undefined;
  /** Ring the terminal's bell when a question opens. */
  readonly bell?: boolean | undefined;
}

/** Runs a game, on a screen or headless. Without a quiz to load or make, the host chooses one. */
export async function hostGame(file: string | undefined, options: HostOptions): Promise<ExitCode> {
  const problem = options.headless ? undefined : terminalProblem('host', displayOf(options));
  if (problem !== undefined) {
    return fail(exitCodes.usage, `${problem} Pass --headless to run a game without one.`);
  }
  const { make, mix, resume } = options;
  if (options.headless && file === undefined && make === undefined && !mix && !resume) {
    return fail(
      exitCodes.usage,
      '--headless needs a quiz file, --make or --mix, because nobody is there to choose a quiz.',
    );
  }
  const interruption = listenForInterruption();
  const thread = options.headless ? undefined : startGameThread();
  try {
    const prepared = await (resume
      ? prepareInterruptedGame(file, options)
      : prepareNewGame(file, options, interruption));
    if (typeof prepared !== 'object') return interruption.exitCode() ?? prepared;
    const { request, notice, interrupted } = prepared;
    const { stateDir, bell } = options;
    if (!thread) return await runGameHeadless(request, { notice, stateDir }, interruption);
    const canResume = interrupted !== undefined;
    const run = { notice, canResume, stateDir, bell, ...displayOf(options) };
    const outcome = await runGameOnScreen(thread, request, run, interruption);
    return outcome === 'resume-game'
      ? await resumeInstead(interrupted?.file, options, interruption)
      : outcome;
  } finally {
    await thread?.stop();
    interruption.release();
  }
}

/** Resumes an interrupted game as `host --resume` does: options for a new game do not apply to it. */
async function resumeInstead(
  file: string | undefined,
  { stateDir, bell, ...others }: HostOptions,
  interruption: Interruption,
): Promise<ExitCode> {
  const thread = startGameThread();
  try {
    const display = displayOf(others);
    const prepared = await prepareInterruptedGame(file, { stateDir, headless: false });
    if (typeof prepared !== 'object') return interruption.exitCode() ?? prepared;
    const { request, notice } = prepared;
    const outcome = await runGameOnScreen(
      thread,
      request,
      { notice, stateDir, bell, ...display },
      interruption,
    );
    return outcome === 'resume-game' ? exitCodes.done : outcome;
  } finally {
    await thread.stop();
  }
}

/** A game to open, and a message to show before it starts. */
interface PreparedGame {
  readonly request: GameRequest;
  readonly notice: string | undefined;
  /** A game that was interrupted recently, and that the host may want to resume instead. */
  readonly interrupted?: SavedGame | undefined;
}

/** Prepares a new game. Without a quiz to play, prints why and returns an exit code. */
async function prepareNewGame(
  file: string | undefined,
  options: HostOptions,
  interruption: Interruption,
): Promise<PreparedGame | ExitCode> {
  const { port = DEFAULT_PORT, stateDir = stateFolder() } = options;
  const secured = await addTlsIdentity({ ...options, port });
  if (typeof secured !== 'object') return secured;
  const { make, mix, count, seed } = options;
  const wanted = { file, make, mix, count, seed };
  const display = displayOf(options);
  const found = await loadOrChooseQuiz(wanted, {
    action: 'host',
    async playAlone(quiz) {
      const { playQuiz } = await import('../play.ts');
      return playQuiz(quiz, display, interruption);
    },
    ...display,
    signal: interruption.signal,
  });
  if (typeof found !== 'object') return found;
  const now = Date.now();
  const interrupted = await recentlyInterruptedGame(stateDir, now);
  const notices = [found.notice, interrupted && interruptionNotice(interrupted, now, !options.headless)];
  const notice = notices.filter((each) => each !== undefined).join(' ') || undefined;
  return { request: { type: 'new', quiz: found.quiz, options: secured }, notice, interrupted };
}

/** Prepares an interrupted game. If there is none to resume, prints why and returns an exit code. */
async function prepareInterruptedGame(
  file: string | undefined,
  options: HostOptions,
): Promise<PreparedGame | ExitCode> {
  const { stateDir = stateFolder() } = options;
  const game = await gameToResume(file, stateDir, Date.now());
  if (typeof game === 'string') return fail(exitCodes.failed, game);
  // A journal from elsewhere may be somebody else's: it must not choose what this machine opens, reads and writes.
  const isOwn = isOwnJournal(game.file, stateDir);
  const port = options.port ?? (isOwn ? game.header.port : DEFAULT_PORT);
  const served = isOwn ? mergeServing(options, game.header.serving) : options;
  const secured = await addTlsIdentity({ ...served, port });
  if (typeof secured !== 'object') return secured;
  const notice = isOwn ? undefined : ignoredServingNotice(game, options);
  return { request: { type: 'saved', game, options: secured }, notice };
}

/** Reads the certificate that the options name. If it cannot be used, prints why and returns an exit code. */
async function addTlsIdentity<Options extends HostOptions>(options: Options): Promise<Options | ExitCode> {
  const { tlsCert, tlsKey } = options;
  if (tlsCert === undefined && tlsKey === undefined) return options;
  const tls =
    tlsCert === undefined || tlsKey === undefined
      ? 'TLS needs both a certificate and its key. Pass --tls-cert and --tls-key.'
      : await readTlsIdentity(tlsCert, tlsKey, Date.now());
  if (typeof tls === 'object') return { ...options, tls };
  return fail(exitCodes.usage, tls);
}
