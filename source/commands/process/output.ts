import { type ExitCode, exitCodes } from './exit-codes.ts';
import { programName } from './program-name.ts';
import { cleanLine } from '../../text/clean.ts';
import { toJson } from '../../text/json.ts';
import { placeClusters } from '../../text/place-clusters.ts';
import { widthOf } from '../../text/width.ts';

/** Prints lines on stderr: errors, warnings and hints, none of which belong to the output. Makes text that they quote safe. */
export function printError(...lines: readonly string[]): void {
  writeLines(process.stderr, lines.map(cleanLine));
}

/** Prints lines of output on stdout. Makes text that they quote safe. */
export function printLines(...lines: readonly string[]): void {
  writeLines(process.stdout, lines.map(cleanLine));
}

/** Prints lines of output with colours. Text that they quote must be safe already. */
export function printStyled(...lines: readonly string[]): void {
  writeLines(process.stdout, lines);
}

/** Prints output for another program unchanged. The format of the output must escape text from outside. */
export function printVerbatim(text: string): void {
  process.stdout.write(text);
}

/** Prints a value as JSON, on one line unless it is indented. */
export function printJson(value: unknown, indent?: number): void {
  printVerbatim(`${toJson(value, indent)}\n`);
}

/** Prints the program's own words as the output of a command that succeeded. */
export function printOutput(text: string): ExitCode {
  printLines(...text.split('\n'));
  return exitCodes.done;
}

/**
 * Writes lines that are safe for a terminal. On a terminal, keeps their columns in place, unless a line is so long that the terminal
 * wraps it.
 */
function writeLines(stream: NodeJS.WriteStream, lines: readonly string[]): void {
  const { isTTY, columns = 80 } = stream;
  const place = (line: string) => (widthOf(line) <= columns ? placeClusters(line, columns) : line);
  const shown = lines.map(breakCommands).map((line) => (isTTY ? place(line) : line));
  stream.write(shown.map((line) => `${line}\n`).join(''));
}

/** Breaks up what GitHub Actions and Azure take for a command in a log. */
function breakCommands(line: string): string {
  return line.replace(/^\s*:(?=:)/u, '$& ').replaceAll(/##(?=[a-z]*\[)/gu, '# #');
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

/**
 * Returns why this command cannot run: it has no terminal, or has to draw screens on one that cannot move the cursor. `command` is empty
 * for the menu.
 */
export function terminalProblem(
  command: string,
  { screenReader = false }: { readonly screenReader?: boolean | undefined },
): string | undefined {
  const { stdin, stdout, env } = process;
  const subject = command === '' ? 'The menu' : `termquiz ${command}`;
  if (!stdin.isTTY || !stdout.isTTY) return `${subject} needs a terminal.`;
  if (env['TERM'] !== 'dumb' || screenReader) return undefined;
  const advice = 'Use another terminal, or --screen-reader for plain lines.';
  return `${subject} needs a full-screen terminal, not one with TERM=dumb. ${advice}`;
}

/** Returns the width of the output in cells: 80 if it is not a terminal. */
export function outputColumns(): number {
  return process.stdout.columns ?? 80;
}
