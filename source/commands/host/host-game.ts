import { type OpenGameOptions, openGame, reopenGame } from './open-game.ts';
import { type Opener, runGameHeadless, runGameOnScreen } from './run-game.ts';
import { gameToResume, interruptionNotice } from './resume-game.ts';
import { mergeServing } from './serving.ts';
import { readTlsIdentity } from './tls-identity.ts';
import { type ExitCode, exitCodes } from '../process/exit-codes.ts';
import { stateFolder } from '../process/new-file.ts';
import { hasTerminal, sayOnStderr } from '../process/output.ts';
import { listenForInterruption } from '../process/signals.ts';
import { chosenQuiz } from '../quiz-file.ts';

export interface HostOptions extends OpenGameOptions {
  readonly headless: boolean;
  /** Files, in PEM: https and wss in place of http and ws. Both, or neither. */
  readonly tlsCert?: string | undefined;
  readonly tlsKey?: string | undefined;
  /** Go on with an interrupted game: the file is its journal then; without one, the newest. */
  readonly resume?: boolean | undefined;
  /** Draw with ASCII characters only. */
  readonly ascii?: boolean | undefined;
}

/** `termquiz host`: runs a game, on a screen or headless. Without a file a bundled quiz is chosen on the screen. */
export async function hostGame(file: string | undefined, options: HostOptions): Promise<ExitCode> {
  if (!options.headless && !hasTerminal()) {
    sayOnStderr(
      'termquiz host draws on a terminal, and this is none. Add --headless to run a game without one.',
    );
    return exitCodes.usage;
  }
  if (options.headless && file === undefined && !options.resume) {
    sayOnStderr('termquiz host --headless needs a quiz file: nobody is there to choose one.');
    return exitCodes.usage;
  }
  const interruption = listenForInterruption();
  try {
    const opener = await (options.resume
      ? resumed(file, options)
      : fresh(file, options, interruption.signal));
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

/** A new game, or the exit code where there is no quiz to play. */
async function fresh(
  file: string | undefined,
  options: HostOptions,
  signal: AbortSignal,
): Promise<Opener | ExitCode> {
  const secured = await withTls(options);
  if (typeof secured !== 'object') return secured;
  const quiz = await chosenQuiz(file, { action: 'host this quiz', ascii: options.ascii, signal });
  return typeof quiz === 'object' ? (observer) => openGame(quiz, secured, observer) : quiz;
}

/** An interrupted game, or the exit code where there is none to go on with. */
async function resumed(file: string | undefined, options: HostOptions): Promise<Opener | ExitCode> {
  const { stateDir = stateFolder() } = options;
  const game = await gameToResume(file, stateDir, Date.now());
  if (typeof game === 'string') {
    sayOnStderr(game);
    return exitCodes.failed;
  }
  const secured = await withTls(mergeServing(options, game.header.serving));
  return typeof secured === 'object' ? (observer) => reopenGame(game, secured, observer) : secured;
}

/** The options with the certificate that they name, or the exit code where it cannot be used. */
async function withTls(options: HostOptions): Promise<HostOptions | ExitCode> {
  const { tlsCert, tlsKey } = options;
  if (tlsCert === undefined && tlsKey === undefined) return options;
  const tls =
    tlsCert === undefined || tlsKey === undefined
      ? 'TLS needs both a certificate and its key: give --tls-cert and --tls-key.'
      : await readTlsIdentity(tlsCert, tlsKey, Date.now());
  if (typeof tls === 'object') return { ...options, tls };
  sayOnStderr(tls);
  return exitCodes.usage;
}
