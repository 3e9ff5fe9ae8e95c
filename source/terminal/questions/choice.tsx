import type { Answer } from '../../quiz/questions/question-type.ts';
import { answerAt, countsOf, indexesOf, optionsOf } from '../../quiz/questions/shown-question.ts';
import { type Stroke, answerOf } from '../keys.ts';
import type { OptionLayout } from './option-layout.ts';
import { type OptionsDraft, pressOptions, withOptions } from './options.tsx';
import type { Pressed, QuestionKind } from './question-kind.ts';
import { counted, formatNumber } from '../../text/numbers.ts';
import type { AskedQuestion } from '../../view/stage.ts';

/** One option is chosen, with one key: it is the answer. Also for what is true or false. */
export const choice: QuestionKind<OptionsDraft, OptionLayout> = {
  ...withOptions,
  instruction: '',
  nameOf: (answer) => `Answer ${digitOf(answer)}`,
  press: pressOptions(choose),
  hints: (question, _draft, { updown }) => choiceHints(question, updown, 'answer'),
  tally({ distribution, correct }) {
    const counts = countsOf(distribution);
    const answered = sum(counts);
    const right = sum(indexesOf(correct).map((index) => counts[index] ?? 0));
    return answered === 0 ? 'nobody answered' : `${formatNumber(right)} of ${formatNumber(answered)} right`;
  },
};

/** Nothing is right or wrong. */
export const poll: QuestionKind<OptionsDraft, OptionLayout> = {
  ...choice,
  instruction: 'A poll: nothing is right or wrong.',
  nameOf: (answer) => `Vote ${digitOf(answer)}`,
  hints: (question, _draft, { updown }) => choiceHints(question, updown, 'vote'),
  tally: ({ distribution }) => counted(sum(countsOf(distribution)), 'vote'),
};

function choose(
  stroke: Stroke,
  draft: OptionsDraft,
  question: AskedQuestion,
): Pressed<OptionsDraft> | undefined {
  const answer =
    stroke.type === 'enter' && draft.pointed >= 0
      ? answerAt(question, draft.pointed)
      : answerOf(stroke, question);
  return answer === undefined ? undefined : { type: 'answer', answer };
}

function choiceHints(question: AskedQuestion, updown: string, label: string) {
  const digits = `1-${optionsOf(question).length}`;
  return [
    { key: question.type === 'boolean' ? 't/f' : digits, label },
    { key: `${updown} Enter`, label: 'choose' },
  ];
}

function digitOf(answer: Answer): string {
  return indexesOf(answer)
    .map((index) => index + 1)
    .join('');
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
