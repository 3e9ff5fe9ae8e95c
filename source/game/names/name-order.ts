import type { Game, Player } from '../game.ts';

/**
 * Adds a player to those who are playing. Sorts them only once there are many newcomers, so that joining stays fast in a
 * big game.
 */
export function addByName(game: Game, player: Player): void {
  game.newcomers.push(player);
  if (game.newcomers.length > MIN_NEWCOMERS + game.playing.length / 8) sortNewcomers(game);
}

const MIN_NEWCOMERS = 64;

/** Removes a player from those who are playing. */
export function removeByName(game: Game, player: Player): void {
  // Closed questions share the list of players.
  game.playing = without(game.playing, player);
  game.newcomers = without(game.newcomers, player);
}

function without(players: Player[], player: Player): Player[] {
  const index = players.indexOf(player);
  return index < 0 ? players : players.toSpliced(index, 1);
}

/** Moves all newcomers to their places among those who are playing. */
export function sortNewcomers(game: Game): void {
  if (game.newcomers.length === 0) return;
  // The engine's sort (Timsort) merges two sorted lists with few comparisons.
  game.playing = [...game.playing, ...game.newcomers.toSorted(byName)].toSorted(byName);
  game.newcomers = [];
}

function byName(a: Player, b: Player): number {
  return a.sortKey < b.sortKey ? -1 : 1;
}
