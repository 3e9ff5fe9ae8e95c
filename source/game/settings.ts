/** The settings of one game, from the quiz file and the host's options. */
export interface Settings {
  readonly scoring: Scoring;
  /** Whether right answers in a row earn a bonus. */
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

/** By how much a host can shorten or lengthen all time limits. */
export const MIN_TIME_FACTOR = 0.5;
export const MAX_TIME_FACTOR = 10;

/** How points depend on time: `speed` pays faster answers more, `accuracy` pays all the same, `off` pays nothing. */
export type Scoring = 'speed' | 'accuracy' | 'off';
