import { evolve } from '../game/evolve.ts';
import { type Game, type Player, type Team, createGame } from '../game/game.ts';
import { hardestQuestions } from '../game/podium.ts';
import type { Scoring } from '../game/settings.ts';
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
import { summaryOf } from '../view/awards.ts';

/** How a game went, as plain data: the JSON report. Players whom the host removed are not in it. */
export interface Report {
  /** The quiz's title. */
  readonly title: string;
  /** The game's number, from 1. The same players may have played several. */
  readonly game: number;
  /** When the lobby was opened, as an ISO 8601 time. */
  readonly playedAt: string;
  /** Whether the game reached its podium. If not, this is how it stood after the last question that was closed. */
  readonly finished: boolean;
  /** With `off`, everything about ranks and points is null. */
  readonly scoring: Scoring;
  /** Best first. Empty without teams, and if nothing was scored. */
  readonly teams: readonly ReportedTeam[];
  /** The points that the host gave or took by hand, in order. */
  readonly pointsGiven: readonly ReportedPoints[];
  /** Best first. As on the podium, players who joined after the last question was closed are not listed. */
  readonly players: readonly ReportedPlayer[];
  /** The questions that were closed, in play order. */
  readonly questions: readonly ReportedQuestion[];
}

export interface ReportedPoints {
  readonly player: string;
  /** Negative if the host took them. */
  readonly points: number;
  /** Null if the host gave none. */
  readonly reason: string | null;
}

export interface ReportedTeam {
  readonly rank: number;
  readonly name: string;
  readonly score: number;
}

export interface ReportedPlayer {
  readonly rank: number | null;
  readonly name: string;
  readonly team: string | null;
  readonly score: number | null;
  /** The points that the host gave, less those that the host took. They count in the score. */
  readonly pointsGiven: number;
  /** How many answers were completely correct. */
  readonly correct: number;
  /** How many questions were answered. Polls, which have no correct answer, do not count. */
  readonly answered: number;
  /** The mean credited time of all answers, including polls, in milliseconds; null without answers. */
  readonly meanTimeMs: number | null;
  /** Correct answers in a row. */
  readonly longestStreak: number;
  /** For how many answers the client claimed less time than its network explains. */
  readonly clamped: number;
  /** Whether that happened so often that the client may not be honest. */
  readonly doubtfulTimes: boolean;
  /** One for each question of the report; null where the player gave none. */
  readonly answers: readonly (ReportedAnswer | null)[];
}

type PlayedGame = Pick<JournalContents, 'created' | 'events'>;

/** Creates the report of a game, up to its last event. */
export function reportOf(game: PlayedGame): Report {
  return runAtOnce(reportInSlices(game));
}

/** Events replayed per slice, which takes a few milliseconds. */
const EVENTS_PER_SLICE = 1000;

/** Like `reportOf`, but in slices. */
export function* reportInSlices({ created, events }: PlayedGame): Slices<Report> {
  const { scoring } = created.settings;
  const game = createGame(created);
  const clamped = new Map<number, Set<string>>();
  for (const [index, event] of events.entries()) {
    if (index % EVENTS_PER_SLICE === 0) yield;
    evolve(game, event);
    if (event.type === 'question-announced') clamped.set(event.question, new Set());
    if (event.type === 'answer-accepted' && event.clamped) clamped.get(event.question)?.add(event.player);
  }
  const given = events.filter((event) => event.type === 'points-given');
  const sums = new Map<string, number>();
  for (const { player, points } of given) sums.set(player, (sums.get(player) ?? 0) + points);
  const played: PlayedQuestion[] = [];
  for (const [position, closed] of game.closedQuestions.entries()) {
    yield;
    played.push(playedQuestion(game, closed, position, clamped.get(closed.index) ?? NOBODY));
  }
  return {
    title: created.quiz.title,
    game: created.game,
    playedAt: new Date(created.at).toISOString(),
    finished: game.phase === 'podium' || game.phase === 'ended',
    scoring,
    teams: scoring === 'off' ? [] : sortTeams(game.teams).flatMap(reportedTeam),
    pointsGiven: given.flatMap(({ player: id, points, reason = null }) => {
      const player = game.players.get(id);
      return player && !player.kicked ? [{ player: player.name, points, reason }] : [];
    }),
    players: game.standings.map((player) => reportedPlayer(game, player, played, sums.get(player.id) ?? 0)),
    questions: withHardest(played.map(({ question }) => question)),
  };
}

const NOBODY: ReadonlySet<string> = new Set();

/** Teams have no rank before the first question is closed. */
function reportedTeam({ rank, name, score }: Team): ReportedTeam[] {
  return rank === null ? [] : [{ rank, name, score }];
}

function reportedPlayer(
  game: Game,
  player: Player,
  played: readonly PlayedQuestion[],
  pointsGiven: number,
): ReportedPlayer {
  const { scoring } = game.settings;
  const { id, rank, name, team, score } = player;
  const answers = played.map((question) => question.answers.get(id) ?? null);
  const given = answers.filter((answer) => answer !== null);
  const isScored = scoring !== 'off';
  const clamped = given.filter((answer) => answer.clamped).length;
  return {
    rank: isScored ? rank : null,
    name,
    team,
    score: isScored ? score : null,
    pointsGiven,
    correct: given.filter(({ mark }) => mark === 'correct').length,
    answered: given.filter(({ mark }) => mark !== null).length,
    meanTimeMs: meanTime(given),
    longestStreak: summaryOf(game, player).bestStreak,
    clamped,
    doubtfulTimes: clamped >= MIN_CLAMPED && clamped >= given.length / 2,
    answers,
  };
}

/** Even an honest client's network has a bad moment now and then: fewer short claims than this mean nothing. */
const MIN_CLAMPED = 3;

function withHardest(questions: readonly ReportedQuestion[]): ReportedQuestion[] {
  const marked = questions.flatMap(({ number, correct, answered, voided }) =>
    correct === null || voided ? [] : [{ number, correct, answered }],
  );
  const hardest = new Set(hardestQuestions(marked).map(({ number }) => number));
  return questions.map((question) => ({ ...question, hardest: hardest.has(question.number) }));
}
