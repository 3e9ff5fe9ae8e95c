import type { Answer, Distribution } from '../quiz/question-type.ts';
import type { AskedQuestion } from '../view/stage.ts';

/** What there is to choose from: a statement that is true or false has these two. */
export function optionsOf(question: AskedQuestion): readonly string[] {
  return question.type === 'boolean' ? TRUE_OR_FALSE : (question.options ?? []);
}

/** The answer that choosing the option at this index gives. */
export function answerAt(question: AskedQuestion, index: number): Answer {
  return question.type === 'boolean' ? index === 0 : index;
}

/** The indexes that the answer names: of the options it chose, or of the items in its order. */
export function indexesOf(answer: Answer | null): readonly number[] {
  switch (typeof answer) {
    case 'boolean':
      return [answer ? 0 : 1];
    case 'number':
      return [answer];
    case 'string':
      return [];
    default:
      return answer ?? [];
  }
}

/** How often each option was chosen. */
export function countsOf(distribution: Distribution): number[] {
  return [...distribution].filter((count) => typeof count === 'number');
}

const TRUE_OR_FALSE = ['True', 'False'];
