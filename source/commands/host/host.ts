import * as z from 'zod/mini';
import { defineCommand } from '../command-line/command.ts';
import { displayFlags, displaySchema } from '../command-line/display.ts';
import {
  PIN_VARIABLE,
  bindAddress,
  folder,
  hostNames,
  oneOf,
  pin,
  playerCount,
  port,
  publicUrl,
  questionCount,
  seconds,
  teams,
  time,
  timeFactor,
} from '../command-line/values.ts';

export const hostCommand = defineCommand({
  name: 'host',
  help: `
Run a game

Usage
  termquiz host [quiz.json] [options]
  termquiz host --make <words> [options]
  termquiz host --resume [game] [options]

  quiz.json  The quiz to play. Default: choose a quiz from a list.
  game       An interrupted game: its journal, or its name as "report --list"
             shows it. Default: the latest.

The questions
  --make <words>          Pick 10 questions on a topic, such as "git and http",
                          from the bundled quizzes and your own.
  --mix                   Pick 10 questions from all of these quizzes.
  --count <number>        Play that many random questions, 1 to 1000.

The game
  --teams <teams>         Play in teams: "red,blue,green", or how many.
  --names <own|generated> Let players choose names, or give them friendly ones.
  --time <seconds>        Time for questions that set none: 5 to 240, or 0 for
                          no limit. Default: 20.
  --time-factor <number>  Multiply all time limits by 0.5 to 10, such as 1.5.
  --no-time-limit         Give every question as much time as it takes, and full
                          points for any correct answer.
  --scoring <how>         speed (faster answers earn more), accuracy, or off.
                          Default: speed.
  --timing <how>          fair (allow for each player's network) or strict (only
                          the server's clock counts). Default: fair.
  --no-streaks            Give no bonus for correct answers in a row.
  --no-auto-submit        When time runs out, drop answers that players have
                          typed, selected or arranged but not sent.
  --shuffle <what>        Shuffle questions, answers, or both.
  --seed <text>           Make random choices repeatable: the same seed picks
                          the same questions, in the same order.

Pace
  --auto                  Continue automatically from results and standings.
                          p on the host's screen pauses the countdown.
  --auto-after <seconds>  The same, after that many seconds. Default: 5.
  --start-at <players>    Start automatically once that many are connected.

Players
  --pin <digits>          The PIN, 4 to 10 digits. Set TERMQUIZ_PIN in the
                          environment instead to keep it out of the list of
                          processes. Default: six random digits, or eight with
                          --public-url.
  --max-players <number>  How many can join. Default: as many as the open-file
                          limit allows.
  --no-late-join          Let nobody join after the first question is announced.

Network
  --port <number>         The port to listen on; 0 picks a free one.
                          Default: 7849.
  --bind <address>        The address to listen on. Default: all interfaces.
  --no-discovery          Do not announce the game on the local network.
  --no-web                Serve no page for phones and browsers, and show no
                          QR code.
  --serve-package         Let players run this copy of termquiz, for example
                          without the npm registry. i shows the command.
  --public-url <url>      The game's URL behind a tunnel or a proxy.
  --allow-host <name>     Another host name by which players reach the game.
                          Can be repeated. IP addresses always work.
  --trust-proxy           Take players' addresses from X-Forwarded-For. Use it
                          only if every player comes through your proxy.
  --tls-cert <file>       Serve https and wss with this certificate (PEM).
  --tls-key <file>        The certificate's key (PEM).

Saving
  --resume                Resume an interrupted game, with its PIN, port and
                          settings. Ignores the Network and Saving settings of a
                          journal from outside the state folder.
  --state-dir <folder>    Where games are saved. Default: the platform's state
                          folder.
  --report-dir <folder>   Where reports go. Default: the folder "reports" in the
                          state folder.
  --durable               Acknowledge an answer only once it is on the disk.

Other options
  --headless              Run without a screen: events as JSON lines on stdout,
                          commands on stdin.
  --ascii                 Draw with ASCII characters only. This is the default
                          if the locale names a charset other than UTF-8.
  --reduced-motion        Show no animations.
  --screen-reader         Write plain lines for a screen reader.
  --bell                  Ring the terminal's bell when a question opens.
  --no-color              Use no colour. Same as NO_COLOR in the environment.
  -h, --help              Show this help.

Headless commands, one per line
  start, next, skip, close, extend, pause, resume, lock, unlock, new-pin,
  kick <name>, readmit <name>, rename <name> <new name>,
  points <name> <number> [reason], remove-away, remove-address <address>,
  void <question> [reason], allow <question> <answer>, reveal-podium, end,
  again, again <quiz.json>

Examples
  termquiz host quiz.json
  termquiz host quiz.json --port 0 --pin 123456
  termquiz host --make "git and http" --count 15
  termquiz host --mix
  termquiz host quiz.json --teams red,blue --shuffle both
  termquiz host quiz.json --headless --auto --start-at 10
  termquiz host quiz.json --tls-cert cert.pem --tls-key key.pem
  termquiz host quiz.json --public-url https://example.org/quiz
  termquiz host --resume
`,
  arguments: ['[quiz.json]'],
  flags: {
    make: { type: 'string' },
    mix: { type: 'boolean' },
    count: { type: 'string' },
    teams: { type: 'string' },
    names: { type: 'string' },
    time: { type: 'string' },
    timeFactor: { type: 'string' },
    timeLimit: { type: 'boolean', default: true },
    scoring: { type: 'string' },
    timing: { type: 'string' },
    streaks: { type: 'boolean', default: true },
    shuffle: { type: 'string' },
    seed: { type: 'string' },
    auto: { type: 'boolean' },
    autoAfter: { type: 'string' },
    startAt: { type: 'string' },
    pin: { type: 'string' },
    maxPlayers: { type: 'string' },
    autoSubmit: { type: 'boolean', default: true },
    lateJoin: { type: 'boolean', default: true },
    port: { type: 'string' },
    bind: { type: 'string' },
    discovery: { type: 'boolean', default: true },
    publicUrl: { type: 'string' },
    allowHost: { type: 'string', isMultiple: true },
    web: { type: 'boolean', default: true },
    servePackage: { type: 'boolean' },
    trustProxy: { type: 'boolean' },
    tlsCert: { type: 'string' },
    tlsKey: { type: 'string' },
    resume: { type: 'boolean' },
    stateDir: { type: 'string' },
    reportDir: { type: 'string' },
    durable: { type: 'boolean' },
    headless: { type: 'boolean' },
    bell: { type: 'boolean' },
    ...displayFlags,
  },
  conflicts: [
    {
      flag: 'resume',
      excludes: [
        'pin',
        'maxPlayers',
        'auto',
        'autoAfter',
        'startAt',
        'time',
        'timeFactor',
        'timeLimit',
        'scoring',
        'timing',
        'streaks',
        'shuffle',
        'seed',
        'teams',
        'names',
        'autoSubmit',
        'lateJoin',
      ],
      reason: 'a resumed game keeps its settings',
    },
    { flag: 'resume', excludes: ['make', 'mix', 'count'], reason: 'a resumed game keeps its quiz' },
    { flag: 'mix', excludes: ['make'] },
    {
      flag: 'timeFactor',
      excludes: ['timeLimit'],
      reason: 'without time limits there is nothing to multiply',
    },
  ],
  options: z.object({
    make: z.optional(z.string()),
    mix: z.optional(z.boolean()),
    count: z.optional(questionCount),
    teams: z.optional(teams),
    names: z.optional(oneOf('own', 'generated')),
    time: z.optional(time),
    timeFactor: z.optional(timeFactor),
    timeLimit: z.boolean(),
    scoring: z.optional(oneOf('speed', 'accuracy', 'off')),
    timing: z.optional(oneOf('fair', 'strict')),
    streaks: z.boolean(),
    shuffle: z.optional(oneOf('questions', 'answers', 'both')),
    seed: z.optional(z.string()),
    auto: z.optional(z.boolean()),
    autoAfter: z.optional(seconds),
    startAt: z.optional(playerCount),
    pin: z.optional(pin),
    maxPlayers: z.optional(playerCount),
    autoSubmit: z.boolean(),
    lateJoin: z.boolean(),
    port: z.optional(port),
    bind: z.optional(bindAddress),
    discovery: z.boolean(),
    publicUrl: z.optional(publicUrl),
    allowHost: z.optional(hostNames),
    web: z.boolean(),
    servePackage: z.optional(z.boolean()),
    trustProxy: z.optional(z.boolean()),
    tlsCert: z.optional(z.string()),
    tlsKey: z.optional(z.string()),
    resume: z.optional(z.boolean()),
    stateDir: z.optional(folder),
    reportDir: z.optional(folder),
    durable: z.optional(z.boolean()),
    headless: z._default(z.boolean(), false),
    bell: z.optional(z.boolean()),
    ...displaySchema,
  }),
  environment: { pin: PIN_VARIABLE },
  async run([file], options) {
    const { hostGame } = await import('./host-game.ts');
    return hostGame(file, options);
  },
});
