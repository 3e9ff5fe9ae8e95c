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
  readonly room: string;
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
  /** When a lobby that starts automatically does so; null before enough players are connected. */
  startsAt: number | null;
  /** Since when the countdown to the next phase has been stopped; null while the game is not paused. */
  pausedAt: number | null;
  /** Whether new players are kept out. */
  locked: boolean;
  /** The current or most recent question; null in the lobby. */
  round: Round | null;
  readonly players: Map<string, Player>;
  readonly playersByToken: Map<string, Player>;
  /** The players whose seats have moved to other devices, by the hashes of the tokens that they had before. */
  readonly playersByFormerToken: Map<string, Player>;
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
  /** Everything that has changed scores and ranks, in order, so that they can be computed again. */
  readonly scoringSteps: ScoringStep[];
  /** The newest decision of the host about a closed question; null once the next question is announced. */
  correction: Correction | null;
  /** When the podium begins with the third place, in milliseconds of the server's clock; null before the podium. */
  podiumShownAt: number | null;
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
  /** How many players have answered. */
  answered: number;
  readonly tally: Tally;
  /** The disconnected players for whom the open question waits, sorted by `since`; empty once it is closed. */
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
  name: string;
  /** The name, case-folded. */
  sortKey: string;
  /** The keys of the name: names that look alike share one. */
  looks: readonly string[];
  readonly team: string | null;
  /** Whether the player has answered any of the closed questions. */
  hasAnswered: boolean;
  tokenHash: string;
  /** The hashes of the tokens before it, the newest last. */
  readonly formerTokens: string[];
  /** `disconnected` means that the connection was lost: open questions wait a while for these players, not for those who left. */
  presence: 'connected' | 'disconnected' | 'left';
  /** When the player last disconnected or left. */
  disconnectedAt: number;
  kicked: boolean;
  score: number;
  /** Correct answers in a row. */
  streak: number;
  /** As of the last reveal; null for players who joined later. */
  rank: number | null;
  /** As of the reveal before that; null for players who joined later. */
  previousRank: number | null;
  /** To the current question. Its mark is secret until the reveal. */
  answer: MarkedAnswer | null;
  /** For the current question; null until the reveal. */
  result: RoundResult | null;
  /** One entry for each closed question, in play order; null for those that were closed without this player. */
  readonly history: (Turn | null)[];
  /** The points that the host gave or took last; null once the next question is announced. */
  given: PointsGiven | null;
}

export interface PointsGiven {
  /** Negative if the host took them. */
  readonly points: number;
  /** Why, in the host's words; null if there are none. */
  readonly reason: string | null;
}

export interface MarkedAnswer {
  readonly value: Answer;
  /** The credited time. */
  readonly timeMs: number;
  /** Changes if the host accepts another answer. */
  mark: Mark;
}

/** What one player did at one closed question. Players who gave no answer share it. */
export interface Turn {
  /** Null if the player gave none. */
  readonly answer: MarkedAnswer | null;
  result: RoundResult;
  /** As of the reveal of this question. */
  rank: number;
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
  readonly round: Round;
  /** The players who took part, whether or not they answered, sorted by the names that they had. */
  readonly players: readonly Player[];
  /** How many answers were completely correct. */
  correct: number;
  /** How many players answered. */
  readonly answered: number;
  /** Whether the host has declared that it does not count. */
  isVoided: boolean;
  /** Why, in the host's words; null if there are none. */
  voidReason: string | null;
  /** The answers that the host has accepted besides the correct one. */
  readonly allowed: Answer[];
}

/** A change of scores and ranks. */
export type ScoringStep =
  /** `position`: the index in `closedQuestions`, and in every player's history. */
  | { readonly type: 'closed'; readonly position: number }
  | { readonly type: 'removed'; readonly players: readonly Player[] }
  | { readonly type: 'readmitted'; readonly player: Player }
  | { readonly type: 'points'; readonly player: Player; readonly points: number };

/** What the host has decided about a closed question. */
export interface Correction {
  readonly question: ClosedQuestion;
  /** The answer that the host has accepted; null if the question is voided. */
  readonly allowed: Answer | null;
}

export function createGame(created: GameCreated): Game {
  const { room, quiz, settings, seed } = created;
  const inFileOrder = quiz.questions.map((_, index) => index);
  const shuffled = settings.shuffle === 'questions' || settings.shuffle === 'both';
  return {
    room,
    number: created.game,
    quiz,
    settings,
    seed,
    playOrder: shuffled ? permuter(`${seed}/questions`)(inFileOrder) : inFileOrder,
    phase: 'lobby',
    phaseStartedAt: created.at,
    startsAt: null,
    pausedAt: null,
    locked: false,
    round: null,
    players: new Map(),
    playersByToken: new Map(),
    playersByFormerToken: new Map(),
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
    scoringSteps: [],
    correction: null,
    podiumShownAt: null,
  };
}
