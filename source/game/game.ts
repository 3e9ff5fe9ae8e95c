import type { GameCreated } from './events.ts';
import { permuter } from './shuffle.ts';
import type { Answer, Distribution, Mark, QuestionRules, Tally } from '../quiz/questions/question-type.ts';
import type { Question } from '../quiz/questions/question.ts';
import type { Quiz } from '../quiz/quiz.ts';
import type { Settings } from './settings.ts';
import { looksOf } from '../text/look-alike.ts';

/** The phases of a game, in order; `ready` to `standings` repeat for each question. */
export type Phase = 'lobby' | 'ready' | 'question' | 'reveal' | 'standings' | 'podium' | 'ended';

/** One game from lobby to podium. Only `evolve` changes it. */
export interface Game {
  /** Counts from 1, and goes up when the host plays again. */
  readonly number: number;
  readonly quiz: Quiz;
  readonly settings: Settings;
  readonly seed: string;
  /** Indexes into the quiz's questions, in the order of play. */
  readonly playOrder: readonly number[];
  phase: Phase;
  /** In milliseconds of the server's clock. */
  phaseStartedAt: number;
  /** Whether new players are kept out. */
  locked: boolean;
  /** The current or most recent question; null in the lobby. */
  round: Round | null;
  readonly players: Map<string, Player>;
  readonly playersByToken: Map<string, Player>;
  /** By each look of their names. */
  readonly playersByLook: Map<string, Player>;
  /** The hashes of the tokens that are rejected until the game ends, besides those of kicked players. */
  readonly bannedTokens: Set<string>;
  /** The players sorted by name, without kicked players and newcomers. */
  playing: Player[];
  /** Players who joined recently, in the order of joining. They move to `playing` before a question is scored. */
  newcomers: Player[];
  /** Without kicked players. */
  playerCount: number;
  /** The index of the next generated name. */
  nextName: number;
  connectedCount: number;
  /** How many connected players have not answered the open question. */
  pendingAnswers: number;
  /** How long players have to reconnect after the host returned, in milliseconds of the server's clock. */
  reconnectUntil: number;
  /** The ranked players, best first, as of the last reveal. */
  standings: readonly Player[];
  /** Empty in games without teams. */
  readonly teams: readonly Team[];
  /** In play order. */
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
  /** How many players have answered. */
  answered: number;
  readonly tally: Tally;
  /** The disconnected players for whom the open question waits, sorted by `since`. */
  readonly missing: Missing[];
  /** Null until the reveal. */
  distribution: Distribution | null;
}

/** A player who was disconnected at `since` and owed an answer. Only the last entry in a list is sure to be up to date. */
export interface Missing {
  readonly player: Player;
  readonly since: number;
}

export interface Player {
  readonly id: string;
  readonly name: string;
  /** The name, case-folded. */
  readonly sortKey: string;
  /** The keys of the name: names that look alike share one. */
  readonly looks: readonly string[];
  readonly team: string | null;
  /** Whether the player has answered any of the closed questions. */
  hasAnswered: boolean;
  readonly tokenHash: string;
  /** `disconnected` means that the connection was lost: open questions wait a while for these players, not for those who left. */
  presence: 'connected' | 'disconnected' | 'left';
  /** When the player last disconnected or left. */
  disconnectedAt: number;
  kicked: boolean;
  score: number;
  /** Right answers in a row. */
  streak: number;
  /** As of the last reveal; null for players who joined later. */
  rank: number | null;
  /** As of the reveal before that; null for players who joined later. */
  previousRank: number | null;
  /** To the current question. Its mark is secret until the reveal. */
  answer: { readonly value: Answer; readonly timeMs: number; readonly mark: Mark } | null;
  /** For the current question; null until the reveal. */
  result: RoundResult | null;
}

/** Score and ranks are as of the last reveal. */
export interface Team {
  readonly name: string;
  /** The keys of the name: names that look alike share one. */
  readonly looks: readonly string[];
  /** How many players the team has, without kicked ones. */
  members: number;
  /** The mean score of the members who have answered at least once, rounded. */
  score: number;
  rank: number | null;
  previousRank: number | null;
}

/** What one player got for one question. */
export interface RoundResult {
  readonly correct: boolean;
  /** Without the bonus. */
  readonly points: number;
  readonly streakBonus: number;
}

export interface ClosedQuestion {
  /** In play order, from 0. */
  readonly index: number;
  /** How many players got it completely right. */
  readonly correct: number;
  /** How many players answered. */
  readonly answered: number;
}

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
    playersByLook: new Map(),
    bannedTokens: new Set(),
    playing: [],
    newcomers: [],
    playerCount: 0,
    nextName: 0,
    connectedCount: 0,
    pendingAnswers: 0,
    reconnectUntil: 0,
    standings: [],
    teams: (settings.teams ?? []).map((name) => ({
      name,
      looks: looksOf(name),
      members: 0,
      score: 0,
      rank: null,
      previousRank: null,
    })),
    closedQuestions: [],
  };
}
