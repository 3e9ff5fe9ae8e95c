import type { Answer } from '../../quiz/questions/question-type.ts';
import { answerAt, countsOf, indexesOf, optionsOf } from '../../quiz/questions/shown-question.ts';
import { type KeyPress, answerForKey } from '../keys.ts';
import type { OptionLayout } from './option-layout.ts';
import { type OptionsDraft, optionsWidget, pressOptions } from './options-widget.tsx';
import { type KeyResult, type QuestionWidget, correctSummary } from './question-widget.ts';
import { pluralize } from '../../text/numbers.ts';
import type { AskedQuestion } from '../../view/stage.ts';

/** Questions with one right option, and true-or-false questions: a single key gives the answer. */
export const choice: QuestionWidget<OptionsDraft, OptionLayout> = {
  ...optionsWidget,
  instruction: '',
  describeAnswer: (answer) => `Answer ${digitOf(answer)}`,
  press: pressOptions(choose),
  // An option that is merely pointed at has not been chosen.
  unsentAnswer: () => null,
  hints: (question, _draft, { updown }) => choiceHints(question, updown, 'answer'),
  summarize({ distribution, correct }) {
    const counts = countsOf(distribution);
    const answered = sum(counts);
    const right = sum(indexesOf(correct).map((index) => counts[index] ?? 0));
    return correctSummary(right, answered);
  },
};

/** Questions without a right answer. */
export const poll: QuestionWidget<OptionsDraft, OptionLayout> = {
  ...choice,
  instruction: 'Poll: no right answer.',
  describeAnswer: (answer) => `Vote ${digitOf(answer)}`,
  hints: (question, _draft, { updown }) => choiceHints(question, updown, 'vote'),
  summarize: ({ distribution }) => pluralize(sum(countsOf(distribution)), 'vote'),
};

function choose(
  keyPress: KeyPress,
  draft: OptionsDraft,
  question: AskedQuestion,
): KeyResult<OptionsDraft> | undefined {
  const answer =
    keyPress.type === 'enter' && draft.pointed >= 0
      ? answerAt(question, draft.pointed)
      : answerForKey(keyPress, question);
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
