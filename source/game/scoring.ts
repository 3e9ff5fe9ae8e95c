import type { Game, Player, Round, RoundResult } from './game.ts';
import { sortNewcomers } from './name-order.ts';
import { rankPlayers, rankTeams } from './standings.ts';
import type { Mark } from '../quiz/questions/question-type.ts';
import type { Scoring } from './settings.ts';

/** Faster answers earn full points, because nobody reads a question in less time. */
const FULL_POINTS_BELOW_MS = 500;

/** In points. */
const STREAK_STEP = 100;
const MAX_STREAK_BONUS = 500;

/**
 * Returns the points for an answer, without the streak bonus: `round(maximum × (1 − timeMs / limitMs / 2) × share)`. The time
 * counts only from half a second on, for questions with a limit, in games that are scored by speed.
 *
 * @param timeMs The credited time, 0 to `limitMs`.
 * @param limitMs 0 for no limit.
 * @param maximum The points for an immediate right answer.
 */
export function pointsFor(
  mark: Mark,
  timeMs: number,
  limitMs: number,
  maximum: number,
  scoring: Scoring,
): number {
  if (scoring === 'off') return 0;
  const timeCounts = scoring === 'speed' && limitMs > 0 && timeMs >= FULL_POINTS_BELOW_MS;
  const speed = timeCounts ? 1 - timeMs / limitMs / 2 : 1;
  return Math.round(maximum * speed * mark.share);
}

/** Returns the bonus for a streak: 100 for the second right answer in a row, then 200, 300, 400, and 500 for all later ones. */
export function streakBonus(streak: number): number {
  return Math.min(Math.max(streak - 1, 0) * STREAK_STEP, MAX_STREAK_BONUS);
}

/** Awards the points for a question that has closed, then ranks players and teams. Its answers were marked as they came in. */
export function scoreRound(game: Game, round: Round): void {
  sortNewcomers(game);
  let correct = 0;
  for (const player of game.playing) {
    player.result = award(game, round, player);
    if (player.result.correct) correct++;
    player.previousRank = player.rank;
  }
  for (const team of game.teams) team.previousRank = team.rank;
  round.distribution = round.rules.distribution(round.tally);
  game.closedQuestions.push({ index: round.index, correct, answered: round.answered });
  game.standings = rankPlayers(game.playing);
  rankTeams(game.teams, game.standings);
}

/** Awards a player the points for a question, and returns the result. */
function award({ settings }: Game, { question, time }: Round, player: Player): RoundResult {
  const { scoring, streaks } = settings;
  const { mark, timeMs } = player.answer ?? NO_ANSWER;
  const maximum = question.points;
  const points = pointsFor(mark, timeMs, time * 1000, maximum, scoring);
  // Questions without points neither extend nor break a streak.
  if (maximum > 0) player.streak = mark.correct ? player.streak + 1 : 0;
  const paysBonus = streaks && scoring !== 'off' && maximum > 0 && mark.correct;
  const bonus = paysBonus ? streakBonus(player.streak) : 0;
  player.hasAnswered ||= player.answer !== null;
  player.score += points + bonus;
  return { correct: mark.correct, points, streakBonus: bonus };
}

const NO_ANSWER = { mark: { correct: false, share: 0 }, timeMs: 0 };
