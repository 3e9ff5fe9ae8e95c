import { type Command, Option } from 'commander';
import {
  bindAddress,
  folder,
  integer,
  pin,
  playerCount,
  port,
  publicUrl,
  teams,
  time,
} from './option-values.ts';
import { ascii, quizToPlay, stateDir } from './shared-options.ts';
import { type Done, subcommand } from './subcommand.ts';
import type { HostOptions } from '../host/host.ts';
import { DEFAULT_PORT } from '../../protocol/endpoints.ts';

/** Declares `termquiz host`. */
export function declareHost(termquiz: Command, done: Done): void {
  const command = subcommand(
    termquiz,
    'host',
    'Run a game. Without a file, choose a bundled quiz.',
    EXAMPLES,
  ).addArgument(quizToPlay());
  // The help shows them in this order.
  takeWhereToListen(command);
  takeWhoMayJoin(command);
  takeWhatToKeep(command);
  command.addOption(ascii());
  takeThePace(command);
  takeTheRules(command);
  command
    .option('--headless', 'Draw nothing: events as JSON lines on stdout, commands on stdin.', false)
    .action(async (file: string | undefined, options: HostOptions) => {
      const { host } = await import('../host/host.ts');
      done(await host(file, options));
    });
}

function takeWhereToListen(command: Command): void {
  command
    .option('--port <number>', 'The port to listen on; 0 for any.', port, DEFAULT_PORT)
    .option('--bind <address>', 'The address to listen on. Default: all interfaces.', bindAddress)
    .option('--no-discovery', 'Do not announce the game on the local network.')
    .option('--tls-cert <file>', 'Serve https and wss with this certificate, in PEM.')
    .option('--tls-key <file>', 'The key of the certificate, in PEM.')
    .option('--public-url <url>', 'The URL that a tunnel or a proxy gives the game.', publicUrl)
    .option('--trust-proxy', "Take clients' addresses from the proxy in front (X-Forwarded-For).");
}

function takeWhoMayJoin(command: Command): void {
  command
    .option('--pin <digits>', 'The PIN, 4 to 10 digits. Default: six that are drawn.', pin)
    .option(
      '--max-players <number>',
      'How many may join. Default: what the open-file limit allows.',
      playerCount,
    );
}

function takeWhatToKeep(command: Command): void {
  command
    .addOption(
      new Option(
        '--resume',
        'Go on with an interrupted game: the argument is its journal or its name; without one, the newest.',
      )
        .default(false)
        .conflicts(OF_NEW_GAMES),
    )
    .addOption(stateDir())
    .option(
      '--report-dir <folder>',
      'Where reports go. Default: the folder "reports" beside the journals\'.',
      folder,
    )
    .option('--durable', 'Acknowledge an answer only once it is on the disk.');
}

/** What an interrupted game has already. */
const OF_NEW_GAMES = [
  'port',
  'pin',
  'maxPlayers',
  'auto',
  'autoAfter',
  'startAt',
  'time',
  'scoring',
  'streaks',
  'shuffle',
  'seed',
  'teams',
  'names',
  'lateJoin',
];

function takeThePace(command: Command): void {
  command
    .option('--auto', 'Go on from the reveal and the standings by itself.')
    .option('--auto-after <seconds>', 'The same, after so many seconds. Default: 5.', integer(1, 3600))
    .option('--start-at <players>', 'Start by itself once so many are there.', playerCount)
    .option('--time <seconds>', 'For questions that set no time: 5 to 240, or 0 for no limit.', time);
}

function takeTheRules(command: Command): void {
  command
    .addOption(
      new Option('--scoring <how>', 'speed pays faster answers more.').choices(['speed', 'accuracy', 'off']),
    )
    .option('--no-streaks', 'No bonus for correct answers in a row.')
    .addOption(
      new Option('--shuffle <what>', 'Play in another order.').choices(['questions', 'answers', 'both']),
    )
    .option('--seed <text>', 'The same seed draws the same order.')
    .option('--teams <teams>', 'Play in teams: "red,blue,green", or how many.', teams)
    .addOption(
      new Option('--names <whose>', 'Players choose names, or are given friendly ones.').choices([
        'own',
        'generated',
      ]),
    )
    .option('--no-late-join', 'Nobody joins once the first question is announced.');
}

const EXAMPLES = `
Examples:
  termquiz host quiz.json
  termquiz host quiz.json --port 0 --pin 123456
  termquiz host quiz.json --teams red,blue --shuffle both
  termquiz host quiz.json --headless --auto --start-at 10
  termquiz host quiz.json --tls-cert cert.pem --tls-key key.pem
  termquiz host quiz.json --public-url https://example.org/quiz
  termquiz host --resume

Headless commands, one a line: start, next, skip, close, pause, resume, lock, unlock, kick <name>, end, again.`;
