import type { ConnectionFailure, GivenAnswer, PlayerSnapshot } from '../client/player-seat.ts';
import type { Bye } from '../protocol/server-message.ts';
import { isAnswerTo } from '../quiz/questions/shown-question.ts';
import { formatNumber, ordinal, pluralize } from '../text/numbers.ts';
import { type LobbyStage, type Stage, questionIdOf } from '../view/stage.ts';
import type { You } from '../view/you.ts';

/** Punctuation that depends on what can be displayed. */
export interface Signs {
  readonly dot: string;
  readonly ellipsis: string;
}

/** The title of the window: the phase and the quiz. */
export function windowTitle(stage: Stage | null, quiz: string): string {
  const name = quiz === '' ? 'termquiz' : `${quiz} - termquiz`;
  return stage ? `${phaseTitle(stage)} - ${name}` : name;
}

function phaseTitle(stage: Stage): string {
  if ('question' in stage) {
    const { index, total } = stage.question;
    return `${stage.phase === 'reveal' ? 'Answer' : 'Question'} ${index + 1} of ${total}`;
  }
  if (stage.phase === 'lobby') return 'Lobby';
  return stage.phase === 'podium' ? 'Podium' : 'Standings';
}

/** Identifies the open question, for which the bell rings; null while none is open. */
export function openedQuestion(stage: Stage | null): string | null {
  return stage?.phase === 'question' ? `${stage.game} ${stage.question.index}` : null;
}

/**
 * What players and watchers read until they are let in.
 *
 * @param isBusy Whether the server has asked them to wait.
 */
export function connectingMessage(isBusy: boolean, ellipsis: string): string {
  return isBusy ? `Many people are joining. Trying again${ellipsis}` : `Connecting to the game${ellipsis}`;
}

/** Returns the player's name, which may have changed since the player joined; empty before that. */
export function playerName({ you, welcome }: PlayerSnapshot): string {
  return you?.name ?? welcome?.player?.name ?? '';
}

/** Returns the title of the quiz in play, which may be another one than when the player joined; empty before that. */
export function quizTitle({ stage, welcome }: PlayerSnapshot): string {
  return stage?.title ?? welcome?.quiz.title ?? '';
}

/** Whether this player can answer now. */
export function canAnswer(snapshot: PlayerSnapshot): boolean {
  const { stage } = snapshot;
  if (stage?.phase !== 'question' || stage.pausedAt !== null) return false;
  const given = givenAnswer(snapshot);
  return given === null || given.status === 'rejected';
}

/** The player's answer to the question on stage, given here or known to the server; null if there is none. */
export function givenAnswer({ stage, you, answer }: PlayerSnapshot): GivenAnswer | null {
  if (!stage || !('question' in stage)) return null;
  const { question } = stage;
  const { index } = question;
  // The server sends the stage and `you` separately, so they may disagree.
  if (you?.answered && you.question === index && you.answer !== null && isAnswerTo(question, you.answer)) {
    const isAutomatic = answer?.question === index && answer.isAutomatic;
    return { question: index, value: you.answer, status: 'accepted', isAutomatic };
  }
  return answer?.question === index && isAnswerTo(question, answer.value) ? answer : null;
}

/** Tells a player who joined after a question how the game continues; null for all others, and from the next question on. */
export function latecomerNotice(snapshot: PlayerSnapshot): string | null {
  const { stage, you, welcome } = snapshot;
  if ((stage?.phase !== 'reveal' && stage?.phase !== 'standings') || !you || you.result) return null;
  const total = stage.phase === 'reveal' ? stage.question.total : (welcome?.quiz.questions ?? 0);
  const next = (you.question ?? 0) + 2;
  const outlook = next > total ? 'That was the last question.' : `Question ${next} of ${total} is next.`;
  return `You're in, ${playerName(snapshot)}. ${outlook}`;
}

/** Whether the player may ask for another name. Some games give the names. */
export function canRename({ stage, welcome }: PlayerSnapshot): boolean {
  return stage?.phase === 'lobby' && welcome?.names !== 'generated';
}

/** The id of a question, and how long it is open, in milliseconds: null without a limit, and while none is open. */
export interface OpenTime {
  readonly question: string | null;
  readonly lengthMs: number | null;
}

export function openTimeOf(stage: Stage | null): OpenTime {
  const lengthMs =
    stage?.phase === 'question' && stage.closesAt !== null ? stage.closesAt - stage.openedAt : null;
  return { question: questionIdOf(stage), lengthMs };
}

/** Returns how many seconds have been added to the same question; 0 if none were, or if the question is another one. */
export function extensionOf(before: OpenTime, after: OpenTime): number {
  if (before.question !== after.question || before.lengthMs === null || after.lengthMs === null) return 0;
  const gainedMs = after.lengthMs - before.lengthMs;
  return gainedMs < 1000 ? 0 : Math.round(gainedMs / 1000);
}

/** How long a screen says that a question was extended, in milliseconds. */
export const EXTENSION_SHOWN_MS = 3000;

/** `10 s more`; empty without an extension. */
export function extensionBadge(seconds: number): string {
  return seconds === 0 ? '' : `${seconds} s more`;
}

/** How long the game is, the longest first: `12 questions · about 6 min`. */
export function lobbyLengths({ questions, seconds, teams }: LobbyStage, { dot }: Signs): string[] {
  const count = pluralize(questions, 'question');
  const length = `${count} ${dot} about ${formatNumber(Math.max(1, Math.round(seconds / 60)))} min`;
  return [...(teams ? [`${length} ${dot} ${pluralize(teams.length, 'team')}`] : []), length, count];
}

/** What happens automatically, the longest first; empty texts if nothing does. */
export function lobbySettings({ startAt, auto }: LobbyStage, { dot }: Signs): string[] {
  const start = startAt === null ? [] : [`starts with ${pluralize(startAt, 'player')}`];
  const settings = auto === null ? [start] : AUTO_TEXTS.map((text) => [...start, `${text} ${auto} s`]);
  return settings.map((parts) => sentence(parts.join(` ${dot} `)));
}

/** The longest first. */
const AUTO_TEXTS = ['continues automatically after', 'continues after', 'auto'];

function sentence(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** Whether the end replaces the stage. A game that was played to the end keeps its podium on the screen. */
export function hasEndScreen(end: Bye | ConnectionFailure, stage: Stage | null): boolean {
  return !(end.type === 'bye' && end.code === 'ended' && stage?.phase === 'podium');
}

/** The player's rank at the end; null without one. */
export function finalRank(you: You | null): string | null {
  if (!you || you.rank === null || you.score === 0) return null;
  return `You were ${ordinal(you.rank)} with ${pluralize(you.score, 'point')}.`;
}

/** What may happen next to a player whose host is gone. */
export const SEAT_IS_SAVED = "Your seat is saved. You'll rejoin automatically if the game resumes.";
