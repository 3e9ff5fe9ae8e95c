import type { GivenAnswer } from '../client/player-seat.ts';
import type { OrderDraft } from '../quiz/drafts/list-draft.ts';
import type { Answer } from '../quiz/questions/question-type.ts';
import {
  amountOf,
  answerText,
  countsOf,
  indexesOf,
  optionsOf,
  type QuestionTypeName,
} from '../quiz/questions/shown-question.ts';
import { formatNumber, pluralize } from '../text/numbers.ts';
import type { Preview } from '../view/preview.ts';
import type { AnnouncedQuestion, AskedQuestion, QuestionStage, RevealStage, Stage } from '../view/stage.ts';
import { withReason } from '../view/you.ts';
import type { Signs } from './game.ts';

/** The signs in the words for a question. */
interface QuestionSigns extends Pick<Signs, 'dot'> {
  /** The sign after a factor. */
  readonly times: string;
}

export const NO_TIME_LIMIT = 'no time limit';

/** The position of a question in the quiz, and its points if they are unusual. */
export function questionHeading(question: AskedQuestion, { dot, times }: QuestionSigns): string {
  const points = unusualPoints(question, times);
  return [questionPosition(question), ...(points === '' ? [] : [points])].join(` ${dot} `);
}

/** The points of a question if they are unusual, such as `2× points`; otherwise empty. */
export function unusualPoints({ points, type }: AnnouncedQuestion, times: string): string {
  return points === USUAL_POINTS || type === 'poll' ? '' : pointsText(points, times);
}

/** What is to come: `Multiple answers · 20 s · 2× points`. */
export function questionTerms(question: AnnouncedQuestion, { dot, times }: QuestionSigns): string {
  const { type, time, points } = question;
  const limit = time === 0 ? NO_TIME_LIMIT : `${formatNumber(time)} s`;
  // Nobody expects points for a poll.
  const worth = type === 'poll' ? [] : [pointsText(points, times)];
  return [TYPES[type], limit, ...worth].join(` ${dot} `);
}

const TYPES: Readonly<Record<QuestionTypeName, string>> = {
  choice: 'One answer',
  multiple: 'Multiple answers',
  boolean: 'True or false',
  text: 'Typed answer',
  number: 'A number',
  order: 'Put in order',
  poll: 'Poll',
};

function pointsText(points: number, times: string): string {
  if (points === 0) return 'no points';
  const isMultiple = points > USUAL_POINTS && points % USUAL_POINTS === 0;
  return isMultiple
    ? `${formatNumber(points / USUAL_POINTS)}${times} points`
    : `${formatNumber(points)} points`;
}

const USUAL_POINTS = 1000;

/** `Question 3 of 12`. */
export function questionPosition({ index, total }: Pick<AnnouncedQuestion, 'index' | 'total'>): string {
  return `Question ${index + 1} of ${total}`;
}

/** Tells the player what to do; empty if that is obvious. */
export function instructionFor({ type }: { readonly type: QuestionTypeName }): string {
  return INSTRUCTIONS[type];
}

const INSTRUCTIONS: Readonly<Record<QuestionTypeName, string>> = {
  choice: '',
  boolean: '',
  multiple: 'Select all that apply.',
  text: 'Type your answer.',
  number: 'Type a number.',
  order: 'Arrange the items in order.',
  poll: 'Poll: no correct answer.',
};

/** Names an answer for a message: `Answer 2`. */
export function answerName(question: AskedQuestion, answer: Answer): string {
  const digits = indexesOf(answer).map((index) => index + 1);
  switch (question.type) {
    case 'choice':
      return `Answer ${digits.join('')}`;
    case 'boolean':
      return answerText(question, answer);
    case 'poll':
      return `Vote ${digits.join('')}`;
    case 'multiple':
      return `${digits.length === 1 ? 'Answer' : 'Answers'} ${digits.join(', ')}`;
    case 'text':
      return `"${String(answer)}"`;
    case 'number':
      return amountOf(answer, question);
    case 'order':
      return 'Your order';
  }
}

/** The status of the player's own answer, the longest first. */
export function givenTexts(
  given: GivenAnswer,
  { question, answered, players }: QuestionStage & Pick<Stage, 'players'>,
  { ellipsis }: Pick<Signs, 'ellipsis'>,
): string[] {
  const name = answerName(question, given.value);
  switch (given.status) {
    case 'sent':
      return [`${name} sent${ellipsis}`];
    case 'accepted': {
      if (given.isAutomatic) return [`Time's up: ${name} sent automatically`, 'Sent automatically'];
      const count = `${formatNumber(answered)} of ${formatNumber(players)}`;
      const lockedIn = [`${name} locked in`, 'Answer locked in'];
      const waiting = lockedIn.flatMap((text) => [`${text}. ${count} have answered.`, `${text}. ${count}`]);
      return players > 1 ? [...waiting, ...lockedIn] : lockedIn;
    }
    case 'rejected':
      return [given.message ?? 'Your answer was not accepted.'];
  }
}

/** Tell players to wait until the game resumes, the longest first. */
export const PAUSED_TEXTS = [
  'The game is paused. You can answer once it resumes.',
  'You can answer once it resumes.',
] as const;

