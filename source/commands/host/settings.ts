import { MAX_TEAMS } from '../../quiz/limits.ts';
import { parsePlayerName } from '../../game/names/player-name.ts';
import type { Quiz } from '../../quiz/quiz.ts';
import { type Settings, quizSettings } from '../../game/settings.ts';
import { looksOf } from '../../text/look-alike.ts';

/** Seconds before the reveal and the standings continue automatically. */
const DEFAULT_AUTO_AFTER = 5;

const DEFAULT_TEAMS = ['Red', 'Blue', 'Green', 'Yellow', 'Purple', 'Orange', 'Teal', 'Pink'];

/** The rules that the command line can set. What it leaves out comes from the quiz file or the defaults. */
export interface SettingOptions {
  /** Whether the reveal and the standings continue automatically. */
  readonly auto?: boolean | undefined;
  /** The same, after this many seconds. */
  readonly autoAfter?: number | undefined;
  /** Start automatically once this many players are connected. */
  readonly startAt?: number | undefined;
  /** Seconds to answer questions that set no time of their own; 0 for no limit. */
  readonly time?: number | undefined;
  /** Multiplies all time limits. */
  readonly timeFactor?: number | undefined;
  /** False: no question has a time limit. A flag that was not passed is also true. */
  readonly timeLimit?: boolean | undefined;
  readonly scoring?: Settings['scoring'] | undefined;
  readonly timing?: Settings['timing'] | undefined;
  /** False: no bonus for streaks. A flag that was not passed is also true. */
  readonly streaks?: boolean | undefined;
  readonly shuffle?: 'questions' | 'answers' | 'both' | undefined;
  /** False: nobody can join after the first question is announced. */
  readonly lateJoin?: boolean | undefined;
  readonly names?: Settings['names'] | undefined;
  /** False: an unsent answer is not sent when time runs out. A flag that was not passed is also true. */
  readonly autoSubmit?: boolean | undefined;
  readonly teams?: readonly string[] | undefined;
}

/** Returns a game's settings. The command line overrides the quiz file, which overrides the defaults. */
export function settingsOf(quiz: Quiz, options: SettingOptions, maxPlayers: number): Settings {
  const ofQuiz = quizSettings(quiz);
  return {
    scoring: options.scoring ?? ofQuiz.scoring,
    streaks: options.streaks === false ? false : ofQuiz.streaks,
    timing: options.timing ?? 'fair',
    shuffle: options.shuffle ?? ofQuiz.shuffle,
    time: options.time ?? ofQuiz.time,
    timeFactor: options.timeLimit === false ? 0 : (options.timeFactor ?? 1),
    maxPlayers,
    lateJoin: options.lateJoin ?? true,
    names: options.names ?? 'own',
    autoSubmit: options.autoSubmit === false ? false : ofQuiz.autoSubmit,
    teams: options.teams ?? teamsOf(quiz.teams) ?? null,
    startAt: options.startAt ?? null,
    autoAfter: options.autoAfter ?? (options.auto ? DEFAULT_AUTO_AFTER : null),
  };
}

/** Parses a list of team names, or a number of teams. Returns undefined if it is neither, or if two names look alike. */
export function parseTeams(text: string): readonly string[] | undefined {
  const count = /^\d+$/u.test(text) ? Number(text) : undefined;
  const names = count === undefined ? text.split(',').map((name) => parsePlayerName(name)) : undefined;
  if (names === undefined) return isTeamCount(count ?? 0) ? teamsOf(count) : undefined;
  const valid = names.filter((name) => name !== undefined);
  const looks = valid.flatMap((name) => looksOf(name));
  const areDistinct = valid.length === names.length && new Set(looks).size === looks.length;
  return areDistinct && isTeamCount(names.length) ? valid : undefined;
}

function isTeamCount(count: number): boolean {
  return count >= 2 && count <= MAX_TEAMS;
}

function teamsOf(teams: Quiz['teams']): readonly string[] | undefined {
  return typeof teams === 'number' ? DEFAULT_TEAMS.slice(0, teams) : teams;
}
