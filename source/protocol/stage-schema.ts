import * as z from 'zod/mini';
import { boundedText, count, listOf, rankChange, shownName, time, viewVersion } from './fields.ts';
import { MAX_UNIT_LENGTH } from '../quiz/questions/number.ts';
import { MAX_OPTIONS, MAX_OPTION_LENGTH } from '../quiz/questions/options.ts';
import {
  MAX_CODE_LENGTH,
  MAX_EXPLANATION_LENGTH,
  MAX_LANGUAGE_LENGTH,
  MAX_QUESTION_LENGTH,
  type Answer,
  type Distribution,
  questionTypeNames,
} from '../quiz/questions/question-type.ts';
import { type ShownQuestion, isAnswerTo, isDistributionOf } from '../quiz/questions/shown-question.ts';
import { MAX_LISTED_ANSWERS } from '../quiz/questions/tally.ts';
import { MAX_ANSWER_LENGTH } from '../quiz/questions/text.ts';
import { MAX_QUESTIONS, MAX_TEAMS } from '../quiz/quiz.ts';
import { cleanCode } from '../text/clean.ts';
import { maxLength, minLength } from '../text/length.ts';
import { MAX_NAMES, MAX_TOP } from '../view/stage.ts';

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
};

const code = z.object({
  language: boundedText(MAX_LANGUAGE_LENGTH),
  text: z.string().check(maxLength(MAX_CODE_LENGTH, { abort: true }), z.overwrite(cleanCode)),
});

const askedFields = { ...announced, code: z.exactOptional(code), points: count, time: count };

const options = listOf(boundedText(MAX_OPTION_LENGTH), MAX_OPTIONS).check(minLength(2));

/** An open question, whose fields depend on its type. */
const asked = z.discriminatedUnion('type', [
  z.object({ ...askedFields, type: z.enum(['choice', 'multiple', 'poll']), options }),
  z.object({ ...askedFields, type: z.enum(['boolean', 'text']) }),
  z.object({
    ...askedFields,
    type: z.literal('number'),
    unit: z.exactOptional(boundedText(MAX_UNIT_LENGTH)),
  }),
  z.object({ ...askedFields, type: z.literal('order'), items: options }),
]);

const answerCount = z.object({
  answer: z.union([z.number(), boundedText(MAX_ANSWER_LENGTH)]),
  count,
});

const distribution = z.union([listOf(count, MAX_OPTIONS), listOf(answerCount, MAX_LISTED_ANSWERS)]);

/** Rejects a reveal whose answers do not fit its question. Only polls have no right answer. */
function answersFitQuestion({
  value: { question, correct, distribution: given },
  issues,
}: z.core.ParsePayload<{
  question: ShownQuestion;
  correct: Answer | null;
  distribution: Distribution;
}>): void {
  const fits =
    question.type === 'poll' ? correct === null : correct !== null && isAnswerTo(question, correct);
  if (fits && isDistributionOf(question, given)) return;
  issues.push({ code: 'custom', message: 'must have answers to its question', input: correct, path: [] });
}

const standing = {
  rank: z.int().check(z.gte(1), z.lte(Math.max(MAX_TOP, MAX_TEAMS))),
  name: shownName,
  score: count,
  change: z.nullable(rankChange),
};

const standings = {
  top: listOf(z.object({ ...standing, team: z.nullable(shownName) }), MAX_TOP),
  teams: z.exactOptional(listOf(z.object(standing), MAX_TEAMS)),
};

const closedQuestion = z.object({ index: count, correct: count, answered: count });

const stageFields = {
  type: z.literal('stage'),
  version: viewVersion,
  game: count,
  players: count,
  connected: count,
};

/** A stage from a server: bounded, with clean texts, and free of contradictions. */
export const stageSchema = z.discriminatedUnion('phase', [
  z.object({
    ...stageFields,
    phase: z.literal('lobby'),
    names: listOf(shownName, MAX_NAMES),
    locked: z.boolean(),
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
      explanation: z.exactOptional(boundedText(MAX_EXPLANATION_LENGTH)),
    })
    .check(answersFitQuestion),
  z.object({ ...stageFields, phase: z.literal('standings'), ...standings }),
  z.object({
    ...stageFields,
    phase: z.literal('podium'),
    ...standings,
    questions: listOf(closedQuestion, MAX_QUESTIONS),
  }),
]);
