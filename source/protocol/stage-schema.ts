import * as z from 'zod/mini';
import { boundedText, count, listOf, rankChange, shownName, time, viewVersion } from './fields.ts';
import { MAX_ALLOWED_ANSWERS, MAX_REASON_LENGTH } from '../game/disputes.ts';
import {
  MAX_UNIT_LENGTH,
  MAX_OPTIONS,
  MAX_OPTION_LENGTH,
  MAX_CODE_LENGTH,
  MAX_EXPLANATION_LENGTH,
  MAX_LANGUAGE_LENGTH,
  MAX_QUESTION_LENGTH,
  MAX_ANSWER_LENGTH,
  MAX_QUESTIONS,
  MAX_TEAMS,
  MAX_TITLE_LENGTH,
} from '../quiz/limits.ts';
import type { Answer } from '../quiz/questions/question-type.ts';
import {
  type ShownQuestion,
  isAnswerTo,
  isDistributionOf,
  questionTypeNames,
} from '../quiz/questions/shown-question.ts';
import { MAX_LISTED_ANSWERS } from '../quiz/questions/tally.ts';
import { cleanCode } from '../text/clean.ts';
import { maxLength, minLength } from '../text/length.ts';
import { MAX_AWARD_NAMES, awardTypes } from '../view/awards.ts';
import { MAX_NAMES, MAX_TOP, type RevealStage } from '../view/stage.ts';

/** An answer of any type. */
export const answer = z.union([
  z.number(),
  z.boolean(),
  boundedText(MAX_ANSWER_LENGTH),
  listOf(z.int(), MAX_OPTIONS),
]);

const announced = {
  index: count,
  total: count,
  text: boundedText(MAX_QUESTION_LENGTH),
  points: count,
  time: count,
};

const code = z.object({
  language: z.exactOptional(boundedText(MAX_LANGUAGE_LENGTH)),
  text: z.string().check(maxLength(MAX_CODE_LENGTH, { abort: true }), z.overwrite(cleanCode)),
});

const askedFields = { ...announced, code: z.exactOptional(code) };

const options = listOf(boundedText(MAX_OPTION_LENGTH), MAX_OPTIONS).check(minLength(2));

/** An open question, whose fields depend on its type. */
export const asked = z.discriminatedUnion('type', [
  z.object({ ...askedFields, type: z.enum(['choice', 'multiple', 'poll']), options }),
  z.object({ ...askedFields, type: z.enum(['boolean', 'text']) }),
  z.object({
    ...askedFields,
    type: z.literal('number'),
    unit: z.exactOptional(boundedText(MAX_UNIT_LENGTH)),
  }),
  z.object({ ...askedFields, type: z.literal('order'), items: options }),
]);

/** What the host has decided about a closed question. */
export const disputeFields = {
  voided: z.exactOptional(z.literal(true)),
  voidReason: z.exactOptional(boundedText(MAX_REASON_LENGTH)),
  allowed: z.exactOptional(listOf(answer, MAX_ALLOWED_ANSWERS)),
};

const answerCount = z.object({
  answer: z.union([z.number(), boundedText(MAX_ANSWER_LENGTH)]),
  count,
  correct: z.boolean(),
});

const distribution = z.union([listOf(count, MAX_OPTIONS), listOf(answerCount, MAX_LISTED_ANSWERS)]);

/** Rejects a reveal whose answers do not fit its question. Only a poll has no correct answer and no count of correct ones. */
function answersFitQuestion({
  value: { question, correct, distribution: given, correctCount, allowed = [] },
  issues,
}: z.core.ParsePayload<
  Pick<RevealStage, 'distribution' | 'correctCount' | 'allowed'> & {
    question: ShownQuestion;
    correct: Answer | null;
  }
>): void {
  const isPoll = question.type === 'poll';
  const fits = isPoll
    ? correct === null && allowed.length === 0
    : correct !== null && [correct, ...allowed].every((each) => isAnswerTo(question, each));
  if (fits && isPoll === (correctCount === null) && isDistributionOf(question, given)) return;
  issues.push({ code: 'custom', message: 'must have answers to its question', input: correct, path: [] });
}

const standing = {
  rank: z.int().check(z.gte(1), z.lte(Math.max(MAX_TOP, MAX_TEAMS))),
  name: shownName,
  score: count,
  change: z.nullable(rankChange),
};

const standings = {
  top: listOf(z.object({ ...standing, team: z.nullable(shownName), gain: count }), MAX_TOP),
  teams: z.exactOptional(listOf(z.object(standing), MAX_TEAMS)),
};

const award = z.object({
  type: z.enum(awardTypes),
  names: listOf(shownName, MAX_AWARD_NAMES),
  more: count,
  value: z.number().check(z.gte(0)),
});

const closedQuestion = z.object({ index: count, correct: z.nullable(count), answered: count });

const stageFields = {
  type: z.literal('stage'),
  version: viewVersion,
  game: count,
  title: boundedText(MAX_TITLE_LENGTH),
  players: count,
  connected: count,
};

const waiting = { continuesAt: z.nullable(time), pausedAt: z.nullable(time) };

/** A stage from a server: bounded, with clean texts, and free of contradictions. */
export const stageSchema = z.discriminatedUnion('phase', [
  z.object({
    ...stageFields,
    phase: z.literal('lobby'),
    names: listOf(z.object({ name: shownName, team: z.nullable(shownName) }), MAX_NAMES),
    teams: z.exactOptional(listOf(z.object({ name: shownName, players: count }), MAX_TEAMS)),
    locked: z.boolean(),
    questions: count,
    seconds: count,
    startAt: z.nullable(count),
    auto: z.nullable(count),
    ...waiting,
  }),
  z.object({
    ...stageFields,
    phase: z.literal('ready'),
    question: z.object({ ...announced, type: z.enum(questionTypeNames) }),
    opensAt: time,
    pausedAt: z.nullable(time),
  }),
  z.object({
    ...stageFields,
    phase: z.literal('question'),
    question: asked,
    openedAt: time,
    closesAt: z.nullable(time),
    pausedAt: z.nullable(time),
    answered: count,
    autoSubmit: z.boolean(),
  }),
  z
    .object({
      ...stageFields,
      phase: z.literal('reveal'),
      question: asked,
      correct: z.nullable(answer),
      distribution,
      answered: count,
      correctCount: z.nullable(count),
      explanation: z.exactOptional(boundedText(MAX_EXPLANATION_LENGTH)),
      ...disputeFields,
      ...waiting,
    })
    .check(answersFitQuestion),
  z.object({ ...stageFields, phase: z.literal('standings'), ...standings, ...waiting }),
  z.object({
    ...stageFields,
    phase: z.literal('podium'),
    shownAt: time,
    ...standings,
    more: count,
    awards: listOf(award, awardTypes.length),
    questions: listOf(closedQuestion, MAX_QUESTIONS),
  }),
]);
