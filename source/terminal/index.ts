import type { ReplayControls, WatchedGame } from '../client/watched-game.ts';
import type { HostSeat } from '../server/room/host-seat.ts';
import type { ReadableStore } from './hooks/use-store.ts';
import { type ColorDepth, colorDepth, showsUtf8 } from './capabilities.ts';
import type { HostOutcome } from './host/host-app.tsx';
import type { HostMessages } from './host/host-messages.ts';
import type { Connect, GameList } from './player/joining/join-state.ts';
import type { PlayerOutcome } from './player/player-app.tsx';
import type { PlayerPlace } from './player/screens/move.tsx';
import type { ChosenQuiz, QuizChooserProps } from './chooser/quiz-chooser.tsx';
import type { ScreenOptions } from './run.tsx';
import type { JoinInfo } from './stage/join-info.ts';
import type { MenuChoice } from './menu.tsx';
import type { GamePlace, WatchOutcome } from './watch/watch-app.tsx';
import type { AskedGame, WatchPromptProps } from './watch/watch-prompt.tsx';
import type { QuizLibrary } from '../quiz/bank/library.ts';

export type { HostOutcome } from './host/host-app.tsx';
export type { HostMessages } from './host/host-messages.ts';
export type { JoinInfo, JoinCommand } from './stage/join-info.ts';
export type { PlayerPlace } from './player/screens/move.tsx';
export type { PlayerOutcome } from './player/player-app.tsx';
export type { WatchOutcome } from './watch/watch-app.tsx';

/** Options of every screen. */
interface CommonOptions {
  /** Draws with ASCII characters only. Default: if the locale names a charset other than UTF-8. */
  readonly ascii?: boolean | undefined;
  /** Shows no animations. */
  readonly reducedMotion?: boolean | undefined;
  /** Appends lines for a screen reader, and draws nothing. */
  readonly screenReader?: boolean | undefined;
  /** Rings the terminal's bell when a question opens, and for players when their result is there. */
  readonly bell?: boolean | undefined;
  /** Closes the screen; the outcome is then `interrupted`. */
  readonly signal?: AbortSignal | undefined;
}

export interface HostScreenOptions extends CommonOptions {
  readonly seat: HostSeat;
  readonly joining: ReadableStore<JoinInfo>;
  readonly messages: ReadableStore<HostMessages>;
  /** Reads the quizzes that can follow the game. */
  readonly readChoices: () => Promise<QuizLibrary>;
  /** A sentence to show in the first lobby. */
  readonly notice?: string | undefined;
  /** Whether the first lobby offers to resume an interrupted game. */
  readonly canResume?: boolean | undefined;
}

/** Loads the host's screen ahead of time, while the game opens. */
export async function loadHost(options: CommonOptions): Promise<void> {
  displayFor(options);
  await import('./host/host-app.tsx');
}

/**
 * Shows the host's screen until the game ends, the host quits, or Ctrl+C. Needs a terminal for input and output. Rejects if
 * a render fails, after restoring the terminal.
 */
export async function runHost({
  seat,
  joining,
  messages,
  notice,
  canResume,
  readChoices,
  ...common
}: HostScreenOptions): Promise<HostOutcome> {
  const display = displayFor(common);
  const { runHostScreen } = await import('./host/host-app.tsx');
  return runHostScreen(
    { seat, joining, messages, notice, canResume, readChoices },
    { ...display, signal: common.signal },
  );
}

export interface PlayerScreenOptions extends CommonOptions {
  /** What is already known. The player is asked for the rest, in this order; for a name only if the host assigns none. */
  readonly address?: string | undefined;
  readonly pin?: string | undefined;
  readonly name?: string | undefined;
  /** The name to suggest if the player is asked for one. */
  readonly lastName?: string | undefined;
  /** Connects to an address. Returns a message if the address is invalid. */
  readonly connect: Connect;
  /** The games on the network, to choose from if no address is given. The search runs only while they are shown. */
  readonly games?: GameList | undefined;
  /** Returns where a game at an address is, so that another device can continue there; null if the address is invalid. */
  readonly placeOf?: ((address: string) => PlayerPlace | null) | undefined;
  /** Continues to the next phase, in a game without a host: the space bar calls it, and the screen closes with the game. */
  readonly advance?: (() => void) | undefined;
}

