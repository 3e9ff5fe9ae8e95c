import { parsePlayerName } from '../../game/player-name.ts';
import { MAXIMUM_TEAMS, type Quiz } from '../../quiz/quiz.ts';
import type { Settings } from '../../game/settings.ts';

/** Seconds to answer where neither the question nor the quiz nor the host sets them. */
const DEFAULT_TIME = 20;

/** Seconds that the reveal and the standings are shown where they go on by themselves. */
const DEFAULT_AUTO_AFTER = 5;

const DEFAULT_TEAMS = ['Red', 'Blue', 'Green', 'Yellow', 'Purple', 'Orange', 'Teal', 'Pink'];

/** What the command line can set about a game; what it leaves out the quiz file sets, or the default. */
export interface SettingOptions {
  /** Go on from the reveal and the standings by itself. */
  readonly auto?: boolean | undefined;
  /** The same, after so many seconds. */
  readonly autoAfter?: number | undefined;
  readonly startAt?: number | undefined;
  /** Seconds to answer a question that sets no time of its own; 0 for no limit. */
  readonly time?: number | undefined;
  readonly scoring?: Settings['scoring'] | undefined;
  /** False: no bonus for streaks. */
  readonly streaks?: boolean | undefined;
  readonly shuffle?: 'questions' | 'answers' | 'both' | undefined;
  /** False: nobody joins once the first question was announced. */
  readonly lateJoin?: boolean | undefined;
  readonly names?: Settings['names'] | undefined;
  readonly teams?: readonly string[] | undefined;
}

/** The settings of a game: the command line wins over the quiz file, and the quiz file over the defaults. */
export function settingsOf(quiz: Quiz, options: SettingOptions, maxPlayers: number): Settings {
  return {
    scoring: options.scoring ?? quiz.scoring ?? 'speed',
    // A flag that was not given says nothing: only "no" is said on the command line.
    streaks: options.streaks === false ? false : (quiz.streaks ?? true),
    shuffle: options.shuffle ?? quiz.shuffle ?? null,
    time: options.time ?? quiz.time ?? DEFAULT_TIME,
    maxPlayers,
    lateJoin: options.lateJoin ?? true,
    names: options.names ?? 'own',
    teams: options.teams ?? teamsOf(quiz.teams) ?? null,
    startAt: options.startAt ?? null,
    autoAfter: options.autoAfter ?? (options.auto ? DEFAULT_AUTO_AFTER : null),
  };
}

/** Teams from a list of names or a number of them; undefined where it is neither, or two names look alike. */
export function parseTeams(text: string): readonly string[] | undefined {
  const count = /^\d+$/u.test(text) ? Number(text) : undefined;
  const names = count === undefined ? text.split(',').map((name) => parsePlayerName(name)) : undefined;
  if (names === undefined) return isTeamCount(count ?? 0) ? teamsOf(count) : undefined;
  const keys = new Set(names.map((name) => name?.key));
  const areDistinct = keys.size === names.length && !keys.has(undefined);
  return areDistinct && isTeamCount(names.length) ? names.flatMap((name) => name?.name ?? []) : undefined;
}

function isTeamCount(count: number): boolean {
  return count >= 2 && count <= MAXIMUM_TEAMS;
}

function teamsOf(teams: Quiz['teams']): readonly string[] | undefined {
  return typeof teams === 'number' ? DEFAULT_TEAMS.slice(0, teams) : teams;
}
