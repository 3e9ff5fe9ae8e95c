import * as z from 'zod/mini';
import {
  type Collector,
  type Findings,
  type QuestionDraft,
  choiceOrMultiple,
  collectFindings,
  nearestTimeLimit,
  nothingFound,
  schemaProblem,
} from './findings.ts';

/** Whether a value is a quiz of Razzia: a survey, or a quiz with "solutions" that are indexes of "answers". */
export function isRazzia(json: unknown): boolean {
  const quiz = quizSchema.safeParse(json);
  if (!quiz.success) return false;
  const { gameMode, questions } = quiz.data;
  const mark = gameMode === 'survey' ? surveyMark : quizMark;
  return questions.some((question) => mark.safeParse(question).success);
}

const surveyMark = z.object({ answers: z.array(z.string()) });
const quizMark = z.union([
  z.object({ answers: z.array(z.string()), solution: z.number() }),
  z.object({ answers: z.array(z.string()), solutions: z.union([z.number(), z.array(z.number())]) }),
]);

/** Parses a quiz of Razzia (formerly Rahoot) from its folder `config/quizz`, including those of older versions. */
export function parseRazzia(json: unknown): Findings {
  const quiz = quizSchema.safeParse(json);
  if (!quiz.success) return nothingFound(schemaProblem(quiz.error, json));
  const { subject, gameMode, questions } = quiz.data;
  const findings = collectFindings('question');
  for (const [index, question] of questions.entries()) {
    const collector = findings.at(index + 1);
    const parsed = questionSchema.safeParse(question);
    if (!parsed.success) collector.skipQuestion(schemaProblem(parsed.error, question));
    else convertQuestion(parsed.data, gameMode === 'survey', collector);
  }
  return { ...findings, ...(subject !== undefined && { title: subject }) };
}

const quizSchema = z.object({
  subject: z.optional(z.string()),
  gameMode: z.optional(z.string()),
  questions: z.array(z.unknown()),
});

const questionSchema = z.object({
  type: z.optional(z.string()),
  question: z.string(),
  answers: z.optional(z.array(z.string())),
  solution: z.optional(z.number()),
  solutions: z.optional(z.union([z.number(), z.array(z.number())], { error: 'must be a list of numbers' })),
  time: z.optional(z.number()),
  maxPoints: z.optional(z.number()),
  penalty: z.optional(z.number()),
  options: z.optional(z.object({ margin: z.optional(z.number()), scoringMode: z.optional(z.string()) })),
  media: z.optional(z.nullable(z.object({ type: z.optional(z.string()) }))),
  image: z.optional(z.unknown()),
  video: z.optional(z.unknown()),
  audio: z.optional(z.unknown()),
});

type RazziaQuestion = z.infer<typeof questionSchema>;

function convertQuestion(question: RazziaQuestion, isSurvey: boolean, collector: Collector): void {
  const draft = isSurvey ? toPoll(question, collector) : toQuestion(question, collector);
  if (!draft) return;
  noteOmissions(question, collector);
  const time = question.time === -1 ? 0 : nearestTimeLimit(question.time, collector);
  collector.addQuestion({ ...draft, ...(time !== undefined && { time }) });
}

function toPoll(
  { type, question, answers = [] }: RazziaQuestion,
  collector: Collector,
): QuestionDraft | undefined {
  if (type === 'estimation') {
    collector.skipQuestion('an estimate without a correct answer');
    return undefined;
  }
  if (type === 'multi') collector.addNotice('several answers could be chosen; now players choose one');
  return { type: 'poll', question, options: answers };
}

function toQuestion(question: RazziaQuestion, collector: Collector): QuestionDraft | undefined {
  const { type, solution, solutions = solution ?? [], answers = [], options } = question;
  const correct = [solutions].flat();
  const [answer] = correct;
  const points = nearestPoints(question, collector);
  if (answer === undefined) collector.skipQuestion('no "solutions"');
  else if (type === 'estimation') {
    return {
      type: 'number',
      question: question.question,
      answer,
      tolerance: options?.margin ?? 0,
      ...points,
    };
  } else if (type === 'multi') {
    return { type: 'multiple', question: question.question, options: answers, answer: correct, ...points };
  } else return { ...choiceOrMultiple(question.question, answers, correct), ...points };
  return undefined;
}

/** Returns the allowed points nearest to the question's: 0, 1000 or 2000. */
function nearestPoints({ maxPoints = 1000 }: RazziaQuestion, collector: Collector): { points?: 0 | 2000 } {
  const points = maxPoints <= 0 ? 0 : maxPoints < 1500 ? 1000 : 2000;
  if (points !== maxPoints) collector.addNotice(`it is now worth ${points} points instead of ${maxPoints}`);
  return points === 1000 ? {} : { points };
}

function noteOmissions({ media, penalty, options, ...others }: RazziaQuestion, collector: Collector): void {
  const medium = media?.type ?? (media ? 'image' : MEDIA.find((name) => Boolean(others[name])));
  if (medium) collector.addNotice(`the ${medium} is left out`);
  if (penalty) collector.addNotice(`the penalty of ${penalty} points for a wrong answer is left out`);
  const mode = options?.scoringMode;
  if (mode !== undefined && mode !== 'balanced')
    collector.addNotice(`it is scored as "balanced" instead of "${mode}"`);
}

const MEDIA = ['image', 'video', 'audio'] as const;
