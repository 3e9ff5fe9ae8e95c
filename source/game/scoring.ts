import type {
  ClosedQuestion,
  Game,
  MarkedAnswer,
  Player,
  Round,
  RoundResult,
  ScoringStep,
  Turn,
} from './game.ts';
import { sortNewcomers } from './names/name-order.ts';
import { byScoreAndName, rankPlayers, rankTeams, setRanks } from './standings.ts';
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
 * @param maximum The points for an immediate correct answer.
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

/** Returns the bonus for a streak: 100 for the second correct answer in a row, then 200, 300, 400, and 500 for all later ones. */
export function streakBonus(streak: number): number {
  return Math.min(Math.max(streak - 1, 0) * STREAK_STEP, MAX_STREAK_BONUS);
}

/** Scores a question that has closed, then ranks players and teams. Its answers were marked as they came in. */
export function scoreRound(game: Game, round: Round): void {
  sortNewcomers(game);
  round.distribution = round.rules.distribution(round.tally);
  const { index, answered } = round;
  const position = game.closedQuestions.length;
  const { playing: players } = game;
  game.closedQuestions.push({
    index,
    round,
    players,
    correct: 0,
    answered,
    isVoided: false,
    voidReason: null,
    allowed: [],
  });
  for (const { answer, history } of players)
    history.push(answer ? { answer, result: NOTHING, rank: 0 } : missedTurn(0));
  score(game, { type: 'closed', position });
}

/** Applies a change of scores and ranks, and keeps it for `scoreAgain`. */
export function score(game: Game, step: ScoringStep): void {
  game.scoringSteps.push(step);
  applyStep(game, step);
}

/** Computes all scores, streaks, ranks and results again, after a closed question was marked differently. */
export function scoreAgain(game: Game): void {
  const inQuestions = game.closedQuestions.flatMap(({ players }) => players);
  for (const player of new Set([...game.players.values(), ...inQuestions])) Object.assign(player, UNSCORED);
  for (const team of game.teams) Object.assign(team, { score: 0, rank: null, previousRank: null });
  game.standings = [];
  for (const step of game.scoringSteps) applyStep(game, step);
  // Questions list players by the names that they had then.
  game.standings = game.standings.toSorted(byScoreAndName);
}

/** A player before the first question is closed. */
const UNSCORED = { score: 0, streak: 0, rank: null, previousRank: null, hasAnswered: false } as const;

function applyStep(game: Game, step: ScoringStep): void {
  switch (step.type) {
    case 'closed': {
      const question = game.closedQuestions[step.position];
      return question && scoreQuestion(game, question, step.position);
    }
    case 'removed': {
      const removed = new Set(step.players);
      return rankAgain(
        game,
        game.standings.filter((player) => !removed.has(player)),
      );
    }
    case 'readmitted': {
      const { player } = step;
      // Players without a rank are in no standings yet.
      const ranked = player.rank === null ? [] : [player];
      return rankAgain(game, [...game.standings, ...ranked].toSorted(byScoreAndName));
    }
    case 'points':
      step.player.score = Math.max(0, step.player.score + step.points);
      return rankAgain(game, game.standings.toSorted(byScoreAndName));
  }
}

function scoreQuestion(game: Game, closed: ClosedQuestion, position: number): void {
  const { players, round } = closed;
  closed.correct = 0;
  for (const player of players) {
    const turn = player.history[position];
    if (!turn) continue;
    const result = award(game, closed, player, turn.answer);
    if (turn.answer) turn.result = result;
    if (turn.answer?.mark.correct) closed.correct++;
    player.previousRank = player.rank;
    if (round === game.round) player.result = result;
  }
  for (const team of game.teams) team.previousRank = team.rank;
  game.standings = rankPlayers(players);
  setTurnRanks(game.standings, position);
  rankTeams(game.teams, game.standings);
}

/** Records the ranks after a question. Players of one rank who have not answered share a turn, because most players may be long gone. */
function setTurnRanks(standings: readonly Player[], position: number): void {
  let missed = missedTurn(0);
  for (const { history, rank } of standings) {
    const turn = history[position];
    if (turn?.answer) {
      turn.rank = rank ?? 0;
    } else if (turn) {
      if (missed.rank !== rank) missed = missedTurn(rank ?? 0);
      history[position] = missed;
    }
  }
}

function missedTurn(rank: number): Turn {
  return { answer: null, result: NOTHING, rank };
}

function rankAgain(game: Game, standings: readonly Player[]): void {
  game.standings = standings;
  setRanks(standings);
  // Teams have no ranks before the first reveal.
  if (game.teams.some(({ rank }) => rank !== null)) rankTeams(game.teams, standings);
}

/** Awards a player the points for a closed question, and returns the result. */
function award(
  { settings }: Game,
  { round: { question, time }, isVoided }: ClosedQuestion,
  player: Player,
  answer: MarkedAnswer | null,
): RoundResult {
  if (isVoided) return NOTHING;
  const { scoring, streaks } = settings;
  const { mark, timeMs } = answer ?? NO_ANSWER;
  const maximum = question.points;
  const points = pointsFor(mark, timeMs, time * 1000, maximum, scoring);
  // Questions without points neither extend nor break a streak.
  if (maximum > 0) player.streak = mark.correct ? player.streak + 1 : 0;
  const paysBonus = streaks && scoring !== 'off' && maximum > 0 && mark.correct;
  const bonus = paysBonus ? streakBonus(player.streak) : 0;
  player.hasAnswered ||= answer !== null;
  player.score += points + bonus;
  // Shared, because each player keeps one for every question.
  if (!mark.correct && points === 0) return NOTHING;
  return { correct: mark.correct, points, streakBonus: bonus };
}

const NO_ANSWER = { mark: { correct: false, share: 0 }, timeMs: 0 };
const NOTHING: RoundResult = { correct: false, points: 0, streakBonus: 0 };
