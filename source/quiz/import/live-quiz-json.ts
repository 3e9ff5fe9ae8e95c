import * as z from 'zod/mini';
import {
  type Collector,
  type Findings,
  type QuestionDraft,
  anyWasEnough,
  choiceOrMultiple,
  collectFindings,
  nearestTimeLimit,
  nothingFound,
  schemaProblem,
} from './findings.ts';
import { htmlToText } from './html-text.ts';
import { minLength } from '../../text/length.ts';

/** Whether a value is a quiz as Kahoot's API returns it: with answers that are marked as correct or not, or with slides. */
export function isKahoot(json: unknown): boolean {
  return kahootIn(json)?.questions.some((question) => kahootMark.safeParse(question).success) ?? false;
}

/** Parses a quiz as Kahoot's API returns it, alone or under "kahoot" beside its "card". */
export function parseKahoot(json: unknown): Findings {
  const quiz = kahootIn(json);
  return quiz ? convertAll(quiz, kahootQuestion, convertKahoot) : nothingFound('it has no "questions"');
}

/** Whether a value is a quiz of ClassQuiz: with answers that are correct or not, or with the names of its types. */
export function isClassQuiz(json: unknown): boolean {
  const quiz = quizSchema.safeParse(json);
  return quiz.success && quiz.data.questions.some((question) => classQuizMark.safeParse(question).success);
}

/** Parses a quiz of ClassQuiz. */
export function parseClassQuiz(json: unknown): Findings {
  const quiz = quizSchema.safeParse(json);
  if (!quiz.success) return nothingFound(schemaProblem(quiz.error, json));
  return convertAll(quiz.data, classQuizQuestion, convertClassQuiz);
}

const quizSchema = z.object({ title: z.optional(z.string()), questions: z.array(z.unknown()) });

function kahootIn(json: unknown): z.infer<typeof quizSchema> | undefined {
  const beside = z.object({ kahoot: quizSchema }).safeParse(json);
  if (beside.success) return beside.data.kahoot;
  const alone = quizSchema.safeParse(json);
  return alone.success ? alone.data : undefined;
}

function convertAll<Question>(
  { title, questions }: z.infer<typeof quizSchema>,
  schema: z.ZodMiniType<Question>,
  convert: (question: Question, collector: Collector) => QuestionDraft | undefined,
): Findings {
  const findings = collectFindings('question');
  for (const [index, question] of questions.entries()) {
    const collector = findings.at(index + 1);
    const parsed = schema.safeParse(question);
    const draft = parsed.success ? convert(parsed.data, collector) : undefined;
    if (!parsed.success) collector.skipQuestion(schemaProblem(parsed.error, question));
    if (draft) collector.addQuestion(draft);
  }
  return { ...findings, ...(title !== undefined && { title: htmlToText(title) }) };
}

const kahootMark = z.union([
  z.object({
    choices: z.array(z.object({ answer: z.optional(z.string()), correct: z.boolean() })).check(minLength(1)),
    question: z.string(),
  }),
  z.object({ type: z.literal(['content', 'jumble', 'open_ended', 'slider', 'word_cloud']) }),
]);

const kahootQuestion = z.object({
  type: z.optional(z.string()),
  question: z.optional(z.string()),
  title: z.optional(z.string()),
  time: z.optional(z.number()),
  pointsMultiplier: z.optional(z.number()),
  choices: z.optional(
    z.array(z.object({ answer: z.optional(z.nullable(z.string())), correct: z.optional(z.boolean()) })),
  ),
  choiceRange: z.optional(z.nullable(z.object({ correct: z.number(), tolerance: z.optional(z.number()) }))),
  image: z.optional(z.unknown()),
  video: z.optional(z.unknown()),
});

function convertKahoot(
  asked: z.infer<typeof kahootQuestion>,
  collector: Collector,
): QuestionDraft | undefined {
  const { type = 'quiz', choices = [], choiceRange, image, video, pointsMultiplier } = asked;
  const question = htmlToText(asked.question ?? asked.title ?? '');
  if (type === 'content') {
    collector.addNotice(`the slide "${question.trim()}" is left out`);
    return undefined;
  }
  const options = choices.map(({ answer, correct }) => ({
    text: htmlToText(answer ?? ''),
    isCorrect: correct === true,
  }));
  const draft = kahootDraft(type, question, options, choiceRange, collector);
  if (!draft) return undefined;
  if (typeof image === 'string' && image !== '') collector.addNotice('the image is left out');
  if (z.object({ fullUrl: z.string().check(minLength(1)) }).safeParse(video).success)
    collector.addNotice('the video is left out');
  const time = timeLimit(asked.time === undefined ? undefined : asked.time / 1000, collector);
  return draft.type === 'poll'
    ? { ...draft, ...time }
    : { ...draft, ...pointsFor(pointsMultiplier), ...time };
}

