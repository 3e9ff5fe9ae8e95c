import { type ExitCode, exitCodes } from './exit-codes.ts';
import { sayOnStderr } from './output.ts';
import { errorMessage } from '../../text/error.ts';

const SIGNALS = {
  SIGINT: exitCodes.interrupted,
  SIGTERM: exitCodes.terminated,
  SIGHUP: exitCodes.hangup,
} as const;

/** What makes a running command stop from outside. */
export interface Interruption {
  /** Is aborted at the first signal or fault: what is on the screen goes away, what is open is closed. */
  readonly signal: AbortSignal;
  /** How the process is to end because of it; undefined while nothing happened. */
  exitCode(): ExitCode | undefined;
  /** Stops listening. */
  release(): void;
}

/**
 * Listens for signals, for a terminal that went away and for faults nobody caught, so that a command can put everything in
 * order before it ends. A second signal ends the process at once.
 */
export function listenForInterruption(): Interruption {
  const controller = new AbortController();
  let exitCode: ExitCode | undefined;
  const stop = (code: ExitCode) => {
    if (exitCode !== undefined) process.exit(code);
    exitCode = code;
    controller.abort();
  };
  const onSignal = (name: NodeJS.Signals) => {
    if (name === 'SIGINT' || name === 'SIGTERM' || name === 'SIGHUP') stop(SIGNALS[name]);
  };
  const onFault = (error: unknown) => {
    // After the screen is gone: on the alternate screen nobody would see it.
    process.once('exit', () => reportCrash(error));
    stop(exitCodes.failed);
  };
  // Writing to a terminal that was closed fails; reading from it ends.
  const onClosedOutput = () => {
    if (exitCode === undefined) stop(exitCodes.hangup);
  };

  for (const name of Object.keys(SIGNALS)) process.on(name, onSignal);
  process.on('uncaughtException', onFault);
  if (process.stdout.isTTY) process.stdout.on('error', onClosedOutput);
  return {
    signal: controller.signal,
    exitCode: () => exitCode,
    release() {
      for (const name of Object.keys(SIGNALS)) process.off(name, onSignal);
      process.off('uncaughtException', onFault);
      process.stdout.off('error', onClosedOutput);
    },
  };
}

/** A bug or a broken machine: one line for everybody, the stack for who asks for it. */
export function reportCrash(error: unknown): void {
  sayOnStderr(
    `termquiz: ${errorMessage(error)}`,
    'This should not have happened. Run it with DEBUG=termquiz to see where it did.',
  );
  if (process.env['DEBUG'] === 'termquiz' && error instanceof Error) sayOnStderr(String(error.stack));
}
