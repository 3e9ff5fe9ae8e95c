import { nanoid } from 'nanoid';

/** The number of kills in each scenario: TERMQUIZ_FAULT_KILLS, or a few. */
export const KILLS = Number(process.env['TERMQUIZ_FAULT_KILLS'] ?? 5);

/** More kills would not fit in one game. */
const KILLS_PER_GAME = 25;

/** The length of the shortest quiz in these games. */
const MAX_QUESTIONS = 16;

/** Whether to run the tests that wait for a long time. */
export const isThorough = KILLS >= 50;

/** The size of each game: more kills need more questions. */
export const gameSize = { players: 50, questions: Math.min(MAX_QUESTIONS, Math.max(3, KILLS)) };

/** Returns a share of all kills, as far as they fit in one game. */
export function killsInOneGame(part: number): number {
  return Math.min(KILLS_PER_GAME, Math.ceil(KILLS * part));
}

/** Spreads all kills over as many games as needed. */
export function gamesForAllKills(): { seed: string; kills: number }[] {
  const games = Math.ceil(KILLS / KILLS_PER_GAME);
  const kills = Math.ceil(KILLS / games);
  return seeds('kills', games).map((seed) => ({ seed, kills }));
}

/** Returns random seeds, or TERMQUIZ_FAULT_SEED if set. */
export function seeds(name: string, games = 1): string[] {
  const given = process.env['TERMQUIZ_FAULT_SEED'];
  return given !== undefined ? [given] : Array.from({ length: games }, () => `${name}-${nanoid(8)}`);
}