interface MarkedOption {
  readonly text: string;
  readonly isCorrect: boolean;
}

function kahootDraft(
  type: string,
  question: string,
  choices: readonly MarkedOption[],
  range: { readonly correct: number; readonly tolerance?: number | undefined } | null | undefined,
  collector: Collector,
): QuestionDraft | undefined {
  const options = choices.map(({ text }) => text);
  switch (type) {
    case 'quiz':
    case 'multiple_select_quiz':
      return markedChoice(question, choices, type === 'quiz', collector);
    case 'survey':
    case 'multiple_select_poll':
      if (type !== 'survey') collector.addNotice('several answers could be chosen; now players choose one');
      return { type: 'poll', question, options };
    case 'jumble':
      return { type: 'order', question, items: options };
    case 'open_ended':
      return {
        type: 'text',
        question,
        answer: choices.filter(({ isCorrect }) => isCorrect).map(({ text }) => text),
      };
    case 'slider':
      if (range) return { type: 'number', question, answer: range.correct, tolerance: range.tolerance ?? 0 };
      collector.skipQuestion('no correct number');
      return undefined;
    default:
      collector.skipQuestion(`questions of the type "${type}" are not supported`);
      return undefined;
  }
}

/** Returns a question with the options that are marked as correct. */
function markedChoice(
  question: string,
  choices: readonly MarkedOption[],
  isOneEnough: boolean,
  collector: Collector,
): QuestionDraft | undefined {
  const correct = choices.flatMap(({ isCorrect }, index) => (isCorrect ? [index] : []));
  if (correct.length === 0) collector.skipQuestion('no correct answer');
  else if (choices.some(({ text }) => text.trim() === ''))
    collector.skipQuestion('an answer without a text; pictures are not supported');
  else {
    if (isOneEnough && correct.length > 1) collector.addNotice(anyWasEnough(correct.length));
    return choiceOrMultiple(
      question,
      choices.map(({ text }) => text),
      correct,
    );
  }
  return undefined;
}

function pointsFor(multiplier: number | undefined): { points?: 0 | 2000 } {
  if (multiplier === 0) return { points: 0 };
  return multiplier === 2 ? { points: 2000 } : {};
}

function timeLimit(seconds: number | undefined, collector: Collector): { time?: number } {
  const time = nearestTimeLimit(seconds, collector);
  return time === undefined ? {} : { time };
}

const classQuizMark = z.union([
  z.object({ answers: z.array(z.object({ right: z.boolean() })).check(minLength(1)) }),
  z.object({ type: z.literal(['ABCD', 'CHECK', 'ORDER', 'RANGE', 'SLIDE', 'VOTING']) }),
]);

const classQuizQuestion = z.object({
  question: z.string(),
  type: z.optional(z.nullable(z.string())),
  time: z.optional(z.union([z.string(), z.number()])),
  image: z.optional(z.nullable(z.string())),
  answers: z.union(
    [
      z.array(
        z.object({
          answer: z.string(),
          right: z.optional(z.boolean()),
          case_sensitive: z.optional(z.boolean()),
        }),
      ),
      z.object({ min_correct: z.number(), max_correct: z.number() }),
      z.string(),
    ],
    { error: 'must be a list of answers' },
  ),
});

function convertClassQuiz(
  asked: z.infer<typeof classQuizQuestion>,
  collector: Collector,
): QuestionDraft | undefined {
  const question = htmlToText(asked.question);
  const { answers, type, time, image } = asked;
  const draft = classQuizDraft(type ?? 'ABCD', question, answers, collector);
  if (!draft) return undefined;
  if (image) collector.addNotice('the image is left out');
  return { ...draft, ...timeLimit(time === undefined ? undefined : Number(time), collector) };
}

function classQuizDraft(
  type: string,
  question: string,
  answers: z.infer<typeof classQuizQuestion>['answers'],
  collector: Collector,
): QuestionDraft | undefined {
  if (typeof answers === 'string' || type === 'SLIDE') {
    collector.addNotice(`the slide "${question.trim()}" is left out`);
    return undefined;
  }
  if ('min_correct' in answers) {
    const { min_correct: low, max_correct: high } = answers;
    return { type: 'number', question, answer: (low + high) / 2, tolerance: Math.abs(high - low) / 2 };
  }
  const options = answers.map(({ answer }) => htmlToText(answer));
  switch (type) {
    case 'VOTING':
      return { type: 'poll', question, options };
    case 'ORDER':
      return { type: 'order', question, items: options };
    case 'TEXT': {
      const isExact = answers.every(({ case_sensitive: isSensitive }) => isSensitive);
      return { type: 'text', question, answer: options, ...(isExact && { exact: true }) };
    }
    default: {
      const marked = options.map((text, index) => ({ text, isCorrect: answers[index]?.right === true }));
      return markedChoice(question, marked, type !== 'CHECK', collector);
    }
  }
}
