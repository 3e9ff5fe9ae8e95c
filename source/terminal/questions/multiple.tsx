import { indexesOf, optionsOf } from '../../quiz/questions/shown-question.ts';
import { type KeyPress, letterOf, optionForKey } from '../keys.ts';
import type { OptionLayout } from './option-layout.ts';
import { type OptionsDraft, pressOptions, optionsWidget } from './options-widget.tsx';
import type { KeyResult, QuestionWidget } from './question-widget.ts';
import type { AskedQuestion } from '../../view/stage.ts';

/** Questions with several right options: keys select or deselect options, and Enter sends the answer. */
export const multiple: QuestionWidget<OptionsDraft, OptionLayout> = {
  ...optionsWidget,
  instruction: 'Select all that apply.',
  describeAnswer(answer) {
    const digits = indexesOf(answer).map((index) => index + 1);
    return `${digits.length === 1 ? 'Answer' : 'Answers'} ${digits.join(', ')}`;
  },
  press: pressOptions(choose),
  unsentAnswer: ({ chosen }) => (chosen.length > 0 ? chosen : null),
  hints: (question, _draft, { updown }) => [
    { key: `1-${optionsOf(question).length}`, label: 'select' },
    { key: 'Enter', label: 'send' },
    { key: `${updown} space`, label: 'choose' },
  ],
  // The counts are per option, so the number of right answers is unknown.
  summarize: () => '',
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
  return index < 0 ? undefined : { type: 'draft', draft: toggle(draft, index) };
}

function toggle({ chosen }: OptionsDraft, index: number): OptionsDraft {
  const others = chosen.filter((each) => each !== index);
  const wasChosen = others.length < chosen.length;
  return { pointed: index, chosen: wasChosen ? others : [...others, index].toSorted((a, b) => a - b) };
}
