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
 * ends the process at once, unless it is a SIGHUP.
 */
export function listenForInterruption(): Interruption {
  const controller = new AbortController();
  let exitCode: ExitCode | undefined;
  let hasCrashed = false;
  let isTerminalClosed = false;
  let hasSignal = false;
  const stop = (code: ExitCode) => {
    exitCode ??= code;
    controller.abort();
  };
  const onSignal = (name: NodeJS.Signals) => {
    if (name === 'SIGHUP') return hangUp();
    if (name !== 'SIGINT' && name !== 'SIGTERM') return;
    if (hasSignal || hasCrashed) endAtOnce(name);
    hasSignal = true;
    stop(SIGNALS[name]);
  };
  const onUncaughtError = (error: unknown) => {
    // Further errors must not stop the command from cleaning up.
    if (hasCrashed) return;
    hasCrashed = true;
    // Not before the screen is closed, because the alternate screen would swallow it.
    process.once('exit', () => reportCrash(error));
    stop(exitCodes.failed);
  };
  // A closing terminal sends SIGHUP, and writing to it and setting its mode fail, in any order. Together they count as one request.
  const hangUp = () => {
    isTerminalClosed = process.stdin.isTTY;
    stop(exitCodes.hangup);
  };
  // Some shells keep SIGHUP from the program. Unless a screen reads it, the input also ends when somebody types Ctrl+D.
  const onInputEnd = () => {
    if (process.stdin.isRaw) hangUp();
  };

  for (const name of Object.keys(SIGNALS)) process.on(name, onSignal);
  process.on('uncaughtException', onUncaughtError);
  const terminals = [process.stdin, process.stdout].filter(({ isTTY }) => isTTY);
  for (const stream of terminals) stream.on('error', hangUp);
  process.stdin.on('end', onInputEnd);
  return {
    signal: controller.signal,
    exitCode: () => exitCode,
    release() {
      for (const name of Object.keys(SIGNALS)) process.off(name, onSignal);
      process.off('uncaughtException', onUncaughtError);
      for (const stream of terminals) stream.off('error', hangUp);
      process.stdin.off('end', onInputEnd);
      if (isTerminalClosed && !hasCrashed && process.platform !== 'win32') terminateBy('SIGHUP');
    },
  };
}

/** Ends the process once the terminal is restored, without waiting for anything else. */
function endAtOnce(name: keyof typeof SIGNALS): void {
  if (process.platform !== 'win32') {
    process.on('exit', () => {
      if (process.stdin.isTTY) process.stdin.setRawMode(false);
      terminateBy(name);
    });
  }
  process.exit(SIGNALS[name]);
}

/** Ends the process as the signal does by default. If the terminal is gone, a usual exit aborts: Node cannot reset the terminal. */
function terminateBy(name: keyof typeof SIGNALS): void {
  // Libraries may have added listeners, too.
  process.removeAllListeners(name);
  process.kill(process.pid, name);
}

let hasReported = false;

/** Prints the first unexpected error of the process. Others may follow from it. */
export function reportCrash(error: unknown): void {
  if (hasReported) return;
  hasReported = true;
  printCrash(error);
}

/** Prints an unexpected error: a line for everybody, the stack only if DEBUG asks for it. */
export function printCrash(error: unknown): void {
  printError(
    `termquiz: ${errorMessage(error)}`,
    'This should not have happened. Run it again with DEBUG=termquiz in the environment to see where it fails.',
  );
  if (process.env['DEBUG'] === 'termquiz' && error instanceof Error) {
    printError(...String(error.stack).split('\n'));
  }
}
