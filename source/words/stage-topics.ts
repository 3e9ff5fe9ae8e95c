import type { PlayerSnapshot } from '../client/player-seat.ts';
import { isAnswerTo } from '../quiz/questions/shown-question.ts';
import { formatNumber, ordinal, pluralize } from '../text/numbers.ts';
import type { Award } from '../view/awards.ts';
import type { PodiumStage, RevealStage, Stage, Standing, TeamStanding } from '../view/stage.ts';
import type { YouResult } from '../view/you.ts';
import {
  MISSED_GAME,
  type PodiumProgress,
  awardLabels,
  hasPoints,
  isPlaceShown,
  meritOf,
  missedGame,
  winnersOf,
} from './podium.ts';
import { givenAnswer } from './game.ts';
import {
  answerInWords,
  answerName,
  announcementLines,
  askedLines,
  revealLines,
  taskLine,
} from './question.ts';
import { rankSummaries, verdictOf } from './result.ts';
import type { Topic } from './topic.ts';

/** What everybody in the room may read: the phase, its question, its results. Without the names of new players. */
export function stageTopics(stage: Stage, podium: PodiumProgress): Topic[] {
  const version = versionOf(stage);
  switch (stage.phase) {
    case 'lobby':
      return [{ subject: 'phase', version, lines: ['The game starts soon.'] }];
    case 'ready':
      return [
        { subject: 'announcement', version: `${version} ready`, lines: announcementLines(stage.question) },
      ];
    case 'question':
      return [
        { subject: 'announcement', version: `${version} ready`, lines: announcementLines(stage.question) },
        {
          subject: 'question',
          version,
          lines: [taskLine(stage.question), ...askedLines(stage.question)],
        },
      ];
    case 'reveal':
      return [{ subject: 'reveal', lines: revealLines(stage) }];
    case 'standings':
      return [{ subject: 'standings', lines: ['Standings.', ...standingsLines(stage)] }];
    case 'podium':
      return podiumTopics(stage, podium);
  }
}

/** Says that the game is paused, if it is. */
export function pauseTopic(stage: Stage): Topic {
  const isPaused = 'pausedAt' in stage && stage.pausedAt !== null;
  return { subject: 'pause', lines: isPaused ? ['Paused.'] : [] };
}

/** By how many seconds the open question was just extended. */
export function extensionTopic(stage: Stage, seconds: number): Topic {
  const closesAt = stage.phase === 'question' ? stage.closesAt : null;
  const lines = seconds === 0 ? [] : [`${pluralize(seconds, 'second')} more.`];
  return { subject: 'extension', version: `${versionOf(stage)} ${closesAt}`, lines };
}

/** The seconds left at which the time is read. */
export const TIME_MARKS = [30, 10, 5];

/** Returns the last mark that a deadline has passed: 30, 10 or 5 seconds before it. Null before the first one. */
export function timeMarkOf(leftMs: number, totalMs: number): number | null {
  return TIME_MARKS.filter((mark) => mark * 1000 < totalMs).findLast((mark) => leftMs <= mark * 1000) ?? null;
}

/** The time left of a question, at certain marks. */
export function timeTopic(stage: Stage, mark: number | null): Topic {
  const lines = mark === null ? [] : [`${pluralize(mark, 'second')} left.`];
  return { subject: 'time', version: `${versionOf(stage)} ${mark}`, lines };
}

/** How many players there are in the lobby. */
export function playersTopic(stage: Stage): Topic {
  const lines = stage.phase === 'lobby' ? [`${pluralize(stage.players, 'player')}.`] : [];
  return { subject: 'players', lines, isBusy: true };
}

/** The number of answers to the open question. */
export function answersTopic(stage: Stage): Topic {
  const lines =
    stage.phase === 'question' && stage.answered > 0
      ? [`${formatNumber(stage.answered)} of ${formatNumber(stage.players)} answered.`]
      : [];
  return { subject: 'answers', lines, isBusy: true };
}

/** Teams first, then players. */
function standingsLines({
  teams = [],
  top,
}: {
  teams?: readonly TeamStanding[];
  top: readonly Standing[];
}): string[] {
  return [...teams.map(standingLine), ...(teams.length > 0 ? ['Players:'] : []), ...top.map(standingLine)];
}

function standingLine({ rank, name, score, change }: TeamStanding): string {
  return `${ordinal(rank)}: ${name}, ${pluralize(score, 'point')}${changeInWords(change)}.`;
}

function changeInWords(change: number | null): string {
  if (change === null || change === 0) return '';
  return change > 0 ? `, up ${formatNumber(change)}` : `, down ${formatNumber(-change)}`;
}

