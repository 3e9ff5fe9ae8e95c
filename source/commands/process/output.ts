import { type ExitCode, exitCodes } from './exit-codes.ts';
import { programName } from './program-name.ts';

/** Prints lines on stderr: errors, warnings and hints, none of which belong to the output. */
export function printError(...lines: readonly string[]): void {
  for (const line of lines) process.stderr.write(`${line}\n`);
}

/** Prints the output of a command that succeeded. */
export function printOutput(text: string): ExitCode {
  process.stdout.write(`${text}\n`);
  return exitCodes.done;
}

/** Prints why a command failed, and returns its exit code. */
export function fail(exitCode: ExitCode, ...lines: readonly string[]): ExitCode {
  printError(...lines);
  return exitCode;
}

/** Prints what is wrong with a command line, and where to find help. `command` is empty for the program itself. */
export function printUsageError(command: string, ...messages: readonly string[]): ExitCode {
  const help = [programName(), command, '--help'].filter((word) => word !== '');
  return fail(exitCodes.usage, ...messages, `See "${help.join(' ')}".`);
}

/** Returns help with commands that can be copied: `termquiz` is replaced by the name under which the program was started. */
export function helpText(text: string): string {
  return text.trim().replaceAll(/^ {2}termquiz\b/gmu, `  ${programName()}`);
}

/** Whether both input and output are a terminal. */
export function hasTerminal(): boolean {
  return Boolean(process.stdin.isTTY && process.stdout.isTTY);
}

/** Returns the width of the output in cells: 80 if it is not a terminal. */
export function outputColumns(): number {
  return process.stdout.columns ?? 80;
}
