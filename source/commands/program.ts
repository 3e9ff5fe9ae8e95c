import { Command, InvalidArgumentError, Option } from 'commander';
import { DEFAULT_PORT } from '../protocol/endpoints.ts';
import { VERSION } from '../protocol/version.ts';
import type { ExitCode } from './report-failure.ts';
import { parseTeams } from './settings.ts';
import type { CheckOptions } from './check.ts';
import type { HostOptions } from './host.ts';
import type { ImportOptions } from './import.ts';
import type { JoinOptions } from './join.ts';
import type { PlayOptions } from './play.ts';

/**
 * The command line: what it takes, and its help. Each command is imported only when it runs.
 *
 * @param done Is given the exit code of the command that ran.
 */
export function program(done: (exitCode: ExitCode) => void): Command {
  const termquiz = new Command('termquiz')
    .description('A live multiplayer quiz in the terminal, for developer teams and meetups.')
    .version(VERSION, '-v, --version', 'Show the version.')
    .helpOption('-h, --help', 'Show this help.')
    .helpCommand(false)
    .showHelpAfterError('Run with --help to see what there is.')
    .exitOverride()
    .addHelpText('after', PROGRAM_EXAMPLES);

  command(termquiz, 'host', 'Run a game. Without a file, choose a bundled quiz.', HOST_EXAMPLES)
    .argument('[quiz.json]', 'The quiz to play.')
    .addOption(
      new Option('--port <number>', 'The port to listen on; 0 for any.')
        .default(DEFAULT_PORT)
        .argParser(integer(0, 65_535)),
    )
    .option('--bind <address>', 'The address to listen on. Default: all interfaces.')
    .addOption(
      new Option('--pin <digits>', 'The PIN, 4 to 10 digits. Default: six that are drawn.').argParser(pin),
    )
    .addOption(
      new Option(
        '--max-players <number>',
        'How many may join. Default: what the open-file limit allows.',
      ).argParser(integer(1, 1_000_000)),
    )
    .option(
      '--resume',
      'Go on with an interrupted game: the argument is its journal; without one, the newest.',
      false,
    )
    .option('--state-dir <folder>', "Where journals are kept. Default: the platform's state folder.")
    .option('--ascii', ASCII)
    .option('--auto', 'Go on from the reveal and the standings by itself.')
    .addOption(
      new Option('--auto-after <seconds>', 'The same, after so many seconds. Default: 5.').argParser(
        integer(1, 3600),
      ),
    )
    .addOption(
      new Option('--start-at <players>', 'Start by itself once so many are there.').argParser(
        integer(1, 1_000_000),
      ),
    )
    .addOption(
      new Option(
        '--time <seconds>',
        'For questions that set no time: 5 to 240, or 0 for no limit.',
      ).argParser(time),
    )
    .addOption(
      new Option('--scoring <how>', 'speed pays faster answers more.').choices(['speed', 'accuracy', 'off']),
    )
    .option('--no-streaks', 'No bonus for correct answers in a row.')
    .addOption(
      new Option('--shuffle <what>', 'Play in another order.').choices(['questions', 'answers', 'both']),
    )
    .option('--seed <text>', 'The same seed draws the same order.')
    .addOption(
      new Option('--teams <teams>', 'Play in teams: "red,blue,green", or how many.').argParser(teams),
    )
    .addOption(
      new Option('--names <whose>', 'Players choose names, or are given friendly ones.').choices([
        'own',
        'generated',
      ]),
    )
    .option('--no-late-join', 'Nobody joins once the first question is announced.')
    .option('--headless', 'Draw nothing: events as JSON lines on stdout, commands on stdin.', false)
    .action(async (file: string | undefined, options: HostOptions) => {
      const { host } = await import('./host.ts');
      done(await host(file, options));
    });

  command(termquiz, 'join', 'Play in a game. What is not given is asked for.', JOIN_EXAMPLES)
    .argument(
      '[address]',
      'Where the game is: 192.168.1.20, 192.168.1.20:7849, [::1]:7849, or a ws, wss, http or https URL.',
    )
    .argument('[pin]', "The PIN on the host's screen.")
    .option('--name <name>', 'The name to play under.')
    .option('--team <team>', 'The team to play in, where the game has teams. Default: the smallest.')
    .addOption(
      new Option('--transport <how>', 'auto: by WebSocket, or by long polling where that is blocked.')
        .default('auto')
        .choices(['auto', 'websocket', 'long-polling', 'polling']),
    )
    .option('--ascii', ASCII)
    .action(async (address: string | undefined, pinTyped: string | undefined, options: JoinOptions) => {
      const { join } = await import('./join.ts');
      done(await join(address, pinTyped, options));
    });

  command(termquiz, 'quizzes', 'List the bundled quizzes.', QUIZZES_EXAMPLES).action(async () => {
    const { quizzes } = await import('./quizzes.ts');
    done(await quizzes());
  });

  command(termquiz, 'check', 'Check quiz files; each error as file:line:column: message.', CHECK_EXAMPLES)
    .argument('<quiz.json...>', 'The files to check.')
    .option('--json', 'One JSON object a mistake, for editors and CI.', false)
    .action(async (files: string[], options: CheckOptions) => {
      const { check } = await import('./check.ts');
      done(await check(files, options));
    });

  command(
    termquiz,
    'play',
    'Play alone, without a network. Without a file, choose a bundled quiz.',
    PLAY_EXAMPLES,
  )
    .argument('[quiz.json]', 'The quiz to play.')
    .option('--name <name>', 'The name to play under.')
    .option('--ascii', ASCII)
    .action(async (file: string | undefined, options: PlayOptions) => {
      const { play } = await import('./play.ts');
      done(await play(file, options));
    });

  command(termquiz, 'import', 'Make a quiz of what another program has.', IMPORT_EXAMPLES)
    .argument(
      '<file>',
      'JSON of Open Trivia DB or Razzia, GIFT or Aiken text, or the filled-in .xlsx template of Kahoot.',
    )
    .option('--output <quiz.json>', 'The file to write, which must not be there yet. Default: to stdout.')
    .option('--title <title>', "The quiz's title. Default: what the file says, or its name.")
    .action(async (file: string, options: ImportOptions) => {
      const { importFile } = await import('./import.ts');
      done(await importFile(file, options));
    });

  return termquiz;
}

