import { permuter } from '../../source/game/shuffle.ts';
import type { BooleanQuestion } from '../../source/quiz/questions/boolean.ts';
import type { ChoiceQuestion } from '../../source/quiz/questions/choice.ts';
import type { MultipleQuestion } from '../../source/quiz/questions/multiple.ts';
import type { NumberQuestion } from '../../source/quiz/questions/number.ts';
import type { OrderQuestion } from '../../source/quiz/questions/order.ts';
import type { PollQuestion } from '../../source/quiz/questions/poll.ts';
import type {
  Answer,
  Distribution,
  QuestionRules,
  Tally,
} from '../../source/quiz/questions/question-type.ts';
import { type Question, rulesOf } from '../../source/quiz/questions/question.ts';
import { addAnswer } from '../../source/quiz/questions/tally.ts';
import type { TextQuestion } from '../../source/quiz/questions/text.ts';
import type { Quiz } from '../../source/quiz/quiz.ts';

/** Creates a question with four options, with 1 as the correct one unless `answer` is given. */
export function choiceQuestion(more: Partial<ChoiceQuestion> = {}): ChoiceQuestion {
  const options = ['north', 'east', 'south', 'west'];
  return { type: 'choice', question: 'Which way?', options, answer: 1, points: 1000, ...more };
}

/** Creates a question with five options, of which the first three are correct. */
export function multipleQuestion(more: Partial<MultipleQuestion> = {}): MultipleQuestion {
  const options = ['red', 'green', 'blue', 'cyan', 'pink'];
  return { type: 'multiple', question: 'Which ones?', options, answer: [0, 1, 2], points: 1000, ...more };
}

/** Creates a statement, by default a true one. */
export function booleanQuestion(more: Partial<BooleanQuestion> = {}): BooleanQuestion {
  return { type: 'boolean', question: 'Is it so?', answer: true, points: 1000, ...more };
}

/** Creates a question that accepts "101" and "HTTP 101". */
export function textQuestion(more: Partial<TextQuestion> = {}): TextQuestion {
  const answer = ['101', 'HTTP 101'];
  return {
    type: 'text',
    question: 'Which status?',
    answer,
    exact: false,
    typos: false,
    points: 1000,
    ...more,
  };
}

/** Creates a question to which 1989 to 1993 are correct answers. */
export function numberQuestion(more: Partial<NumberQuestion> = {}): NumberQuestion {
  return { type: 'number', question: 'When?', answer: 1991, tolerance: 2, points: 1000, ...more };
}

/** Creates a question with four items to arrange. */
export function orderQuestion(more: Partial<OrderQuestion> = {}): OrderQuestion {
  const items = ['first', 'second', 'third', 'fourth'];
  return { type: 'order', question: 'In which order?', items, points: 1000, ...more };
}

export function pollQuestion(more: Partial<PollQuestion> = {}): PollQuestion {
  return {
    type: 'poll',
    question: 'Which one do you like?',
    options: ['tabs', 'spaces'],
    points: 0,
    ...more,
  };
}

/** One question of each type. */
export const oneOfEach: readonly Question[] = [
  choiceQuestion(),
  multipleQuestion(),
  booleanQuestion(),
  textQuestion(),
  numberQuestion(),
  orderQuestion(),
  pollQuestion(),
];

export function quizOf(questions: readonly Question[]): Quiz {
  return { title: 'A quiz', questions: [...questions] };
}

/** Returns how often each of these answers was given. */
export function distributionOf(rules: QuestionRules, answers: readonly Answer[]): Distribution {
  const tally: Tally = new Map();
  for (const answer of answers) addAnswer(tally, rules, answer);
  return rules.distribution(tally);
}

/** Returns the rules of a question as the first one of a game with this seed. */
export function rulesFor(question: Question, seed = 'seed', shufflesOptions = false): QuestionRules {
  return rulesOf(question, { permute: permuter(`${seed}/answers/0`), shufflesOptions });
}

/** Returns everything that makes up the correct answer to a question, as a list. */
export function correctTexts({ asked, correct }: QuestionRules): string[] {
  const shown = asked.options ?? asked.items ?? [];
  return [correct].flat().flatMap((index) => shown.slice(Number(index), Number(index) + 1));
}

/**
 * Returns a question that looks the same and has a different correct answer. For an order, which looks different then, use
 * `withSameItemsShown`.
 */
export function withAnotherAnswer(question: Question): Question {
  switch (question.type) {
    case 'choice':
      return { ...question, answer: (question.answer + 1) % question.options.length };
    case 'multiple':
      return { ...question, answer: otherIndexes(question) };
    case 'boolean':
      return { ...question, answer: !question.answer };
    case 'text':
      return {
        ...question,
        answer: ['something', 'else', ...question.answer.slice(1)],
        exact: !question.exact,
      };
    case 'number':
      return { ...question, answer: question.answer + 1, tolerance: question.tolerance + 5 };
    case 'order':
    case 'poll':
      return question;
  }
}

/** Returns the indexes of the wrong options, or the first index if none is wrong. */
function otherIndexes({ options, answer }: MultipleQuestion): number[] {
  const wrong = options.flatMap((_, index) => (answer.includes(index) ? [] : [index]));
  return wrong.length > 0 ? wrong : [0];
}

/**
 * Returns an order question that shows the same items with `otherSeed` as this one with `seed`, as the question at this index in
 * play order. Its correct order is different unless both seeds give the same permutation.
 */
export function withSameItemsShown(
  question: OrderQuestion,
  index: number,
  seed: string,
  otherSeed: string,
): OrderQuestion {
  const [drawn, otherDrawn] = [seed, otherSeed].map((seed) => {
    const places = question.items.map((_, place) => String(place));
    const layout = { permute: permuter(`${seed}/answers/${index}`), shufflesOptions: false };
    return rulesOf({ ...question, items: places }, layout).asked.items?.map(Number) ?? [];
  });
  const items = question.items.map((_, place) => {
    const shownAt = otherDrawn?.indexOf(place) ?? 0;
    return question.items[drawn?.[shownAt] ?? 0] ?? '';
  });
  return { ...question, items };
}
