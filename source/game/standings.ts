import type { FinalStanding } from './events.ts';
import type { Game, Player, Team } from './game.ts';

/**
 * Sorts players by score, best first, and sets their ranks. Equal scores share a rank, the ranks after it are skipped
 * (1, 2, 2, 4), and names decide the order.
 *
 * @param players Sorted by name: comparing only scores here is much faster.
 */
export function rankPlayers(players: readonly Player[]): Player[] {
  const sorted = players.toSorted((a, b) => b.score - a.score);
  setRanks(sorted);
  return sorted;
}

/** Compares players as standings list them: by score, and by name if their scores are equal. */
export function byScoreAndName(a: Player, b: Player): number {
  return b.score - a.score || (a.sortKey < b.sortKey ? -1 : 1);
}

/**
 * Sets the scores and ranks of teams. A team's score is the mean score, rounded, of the members who have answered at least
 * once.
 */
export function rankTeams(teams: readonly Team[], players: readonly Player[]): void {
  if (teams.length === 0) return;
  const sums = new Map(teams.map(({ name }) => [name, { score: 0, members: 0 }]));
  for (const { team, score, hasAnswered } of players) {
    const sum = hasAnswered && team !== null ? sums.get(team) : undefined;
    if (!sum) continue;
    sum.score += score;
    sum.members++;
  }
  for (const team of teams) {
    const { score = 0, members = 0 } = sums.get(team.name) ?? {};
    team.score = members === 0 ? 0 : Math.round(score / members);
  }
  setRanks(sortTeams(teams));
}

/** Sorts teams by score, best first, and by name if their scores are equal. */
export function sortTeams(teams: readonly Team[]): Team[] {
  return teams.toSorted((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1));
}

/** Sets the ranks in a list that is sorted by score. */
export function setRanks(sorted: readonly Pick<Player, 'score' | 'rank'>[]): void {
  let place = 0;
  let best: Pick<Player, 'score' | 'rank'> | undefined;
  for (const ranked of sorted) {
    place++;
    if (best?.score !== ranked.score) {
      best = ranked;
      best.rank = place;
    }
    ranked.rank = best.rank;
  }
}

/**
 * Returns a player's rank as of the last reveal. Players who have joined since are ranked by their score of 0. Null before the first
 * reveal.
 */
export function rankOf({ standings, closedQuestions }: Game, { rank, score }: Player): number | null {
  if (rank !== null || closedQuestions.length === 0) return rank;
  const behind = standings.findIndex((other) => other.score <= score);
  return (behind === -1 ? standings.length : behind) + 1;
}

/** Returns the nearest player with a higher score, and by how many points; null for the leader and before the first reveal. */
export function playerAhead(game: Game, player: Player): { name: string; by: number } | null {
  // A rank is one more than the number of players ahead, so the last of those has the index rank − 2.
  const ahead = game.standings[(rankOf(game, player) ?? 1) - 2];
  return ahead ? { name: ahead.name, by: ahead.score - player.score } : null;
}

/** Returns how many ranks were gained since the previous standings (negative: lost); null for players without a previous rank. */
export function rankChange({ rank, previousRank }: Pick<Player, 'rank' | 'previousRank'>): number | null {
  return rank === null || previousRank === null ? null : previousRank - rank;
}

/** Returns the standings for the `podium-shown` event. */
export function finalStandings(game: Game): FinalStanding[] {
  return game.standings.map(({ id, rank, name, team, score }) => ({
    player: id,
    rank: rank ?? 0,
    name,
    team,
    score,
  }));
}
