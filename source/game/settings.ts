import type { Quiz } from '../quiz/quiz.ts';

/** The settings of one game, from the quiz file and the host's options. */
export interface Settings {
  readonly scoring: Scoring;
  /** Whether correct answers in a row earn a bonus. */
  readonly streaks: boolean;
  /** What is shuffled; null for nothing. */
  readonly shuffle: 'questions' | 'answers' | 'both' | null;
  /** Whether the credited time allows for the network, or is the measured time. */
  readonly timing: 'fair' | 'strict';
  /** Seconds to answer a question that sets no time of its own; 0 for no limit. */
  readonly time: number;
  /** All time limits are multiplied by this: `MIN_TIME_FACTOR` to `MAX_TIME_FACTOR`, or 0 for no limits. */
  readonly timeFactor: number;
  readonly maxPlayers: number;
  /** Whether players can join after the first question was announced. */
  readonly lateJoin: boolean;
  /** Whether players choose their names or are given one. */
  readonly names: 'own' | 'generated';
  /** Whether players' unsent answers are sent when time runs out. */
  readonly autoSubmit: boolean;
  /** The names of the teams; null without teams. */
  readonly teams: readonly string[] | null;
  /** The game starts automatically once this many players are connected; null: the host starts it. */
  readonly startAt: number | null;
  /** Seconds after which the reveal and the standings continue automatically; null: the host continues. */
  readonly autoAfter: number | null;
}

/** Returns the settings that a quiz may make, with the defaults for those that it does not. */
export function quizSettings({
  scoring = 'speed',
  streaks = true,
  shuffle,
  time = DEFAULT_TIME,
  autoSubmit = true,
}: Quiz): Pick<Settings, 'scoring' | 'streaks' | 'shuffle' | 'time' | 'autoSubmit'> {
  return { scoring, streaks, shuffle: shuffle ?? null, time, autoSubmit };
}

/** Seconds to answer if neither the question nor the quiz nor the host sets a time. */
const DEFAULT_TIME = 20;

/** By how much a host can shorten or lengthen all time limits. */
export const MIN_TIME_FACTOR = 0.5;
export const MAX_TIME_FACTOR = 10;

/** How points depend on time: `speed` pays faster answers more, `accuracy` pays all the same, `off` pays nothing. */
export type Scoring = 'speed' | 'accuracy' | 'off';
