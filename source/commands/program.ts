import type { Command } from './command-line/command.ts';
import type { DisplayOptions } from './command-line/display.ts';
import { type ExitCode, exitCodes } from './process/exit-codes.ts';
import { fail, helpText, printOutput, printUsageError, terminalProblem } from './process/output.ts';
import { programName } from './process/program-name.ts';
import { VERSION } from '../protocol/endpoints.ts';
import { quote } from '../text/clean.ts';

/** Imports each command only when it runs. */
export const commands: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ['join', async () => (await import('./join/join.ts')).joinCommand],
  ['watch', async () => (await import('./watch.ts')).watchCommand],
  ['play', async () => (await import('./play.ts')).playCommand],
  ['host', async () => (await import('./host/host.ts')).hostCommand],
  ['report', async () => (await import('./report/report.ts')).reportCommand],
  ['doctor', async () => (await import('./doctor/doctor.ts')).doctorCommand],
  ['quizzes', async () => (await import('./quizzes.ts')).quizzesCommand],
  ['make', async () => (await import('./make.ts')).makeCommand],
  ['check', async () => (await import('./check.ts')).checkCommand],
  ['import', async () => (await import('./import.ts')).importCommand],
]);

/** Runs the command that the first argument names. */
export async function runProgram(argv: readonly string[]): Promise<ExitCode> {
  const exitCode = await runNamedCommand(argv);
  return exitCode === exitCodes.left ? exitCodes.done : exitCode;
}

async function runNamedCommand([first, ...rest]: readonly string[]): Promise<ExitCode> {
  switch (first) {
    case undefined:
      return runChosenCommand([]);
    case '-v':
    case '--version':
      return printOutput(VERSION);
    case '-h':
    case '--help':
      return printOutput(helpText(HELP));
    case 'help':
      return help(rest[0]);
    default: {
      const load = commands.get(first);
      if (load) return (await load()).run(rest);
      return first.startsWith('-') ? runChosenCommand([first, ...rest]) : rejectUnknown(first);
    }
  }
}

/** Runs the command that the user chooses from the menu, with the menu's own display options. */
async function runChosenCommand(argv: readonly string[]): Promise<ExitCode> {
  const { displayOf, readDisplayOptions } = await import('./command-line/display.ts');
  const options = readDisplayOptions(argv);
  if (!options) return rejectUnknown(argv[0] ?? '');
  const display = displayOf(options);
  const problem = terminalProblem('', display);
  if (problem !== undefined) return fail(exitCodes.usage, problem, '', ...helpText(HELP).split('\n'));
  for (;;) {
    const chosen = await chooseCommand(display);
    if (typeof chosen === 'number') return chosen;
    const load = commands.get(chosen);
    if (!load) return rejectUnknown(chosen);
    const exitCode = await withoutEcho(async () => (await load()).run(argv));
    if (exitCode !== exitCodes.left) return exitCode;
  }
}

/** Runs a command that shows a screen. Keys pressed before it appears are passed on to it instead of being echoed. */
async function withoutEcho(run: () => Promise<ExitCode>): Promise<ExitCode> {
  const { stdin } = process;
  if (stdin.isTTY) stdin.setRawMode(true);
  try {
    return await run();
  } finally {
    if (stdin.isTTY) stdin.setRawMode(false);
  }
}

async function chooseCommand(options: DisplayOptions): Promise<string | ExitCode> {
  const { listenForInterruption } = await import('./process/signals.ts');
  const { runMenu } = await import('../terminal/index.ts');
  const interruption = listenForInterruption();
  try {
    const display = { ...options, signal: interruption.signal };
    const choice = await runMenu(`${programName()} --help`, display);
    if (choice.type === 'chosen') return choice.command;
    return interruption.exitCode() ?? (choice.type === 'left' ? exitCodes.done : exitCodes.interrupted);
  } finally {
    interruption.release();
  }
}

async function help(name: string | undefined): Promise<ExitCode> {
  if (name === undefined || name.startsWith('-')) return printOutput(helpText(HELP));
  const load = commands.get(name);
  return load ? printOutput(helpText((await load()).help)) : rejectUnknown(name);
}

async function rejectUnknown(word: string): Promise<ExitCode> {
  const { closest } = await import('../text/closest.ts');
  const { isOption, unknownOptionMessage } = await import('./command-line/scan-arguments.ts');
  if (isOption(word)) {
    const message = unknownOptionMessage(word, ['--help', '--version']);
    return printUsageError('', message, 'Put options after the command.');
  }
  const meant = closest(word, [...commands.keys(), 'help']);
  const suggestion = meant === undefined ? '' : ` Did you mean "${meant}"?`;
  return printUsageError('', `Unknown command ${quote(word)}.${suggestion}`);
}

const HELP = `
A live multiplayer quiz in the terminal, for developer teams and meetups

Usage
  termquiz [command] [options]

Without a command, choose from a menu. The options for its screen are --ascii,
--reduced-motion and --screen-reader; they also apply to the chosen command.

Play
  join [address] [pin]   Join a game. You'll be asked for anything missing.
  watch [game] [pin]     Show a game on another screen, or replay a past one.
  play [quiz.json]       Play alone, without a network.

Host
  host [quiz.json]       Run a game. Without a file, choose a quiz.
  report [game]          Show how a game went. Default: the latest.
  doctor [address]       Diagnose, step by step, why a game is unreachable.

Write quizzes
  quizzes [words]        List or search the bundled quizzes and your own.
  make <words>           Make a quiz on a topic from existing questions.
  check <quiz.json...>   Check quiz files for mistakes.
  import <file>          Convert another program's quiz.

Options
  -h, --help             Show this help. After a command, show its help.
  -v, --version          Show the version.

Examples
  termquiz host                        choose a bundled quiz and host it
  termquiz host quiz.json              host your own quiz
  termquiz join 192.168.1.20 482913    join a game
  termquiz watch 192.168.1.20 482913   show it on another screen
  termquiz report                      see how the last game went
  termquiz help host                   see all options for hosting
`;
