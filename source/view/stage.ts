import type { QuestionTypeName } from '../quiz/questions/shown-question.ts';
import type { Award } from './awards.ts';
import type { Answer, AnswerCount } from '../quiz/questions/question-type.ts';

/** How many names the lobby shows. */
export const MAX_NAMES = 50;

/** How many players the standings and the podium show. */
export const MAX_TOP = 10;

/** Everything that everybody in the room may see now. Times are milliseconds of the server's clock. */
export type Stage = StageCommon &
  (LobbyStage | ReadyStage | QuestionStage | RevealStage | StandingsStage | PodiumStage);

interface StageCommon {
  readonly type: 'stage';
  /** Newer stages have greater versions. */
  readonly version: number;
  /** The number of the game, from 1. */
  readonly game: number;
  /** The title of the quiz, which the next game may change. */
  readonly title: string;
  /** How many players there are. */
  readonly players: number;
  /** How many of them are connected. */
  readonly connected: number;
}

/** A phase that may continue automatically. */
export interface WaitingStage {
  /** When the next phase begins; null if only the host continues, or before enough players are in the lobby. */
  readonly continuesAt: number | null;
  readonly pausedAt: number | null;
}

export interface LobbyStage extends WaitingStage {
  readonly phase: 'lobby';
  /** Newest first. */
  readonly names: readonly LobbyName[];
  /** How many players each team has; only in games with teams. */
  readonly teams?: readonly LobbyTeam[];
  readonly locked: boolean;
  /** How many questions the quiz has. */
  readonly questions: number;
  /** How long the game will take, an estimate. */
  readonly seconds: number;
  /** The game starts automatically once this many players are connected; null: the host starts it. */
  readonly startAt: number | null;
  /** Seconds after which the reveal and the standings continue automatically; null: the host continues. */
  readonly auto: number | null;
}

/** A player in the lobby. */
export interface LobbyName {
  readonly name: string;
  /** Null in games without teams. */
  readonly team: string | null;
}

export interface LobbyTeam {
  readonly name: string;
  readonly players: number;
}

export interface ReadyStage {
  readonly phase: 'ready';
  readonly question: AnnouncedQuestion;
  readonly opensAt: number;
  readonly pausedAt: number | null;
}

export interface QuestionStage {
  readonly phase: 'question';
  readonly question: AskedQuestion;
  readonly openedAt: number;
  /** Null: no limit. */
  readonly closesAt: number | null;
  readonly pausedAt: number | null;
  /** How many players have answered. */
  readonly answered: number;
  /** Whether clients send an unsent answer when time runs out. */
  readonly autoSubmit: boolean;
}

export interface RevealStage extends WaitingStage {
  readonly phase: 'reveal';
  readonly question: AskedQuestion;
  /** The correct answer; null for a poll. */
  readonly correct: Answer | null;
  readonly distribution: readonly number[] | readonly MarkedAnswerCount[];
  /** How many players answered. */
  readonly answered: number;
  /** How many answers were completely correct; null for a poll. */
  readonly correctCount: number | null;
  readonly explanation?: string;
  /** The host has declared that the question does not count. */
  readonly voided?: true;
  /** The reason, if the host gave one. */
  readonly voidReason?: string;
  /** The answers that the host has accepted besides the correct one. */
  readonly allowed?: readonly Answer[];
}

/** How many players gave a typed answer, and whether it is correct. */
export interface MarkedAnswerCount extends AnswerCount {
  readonly correct: boolean;
}

export interface StandingsStage extends WaitingStage {
  readonly phase: 'standings';
  readonly top: readonly Standing[];
  readonly teams?: readonly TeamStanding[];
}

export interface PodiumStage {
  readonly phase: 'podium';
  /** When the third place is shown; see `placesOn`. */
  readonly shownAt: number;
  readonly top: readonly Standing[];
  /** How many players share the last rank in `top` but are not in it. */
  readonly more: number;
  /** Those that somebody earned. */
  readonly awards: readonly Award[];
  readonly teams?: readonly TeamStanding[];
  /** Those that were closed. */
  readonly questions: readonly QuestionOutcome[];
}

/** How a question went. */
export interface QuestionOutcome {
  /** In play order, from 0. */
  readonly index: number;
  /** How many answers were completely correct; null for polls and voided questions, which do not count. */
  readonly correct: number | null;
  readonly answered: number;
}

/** What players see of a question before it opens. */
export interface AnnouncedQuestion {
  /** In play order, from 0. */
  readonly index: number;
  readonly total: number;
  readonly type: QuestionTypeName;
  readonly text: string;
  /** The most that it pays. */
  readonly points: number;
  /** Seconds; 0 for no limit. */
  readonly time: number;
}

/** What players see of a question while it is open. */
export interface AskedQuestion extends AnnouncedQuestion {
  readonly code?: { readonly language?: string; readonly text: string };
  readonly options?: readonly string[];
  readonly items?: readonly string[];
  readonly unit?: string;
}

export interface Standing extends TeamStanding {
  readonly team: string | null;
  /** The points for the last question, with the streak bonus. */
  readonly gain: number;
}

export interface TeamStanding {
  readonly rank: number;
  readonly name: string;
  readonly score: number;
  /** Ranks gained since the previous standings; null if there were none. */
  readonly change: number | null;
}

/** Returns the index in play order of the question on a stage; null if there is none. */
export function questionIndexOf(stage: Stage): number | null {
  return 'question' in stage ? stage.question.index : null;
}

/** Identifies a phase of a game, except that all standings of a game have the same id. */
export function phaseIdOf(stage: Stage): string {
  return `${stage.game} ${stage.phase} ${questionIndexOf(stage)}`;
}

/** Identifies what the question on a stage asks: an answer to one does not fit another. Null if there is none. */
export function questionIdOf(stage: Stage | null): string | null {
  if (!stage || !('question' in stage)) return null;
  const { index, type, text, ...more }: AnnouncedQuestion & Partial<AskedQuestion> = stage.question;
  return JSON.stringify([stage.game, index, type, text, more.options, more.items, more.unit]);
}
