import type { FinalStanding } from './events.ts';
import type { ClosedQuestion, Game, Player, Team } from './game.ts';

/**
 * The players by score, the best first, and each one's rank set: equal scores share a rank and the next ranks are left
 * out (1, 2, 2, 4), and stand in the order of their names.
 */
export function rankPlayers(players: readonly Player[]): Player[] {
  return rank(players.toSorted((a, b) => b.score - a.score || (a.nameKey < b.nameKey ? -1 : 1)));
}

/** Sets each team's score and rank by its members: the mean over those who have answered at least once, rounded. */
export function rankTeams(teams: readonly Team[], players: readonly Player[]): void {
  for (const team of teams) {
    const members = players.filter((player) => player.team === team.name && player.hasAnswered);
    const sum = members.reduce((total, { score }) => total + score, 0);
    team.score = members.length === 0 ? 0 : Math.round(sum / members.length);
  }
  rank(teamStandings(teams));
}

/** The teams by score, the best first, those with the same score in the order of their names. */
export function teamStandings(teams: readonly Team[]): Team[] {
  return teams.toSorted((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1));
}

/** Sets the ranks of what is sorted by score: equal scores share one. */
function rank<Ranked extends Pick<Player, 'score' | 'rank'>>(sorted: Ranked[]): Ranked[] {
  let best: Ranked | undefined;
  for (const [index, ranked] of sorted.entries()) {
    ranked.rank = best?.score === ranked.score ? best.rank : index + 1;
    if (best?.score !== ranked.score) best = ranked;
  }
  return sorted;
}

/** The nearest player with more points, and by how many; null for who leads or has no rank yet. */
export function playerAhead(game: Game, player: Player): { name: string; by: number } | null {
  // Ranks count the players before: the last of those with more points is one place up.
  const ahead = game.standings[(player.rank ?? 1) - 2];
  return ahead ? { name: ahead.name, by: ahead.score - player.score } : null;
}

/** Places gained since the standings before: positive is up; null for who was not there. */
export function changeOfRank({ rank, previousRank }: Pick<Player, 'rank' | 'previousRank'>): number | null {
  return rank === null || previousRank === null ? null : previousRank - rank;
}

/** The standings as the last event of a game records them. */
export function finalStandings(game: Game): FinalStanding[] {
  return game.standings.map(({ id, rank, name, team, score }) => ({
    player: id,
    rank: rank ?? 0,
    name,
    team,
    score,
  }));
}

/**
 * Of the questions that were answered, those of which the smallest part of the answers was right; none where that part is
 * the same for all of them. To be asked without polls: of those nothing is right.
 */
export function hardestOf<Closed extends Pick<ClosedQuestion, 'correct' | 'answered'>>(
  questions: readonly Closed[],
): Closed[] {
  const answered = questions.filter((question) => question.answered > 0);
  const smallest = Math.min(...answered.map(shareOf));
  const hardest = answered.filter((question) => shareOf(question) === smallest);
  return hardest.length < answered.length ? hardest : [];
}

function shareOf({ correct, answered }: Pick<ClosedQuestion, 'correct' | 'answered'>): number {
  return correct / answered;
}
