import type { GameCreated } from './events.ts';
import { permuter } from './shuffle.ts';
import type { Answer, Distribution, QuestionRules } from '../quiz/questions/question-type.ts';
import type { Question } from '../quiz/questions/question.ts';
import type { Quiz } from '../quiz/quiz.ts';
import type { Settings } from './settings.ts';

/** Where a game stands. After `podium` it has ended. */
export type Phase = 'lobby' | 'ready' | 'question' | 'reveal' | 'standings' | 'podium' | 'ended';

/** One game from lobby to podium. Only `evolve` changes it. */
export interface Game {
  /** Counted from 1: the same players may play another one. */
  readonly number: number;
  readonly quiz: Quiz;
  readonly settings: Settings;
  readonly seed: string;
  /** Indexes of the quiz's questions, in the order in which they are played. */
  readonly playOrder: readonly number[];
  phase: Phase;
  /** Since when, in milliseconds of the server's clock. */
  phaseStartedAt: number;
  /** Nobody new may join. */
  locked: boolean;
  /** The question that is announced, open or was last; null in the lobby. */
  round: Round | null;
  readonly players: Map<string, Player>;
  readonly playersByToken: Map<string, Player>;
  readonly playersByName: Map<string, Player>;
  /** Players who have not been kicked. */
  playerCount: number;
  connectedCount: number;
  /** Connected players from whom the open question still awaits an answer. */
  pendingAnswers: number;
  /** Until when those who were here may return to a host that was away, in milliseconds of the server's clock. */
  reconnectUntil: number;
  /** The players by score, the best first, as of the last reveal. */
  standings: readonly Player[];
  /** Empty where everybody plays alone. */
  readonly teams: readonly Team[];
  /** How the questions went that were closed, in play order. */
  readonly closedQuestions: ClosedQuestion[];
}

/** A question in play. Times are milliseconds of the server's clock. */
export interface Round {
  /** In play order, from 0. */
  readonly index: number;
  readonly question: Question;
  readonly rules: QuestionRules;
  /** Seconds to answer; 0 for no limit. */
  readonly time: number;
  opensAt: number;
  openedAt: number;
  /** Null: no limit. */
  closesAt: number | null;
  pausedAt: number | null;
  /** How many have answered. */
  answered: number;
  /** Set by the reveal. */
  distribution: Distribution | null;
}

export interface Player {
  readonly id: string;
  readonly name: string;
  readonly nameKey: string;
  readonly team: string | null;
  /** Whether a question that has closed was answered. */
  hasAnswered: boolean;
  readonly tokenHash: string;
  presence: 'connected' | 'disconnected' | 'left';
  /** When the connection was lost, where it was. */
  disconnectedAt: number;
  kicked: boolean;
  score: number;
  /** Correct answers in a row. */
  streak: number;
  /** As of the last reveal; null for who is new since. */
  rank: number | null;
  /** As of the reveal before; null for who was not there. */
  previousRank: number | null;
  /** To the question of the round. */
  answer: { readonly value: Answer; readonly timeMs: number } | null;
  /** What the question of the round brought, from the reveal on. */
  result: Result | null;
}

/** A team. Score and ranks are as of the last reveal. */
export interface Team {
  readonly name: string;
  /** Players who have not been kicked. */
  members: number;
  /** The mean over its members who have answered at least once, rounded. */
  score: number;
  rank: number | null;
  previousRank: number | null;
}

/** What one question brought one player. */
export interface Result {
  readonly correct: boolean;
  /** Without the bonus. */
  readonly points: number;
  readonly streakBonus: number;
}

export interface ClosedQuestion {
  /** In play order, from 0. */
  readonly index: number;
  /** How many answered all of it right. */
  readonly correct: number;
  readonly answered: number;
}

/** The game that a `game-created` event starts. */
export function createGame(created: GameCreated): Game {
  const { quiz, settings, seed } = created;
  const inFileOrder = quiz.questions.map((_, index) => index);
  const shuffled = settings.shuffle === 'questions' || settings.shuffle === 'both';
  return {
    number: created.game,
    quiz,
    settings,
    seed,
    playOrder: shuffled ? permuter(`${seed}/questions`)(inFileOrder) : inFileOrder,
    phase: 'lobby',
    phaseStartedAt: created.at,
    locked: false,
    round: null,
    players: new Map(),
    playersByToken: new Map(),
    playersByName: new Map(),
    playerCount: 0,
    connectedCount: 0,
    pendingAnswers: 0,
    reconnectUntil: 0,
    standings: [],
    teams: (settings.teams ?? []).map((name) => ({
      name,
      members: 0,
      score: 0,
      rank: null,
      previousRank: null,
    })),
    closedQuestions: [],
  };
}
