import { nanoid } from 'nanoid';

/** How often hosts are killed in one scenario: TERMQUIZ_FAULT_KILLS times, or a few times. */
export const KILLS = Number(process.env['TERMQUIZ_FAULT_KILLS'] ?? 5);

/** More would not fit the questions of one game. */
const KILLS_PER_GAME = 25;

/** As long as the shortest of the quizzes that are played. */
const MAX_QUESTIONS = 16;

/** Whether the machine has the time for tests that wait for long. */
export const isThorough = KILLS >= 50;

/** How many players a game has, and how many questions: more of them where there are more kills. */
export const gameSize = { players: 50, questions: Math.min(MAX_QUESTIONS, Math.max(3, KILLS)) };

/** A part of all kills, in one game. */
export function killsInOneGame(part: number): number {
  return Math.min(KILLS_PER_GAME, Math.ceil(KILLS * part));
}

/** The games that it takes for all kills, by their seeds. */
export function gamesForAllKills(): { seed: string; kills: number }[] {
  const games = Math.ceil(KILLS / KILLS_PER_GAME);
  const kills = Math.ceil(KILLS / games);
  return seeds('kills', games).map((seed) => ({ seed, kills }));
}

/** What games are drawn from: something else each time, or TERMQUIZ_FAULT_SEED. */
export function seeds(name: string, games = 1): string[] {
  const given = process.env['TERMQUIZ_FAULT_SEED'];
  return given !== undefined ? [given] : Array.from({ length: games }, () => `${name}-${nanoid(8)}`);
}
