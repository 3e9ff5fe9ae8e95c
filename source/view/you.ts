import { type Summary, summaryOf } from './awards.ts';
import type { Correction, Game, Player, PointsGiven } from '../game/game.ts';
import { playerAhead, rankOf } from '../game/standings.ts';
import type { Answer } from '../quiz/questions/question-type.ts';
import { answerText } from '../quiz/questions/shown-question.ts';
import { pluralize } from '../text/numbers.ts';

/**
 * Everything that only one player may see now. Score, rank and streak are as of the last reveal, so an acknowledged answer does
 * not show whether it is correct.
 */
export interface You {
  readonly type: 'you';
  /** Newer views have greater versions. */
  readonly version: number;
  /** The server's clock when this was created, in milliseconds. */
  readonly now: number;
  /** The player's name, which may have been changed. */
  readonly name: string;
  /** The question to which `answered`, `answer` and `result` refer, in play order; null in the lobby. */
  readonly question: number | null;
  readonly score: number;
  /** Null until the first reveal. A player who has joined since the last one is ranked as well. */
  readonly rank: number | null;
  /** Correct answers in a row. */
  readonly streak: number;
  /** Acknowledges the answer: it is in the journal. */
  readonly answered: boolean;
  readonly answer: Answer | null;
  /** Null until the reveal. */
  readonly result: YouResult | null;
  /** From the reveal on: the nearest player with a higher score, and by how many points; null for the leader. */
  readonly ahead?: { readonly name: string; readonly by: number } | null;
  /** Why the host has changed scores, in words, until the next question. */
  readonly note?: string;
  /** On the podium: what the player achieved in the game. */
  readonly summary?: Summary;
}

/** What the player got for the question. */
export interface YouResult {
  readonly correct: boolean;
  /** Without the streak bonus. */
  readonly points: number;
  readonly streakBonus: number;
  readonly answer: Answer | null;
  /** The credited time in milliseconds; null without an answer. */
  readonly time: number | null;
}

export function youOf(game: Game, player: Player, version: number, now: number): You {
  const { name, score, streak, answer, result } = player;
  const notes = notesFor(game, player);
  return {
    type: 'you',
    version,
    now,
    name,
    question: game.round?.index ?? null,
    score,
    rank: rankOf(game, player),
    streak,
    answered: answer !== null,
    answer: answer?.value ?? null,
    result: result && { ...result, answer: answer?.value ?? null, time: answer?.timeMs ?? null },
    ...(isRevealed(game) && { ahead: playerAhead(game, player) }),
    ...(isOver(game) && { summary: summaryOf(game, player) }),
    ...(notes.length > 0 && { note: notes.join(' ') }),
  };
}

/** What the host has changed, in words. */
function notesFor({ correction }: Game, { given }: Player): string[] {
  return [...(correction ? [correctionNote(correction)] : []), ...(given ? [pointsNote(given)] : [])];
}

function pointsNote({ points, reason }: PointsGiven): string {
  const amount = pluralize(Math.abs(points), 'point');
  return withReason(points > 0 ? `The host gave you ${amount}` : `The host took ${amount} from you`, reason);
}

function correctionNote({ question: { index, round, voidReason }, allowed }: Correction): string {
  const name = `Question ${index + 1}`;
  if (allowed === null) return withReason(`${name} no longer counts`, voidReason);
  const shown = { ...round.rules.asked, type: round.question.type };
  return `${name}: the host now accepts "${answerText(shown, allowed)}" as well.`;
}

/** Makes a sentence: adds the host's reason, and a full stop unless it has one. */
export function withReason(text: string, reason: string | null): string {
  const whole = reason === null ? text : `${text}: ${reason}`;
  return /[.!?…]$/u.test(whole) ? whole : `${whole}.`;
}

function isOver({ phase }: Game): boolean {
  return phase === 'podium' || phase === 'ended';
}

function isRevealed({ phase }: Game): boolean {
  return phase !== 'lobby' && phase !== 'ready' && phase !== 'question';
}
