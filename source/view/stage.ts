import type { ClosedQuestion, Game, Round } from '../game/game.ts';
import { rankChange, sortTeams } from '../game/standings.ts';
import type { Answer, Distribution, QuestionTypeName } from '../quiz/questions/question-type.ts';

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
  /** How many players there are. */
  readonly players: number;
  /** How many of them are connected. */
  readonly connected: number;
}

export interface LobbyStage {
  readonly phase: 'lobby';
  /** Newest first. */
  readonly names: readonly string[];
  readonly locked: boolean;
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

export interface RevealStage {
  readonly phase: 'reveal';
  readonly question: AskedQuestion;
  /** The right answer; null for a poll. */
  readonly correct: Answer | null;
  readonly distribution: Distribution;
  readonly explanation?: string;
}

export interface StandingsStage {
  readonly phase: 'standings';
  readonly top: readonly Standing[];
  readonly teams?: readonly TeamStanding[];
}

export interface PodiumStage {
  readonly phase: 'podium';
  readonly top: readonly Standing[];
  readonly teams?: readonly TeamStanding[];
  /** Without polls. */
  readonly questions: readonly ClosedQuestion[];
}

/** What players see of a question before it opens. */
export interface AnnouncedQuestion {
  /** In play order, from 0. */
  readonly index: number;
  readonly total: number;
  readonly type: QuestionTypeName;
  readonly text: string;
}

/** What players see of a question while it is open. */
export interface AskedQuestion extends AnnouncedQuestion {
  readonly code?: { readonly language: string; readonly text: string };
  readonly options?: readonly string[];
  readonly items?: readonly string[];
  readonly unit?: string;
  readonly points: number;
  /** Seconds; 0 for no limit. */
  readonly time: number;
}

export interface Standing extends TeamStanding {
  readonly team: string | null;
}

export interface TeamStanding {
  readonly rank: number;
  readonly name: string;
  readonly score: number;
  /** Ranks gained since the previous standings; null if there were none. */
  readonly change: number | null;
}

/** Creates the stage of a game. Before the reveal, nothing in it gives away the right answer. */
export function stageOf(game: Game, version: number): Stage {
  const common = {
    type: 'stage',
    version,
    game: game.number,
    players: game.playerCount,
    connected: game.connectedCount,
  } as const;
  const { phase, round } = game;
  if (phase === 'podium' || phase === 'ended') {
    return {
      ...common,
      phase: 'podium',
      top: topStandings(game),
      ...teamStandings(game),
      questions: scoredQuestions(game),
    };
  }
  if (phase === 'lobby' || !round) return { ...common, ...lobby(game) };
  const announced = announcedQuestion(game, round);
  switch (phase) {
    case 'ready':
      return {
        ...common,
        phase: 'ready',
        question: announced,
        opensAt: round.opensAt,
        pausedAt: round.pausedAt,
      };
    case 'question':
      return {
        ...common,
        ...openQuestion(askedQuestion(announced, round), round),
        autoSubmit: game.settings.autoSubmit,
      };
    case 'reveal':
      return { ...common, ...reveal(askedQuestion(announced, round), round) };
    case 'standings':
      return { ...common, phase: 'standings', top: topStandings(game), ...teamStandings(game) };
  }
}

/** Returns the index in play order of the question on a stage; null if there is none. */
export function questionIndexOf(stage: Stage): number | null {
  return 'question' in stage ? stage.question.index : null;
}

/** Identifies what the question on a stage asks: an answer to one does not fit another. Null if there is none. */
export function questionIdOf(stage: Stage | null): string | null {
  if (!stage || !('question' in stage)) return null;
  const { index, type, text, ...more }: AnnouncedQuestion & Partial<AskedQuestion> = stage.question;
  return JSON.stringify([stage.game, index, type, text, more.options, more.items, more.unit]);
}

function lobby(game: Game): LobbyStage {
  const names: string[] = [];
  let older = game.playerCount - MAX_NAMES;
  for (const { name, kicked } of game.players.values()) if (!kicked && older-- <= 0) names.push(name);
  return { phase: 'lobby', names: names.toReversed(), locked: game.locked };
}

function announcedQuestion(game: Game, { index, question }: Round): AnnouncedQuestion {
  return { index, total: game.playOrder.length, type: question.type, text: question.question };
}

function askedQuestion(announced: AnnouncedQuestion, { question, rules, time }: Round): AskedQuestion {
  const { code, points } = question;
  return { ...announced, ...(code && { code }), ...rules.asked, points, time };
}

/** Takes only these fields of the round, so that the right answer is out of reach. */
function openQuestion(
  question: AskedQuestion,
  { openedAt, closesAt, pausedAt, answered }: Pick<Round, 'openedAt' | 'closesAt' | 'pausedAt' | 'answered'>,
): Omit<QuestionStage, 'autoSubmit'> {
  return { phase: 'question', question, openedAt, closesAt, pausedAt, answered };
}

function reveal(asked: AskedQuestion, { rules, distribution, question }: Round): RevealStage {
  const { explanation } = question;
  return {
    phase: 'reveal',
    question: asked,
    correct: rules.correct,
    distribution: distribution ?? [],
    ...(explanation && { explanation }),
  };
}

/** Leaves out polls, which have no right answer and would look like the hardest questions. */
function scoredQuestions({ closedQuestions, playOrder, quiz }: Game): ClosedQuestion[] {
  return closedQuestions.filter(({ index }) => quiz.questions[playOrder[index] ?? -1]?.type !== 'poll');
}

function teamStandings({ teams }: Game): { teams?: TeamStanding[] } {
  if (teams.length === 0) return {};
  const standings = sortTeams(teams).map((team) => ({
    rank: team.rank ?? 1,
    name: team.name,
    score: team.score,
    change: rankChange(team),
  }));
  return { teams: standings };
}

function topStandings(game: Game): Standing[] {
  return game.standings.slice(0, MAX_TOP).map((player) => ({
    rank: player.rank ?? 0,
    name: player.name,
    team: player.team,
    score: player.score,
    change: rankChange(player),
  }));
}