/** The places when they are shown, and everybody else and the awards after them. */
function podiumTopics(stage: PodiumStage, progress: PodiumProgress): Topic[] {
  const { teams, top, awards } = stage;
  const ranked = teams ?? top;
  if (!hasPoints(ranked)) {
    return [{ subject: 'podium', lines: ["That's the end of the quiz.", ...awards.map(awardLine)] }];
  }
  const places = ranked.slice(0, progress.places).map((standing, index) => ({
    subject: `place ${index}`,
    lines: isPlaceShown(index, progress) ? [standingLine(standing)] : [],
  }));
  const others = [
    ...ranked.slice(progress.places).map(standingLine),
    ...(teams ? ['Players:', ...top.map(standingLine)] : []),
    ...(stage.more > 0 ? [`And ${formatNumber(stage.more)} more with the same score.`] : []),
    ...awards.map(awardLine),
  ];
  return [
    { subject: 'podium', lines: ["That's the end of the quiz. The podium:"] },
    ...places.toReversed(),
    { subject: 'other ranks', lines: progress.isOver ? others : [] },
  ];
}

function awardLine(award: Award): string {
  return `${awardLabels[award.type]}: ${winnersOf(award)}, ${meritOf(award)}.`;
}

/** Changes with each phase and question, so that the same words are read again for the next one. */
function versionOf(stage: Stage): string {
  return `${stage.game} ${'question' in stage ? stage.question.index : stage.phase}`;
}

/** Says that the connection is lost, or that the host has closed the game. */
export function connectionTopic(snapshot: PlayerSnapshot): Topic {
  return { subject: 'connection', lines: connectionLines(snapshot) };
}

function connectionLines({ connection }: PlayerSnapshot): string[] {
  if (connection === 'reconnecting') return ['Connection lost. Reconnecting.'];
  return connection === 'waiting' ? ['The host has closed the game. Waiting for it to resume.'] : [];
}

/** What the player got for the question, once it is known. */
export function resultTopics({ stage, you }: PlayerSnapshot): Topic[] {
  if (stage?.phase !== 'reveal' || you?.question !== stage.question.index || !you.result) return [];
  return [{ subject: 'result', lines: resultLines(stage, you.result, you.streak) }];
}

function resultLines(stage: RevealStage, result: YouResult, streak: number): string[] {
  const { question, voided } = stage;
  const { points, streakBonus, answer } = result;
  const own =
    answer !== null && isAnswerTo(question, answer)
      ? [`Your answer: ${answerInWords(question, answer)}.`]
      : [];
  if (question.type === 'poll') return answer === null ? ["You didn't vote."] : own;
  if (voided) return own;
  const earned = points > 0 ? ` ${formatNumber(points)} points.` : '';
  const bonus =
    streakBonus > 0 ? ` ${formatNumber(streakBonus)} extra for ${formatNumber(streak)} in a row.` : '';
  return [`${sentence(verdictOf(stage, result).text)}${earned}${bonus}`, ...own];
}

/** Adds a full stop, unless the text ends with an exclamation mark. */
export function sentence(text: string): string {
  return text.endsWith('!') ? text : `${text}.`;
}

/** The player's rank after a question and on the podium, once that is shown. */
export function rankTopic(snapshot: PlayerSnapshot, { isOver }: PodiumProgress): Topic {
  return { subject: 'rank', lines: isOver ? rankLines(snapshot) : [] };
}

function rankLines({ stage, you }: PlayerSnapshot): string[] {
  if (stage?.phase !== 'reveal' && stage?.phase !== 'podium') return [];
  const isCurrent = stage.phase === 'podium' || you?.question === stage.question.index;
  if (!isCurrent || (stage.phase === 'reveal' && (stage.question.type === 'poll' || !you?.result))) return [];
  if (stage.phase === 'podium' && missedGame(stage, you)) return [MISSED_GAME.heading, MISSED_GAME.outlook];
  const [summary] = rankSummaries(you, stage.players);
  return summary === undefined ? [] : [stage.players === 1 ? `You have ${summary}.` : `You are ${summary}.`];
}

/** The status of the player's own answer. */
export function answerTopic(snapshot: PlayerSnapshot): Topic {
  return { subject: 'answer', lines: answerLines(snapshot) };
}

function answerLines(snapshot: PlayerSnapshot): string[] {
  const given = givenAnswer(snapshot);
  const { stage } = snapshot;
  if (stage?.phase !== 'question' || !given) return [];
  const name = answerName(stage.question, given.value);
  switch (given.status) {
    case 'sent':
      return [];
    case 'accepted':
      return [given.isAutomatic ? `Time's up. ${name} sent automatically.` : `${name} locked in.`];
    case 'rejected':
      return [given.message ?? 'Your answer was not accepted.'];
  }
}