/** A subcommand with what they all have. */
function command(parent: Command, name: string, description: string, examples: string): Command {
  return parent
    .command(name)
    .description(description)
    .helpOption('-h, --help', 'Show this help.')
    .addOption(new Option('--no-color', 'Draw without colours; NO_COLOR in the environment does the same.'))
    .hook('preAction', (_parent, running) => setColour(running.opts()))
    .addHelpText('after', examples);
}

/** The same as the environment's own switch, so that everything that draws sees one. */
function setColour({ color }: { color?: boolean }): void {
  if (color !== false) return;
  process.env['NO_COLOR'] = '1';
  delete process.env['FORCE_COLOR'];
}

function integer(lowest: number, highest: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/u.test(text) && value >= lowest && value <= highest) return value;
    throw new InvalidArgumentError(`It must be a whole number from ${lowest} to ${highest}.`);
  };
}

function time(text: string): number {
  const value = Number(text);
  if (/^\d+$/u.test(text) && (value === 0 || (value >= 5 && value <= 240))) return value;
  throw new InvalidArgumentError('It must be 0 (no limit), or a whole number of seconds from 5 to 240.');
}

function teams(text: string): readonly string[] {
  const parsed = parseTeams(text);
  if (parsed) return parsed;
  throw new InvalidArgumentError('It must be 2 to 8, or 2 to 8 different names with commas between them.');
}

function pin(text: string): string {
  if (/^\d{4,10}$/u.test(text)) return text;
  throw new InvalidArgumentError('It must have 4 to 10 digits.');
}

const ASCII = 'Draw with ASCII characters only.';

const PROGRAM_EXAMPLES = `
Examples:
  termquiz host                            choose a bundled quiz and run it
  termquiz host quiz.json                  run a quiz of your own
  termquiz join 192.168.1.20 482913        play in it
  termquiz check quiz.json                 find the mistakes in a quiz
  termquiz import questions.gift           make a quiz of another program's

Run "termquiz <command> --help" for a command's options.`;

const HOST_EXAMPLES = `
Examples:
  termquiz host quiz.json
  termquiz host quiz.json --port 0 --pin 123456
  termquiz host quiz.json --teams red,blue --shuffle both
  termquiz host quiz.json --headless --auto --start-at 10
  termquiz host --resume

Headless commands, one a line: start, next, skip, pause, resume, lock, unlock, kick <name>, end, again.`;

const JOIN_EXAMPLES = `
Examples:
  termquiz join
  termquiz join 192.168.1.20 482913
  termquiz join wss://quiz.example.org 482913 --name Ada`;

const PLAY_EXAMPLES = `
Examples:
  termquiz play
  termquiz play quiz.json                  try a quiz that you write`;

const QUIZZES_EXAMPLES = `
Examples:
  termquiz quizzes
  termquiz host                            choose one of them`;

const CHECK_EXAMPLES = `
Examples:
  termquiz check quiz.json
  termquiz check quizzes/*.json`;

const IMPORT_EXAMPLES = `
Examples:
  termquiz import questions.gift --output quiz.json
  termquiz import kahoot.xlsx --output quiz.json --title "Friday quiz"
  termquiz import opentdb.json > quiz.json

What could not be taken is said on stderr.`;
