import type { GameRequest, OpenGameOptions } from './open-game.ts';
import { runGameHeadless, runGameOnScreen } from './run-game.ts';
import { gameToResume, interruptionNotice } from './resume-game.ts';
import { mergeServing } from './serving.ts';
import { startGameThread } from './thread/game-thread.ts';
import { readTlsIdentity } from './tls-identity.ts';
import { type ExitCode, exitCodes } from '../process/exit-codes.ts';
import { stateFolder } from '../process/state-folder.ts';
import { fail, hasTerminal } from '../process/output.ts';
import { listenForInterruption } from '../process/signals.ts';
import { loadOrChooseQuiz } from '../quiz-file.ts';

export interface HostOptions extends OpenGameOptions {
  readonly headless: boolean;
  /** PEM files, to serve https and wss instead of http and ws. Both or neither. */
  readonly tlsCert?: string | undefined;
  readonly tlsKey?: string | undefined;
  /** Resume an interrupted game: the one that `file` names, otherwise the latest. */
  readonly resume?: boolean | undefined;
  /** Draw with ASCII characters only. */
  readonly ascii?: boolean | undefined;
}

/** Runs a game, on a screen or headless. Without a file, the host chooses a bundled quiz. */
export async function hostGame(file: string | undefined, options: HostOptions): Promise<ExitCode> {
  if (!options.headless && !hasTerminal()) {
    return fail(
      exitCodes.usage,
      'termquiz host needs a terminal. Pass --headless to run a game without one.',
    );
  }
  if (options.headless && file === undefined && !options.resume) {
    return fail(exitCodes.usage, '--headless needs a quiz file, because nobody is there to choose one.');
  }
  const interruption = listenForInterruption();
  const thread = options.headless ? undefined : startGameThread();
  try {
    const request = await (options.resume
      ? requestInterruptedGame(file, options)
      : requestNewGame(file, options, interruption.signal));
    if (typeof request !== 'object') return interruption.exitCode() ?? request;
    const notice = options.resume
      ? undefined
      : await interruptionNotice(options.stateDir ?? stateFolder(), Date.now());
    const { stateDir, ascii } = options;
    return thread
      ? await runGameOnScreen(thread, request, { notice, stateDir, ascii }, interruption)
      : await runGameHeadless(request, { notice, stateDir }, interruption);
  } finally {
    await thread?.stop();
    interruption.release();
  }
}

/** Returns a request for a new game. Without a quiz to play, prints why and returns an exit code. */
async function requestNewGame(
  file: string | undefined,
  options: HostOptions,
  signal: AbortSignal,
): Promise<GameRequest | ExitCode> {
  const secured = await addTlsIdentity(options);
  if (typeof secured !== 'object') return secured;
  const quiz = await loadOrChooseQuiz(file, { action: 'host this quiz', ascii: options.ascii, signal });
  return typeof quiz === 'object' ? { type: 'new', quiz, options: secured } : quiz;
}

/** Returns a request for an interrupted game. If there is none to resume, prints why and returns an exit code. */
async function requestInterruptedGame(
  file: string | undefined,
  options: HostOptions,
): Promise<GameRequest | ExitCode> {
  const { stateDir = stateFolder() } = options;
  const game = await gameToResume(file, stateDir, Date.now());
  if (typeof game === 'string') return fail(exitCodes.failed, game);
  const secured = await addTlsIdentity(mergeServing(options, game.header.serving));
  return typeof secured === 'object' ? { type: 'saved', game, options: secured } : secured;
}

/** Reads the certificate that the options name. If it cannot be used, prints why and returns an exit code. */
async function addTlsIdentity(options: HostOptions): Promise<HostOptions | ExitCode> {
  const { tlsCert, tlsKey } = options;
  if (tlsCert === undefined && tlsKey === undefined) return options;
  const tls =
    tlsCert === undefined || tlsKey === undefined
      ? 'TLS needs both a certificate and its key. Pass --tls-cert and --tls-key.'
      : await readTlsIdentity(tlsCert, tlsKey, Date.now());
  if (typeof tls === 'object') return { ...options, tls };
  return fail(exitCodes.usage, tls);
}
