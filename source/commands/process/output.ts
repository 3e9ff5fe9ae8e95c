import { type ExitCode, exitCodes } from './exit-codes.ts';

/** Says something to who runs the command, beside its output: what is wrong and what to do, or what is good to know. */
export function sayOnStderr(...lines: readonly string[]): void {
  for (const line of lines) process.stderr.write(`${line}\n`);
}

/** Says what is wrong with the command line of a command, or of the program where `command` is empty. */
export function printUsageError(command: string, ...messages: readonly string[]): ExitCode {
  sayOnStderr(...messages, `See "termquiz ${command === '' ? '' : `${command} `}--help".`);
  return exitCodes.usage;
}

/** Whether keys can be read and a screen can be drawn. */
export function hasTerminal(): boolean {
  return Boolean(process.stdin.isTTY && process.stdout.isTTY);
}

/** How many cells a line of the output has; 80 where it is no terminal. */
export function outputColumns(): number {
  return process.stdout.columns ?? 80;
}
