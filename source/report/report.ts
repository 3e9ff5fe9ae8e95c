import { evolve } from '../game/evolve.ts';
import { type Player, type Team, createGame } from '../game/game.ts';
import { hardestQuestions } from '../game/hardest-questions.ts';
import { sortTeams } from '../game/standings.ts';
import type { JournalContents } from '../journal/read-journal.ts';
import { type Slices, runAtOnce } from '../journal/slices.ts';
import {
  type PlayedQuestion,
  type ReportedAnswer,
  type ReportedQuestion,
  meanTime,
  playedQuestion,
} from './played-question.ts';

/** How a game went: plain data, as its JSON report has it. Who was kicked is in none of it. */
export interface Report {
  /** Of the quiz. */
  readonly title: string;
  /** The number of the game, from 1: the same players may have played another one. */
  readonly game: number;
  /** When it was opened, as an ISO 8601 time. */
  readonly playedAt: string;
  /** It came to its podium; otherwise this is how it stood after the last question that was closed. */
  readonly finished: boolean;
  /** The best first; empty where everybody played alone. */
  readonly teams: readonly ReportedTeam[];
  /** The best first. Who joined after the last question that was closed is not there, as on the podium. */
  readonly players: readonly ReportedPlayer[];
  /** Those that were closed, in play order. */
  readonly questions: readonly ReportedQuestion[];
}

export interface ReportedTeam {
  readonly rank: number;
  readonly name: string;
  readonly score: number;
}

export interface ReportedPlayer {
  readonly rank: number;
  readonly name: string;
  readonly team: string | null;
  readonly score: number;
  /** How many questions were answered all right, of how many that were answered: polls, which have no right answer, left out. */
  readonly correct: number;
  readonly answered: number;
  /** Credited milliseconds, over all that was answered, polls too; null for nothing. */
  readonly meanTimeMs: number | null;
  /** Correct answers in a row. */
  readonly longestStreak: number;
  /** One for each of the report's questions; null where there is none. */
  readonly answers: readonly (ReportedAnswer | null)[];
}

/** The report of a game, as far as it was played. */
export function reportOf(past: Pick<JournalContents, 'created' | 'events'>): Report {
  return runAtOnce(reportingOf(past));
}

/** How many events are replayed between two other things: a few milliseconds. */
const EVENTS_A_SLICE = 1000;

/** Like `reportOf`, in slices. */
export function* reportingOf({
  created,
  events,
}: Pick<JournalContents, 'created' | 'events'>): Slices<Report> {
  const kicked = new Set(events.flatMap((event) => (event.type === 'player-kicked' ? [event.player] : [])));
  const game = createGame(created);
  const played: PlayedQuestion[] = [];
  for (const [index, event] of events.entries()) {
    if (index % EVENTS_A_SLICE === 0) yield;
    evolve(game, event);
    if (event.type === 'question-closed' && game.round) {
      const players = [...game.players.values()].filter(({ id }) => !kicked.has(id));
      played.push(playedQuestion(game.round, players));
    }
  }
  return {
    title: created.quiz.title,
    game: created.game,
    playedAt: new Date(created.at).toISOString(),
    finished: game.phase === 'podium' || game.phase === 'ended',
    teams: sortTeams(game.teams).flatMap(reportedTeam),
    players: game.standings.map((player) => reportedPlayer(player, played)),
    questions: withHardest(played.map(({ question }) => question)),
  };
}

/** No rank: no question was closed. */
function reportedTeam({ rank, name, score }: Team): ReportedTeam[] {
  return rank === null ? [] : [{ rank, name, score }];
}

function reportedPlayer(
  { id, rank, name, team, score }: Player,
  played: readonly PlayedQuestion[],
): ReportedPlayer {
  const turns = played.map((question) => question.turns.get(id));
  const answers = turns.map((turn) => turn?.answer ?? null);
  const given = answers.filter((answer) => answer !== null);
  return {
    rank: rank ?? 0,
    name,
    team,
    score,
    correct: given.filter(({ mark }) => mark === 'right').length,
    answered: given.filter(({ mark }) => mark !== null).length,
    meanTimeMs: meanTime(given),
    longestStreak: Math.max(0, ...turns.map((turn) => turn?.streak ?? 0)),
    answers,
  };
}

function withHardest(questions: readonly ReportedQuestion[]): ReportedQuestion[] {
  const marked = questions.flatMap(({ number, correct, answered }) =>
    correct === null ? [] : [{ number, correct, answered }],
  );
  const hardest = new Set(hardestQuestions(marked).map(({ number }) => number));
  return questions.map((question) => ({ ...question, hardest: hardest.has(question.number) }));
}