/** Says how many players got it right, or voted. */
export function revealSummary({ answered, correctCount, question }: RevealStage): string {
  if (question.type === 'poll') return answered === 0 ? 'Nobody voted' : pluralize(answered, 'vote');
  if (answered === 0) return 'Nobody answered';
  if (correctCount === null || correctCount === 0) return 'Nobody got it right';
  return `${formatNumber(correctCount)} of ${formatNumber(answered)} got it right`;
}

/** Says what the host has decided about the question on a reveal; null if nothing. */
export function disputeNotice(stage: Stage | RevealStage | null): string | null {
  return stage?.phase === 'reveal' ? disputeText(stage) : null;
}

/** Says what the host has decided about a closed question; null if nothing. */
export function disputeText({
  question,
  voided,
  voidReason,
  allowed = [],
}: Pick<RevealStage, 'question' | 'voided' | 'voidReason' | 'allowed'>): string | null {
  if (voided) return withReason('This question does not count', voidReason ?? null);
  const accepted = allowed.map((answer) => `"${answerText(question, answer)}"`);
  return accepted.length === 0 ? null : `Also accepted: ${accepted.join(', ')}.`;
}

/** `Question 3 of 12.` and its text. */
export function announcementLines({ index, total, text }: AnnouncedQuestion): string[] {
  return [`Question ${index + 1} of ${total}.`, text];
}

/** The code and the choices of a question, without its text. */
export function askedLines(question: AskedQuestion): string[] {
  const { code, items = [], unit } = question;
  const options = optionsOf(question);
  const codeLines = code === undefined ? [] : code.text.split('\n');
  return [
    ...(codeLines.length === 0 ? [] : [`Code, ${pluralize(codeLines.length, 'line')}:`, ...codeLines]),
    ...options.map((option, index) => `${index + 1}: ${option}`),
    ...items.map((item, index) => `${index + 1}: ${item}`),
    ...(unit === undefined ? [] : [`The answer is in ${unit}.`]),
  ];
}

/** What a player should do, and for how long and how many points. */
export function taskLine({ type, time, points }: AskedQuestion): string {
  const limit = time === 0 ? 'No time limit' : pluralize(time, 'second');
  const worth = points === 0 ? 'no points' : `up to ${pluralize(points, 'point')}`;
  return type === 'poll' ? `Poll, no correct answer. ${limit}.` : `${TASKS[type]}. ${limit}, ${worth}.`;
}

const TASKS: Readonly<Record<Exclude<QuestionTypeName, 'poll'>, string>> = {
  choice: 'One answer',
  multiple: 'Multiple answers',
  boolean: 'True or false',
  text: 'Type the answer',
  number: 'Type a number',
  order: 'Put in order',
};

/** The next question, which only the host sees. */
export function previewLines({ question }: Preview): string[] {
  const [position = '', text = ''] = announcementLines(question);
  return [`Next: ${position}`, text, taskLine(question), ...askedLines(question)];
}

/** The correct answer of the next question, and its explanation. */
export function previewAnswerLines({ question, correct, explanation }: Preview): string[] {
  const answer = correct === null ? 'A poll has no correct answer.' : correctLine(question, correct);
  return [answer, ...(explanation === null ? [] : [explanation])];
}

/** Says what the correct answer is. */
export function correctLine(question: AskedQuestion, correct: Answer): string {
  return `The correct answer: ${answerInWords(question, correct)}.`;
}

/** Where the item under the cursor is; empty before the player does anything. */
export function movedLine(
  { items = [] }: AskedQuestion,
  { order, cursor, isHeld, isChanged }: OrderDraft,
): string {
  if (!isHeld && !isChanged && cursor === 0) return '';
  const item = items[order[cursor] ?? -1] ?? '';
  return `${item}, ${cursor + 1} of ${order.length}${isHeld ? ', picked up' : ''}.`;
}

/** An answer in words: its options with their numbers, its items in order, or what was typed. */
export function answerInWords(question: AskedQuestion, answer: Answer): string {
  const options = optionsOf(question);
  if (options.length === 0) return answerText(question, answer);
  const chosen = indexesOf(answer).map((index) => `${index + 1} (${options[index] ?? ''})`);
  return chosen.join(', ');
}

/** The correct answer, how everybody answered, and the explanation. */
export function revealLines(stage: RevealStage): string[] {
  const { question, correct, explanation } = stage;
  const notice = disputeNotice(stage);
  return [
    ...(notice === null ? [] : [notice]),
    ...(correct === null ? [] : [correctLine(question, correct)]),
    ...distributionLines(stage),
    `${revealSummary(stage)}.`,
    ...(explanation === undefined ? [] : [explanation]),
  ];
}

function distributionLines({ question, distribution }: RevealStage): string[] {
  if (question.type === 'order') return [];
  const options = optionsOf(question);
  const counts = countsOf(distribution);
  const chosen = options.map(
    (option, index) => `${index + 1} (${option}): ${pluralize(counts[index] ?? 0, 'player')}.`,
  );
  const typed = [...distribution].flatMap((entry) =>
    typeof entry === 'object' ? [`${entry.answer}: ${pluralize(entry.count, 'player')}.`] : [],
  );
  return [...chosen, ...typed];
}
