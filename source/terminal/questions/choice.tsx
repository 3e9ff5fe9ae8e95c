import type { OptionsDraft } from '../../quiz/drafts/list-draft.ts';
import { answerAt, optionsOf } from '../../quiz/questions/shown-question.ts';
import { type KeyPress, answerForKey } from '../keys.ts';
import type { OptionLayout } from './option-layout.ts';
import { optionsWidget, pressOptions } from './options-widget.tsx';
import type { KeyResult, QuestionWidget } from './question-widget.ts';
import type { AskedQuestion } from '../../view/stage.ts';

/** Questions with one correct option, and true-or-false questions: a single key gives the answer. */
export const choice: QuestionWidget<OptionsDraft, OptionLayout> = {
  ...optionsWidget,
  press: pressOptions(choose),
  // An option that is merely pointed at has not been chosen.
  unsentAnswer: () => null,
  hints: (question, _draft, { updown }) => choiceHints(question, updown, 'answer'),
};

/** Questions without a correct answer. */
export const poll: QuestionWidget<OptionsDraft, OptionLayout> = {
  ...choice,
  hints: (question, _draft, { updown }) => choiceHints(question, updown, 'vote'),
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
