import type { Game, Player, Round } from './game.ts';
import { pointsFor, streakBonus } from './scoring.ts';
import { rankPlayers, rankTeams } from './standings.ts';

/** Marks the answers to a question that has closed, and ranks players and teams by what it brought them. */
export function markRound(game: Game, round: Round): void {
  const players = [...game.players.values()].filter((player) => !player.kicked);
  for (const player of players) markAnswer(game, round, player);
  round.distribution = round.rules.distribution(
    players.flatMap(({ answer }) => (answer ? [answer.value] : [])),
  );
  const correct = players.filter(({ result }) => result?.correct).length;
  game.closed.push({ index: round.index, correct, answered: round.answered });
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
