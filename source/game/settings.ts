/** What the host and the quiz file set about a game. */
export interface Settings {
  readonly scoring: Scoring;
  /** Correct answers in a row earn a bonus. */
  readonly streaks: boolean;
  /** What is put into another order for this game; null: nothing. */
  readonly shuffle: 'questions' | 'answers' | 'both' | null;
  /** Seconds to answer a question that sets no time of its own; 0 for no limit. */
  readonly time: number;
  readonly maxPlayers: number;
  /** Players may join once the first question was announced. */
  readonly lateJoin: boolean;
  /** Players choose their names, or are given one. */
  readonly names: 'own' | 'generated';
  /** The names of the teams; null: everybody plays alone. */
  readonly teams: readonly string[] | null;
  /** The game starts by itself as soon as so many play; null: the host starts it. */
  readonly startAt: number | null;
  /** Seconds after which the reveal and the standings go on by themselves; null: the host goes on. */
  readonly autoAfter: number | null;
}

/** How points depend on time: `speed` pays faster answers more, `accuracy` pays all the same, `off` pays nothing. */
export type Scoring = 'speed' | 'accuracy' | 'off';
