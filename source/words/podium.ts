import { PLACE_MS, placesOn } from '../game/podium.ts';
import { formatNumber, ordinal, pluralize } from '../text/numbers.ts';
import type { Award, Summary } from '../view/awards.ts';
import type { PodiumStage, Stage, TeamStanding } from '../view/stage.ts';
import type { You } from '../view/you.ts';
import type { Signs } from './game.ts';
import { displayedRank } from './result.ts';

/** How far a podium has come. */
export interface PodiumProgress {
  /** How many places are shown one after the other; 0 if everything is shown at once. */
  readonly places: number;
  /** How many of them are shown so far, the last place first. */
  readonly shown: number;
  /** Whether everything is shown. */
  readonly isOver: boolean;
}

/** Returns how far a podium has come at a time of the server's clock. Any other stage counts as over. */
export function podiumProgress(stage: Stage | null, at: number): PodiumProgress {
  if (stage?.phase !== 'podium') return OVER;
  const places = placesOn(stage.teams ?? stage.top);
  const elapsedMs = at - stage.shownAt;
  if (elapsedMs >= places * PLACE_MS) return { places, shown: places, isOver: true };
  return { places, shown: elapsedMs < 0 ? 0 : Math.floor(elapsedMs / PLACE_MS) + 1, isOver: false };
}

const OVER: PodiumProgress = { places: 0, shown: 0, isOver: true };

/** Whether a row of the ranking is shown by now: the last of the places comes first, and everybody else at the end. */
export function isPlaceShown(index: number, { places, shown, isOver }: PodiumProgress): boolean {
  return isOver || (index < places && index >= places - shown);
}

/** Whether anybody has points. Without any, everybody shares the first rank, and the standings say nothing. */
export function hasPoints(standings: readonly Pick<TeamStanding, 'score'>[]): boolean {
  return standings.some(({ score }) => score > 0);
}

/** What a podium celebrates now, the longest first. */
export function podiumHeadings(
  stage: Extract<Stage, PodiumStage>,
  { places, shown }: PodiumProgress,
  { ellipsis }: Pick<Signs, 'ellipsis'>,
): string[] {
  const ranked = stage.teams ?? stage.top;
  if (stage.top.length === 0) return [stage.players === 0 ? 'Nobody played.' : 'No question was completed.'];
  if (!hasPoints(ranked)) return [WITHOUT_WINNERS];
  if (shown < places) {
    const rank = ranked[places - shown]?.rank;
    return [rank === undefined ? `And the winners are${ellipsis}` : (PLACE_WORDS[rank - 1] ?? '')];
  }
  const winners = ranked.filter(({ rank }) => rank === 1).map(({ name }) => name);
  const tied = !stage.teams && winners.length === ranked.length ? stage.more : 0;
  const names = winnersOf({ names: winners.slice(0, 2), more: winners.length - 2 + tied });
  return winners.length === 1 ? [`${names} wins!`, names] : [`${names} win!`, names];
}

const PLACE_WORDS = ['First place', 'Second place', 'Third place'];

const WITHOUT_WINNERS = "That's a wrap!";

/** The page to which a player has turned on a podium. */
export interface TurnedPage {
  /** The number of the game. */
  readonly game: number;
  readonly page: number;
}

/** The page with the podium. A player alone has none. */
export const PODIUM_PAGE = -1;

/** The page with the player's card. The pages after it show the answers. */
export const CARD_PAGE = 0;

/** The page on the screen: first the podium and, once that is shown, the card, until the player turns to another. */
export function pageOf(
  { game, questions }: Extract<Stage, PodiumStage>,
  turned: TurnedPage | null,
  isOver: boolean,
  isAlone: boolean,
): number {
  if (!isOver) return PODIUM_PAGE;
  const page = turned?.game === game ? turned.page : CARD_PAGE;
  return Math.max(isAlone ? CARD_PAGE : PODIUM_PAGE, Math.min(questions.length, page));
}

/** What is on the page after this one. */
export function labelOfNext(page: number): string {
  if (page === PODIUM_PAGE) return 'your result';
  return page === CARD_PAGE ? 'your answers' : 'next';
}

/** The heading of a player's final card. A player alone, or in a game without points, has no rank. */
export function cardHeading(you: You | null, players: number): string {
  const rank = displayedRank(you);
  if (rank === null || players === 1) return WITHOUT_WINNERS;
  const place = `${ordinal(rank)} of ${formatNumber(players)}`;
  return rank === 1 ? `You won! ${place}` : place;
}

/** Whether a player joined too late for any question that counts, and so has no result. */
export function missedGame({ questions }: PodiumStage, you: You | null): boolean {
  const isScored = questions.some(({ correct }) => correct !== null);
  return isScored && you?.summary?.questions === 0 && you.score === 0;
}

/** What a player who missed the game sees instead of a result. */
export const MISSED_GAME = {
  heading: 'This game is over.',
  outlook: "If the host starts another one, you're in it.",
} as const;

/** What a number on a player's final card says and means, the longest meaning first. */
export interface CardFigure {
  readonly value: string;
  readonly meanings: readonly [string, ...string[]];
}

/** The three numbers on a player's final card. `none` stands for a missing one. */
export function cardFigures(summary: Summary | undefined, none: string): CardFigure[] {
  const { correct = 0, questions = 0, bestStreak = 0, fastest = null } = summary ?? {};
  return [
    { value: `${formatNumber(correct)} of ${formatNumber(questions)}`, meanings: ['correct'] },
    { value: formatNumber(bestStreak), meanings: ['best streak'] },
    {
      value: fastest === null ? none : secondsText(fastest),
      meanings: ['fastest answer', 'fastest'],
    },
  ];
}

export const awardLabels: Readonly<Record<Award['type'], string>> = {
  'fastest-finger': 'Fastest finger',
  'longest-streak': 'Longest streak',
  'best-comeback': 'Best comeback',
  'closest-guess': 'Closest guess',
};

/** Says what an award was earned with. */
export function meritOf({ type, value }: Award): string {
  switch (type) {
    case 'fastest-finger':
      return secondsText(value);
    case 'longest-streak':
      return `${formatNumber(value)} in a row`;
    case 'best-comeback':
      return `up ${pluralize(value, 'rank')}`;
    case 'closest-guess':
      return value === 0 ? 'spot on' : `${String(value)} off`;
  }
}

/** A time in milliseconds as seconds: `0.84 s`. */
export function secondsText(ms: number): string {
  return `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`;
}

/** `Ada`, `Ada and Linus`, or `Ada, Linus and 3 more`. */
export function winnersOf({ names, more }: Pick<Award, 'names' | 'more'>): string {
  if (more > 0) return `${names.join(', ')} and ${formatNumber(more)} more`;
  return names.join(' and ');
}
