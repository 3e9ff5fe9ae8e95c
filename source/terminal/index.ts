import type { ReplayControls, WatchedGame } from '../client/watched-game.ts';
import type { HostSeat } from '../server/room/host-seat.ts';
import type { ReadableStore } from './hooks/use-store.ts';
import { type ColorDepth, colorDepth, showsUtf8 } from './capabilities.ts';
import type { HostMessages, HostOutcome } from './host/host-app.tsx';
import type { Connect, GameList } from './player/joining/join-state.ts';
import type { PlayerOutcome } from './player/player-app.tsx';
import type { ChosenQuiz, QuizChoice } from './quiz-chooser.tsx';
import type { JoinInfo } from './stage/join-info.ts';
import type { ThemeOptions } from './theme.ts';
import type { WatchOutcome } from './watch/watch-app.tsx';

export type { HostMessages, HostOutcome } from './host/host-app.tsx';
export type { JoinInfo, JoinCommand } from './stage/join-info.ts';
export type { PlayerOutcome } from './player/player-app.tsx';
export type { ChosenQuiz } from './quiz-chooser.tsx';
export type { WatchOutcome } from './watch/watch-app.tsx';

/** Options of every screen. */
interface CommonOptions {
  /** Draws with ASCII characters only. Default: if the locale names another charset than UTF-8. */
  readonly ascii?: boolean | undefined;
  /** Closes the screen; the outcome is then `interrupted`. */
  readonly signal?: AbortSignal | undefined;
}

export interface HostScreenOptions extends CommonOptions {
  readonly seat: HostSeat;
  /** The title of the quiz. */
  readonly title: string;
  readonly joining: ReadableStore<JoinInfo>;
  readonly messages: ReadableStore<HostMessages>;
  /** A sentence to show in the first lobby. */
  readonly notice?: string | undefined;
}

/** Loads the host's screen ahead of time, while the game opens. */
export async function loadHost(options: CommonOptions): Promise<void> {
  themeFor(options);
  await import('./host/host-app.tsx');
}

/**
 * Shows the host's screen until the game ends, the host quits, or Ctrl+C. Needs a terminal for input and output. Rejects if
 * a render fails, after restoring the terminal.
 */
export async function runHost({
  seat,
  title,
  joining,
  messages,
  notice,
  ...common
}: HostScreenOptions): Promise<HostOutcome> {
  const theme = themeFor(common);
  const { runHostScreen } = await import('./host/host-app.tsx');
  return runHostScreen({ seat, title, joining, messages, notice }, { theme, signal: common.signal });
}

export interface PlayerScreenOptions extends CommonOptions {
  /** What is already known. The player is asked for the rest, in this order; for a name only if the host assigns none. */
  readonly address?: string | undefined;
  readonly pin?: string | undefined;
  readonly name?: string | undefined;
  /** Connects to an address. Returns a message if the address is invalid. */
  readonly connect: Connect;
  /** The games on the network, to choose from if no address is given. The search runs only while they are shown. */
  readonly games?: GameList | undefined;
  /** Continues to the next phase, in a game without a host: the space bar calls it, and the screen closes with the game. */
  readonly advance?: (() => void) | undefined;
}

/** Shows the player's screen until the player leaves or the game ends. Rejects like `runHost`. */
export async function runPlayer(options: PlayerScreenOptions): Promise<PlayerOutcome> {
  const { address, pin, name, connect, games, advance, ...common } = options;
  const theme = themeFor(common);
  const { runPlayerScreen } = await import('./player/player-app.tsx');
  const fields = { address, pin, name };
  const nameSeed = crypto.randomUUID();
  return runPlayerScreen({ fields, connect, games, nameSeed, advance }, { theme, signal: common.signal });
}

export interface WatchScreenOptions extends CommonOptions {
  readonly source: WatchedGame;
  /** Controls for a replay; undefined for a live game. */
  readonly controls?: ReplayControls | undefined;
  /** Where to join the game; undefined if nobody can join any longer. */
  readonly address?: string | undefined;
  /** A warning to show above the stage. */
  readonly warning?: string | undefined;
}

/**
 * Shows the stage until the watcher quits or the game is unreachable. A finished game stays on the screen. Rejects like
 * `runHost`.
 */
export async function runWatch(options: WatchScreenOptions): Promise<WatchOutcome> {
  const { source, controls = null, address = null, warning = null, ...common } = options;
  const theme = themeFor(common);
  const { runWatchScreen } = await import('./watch/watch-app.tsx');
  return runWatchScreen({ source, controls, address, warning }, { theme, signal: common.signal });
}

export interface QuizChooserOptions extends CommonOptions {
  readonly quizzes: readonly QuizChoice[];
  /** What Enter does with the selected quiz. Default: `host`. */
  readonly action?: 'host' | 'play' | undefined;
}

/** Shows a list of quizzes until one is chosen or the user quits. Rejects like `runHost`. */
export async function chooseQuiz({ quizzes, action, ...common }: QuizChooserOptions): Promise<ChosenQuiz> {
  const theme = themeFor(common);
  const { runQuizChooser } = await import('./quiz-chooser.tsx');
  return runQuizChooser({ quizzes, action }, { theme, signal: common.signal });
}

/** Detected once, before FORCE_COLOR gets another meaning. */
let detectedDepth: ColorDepth | undefined;

/** Creates the theme options. Must run before Ink is imported, because chalk decides on import what it lets through. */
function themeFor({ ascii = !showsUtf8() }: CommonOptions): ThemeOptions {
  detectedDepth ??= colorDepth();
  // The theme fits its colours to the terminal. At chalk's lowest level, bold and reverse would get lost as well.
  process.env['FORCE_COLOR'] = '3';
  return { ascii, colorDepth: detectedDepth };
}
