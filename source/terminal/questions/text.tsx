import type { QuestionWidget } from './question-widget.ts';
import {
  type FieldLayout,
  TypedArea,
  type TypedDraft,
  TypedReveal,
  standing,
  typedScreen,
} from './typed.tsx';
import { editField, pasteInto, textField, textOf } from '../ui/text-field.ts';

/** The longest answer that the rules take, in characters. */
const MAXIMUM_LENGTH = 100;

/** The answer is typed. */
export const text: QuestionWidget<TypedDraft, FieldLayout> = {
  ...typedScreen,
  takesLetters: true,
  instruction: 'Type the answer.',
  createDraft: () => textField(),
  press(keyPress, draft) {
    if (keyPress.type !== 'enter') return { type: 'draft', draft: kept(editField(draft, keyPress), draft) };
    const answer = textOf(draft).trim();
    return answer === '' ? undefined : { type: 'answer', answer };
  },
  paste: (pasted, draft) => kept(pasteInto(draft, pasted), draft),
  hints: () => [{ key: 'Enter', label: 'send' }],
  renderAnswers({ given, ...props }) {
    const answer = standing(given);
    return <TypedArea {...props} given={answer === null ? null : String(answer)} />;
  },
  describeAnswer: (answer) => `"${String(answer)}"`,
  renderReveal: ({ stage, own, size }) => (
    <TypedReveal
      {...{ own, size }}
      right={String(stage.correct)}
      ownText={`Your answer: ${String(own?.answer)}`}
      distribution={stage.distribution}
      isRight={(answer) => isAlike(answer, stage.correct)}
      isOwn={(answer) => isAlike(answer, own?.answer)}
    />
  ),
  // The stage has the most frequent answers only, and of what is accepted one.
  summarize: () => '',
};

/** The draft after an edit, if it is not too long. */
function kept(edited: TypedDraft, draft: TypedDraft): TypedDraft {
  return textOf(edited).length > MAXIMUM_LENGTH ? draft : edited;
}

function isAlike(one: unknown, other: unknown): boolean {
  return String(one).toLowerCase() === String(other).toLowerCase();
}
