import type { FinalStanding } from './events.ts';
import type { Game, Player } from './game.ts';

/**
 * The players by score, the best first, and each one's rank set: equal scores share a rank and the next ranks are left
 * out (1, 2, 2, 4), and stand in the order of their names.
 */
export function rankPlayers(players: readonly Player[]): Player[] {
  const sorted = players.toSorted((a, b) => b.score - a.score || (a.nameKey < b.nameKey ? -1 : 1));
  let best: Player | undefined;
  for (const [index, player] of sorted.entries()) {
    player.rank = best?.score === player.score ? best.rank : index + 1;
    if (best?.score !== player.score) best = player;
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
export function changeOfRank({ rank, previousRank }: Player): number | null {
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
