import type { ClosedQuestion, Game } from './game.ts';

/** How long the empty podium is shown before the first place on it, in milliseconds. */
export const LEAD_MS = 1500;

/** The time from one place on the podium to the next, in milliseconds. */
export const PLACE_MS = 2500;

/** The third place is shown first. */
const MAX_PLACES = 3;

/**
 * Returns how many places of a podium are shown one after the other: at most three. With nobody to compete with, or without any
 * points, there are none, and everything is shown at once.
 *
 * @param ranked The teams, or else the players.
 */
export function placesOn(ranked: readonly { readonly score: number }[]): number {
  const isRace = ranked.length > 1 && ranked.some(({ score }) => score > 0);
  return isRace ? Math.min(MAX_PLACES, ranked.length) : 0;
}

/** Returns when a podium of this game begins, in milliseconds of the server's clock. */
export function podiumStart(game: Game, now: number): number {
  return placesIn(game) === 0 ? now : now + LEAD_MS;
}

/** Returns when the podium of a game is shown in full, in milliseconds of the server's clock; 0 before the podium. */
export function podiumEnd(game: Game): number {
  return game.podiumShownAt === null ? 0 : game.podiumShownAt + placesIn(game) * PLACE_MS;
}

/** Shows everything on the podium at once. */
export function revealPodium(game: Game, now: number): void {
  game.podiumShownAt = now - MAX_PLACES * PLACE_MS;
}

function placesIn({ teams, standings }: Game): number {
  return placesOn(teams.length > 0 ? teams : standings);
}

type Counted = Pick<ClosedQuestion, 'correct' | 'answered'>;

/**
 * Returns the questions with the smallest share of correct answers; none if that share is the same for all. Questions that nobody
 * answered do not count. Callers leave out polls, which have no correct answer.
 */
export function hardestQuestions<Closed extends Counted>(questions: readonly Closed[]): Closed[] {
  const answered = questions.filter((question) => question.answered > 0);
  const smallest = Math.min(...answered.map(correctShare));
  const hardest = answered.filter((question) => correctShare(question) === smallest);
  return hardest.length < answered.length ? hardest : [];
}

function correctShare({ correct, answered }: Counted): number {
  return correct / answered;
}
