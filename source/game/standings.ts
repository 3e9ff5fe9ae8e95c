import type { FinalStanding } from './events.ts';
import type { Game, Player, Team } from './game.ts';

/**
 * Sorts players by score, best first, and sets their ranks. Equal scores share a rank, the ranks after it are skipped
 * (1, 2, 2, 4), and names decide the order.
 */
export function rankPlayers(players: readonly Player[]): Player[] {
  return setRanks(players.toSorted((a, b) => b.score - a.score || (a.nameKey < b.nameKey ? -1 : 1)));
}

/**
 * Sets the scores and ranks of teams. A team's score is the mean score, rounded, of the members who have answered at least
 * once.
 */
export function rankTeams(teams: readonly Team[], players: readonly Player[]): void {
  for (const team of teams) {
    const members = players.filter((player) => player.team === team.name && player.hasAnswered);
    const sum = members.reduce((total, { score }) => total + score, 0);
    team.score = members.length === 0 ? 0 : Math.round(sum / members.length);
  }
  setRanks(sortTeams(teams));
}

/** Sorts teams by score, best first, and by name if their scores are equal. */
export function sortTeams(teams: readonly Team[]): Team[] {
  return teams.toSorted((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1));
}

function setRanks<Ranked extends Pick<Player, 'score' | 'rank'>>(sorted: Ranked[]): Ranked[] {
  let best: Ranked | undefined;
  for (const [index, ranked] of sorted.entries()) {
    ranked.rank = best?.score === ranked.score ? best.rank : index + 1;
    if (best?.score !== ranked.score) best = ranked;
  }
  return sorted;
}

/** Returns the nearest player with a higher score, and by how many points; null for the leader and for unranked players. */
export function playerAhead(game: Game, player: Player): { name: string; by: number } | null {
  // A rank is one more than the number of players ahead, so the last of those has the index rank − 2.
  const ahead = game.standings[(player.rank ?? 1) - 2];
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
