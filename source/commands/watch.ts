import { stat } from 'node:fs/promises';
import * as z from 'zod/mini';
import type { GameClientOptions } from '../client/game-client.ts';
import { Replayer } from '../client/replayer.ts';
import { Watcher } from '../client/watcher.ts';
import { systemClock } from '../clock.ts';
import { defineCommand } from './command-line/command.ts';
import { type DisplayOptions, displayFlags, displayOf, displaySchema } from './command-line/display.ts';
import { folder, givenPin, transport } from './command-line/values.ts';
import { type ConnectionOptions, createConnector, parseGameAddress, printGameEnd } from './join/connector.ts';
import { runsFromClone } from './own-package.ts';
import { type ExitCode, exitCodes } from './process/exit-codes.ts';
import { stateFolder } from './process/state-folder.ts';
import { fail, terminalProblem } from './process/output.ts';
import { programName } from './process/program-name.ts';
import { listenForInterruption } from './process/signals.ts';
import { findSavedGame } from '../journal/catalogue.ts';
import { TRUNCATED_NOTICE, openSavedGame, stateOf } from '../journal/saved-game.ts';
import { GameSearch } from '../network/discovery/game-search.ts';
import type { WatchOutcome } from '../terminal/index.ts';
import { replayOf } from '../view/replay.ts';
import { cleanText } from '../text/clean.ts';

export interface WatchOptions extends ConnectionOptions, DisplayOptions {
  /** Play a past game at its own pace, from its start. */
  readonly play: boolean;
  /** Where games are saved. Default: the platform's state folder. */
  readonly stateDir?: string | undefined;
}

export const watchCommand = defineCommand({
  name: 'watch',
  help: `
Show a game on another screen, or replay a past one

Usage
  termquiz watch [<address> <pin>] [options]
  termquiz watch <game> [options]

  address  Where the game is, as for join.
  pin      The PIN on the host's screen. Set TERMQUIZ_PIN in the environment
           instead to keep it out of the list of processes.
  game     A past game: its journal, or its name as "report --list" shows it.

Without arguments, choose a game on your network, or type its address.

Watchers see what the host's screen shows. They are not counted and cannot
affect the game.

A running game
  --transport <how>     auto uses WebSocket, or long polling where WebSocket is
                        blocked. Others: websocket, long-polling, polling.
                        Default: auto.
  --ca <file>           Trust these certificate authorities (PEM), not those
                        built into Node.

A past game
  --play                Play it at its own pace. Default: step by step.
  --state-dir <folder>  Where games are saved. Default: the platform's state
                        folder.

Other options
  --ascii               Draw with ASCII characters only. This is the default
                        if the locale names a charset other than UTF-8.
  --reduced-motion      Show no animations.
  --screen-reader       Write plain lines for a screen reader.
  --no-color            Use no colour. Same as NO_COLOR in the environment.
  -h, --help            Show this help.

Keys in a past game
  space, Enter, right   next step
  backspace, left       previous step
  Home, End             first step, last step
  p                     play or stop; waits without a countdown last at most 5 s

Examples
  termquiz watch 192.168.1.20 482913      on a projector or in a second room
  termquiz watch k3x9ab                   a past game, step by step
  termquiz watch game.jsonl --play        a past game at its own pace
`,
  arguments: ['[address|game]', '[pin]'],
  flags: {
    play: { type: 'boolean' },
    stateDir: { type: 'string' },
    ca: { type: 'string' },
    transport: { type: 'string' },
    ...displayFlags,
  },
  options: z.object({
    play: z._default(z.boolean(), false),
    stateDir: z.optional(folder),
    ca: z.optional(z.string()),
    transport,
    ...displaySchema,
  }),
  run: ([game, pin], options) => watch(game, pin, options),
});

/** What to watch: a running game, or the journal of a past one. */
type Watched =
  | {
      readonly type: 'game';
      readonly address: string;
      readonly base: string;
      readonly pin: string;
      readonly client: GameClientOptions;
    }
  | { readonly type: 'journal'; readonly file: string };

type Screen = DisplayOptions & { readonly signal: AbortSignal };

