import { stat } from 'node:fs/promises';
import type { GameLineOptions } from '../client/game-line.ts';
import { Replayer } from '../client/replayer.ts';
import { Watcher } from '../client/watcher.ts';
import { systemClock } from '../clock.ts';
import { type ConnectingOptions, connecting, gameAddress } from './join/connecting.ts';
import { type ExitCode, exitCodes, reportEnd } from './process/exit-codes.ts';
import { stateFolder } from './process/new-file.ts';
import { hasTerminal, sayOnStderr } from './process/output.ts';
import { listenForInterruption } from './process/signals.ts';
import { keptJournalNamed, stateOf } from '../journal/past-games.ts';
import { TORN_NOTICE, keptGame } from '../journal/saved-games.ts';
import type { WatchOutcome } from '../terminal/index.ts';
import { replayOf } from '../view/replay.ts';

export interface WatchOptions extends ConnectingOptions {
  /** Play a past game as it happened, from its start. */
  readonly play: boolean;
  /** Where past games are kept. Default: the platform's state folder. */
  readonly stateDir?: string | undefined;
  /** Draw with ASCII characters only. */
  readonly ascii?: boolean;
}

/** What there is to watch: a game that is played now, or the journal of one that was. */
type Watched =
  | { readonly type: 'game'; readonly address: string; readonly pin: string; readonly line: GameLineOptions }
  | { readonly type: 'journal'; readonly file: string };

type Screen = { readonly ascii: boolean | undefined; readonly signal: AbortSignal };

/** `termquiz watch`: shows the stage of a game on another screen, or a past game by its journal. */
export async function watch(game: string, pin: string | undefined, options: WatchOptions): Promise<ExitCode> {
  const watched = hasTerminal()
    ? await watchedGame(game, pin, options)
    : 'termquiz watch draws on a terminal, and this is none.';
  if (typeof watched === 'string') {
    sayOnStderr(watched);
    return exitCodes.usage;
  }
  const interruption = listenForInterruption();
  try {
    const screen = { ascii: options.ascii, signal: interruption.signal };
    const outcome = await (watched.type === 'game'
      ? watchGame(watched, screen)
      : watchJournal(watched.file, options.play, screen));
    if (outcome.type === 'interrupted') return interruption.exitCode() ?? exitCodes.interrupted;
    return outcome.type === 'ended' ? reportEnd(outcome.end) : exitCodes.done;
  } finally {
    interruption.release();
  }
}

/** What the arguments name, or what is wrong with them, in a sentence. */
async function watchedGame(
  game: string,
  pin: string | undefined,
  { play, stateDir = stateFolder(), ...options }: WatchOptions,
): Promise<Watched | string> {
  const kept = pin === undefined ? await keptJournalNamed(game, stateDir) : undefined;
  if (kept !== undefined) return { type: 'journal', file: kept };
  if (game.endsWith('.jsonl') || (await isFile(game))) {
    return pin === undefined
      ? { type: 'journal', file: game }
      : 'A past game needs no PIN: give its journal alone.';
  }
  const parsed = gameAddress(game);
  if (!parsed.ok) return parsed.message;
  if (pin === undefined) {
    return `To watch the game at ${game}, add the PIN from the host's screen: termquiz watch ${game} 482913`;
  }
  if (play) return '--play is for past games: give a journal, or leave it out.';
  const lineTo = await connecting(options);
  if (typeof lineTo === 'string') return lineTo;
  return { type: 'game', address: game.trim(), pin, line: lineTo(parsed.base) };
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    // There is nothing of that name that could be read.
    return false;
  }
}

async function watchGame(
  { address, pin, line }: Extract<Watched, { type: 'game' }>,
  screen: Screen,
): Promise<WatchOutcome> {
  const { runWatch } = await import('../terminal/index.ts');
  const watcher = new Watcher(pin, line);
  try {
    watcher.watch();
    const joining = { commands: [{ command: `npx termquiz join ${address} ${pin}`, network: '' }], pin };
    return await runWatch({ source: watcher, joining, ...screen });
  } finally {
    watcher.leave();
  }
}

async function watchJournal(file: string, play: boolean, screen: Screen): Promise<WatchOutcome> {
  const game = await keptGame(file);
  if (typeof game === 'string') return { type: 'ended', end: { type: 'failure', message: game } };
  const { created, events, isTorn } = game.past;
  const stop = stateOf(file, game.past) === 'running' ? 'running' : 'interrupted';
  const { runWatch } = await import('../terminal/index.ts');
  const { title } = created.quiz;
  const replayer = new Replayer(replayOf(created, events, stop), { title, clock: systemClock() });
  try {
    if (play) replayer.togglePlay();
    // A host that is at it may just be writing a line.
    const warning = isTorn && stop === 'interrupted' ? TORN_NOTICE : undefined;
    return await runWatch({ source: replayer, controls: replayer, warning, ...screen });
  } finally {
    replayer.leave();
  }
}
