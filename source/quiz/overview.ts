import { questionTypeNames } from './questions/shown-question.ts';
import type { Question } from './questions/question.ts';
import { difficultySchema } from './questions/question-type.ts';
import { type Quiz, estimatedSeconds } from './quiz.ts';

/** Returns the types of a quiz's questions, in the usual order. */
export function typesOf({ questions }: Quiz): Question['type'][] {
  return questionTypeNames.filter((name) => questions.some(({ type }) => type === name));
}

/** Estimates how long a quiz takes, in minutes. */
export function minutesOf({ questions, time: usual = 0 }: Quiz): number {
  return Math.max(1, Math.round(estimatedSeconds(questions.map(({ time = usual }) => time)) / 60));
}

/** Returns the difficulty of a quiz, such as `easy` or `easy to hard`; undefined if it has none. */
export function difficultyOf({ difficulty, questions }: Quiz): string | undefined {
  const levels = difficultySchema.options.filter((level) =>
    questions.some((question) => (question.difficulty ?? difficulty) === level),
  );
  const [easiest] = levels;
  const hardest = levels.at(-1);
  return easiest === hardest ? easiest : `${easiest} to ${hardest}`;
}

/** Returns some questions from all parts of a quiz: it often gets harder. */
export function samplesOf({ questions }: Quiz, count: number): Question[] {
  const step = Math.max(1, questions.length / count);
  return questions.filter((_, index) => index % step < 1).slice(0, count);
}
