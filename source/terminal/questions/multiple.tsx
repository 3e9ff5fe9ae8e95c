import { type OptionsDraft, toggleOption } from '../../quiz/drafts/list-draft.ts';
import { optionsOf } from '../../quiz/questions/shown-question.ts';
import { type KeyPress, letterOf, optionForKey } from '../keys.ts';
import type { OptionLayout } from './option-layout.ts';
import { optionsWidget, pressOptions } from './options-widget.tsx';
import type { KeyResult, QuestionWidget } from './question-widget.ts';
import type { AskedQuestion } from '../../view/stage.ts';

/** Questions with several correct options: keys select or deselect options, and Enter sends the answer. */
export const multiple: QuestionWidget<OptionsDraft, OptionLayout> = {
  ...optionsWidget,
  press: pressOptions(choose),
  unsentAnswer: ({ chosen }) => (chosen.length > 0 ? chosen : null),
  hints: (question, _draft, { updown }) => [
    { key: `1-${optionsOf(question).length}`, label: 'select' },
    { key: 'Enter', label: 'send' },
    { key: `${updown} space`, label: 'choose' },
  ],
};

function choose(
  keyPress: KeyPress,
  draft: OptionsDraft,
  question: AskedQuestion,
): KeyResult<OptionsDraft> | undefined {
  if (keyPress.type === 'enter') {
    return draft.chosen.length > 0 ? { type: 'answer', answer: draft.chosen } : undefined;
  }
  const index = letterOf(keyPress) === ' ' ? draft.pointed : (optionForKey(keyPress, question) ?? -1);
  return index < 0 ? undefined : { type: 'draft', draft: toggleOption(draft, index) };
}
