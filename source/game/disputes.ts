import { type Decision, type HostRejection, accept, reject } from './decision.ts';
import type { ClosedQuestion, Game, Round } from './game.ts';
import { scoreAgain } from './scoring.ts';
import type { Command } from './commands.ts';
import { type Answer, type Mark, type QuestionRules, allOrNothing } from '../quiz/questions/question-type.ts';
import { cleanText } from '../text/clean.ts';

type CommandOf<Type extends Command['type']> = Extract<Command, { type: Type }>;

/** How many answers the host can accept for one question, besides the correct one. */
export const MAX_ALLOWED_ANSWERS = 8;

/** The maximum length of the host's reason, in characters. */
export const MAX_REASON_LENGTH = 100;

/**
 * Voids a closed question. Rejects with `not-now` before the reveal, or with `no-such-question` (it is not closed, is a poll, or is
 * voided already).
 */
export function decideVoid(
  game: Game,
  { now: at, question, reason }: CommandOf<'void'>,
): Decision<HostRejection> {
  if (!isDisputable(game)) return reject('not-now');
  if (!canVoid(game, question)) return reject('no-such-question');
  const words = parseReason(reason);
  return accept({ type: 'question-voided', at, question, ...(words !== undefined && { reason: words }) });
}

/** Cleans the host's reason and cuts it to 100 characters; undefined if nothing visible is left. */
export function parseReason(typed = ''): string | undefined {
  const reason = Array.from(cleanText(typed)).slice(0, MAX_REASON_LENGTH).join('').trim();
  return reason === '' ? undefined : reason;
}

/**
 * Accepts another answer to a closed question. Rejects with `not-now`, with `no-such-question` like `decideVoid`, or with
 * `no-such-answer` (it is not an answer or is correct already, or the question has enough answers).
 */
export function decideAllow(
  game: Game,
  { now: at, question, answer: given }: CommandOf<'allow'>,
): Decision<HostRejection> {
  if (!isDisputable(game)) return reject('not-now');
  if (!canVoid(game, question)) return reject('no-such-question');
  const answer = closedAt(game, question)?.round.rules.accept(given);
  if (answer === undefined || !canAllow(game, question, answer)) return reject('no-such-answer');
  return accept({ type: 'answer-allowed', at, question, answer });
}

/** Whether questions can be disputed: while everybody sees results. */
export function isDisputable({ phase }: Game): boolean {
  return phase === 'reveal' || phase === 'standings' || phase === 'podium';
}

/** Whether a question, by its index in play order, is closed, has a correct answer and is not voided. */
export function canVoid(game: Game, question: number): boolean {
  const closed = closedAt(game, question);
  return closed !== undefined && !closed.isVoided && closed.round.rules.correct !== null;
}

/** Whether an answer can be accepted for a question that can be voided. */
export function canAllow(game: Game, question: number, answer: Answer): boolean {
  const closed = closedAt(game, question);
  if (!closed || closed.allowed.length >= MAX_ALLOWED_ANSWERS) return false;
  return (
    closed.round.rules.accept(answer) !== undefined &&
    !markAllowing(closed.round, closed.allowed, answer).correct
  );
}

/** Marks an answer to a closed question for which the host has accepted these answers as well. */
export function markAllowing(
  { rules }: Pick<Round, 'rules'>,
  allowed: readonly Answer[],
  answer: Answer,
): Mark {
  const isAllowed = allowed.some((other) => isSameAnswer(rules, other, answer));
  return isAllowed ? allOrNothing(true) : rules.mark(answer);
}

export function voidQuestion(game: Game, index: number, reason: string | null): void {
  const question = closedQuestion(game, index);
  question.isVoided = true;
  question.voidReason = reason;
  game.correction = { question, allowed: null };
  scoreAgain(game);
}

export function allowAnswer(game: Game, index: number, allowed: Answer): void {
  const question = closedQuestion(game, index);
  question.allowed.push(allowed);
  game.correction = { question, allowed };
  const position = game.closedQuestions.indexOf(question);
  for (const { history } of question.players) {
    const answer = history[position]?.answer;
    if (answer) answer.mark = markAllowing(question.round, question.allowed, answer.value);
  }
  scoreAgain(game);
}

/** An answer that the host can accept, and how many players gave it. */
export interface AllowableAnswer {
  readonly answer: Answer;
  readonly count: number;
}

/** Returns the answers to a closed question that the host can accept, the most frequent first, 50 at most. */
export function allowableAnswers(game: Game, closed: ClosedQuestion): AllowableAnswer[] {
  if (!canVoid(game, closed.index)) return [];
  return (
    answersTo(game, closed)
      .toSorted((a, b) => b.count - a.count)
      // Thousands of typed answers would take long to mark.
      .slice(0, 2 * MAX_LISTED)
      .filter(({ answer }) => canAllow(game, closed.index, answer))
      .slice(0, MAX_LISTED)
  );
}

const MAX_LISTED = 50;

/** Returns the options of a question with one correct option, otherwise the answers that players gave. */
function answersTo(game: Game, closed: ClosedQuestion): AllowableAnswer[] {
  const { tally, question } = closed.round;
  switch (question.type) {
    case 'boolean':
      return [true, false].map((answer, key) => ({ answer, count: tally.get(key)?.count ?? 0 }));
    case 'choice':
      return question.options.map((_, key) => ({ answer: key, count: tally.get(key)?.count ?? 0 }));
    case 'multiple':
    case 'order':
      return listsGiven(game, closed);
    case 'text':
    case 'number':
      return [...tally.values()];
    case 'poll':
      return [];
  }
}

/** Counts how often players gave each set of options, or each order of items. */
function listsGiven({ closedQuestions }: Game, closed: ClosedQuestion): AllowableAnswer[] {
  const position = closedQuestions.indexOf(closed);
  const lists = new Map<string, AllowableAnswer>();
  for (const { history } of closed.players) {
    const answer = history[position]?.answer?.value;
    if (answer === undefined) continue;
    const key = JSON.stringify(answer);
    lists.set(key, { answer, count: (lists.get(key)?.count ?? 0) + 1 });
  }
  return [...lists.values()];
}

function isSameAnswer({ keysOf }: QuestionRules, a: Answer, b: Answer): boolean {
  // As keys, all wrong orders are the same.
  const [one, other] = Array.isArray(a) && Array.isArray(b) ? [a, b] : [keysOf(a), keysOf(b)];
  return one.length === other.length && one.every((key, index) => key === other[index]);
}

function closedAt({ closedQuestions }: Game, question: number): ClosedQuestion | undefined {
  // The last one is by far the most likely.
  return closedQuestions.findLast(({ index }) => index === question);
}

function closedQuestion(game: Game, index: number): ClosedQuestion {
  const closed = closedAt(game, index);
  if (!closed) throw new RangeError(`question ${index} of this game is not closed`);
  return closed;
}
