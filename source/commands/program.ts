import { Command, InvalidArgumentError, Option } from 'commander';
import { DEFAULT_PORT } from '../protocol/endpoints.ts';
import { VERSION } from '../protocol/version.ts';
import type { ExitCode } from './report-failure.ts';
import { parsePublicUrl } from './public-url.ts';
import { parseTeams } from './settings.ts';
import type { CheckOptions } from './check.ts';
import type { DoctorOptions } from './doctor.ts';
import type { HostOptions } from './host.ts';
import type { ImportOptions } from './import.ts';
import type { JoinOptions } from './join.ts';
import type { PlayOptions } from './play.ts';
import type { ReportOptions } from './report.ts';
import type { WatchOptions } from './watch.ts';

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
    .option('--no-discovery', 'Do not announce the game on the local network.')
    .option('--tls-cert <file>', 'Serve https and wss with this certificate, in PEM.')
    .option('--tls-key <file>', 'The key of the certificate, in PEM.')
    .addOption(
      new Option('--public-url <url>', 'The URL that a tunnel or a proxy gives the game.').argParser(
        publicUrl,
      ),
    )
    .option('--trust-proxy', "Take clients' addresses from the proxy in front (X-Forwarded-For).")
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
      'Go on with an interrupted game: the argument is its journal or its name; without one, the newest.',
      false,
    )
    .option('--state-dir <folder>', "Where journals are kept. Default: the platform's state folder.")
    .option('--report-dir <folder>', 'Where reports go. Default: the folder "reports" beside the journals\'.')
    .option('--durable', 'Acknowledge an answer only once it is on the disk.')
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
      'Where the game is: 192.168.1.20, 192.168.1.20:7849, [::1]:7849, or a ws, wss, http or https URL. Default: choose a game of the local network.',
    )
    .argument('[pin]', "The PIN on the host's screen.")
    .option('--name <name>', 'The name to play under.')
    .option('--team <team>', 'The team to play in, where the game has teams. Default: the smallest.')
    .option('--ca <file>', CA)
    .addOption(transport())
    .option('--ascii', ASCII)
    .action(async (address: string | undefined, pinTyped: string | undefined, options: JoinOptions) => {
      const { join } = await import('./join.ts');
      done(await join(address, pinTyped, options));
    });

  command(termquiz, 'watch', 'Show a game on another screen, or a past one again.', WATCH_EXAMPLES)
    .argument(
      '<address|game.jsonl>',
      'Where the game is, as for join; or the journal or the name of a past game.',
    )
    .argument('[pin]', "The PIN on the host's screen; with an address only.")
    .option('--play', 'Play a past game as it happened, in place of phase by phase.', false)
    .option('--ca <file>', CA)
    .addOption(transport())
    .option('--ascii', ASCII)
    .action(async (game: string, pinTyped: string | undefined, options: WatchOptions) => {
      const { watch } = await import('./watch.ts');
      done(await watch(game, pinTyped, options));
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

  command(termquiz, 'report', 'Show how a game went. Without an argument, the newest one.', REPORT_EXAMPLES)
    .argument('[game.jsonl]', 'The journal of the game, or its name or the end of it as --list shows it.')
    .addOption(
      new Option('--format <format>', 'Default: by the ending of --output, else a table.').choices([
        'table',
        'json',
        'csv',
        'markdown',
      ]),
    )
    .option('--output <file>', 'The file to write, which must not be there yet. Default: to stdout.')
    .addOption(
      new Option('--list', 'List the games that are kept.').default(false).conflicts(['delete', 'output']),
    )
    .addOption(
      new Option('--delete', 'Delete the game and its reports.')
        .default(false)
        .conflicts(['format', 'output']),
    )
    .option('--state-dir <folder>', "Where journals are kept. Default: the platform's state folder.")
    .option('--ascii', ASCII)
    .action(async (game: string | undefined, options: ReportOptions) => {
      const { report } = await import('./report.ts');
      done(await report(game, options));
    });

  command(
    termquiz,
    'doctor',
    'Say step by step why a game cannot be reached. Without an address, look whether one can be hosted here.',
    DOCTOR_EXAMPLES,
  )
    .argument('[address]', 'Where the game is, as for join.')
    .option('--json', 'One JSON object, for programs.', false)
    .option('--ca <file>', CA)
    .addOption(
      new Option('--port <number>', "On the host's side: the port to look at. Default: 7849.").argParser(
        integer(0, 65_535),
      ),
    )
    .option('--bind <address>', "On the host's side: the address to listen on. Default: all interfaces.")
    .option('--ascii', ASCII)
    .action(async (address: string | undefined, options: DoctorOptions) => {
      const { doctor } = await import('./doctor.ts');
      done(await doctor(address, options));
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

function publicUrl(text: string): string {
  const parsed = parsePublicUrl(text);
  if (parsed !== undefined) return parsed;
  throw new InvalidArgumentError(
    'It must be an http, https, ws or wss URL, such as https://example.org/quiz.',
  );
}

/** How the game is reached. */
function transport(): Option {
  return new Option('--transport <how>', 'auto: by WebSocket, or by long polling where that is blocked.')
    .default('auto')
    .choices(['auto', 'websocket', 'long-polling', 'polling']);
}

const ASCII = 'Draw with ASCII characters only.';

const CA = 'Certificates of authorities to trust, in PEM. Default: those that Node comes with.';

const PROGRAM_EXAMPLES = `
Examples:
  termquiz host                            choose a bundled quiz and run it
  termquiz host quiz.json                  run a quiz of your own
  termquiz join 192.168.1.20 482913        play in it
  termquiz watch 192.168.1.20 482913       show it on another screen
  termquiz check quiz.json                 find the mistakes in a quiz
  termquiz import questions.gift           make a quiz of another program's
  termquiz report                          show how the last game went
  termquiz doctor 192.168.1.20             see why a game cannot be reached

Run "termquiz <command> --help" for a command's options.`;

const HOST_EXAMPLES = `
Examples:
  termquiz host quiz.json
  termquiz host quiz.json --port 0 --pin 123456
  termquiz host quiz.json --teams red,blue --shuffle both
  termquiz host quiz.json --headless --auto --start-at 10
  termquiz host quiz.json --tls-cert cert.pem --tls-key key.pem
  termquiz host quiz.json --public-url https://example.org/quiz
  termquiz host --resume

Headless commands, one a line: start, next, skip, pause, resume, lock, unlock, kick <name>, end, again.`;

const JOIN_EXAMPLES = `
Examples:
  termquiz join                            choose a game on the local network
  termquiz join 192.168.1.20 482913
  termquiz join wss://quiz.example.org 482913 --name Ada`;

const WATCH_EXAMPLES = `
Examples:
  termquiz watch 192.168.1.20 482913       the stage, on a projector or in a second room
  termquiz watch game.jsonl                a past game, phase by phase
  termquiz watch game.jsonl --play         the same, as it happened

A past game's keys: space, Enter or right for the next phase, backspace or left for the one before, Home, End, p to play
and stop. Where no clock runs, what took longer than 5 seconds is played in 5.`;

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

const REPORT_EXAMPLES = `
Examples:
  termquiz report                          the newest game
  termquiz report --list                   all that are kept
  termquiz report k3x9ab --output git.csv  one of them, for a spreadsheet
  termquiz report --format markdown        for the team's chat
  termquiz report --delete k3x9ab`;

const DOCTOR_EXAMPLES = `
Examples:
  termquiz doctor 192.168.1.20
  termquiz doctor wss://quiz.example.org --ca team-ca.pem
  termquiz doctor                          look whether a game can be hosted here

HTTP_PROXY, HTTPS_PROXY and NO_PROXY in the environment count, as they do for join.`;