/** Shows a running game's stage on another screen, or replays a past game from its journal. */
export async function watch(
  game: string | undefined,
  pin: string | undefined,
  options: WatchOptions,
): Promise<ExitCode> {
  const problem = terminalProblem('watch', displayOf(options));
  if (problem !== undefined) return fail(exitCodes.usage, problem);
  const interruption = listenForInterruption();
  try {
    const screen = { ...displayOf(options), signal: interruption.signal };
    let asked = game === undefined ? await askForGame(screen) : { game, pin };
    for (;;) {
      if (typeof asked === 'number') return interruption.exitCode() ?? asked;
      const watched = await watchedGame(asked.game, asked.pin, options);
      if (typeof watched === 'string') return fail(exitCodes.usage, watched);
      const outcome = await (watched.type === 'game'
        ? watchGame(watched, screen)
        : watchJournal(watched.file, options.play, screen));
      if (outcome.type === 'interrupted') return interruption.exitCode() ?? exitCodes.interrupted;
      if (outcome.type === 'ended') return printGameEnd(outcome.end);
      if (outcome.type === 'quit') return exitCodes.done;
      // The game has a new PIN, or another game is at its address.
      asked = await askForGame(screen, asked.game);
    }
  } finally {
    interruption.release();
  }
}

/** Asks for a running game, or for the PIN of the one at an address. Returns an exit code if the user leaves. */
async function askForGame(
  screen: Screen,
  address?: string,
): Promise<{ readonly game: string; readonly pin: string } | ExitCode> {
  const { askForGame: showPrompt } = await import('../terminal/index.ts');
  const checkAddress = (typed: string) => {
    const parsed = parseGameAddress(typed);
    return parsed.ok ? undefined : parsed.message;
  };
  const asked = await showPrompt({ games: new GameSearch(), address, checkAddress, ...screen });
  if (asked.type === 'entered') return { game: asked.address, pin: asked.pin };
  return asked.type === 'left' ? exitCodes.left : exitCodes.interrupted;
}

/** Returns the game that the arguments name. Returns a message if they are wrong. */
async function watchedGame(
  game: string,
  typedPin: string | undefined,
  { play, stateDir = stateFolder(), ...options }: WatchOptions,
): Promise<Watched | string> {
  const saved = typedPin === undefined ? await findSavedGame(game, stateDir) : undefined;
  if (saved !== undefined) return { type: 'journal', file: saved };
  if (game.endsWith('.jsonl') || (await isFile(game))) {
    return typedPin === undefined
      ? { type: 'journal', file: game }
      : 'A past game needs no PIN. Leave it out.';
  }
  const parsed = parseGameAddress(game);
  if (!parsed.ok) return parsed.message;
  const pin = givenPin(typedPin);
  if (pin === undefined) {
    return `To watch a running game, add the PIN from the host's screen: ${programName()} watch ${game} 482913`;
  }
  if (play) return '--play works only with a past game. Leave it out.';
  const connect = await createConnector(options);
  if (typeof connect === 'string') return connect;
  return { type: 'game', address: game.trim(), base: parsed.base, pin, client: connect(parsed.base) };
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    // No such file, or no permission to look.
    return false;
  }
}

async function watchGame(
  { address, base, pin, client }: Extract<Watched, { type: 'game' }>,
  screen: Screen,
): Promise<WatchOutcome> {
  const { runWatch } = await import('../terminal/index.ts');
  const watcher = new Watcher(pin, client);
  try {
    watcher.watch();
    const place = { address: cleanText(address), base, isPageFirst: runsFromClone() };
    return await runWatch({ source: watcher, place, ...screen });
  } finally {
    watcher.leave();
  }
}

async function watchJournal(file: string, play: boolean, screen: Screen): Promise<WatchOutcome> {
  const game = await openSavedGame(file);
  if (typeof game === 'string') return { type: 'ended', end: { type: 'failure', message: game } };
  const { created, events, isTruncated } = game;
  const stop = stateOf(game) === 'running' ? 'running' : 'interrupted';
  const { runWatch } = await import('../terminal/index.ts');
  const { title } = created.quiz;
  const replayer = new Replayer(replayOf(created, events, stop), { title, clock: systemClock() });
  try {
    if (play) replayer.togglePlay();
    // In a running game, the host may just be writing that line.
    const warning = isTruncated && stop === 'interrupted' ? TRUNCATED_NOTICE : undefined;
    return await runWatch({ source: replayer, controls: replayer, warning, ...screen });
  } finally {
    replayer.leave();
  }
}
