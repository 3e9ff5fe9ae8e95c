import type { Game, Player, Turn } from '../game/game.ts';
import type { NumberQuestion } from '../quiz/questions/number.ts';
import type { Question } from '../quiz/questions/question.ts';

export const awardTypes = ['fastest-finger', 'longest-streak', 'best-comeback', 'closest-guess'] as const;

/** An award for the best of all players. Several of them may share it. */
export interface Award {
  readonly type: (typeof awardTypes)[number];
  /** The first of those who earned it, by rank. */
  readonly names: readonly string[];
  /** How many others earned it. */
  readonly more: number;
  /**
   * The time of the fastest correct answer, in milliseconds; the correct answers in a row; the ranks gained; or how far the closest
   * number was off.
   */
  readonly value: number;
}

/** What one player achieved in a game. Polls and voided questions do not count. */
export interface Summary {
  readonly correct: number;
  /** How many questions were closed while the player was in the game. */
  readonly questions: number;
  /** The most correct answers in a row. */
  readonly bestStreak: number;
  /** The time of the fastest correct answer, in milliseconds; null without one. */
  readonly fastest: number | null;
}

/** How many of those who share an award are named. */
export const MAX_AWARD_NAMES = 2;

/** A shorter streak, or a smaller gain, is nothing special. */
const MIN_STREAK = 3;
const MIN_COMEBACK = 2;

/** Returns the awards that somebody earned. There are none in games without scoring or with a single player. */
export function awardsOf(game: Game): Award[] {
  if (game.settings.scoring === 'off' || game.standings.length < 2) return [];
  const awards = new Contest();
  const questions = scoredQuestions(game);
  for (const player of game.standings) {
    const { fastest, bestStreak } = summaryOf(game, player, questions);
    if (fastest !== null) awards.enter('fastest-finger', player, fastest, -fastest);
    if (bestStreak >= MIN_STREAK) awards.enter('longest-streak', player, bestStreak);
    const gained = comeback(player);
    if (gained >= MIN_COMEBACK) awards.enter('best-comeback', player, gained);
    const guess = closestGuess(player, questions);
    if (guess) awards.enter('closest-guess', player, guess.off, -guess.relative);
  }
  return awards.results();
}

/**
 * Returns what a player has achieved in a game so far.
 *
 * @param questions Those of the game that count.
 */
export function summaryOf(
  game: Game,
  { history }: Player,
  questions: ScoredQuestions = scoredQuestions(game),
): Summary {
  let [correct, streak, bestStreak, asked] = [0, 0, 0, 0];
  let fastest = Infinity;
  // By index, because there may be a million turns.
  for (let index = 0; index < questions.length; index++) {
    const question = questions[index];
    const turn = question && history[index];
    if (!turn) continue;
    asked++;
    const isCorrect = turn.result.correct;
    if (isCorrect) correct++;
    // As in scoring, questions without points neither extend nor break a streak.
    if (question.points > 0) streak = isCorrect ? streak + 1 : 0;
    bestStreak = Math.max(bestStreak, streak);
    if (isCorrect && turn.answer) fastest = Math.min(fastest, turn.answer.timeMs);
  }
  return { correct, questions: asked, bestStreak, fastest: fastest === Infinity ? null : fastest };
}

/** The closed questions, in play order. Null: the question does not count. */
type ScoredQuestions = readonly (Question | null)[];

function scoredQuestions({ closedQuestions, playOrder, quiz }: Game): ScoredQuestions {
  return closedQuestions.map(({ index, isVoided }) => {
    const question = quiz.questions[playOrder[index] ?? -1];
    return !question || question.type === 'poll' || isVoided ? null : question;
  });
}

/** Returns how many ranks a player has gained since the worst one. */
function comeback({ history, rank }: Player): number {
  let worst = 0;
  for (const turn of history) if (turn && turn.rank > worst) worst = turn.rank;
  return rank === null ? 0 : worst - rank;
}

/** Returns the answer that was closest to its number, in relation to that number; undefined without one. */
function closestGuess({ history }: Player, questions: ScoredQuestions): Guess | undefined {
  let closest: Guess | undefined;
  for (let index = 0; index < questions.length; index++) {
    const question = questions[index];
    const guess = question?.type === 'number' ? guessOf(question, history[index]) : undefined;
    if (guess && guess.relative < (closest?.relative ?? Infinity)) closest = guess;
  }
  return closest;
}

interface Guess {
  readonly off: number;
  /** As a fraction of the correct number. */
  readonly relative: number;
}

function guessOf(question: NumberQuestion, turn: Turn | null | undefined): Guess | undefined {
  const value = turn?.answer?.value;
  if (typeof value !== 'number') return undefined;
  // Without floating-point noise: 0.3 is 0.1 from 0.2.
  const off = Number(Math.abs(value - question.answer).toPrecision(12));
  const relative = question.answer === 0 ? off : off / Math.abs(question.answer);
  // Two huge numbers may be further apart than any number is large.
  return Number.isFinite(off + relative) ? { off, relative } : undefined;
}

/** Collects the best entries for each award. */
class Contest {
  readonly #best = new Map<Award['type'], { readonly merit: number; award: Award }>();

  /**
   * Enters a player for an award. Must be called in the order of the ranks.
   *
   * @param merit The greatest wins.
   */
  enter(type: Award['type'], { name }: Player, value: number, merit = value): void {
    const best = this.#best.get(type);
    if (!best || merit > best.merit) {
      this.#best.set(type, { merit, award: { type, names: [name], more: 0, value } });
    } else if (merit === best.merit) {
      const { names, more } = best.award;
      const isNamed = names.length < MAX_AWARD_NAMES;
      best.award = isNamed ? { ...best.award, names: [...names, name] } : { ...best.award, more: more + 1 };
    }
  }

  results(): Award[] {
    return awardTypes.flatMap((type) => this.#best.get(type)?.award ?? []);
  }
}
