import type { Command } from './command-line/command.ts';
import { type ExitCode, exitCodes } from './process/exit-codes.ts';
import { fail, helpText, printOutput, printUsageError } from './process/output.ts';
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
export async function runProgram([first, ...rest]: readonly string[]): Promise<ExitCode> {
  switch (first) {
    case undefined:
      return fail(exitCodes.usage, ...helpText(HELP).split('\n'));
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
      return load ? (await load()).run(rest) : rejectUnknown(first);
    }
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
  termquiz <command> [options]

Play
  join [address] [pin]   Join a game. You'll be asked for anything missing.
  watch <game> [pin]     Show a game on another screen, or replay a past one.
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