/** Shows the player's screen until the player leaves or the game ends. Rejects like `runHost`. */
export async function runPlayer(options: PlayerScreenOptions): Promise<PlayerOutcome> {
  const { address, pin, name, lastName, connect, games, placeOf, advance, ...common } = options;
  const display = displayFor(common);
  const { runPlayerScreen } = await import('./player/player-app.tsx');
  const fields = { address, pin, name };
  const nameSeed = crypto.randomUUID();
  return runPlayerScreen(
    { fields, lastName, connect, games, placeOf, nameSeed, advance },
    { ...display, signal: common.signal },
  );
}

export interface WatchScreenOptions extends CommonOptions {
  readonly source: WatchedGame;
  /** Controls for a replay; undefined for a live game. */
  readonly controls?: ReplayControls | undefined;
  /** Where to join the game; undefined if nobody can join any longer. */
  readonly place?: GamePlace | undefined;
  /** A warning to show above the stage. */
  readonly warning?: string | undefined;
}

/**
 * Shows the stage until the watcher quits or the game is unreachable. A finished game stays on the screen. Rejects like
 * `runHost`.
 */
export async function runWatch(options: WatchScreenOptions): Promise<WatchOutcome> {
  const { source, controls = null, place = null, warning = null, ...common } = options;
  const display = displayFor(common);
  const { runWatchScreen } = await import('./watch/watch-app.tsx');
  return runWatchScreen({ source, controls, place, warning }, { ...display, signal: common.signal });
}

export type QuizChooserOptions = CommonOptions & Omit<QuizChooserProps, 'finish' | 'onSuspend'>;

/** Shows a list of quizzes until one is chosen or the user quits. Rejects like `runHost`. */
export async function chooseQuiz(options: QuizChooserOptions): Promise<ChosenQuiz> {
  const { choices, action, canPlayAlone, file, ...common } = options;
  const display = displayFor(common);
  const { runQuizChooser } = await import('./chooser/quiz-chooser.tsx');
  return runQuizChooser({ choices, action, canPlayAlone, file }, { ...display, signal: common.signal });
}

export type WatchPromptOptions = CommonOptions & Omit<WatchPromptProps, 'finish'>;

/** Asks for the game to watch. Rejects like `runHost`. */
export async function askForGame(options: WatchPromptOptions): Promise<AskedGame> {
  const { games, address, checkAddress, ...common } = options;
  const display = displayFor(common);
  const { runWatchPrompt } = await import('./watch/watch-prompt.tsx');
  return runWatchPrompt({ games, address, checkAddress }, { ...display, signal: common.signal });
}

/** Asks what to do. Rejects like `runHost`. */
export async function runMenu(helpCommand: string, common: CommonOptions): Promise<MenuChoice> {
  const display = displayFor(common);
  const { runMenu: showMenu } = await import('./menu.tsx');
  return showMenu({ helpCommand }, { ...display, signal: common.signal });
}

/** Detected once, because `displayFor` changes the environment. */
let detectedDepth: ColorDepth | undefined;

/** Fits the display to the terminal. Must run before Ink is imported, because chalk decides on import what it lets through. */
function displayFor({
  ascii = !showsUtf8(),
  reducedMotion = false,
  screenReader = false,
  bell = false,
}: CommonOptions): Pick<ScreenOptions<unknown>, 'theme' | 'moves' | 'isAloud' | 'rings'> {
  detectedDepth ??= colorDepth();
  // The theme fits its colours to the terminal. At chalk's lowest level, bold and reverse would get lost as well.
  process.env['FORCE_COLOR'] = '3';
  // Node would warn that FORCE_COLOR overrides these.
  delete process.env['NO_COLOR'];
  delete process.env['NODE_DISABLE_COLORS'];
  // Screen readers read letters better than shapes.
  const theme = { ascii: ascii || screenReader, colorDepth: detectedDepth };
  return { theme, moves: !reducedMotion, isAloud: screenReader, rings: bell };
}
