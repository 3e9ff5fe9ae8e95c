import type { Game, Player, Round } from './game.ts';
import { rankPlayers, rankTeams } from './standings.ts';
import type { Mark } from '../quiz/questions/question-type.ts';
import type { Scoring } from './settings.ts';

/** Answers faster than this earn all points: nobody reads a question faster. */
const FULL_POINTS_BELOW_MS = 500;

const STREAK_STEP = 100;
const MAXIMUM_STREAK_BONUS = 500;

/**
 * The points for an answer, without the bonus for a streak: `round(P × (1 − t/T/2) × share)`, with the whole `P` below
 * half a second, where there is no limit and where time does not count.
 *
 * @param timeMs The time taken, 0 to `limitMs`.
 * @param limitMs The time there was; 0 for no limit.
 * @param maximum The points for a correct answer at once.
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

/** The bonus for a streak of correct answers: 100 for the second in a row, then 200, 300, 400 and 500 each. */
export function streakBonus(streak: number): number {
  return Math.min(Math.max(streak - 1, 0) * STREAK_STEP, MAXIMUM_STREAK_BONUS);
}

/** Marks the answers to a question that has closed, and ranks players and teams by what it brought them. */
export function markRound(game: Game, round: Round): void {
  const players = [...game.players.values()].filter((player) => !player.kicked);
  for (const player of players) markAnswer(game, round, player);
  round.distribution = round.rules.distribution(
    players.flatMap(({ answer }) => (answer ? [answer.value] : [])),
  );
  const correct = players.filter(({ result }) => result?.correct).length;
  game.closedQuestions.push({ index: round.index, correct, answered: round.answered });
  for (const ranked of [...players, ...game.teams]) ranked.previousRank = ranked.rank;
  game.standings = rankPlayers(players);
  rankTeams(game.teams, game.standings);
}

function markAnswer(game: Game, round: Round, player: Player): void {
  const { scoring, streaks } = game.settings;
  const mark = player.answer ? round.rules.mark(player.answer.value) : { correct: false, share: 0 };
  const maximum = round.question.points;
  const points = pointsFor(mark, player.answer?.timeMs ?? 0, round.time * 1000, maximum, scoring);
  // A question without points neither adds to a streak nor breaks it.
  if (maximum > 0) player.streak = mark.correct ? player.streak + 1 : 0;
  const paysBonus = streaks && scoring !== 'off' && maximum > 0 && mark.correct;
  const bonus = paysBonus ? streakBonus(player.streak) : 0;
  player.hasAnswered ||= player.answer !== null;
  player.result = { correct: mark.correct, points, streakBonus: bonus };
  player.score += points + bonus;
}
