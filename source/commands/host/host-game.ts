import { type OpenGameOptions, openGame, reopenGame } from './open-game.ts';
import { type Opener, runGameHeadless, runGameOnScreen } from './run-game.ts';
import { gameToResume, interruptionNotice } from './resume-game.ts';
import { mergeServing } from './serving.ts';
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
  try {
    const opener = await (options.resume
      ? prepareInterruptedGame(file, options)
      : prepareNewGame(file, options, interruption.signal));
    if (typeof opener !== 'function') return interruption.exitCode() ?? opener;
    const notice = options.resume
      ? undefined
      : await interruptionNotice(options.stateDir ?? stateFolder(), Date.now());
    const { stateDir, ascii } = options;
    return options.headless
      ? await runGameHeadless(opener, { notice, stateDir }, interruption)
      : await runGameOnScreen(opener, { notice, stateDir, ascii }, interruption);
  } finally {
    interruption.release();
  }
}

/** Prepares a new game. Without a quiz to play, prints why and returns an exit code. */
async function prepareNewGame(
  file: string | undefined,
  options: HostOptions,
  signal: AbortSignal,
): Promise<Opener | ExitCode> {
  const secured = await addTlsIdentity(options);
  if (typeof secured !== 'object') return secured;
  const quiz = await loadOrChooseQuiz(file, { action: 'host this quiz', ascii: options.ascii, signal });
  return typeof quiz === 'object' ? (observer) => openGame(quiz, secured, observer) : quiz;
}

/** Prepares an interrupted game. If there is none to resume, prints why and returns an exit code. */
async function prepareInterruptedGame(
  file: string | undefined,
  options: HostOptions,
): Promise<Opener | ExitCode> {
  const { stateDir = stateFolder() } = options;
  const game = await gameToResume(file, stateDir, Date.now());
  if (typeof game === 'string') return fail(exitCodes.failed, game);
  const secured = await addTlsIdentity(mergeServing(options, game.header.serving));
  return typeof secured === 'object' ? (observer) => reopenGame(game, secured, observer) : secured;
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
