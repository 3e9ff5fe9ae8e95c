import type { ReplayControls, StageSource } from '../client/stage-source.ts';
import type { HostSeat } from '../server/room/host-seat.ts';
import type { Source } from './hooks/use-snapshot.ts';
import type { HostMessages, HostOutcome } from './host/host-app.tsx';
import type { Connect, GameList } from './player/joining/join-state.ts';
import type { PlayerOutcome } from './player/player-app.tsx';
import type { ChosenQuiz, QuizChoice } from './quiz-chooser.tsx';
import type { HostJoining } from './stage/joining.ts';
import { type ThemeOptions, colorLevel } from './theme.ts';
import type { WatchOutcome } from './watch/watch-app.tsx';

export type { HostMessages, HostOutcome } from './host/host-app.tsx';
export type { HostJoining, JoinCommand } from './stage/joining.ts';
export type { PlayerOutcome } from './player/player-app.tsx';
export type { ChosenQuiz } from './quiz-chooser.tsx';
export type { WatchOutcome } from './watch/watch-app.tsx';

/** What every screen takes. */
interface CommonOptions {
  /** Only ASCII. Default: false. */
  readonly ascii?: boolean | undefined;
  /** Takes the screen down; the outcome is then `interrupted`. */
  readonly signal?: AbortSignal | undefined;
}

export interface HostScreenOptions extends CommonOptions {
  readonly seat: HostSeat;
  /** Of the quiz. */
  readonly title: string;
  readonly joining: Source<HostJoining>;
  readonly messages: Source<HostMessages>;
  /** What is good to know before the game starts, in a sentence. */
  readonly notice?: string | undefined;
}

/**
 * Shows the host's screen until the game has ended, the host has confirmed to quit, or Ctrl+C. Needs a terminal for input and
 * output; rejects where drawing fails, with the terminal as it was before.
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
  /** What is known already; the rest is asked for, in this order. A name only where the host gives none. */
  readonly address?: string | undefined;
  readonly pin?: string | undefined;
  readonly name?: string | undefined;
  /** Makes a seat for an address; a string is why the address is no good. */
  readonly connect: Connect;
  /** The games on the network, to choose one where no address is known. Watched only while they are shown. */
  readonly games?: GameList | undefined;
  /** Goes on to what comes next, for who plays alone: the space bar does it, and the end of the game ends the screen. */
  readonly advance?: (() => void) | undefined;
}

/** Shows the player's screen until the player has left or the game is over. Rejects like `runHost`. */
export async function runPlayer(options: PlayerScreenOptions): Promise<PlayerOutcome> {
  const { address, pin, name, connect, games, advance, ...common } = options;
  const theme = themeFor(common);
  const { runPlayerScreen } = await import('./player/player-app.tsx');
  const details = { address, pin, name };
  const nameSeed = crypto.randomUUID();
  return runPlayerScreen({ details, connect, games, nameSeed, advance }, { theme, signal: common.signal });
}

export interface WatchScreenOptions extends CommonOptions {
  readonly source: StageSource;
  /** In a past game, what its keys do. */
  readonly controls?: ReplayControls | undefined;
  /** How to get into the game; undefined where nobody can any more. */
  readonly joining?: HostJoining | undefined;
  /** What is wrong with what is shown, in a sentence. */
  readonly warning?: string | undefined;
}

/**
 * Shows the stage until whoever looks on has quit, or the game cannot be reached. A game that is over stays on the screen until
 * then. Rejects like `runHost`.
 */
export async function runWatch(options: WatchScreenOptions): Promise<WatchOutcome> {
  const { source, controls = null, joining = null, warning = null, ...common } = options;
  const theme = themeFor(common);
  const { runWatchScreen } = await import('./watch/watch-app.tsx');
  return runWatchScreen({ source, controls, joining, warning }, { theme, signal: common.signal });
}

export interface QuizChooserOptions extends CommonOptions {
  readonly quizzes: readonly QuizChoice[];
  /** What becomes of the one that is chosen. Default: `host this quiz`. */
  readonly action?: string | undefined;
}

/** Lets one of the quizzes be chosen, until one is or whoever chooses has quit. Rejects like `runHost`. */
export async function chooseQuiz({ quizzes, action, ...common }: QuizChooserOptions): Promise<ChosenQuiz> {
  const theme = themeFor(common);
  const { runQuizChooser } = await import('./quiz-chooser.tsx');
  return runQuizChooser({ quizzes, action }, { theme, signal: common.signal });
}

/** To be called before Ink is loaded: a library that does not know NO_COLOR decides then what colours there are. */
function themeFor({ ascii = false }: CommonOptions): ThemeOptions {
  const level = colorLevel();
  process.env['FORCE_COLOR'] = level;
  return { ascii, color: level !== '0' };
}
