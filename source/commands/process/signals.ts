import { type ExitCode, exitCodes } from './exit-codes.ts';
import { printError } from './output.ts';
import { errorMessage } from '../../text/error.ts';

const SIGNALS = {
  SIGINT: exitCodes.interrupted,
  SIGTERM: exitCodes.terminated,
  SIGHUP: exitCodes.hangup,
} as const;

/** A request from outside to stop a running command. */
export interface Interruption {
  /** Aborted at the first signal or uncaught error, so that the command closes its screen and its game. */
  readonly signal: AbortSignal;
  /** The exit code of the interruption; undefined before there is one. */
  exitCode(): ExitCode | undefined;
  /** Stops listening. */
  release(): void;
}

/**
 * Listens for signals, a closed terminal and uncaught errors, so that a command can clean up before it exits. A second signal
 * ends the process at once.
 */
export function listenForInterruption(): Interruption {
  const controller = new AbortController();
  let exitCode: ExitCode | undefined;
  let hasCrashed = false;
  const stop = (code: ExitCode) => {
    if (exitCode !== undefined) process.exit(code);
    exitCode = code;
    controller.abort();
  };
  const onSignal = (name: NodeJS.Signals) => {
    if (name === 'SIGINT' || name === 'SIGTERM' || name === 'SIGHUP') stop(SIGNALS[name]);
  };
  const onUncaughtError = (error: unknown) => {
    // Further errors must not stop the command from cleaning up.
    if (hasCrashed) return;
    hasCrashed = true;
    // Not before the screen is closed, because the alternate screen would swallow it.
    process.once('exit', () => reportCrash(error));
    exitCode ??= exitCodes.failed;
    controller.abort();
  };
  // A closed terminal shows only when a write fails.
  const onClosedOutput = () => {
    if (exitCode === undefined) stop(exitCodes.hangup);
  };

  for (const name of Object.keys(SIGNALS)) process.on(name, onSignal);
  process.on('uncaughtException', onUncaughtError);
  if (process.stdout.isTTY) process.stdout.on('error', onClosedOutput);
  return {
    signal: controller.signal,
    exitCode: () => exitCode,
    release() {
      for (const name of Object.keys(SIGNALS)) process.off(name, onSignal);
      process.off('uncaughtException', onUncaughtError);
      process.stdout.off('error', onClosedOutput);
    },
  };
}

/** Prints an unexpected error: a line for everybody, the stack only if DEBUG asks for it. */
export function reportCrash(error: unknown): void {
  printError(
    `termquiz: ${errorMessage(error)}`,
    'This should not have happened. Run it again with DEBUG=termquiz in the environment to see where it fails.',
  );
  if (process.env['DEBUG'] === 'termquiz' && error instanceof Error) printError(String(error.stack));
}
