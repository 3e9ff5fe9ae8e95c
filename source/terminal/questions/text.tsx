import type { AnswerLayout, QuestionWidget } from './question-widget.ts';
import { TypedAnswers, type TypedDraft, TypedReveal, givenValue, typedWidget } from './typed-widget.tsx';
import { MAX_ANSWER_LENGTH } from '../../quiz/questions/text.ts';
import { editField, pasteInto, textField, textOf } from '../ui/text-field.ts';

/** Questions with a typed answer. */
export const text: QuestionWidget<TypedDraft, AnswerLayout> = {
  ...typedWidget,
  takesLetters: true,
  instruction: 'Type your answer.',
  createDraft: () => textField(),
  press(keyPress, draft) {
    if (keyPress.type !== 'enter')
      return { type: 'draft', draft: validEdit(editField(draft, keyPress), draft) };
    const answer = answerOf(draft);
    return answer === null ? undefined : { type: 'answer', answer };
  },
  unsentAnswer: answerOf,
  paste: (pasted, draft) => validEdit(pasteInto(draft, pasted), draft),
  hints: () => [{ key: 'Enter', label: 'send' }],
  renderAnswers({ given, ...props }) {
    const answer = givenValue(given);
    return <TypedAnswers {...props} given={answer === null ? null : String(answer)} />;
  },
  describeAnswer: (answer) => `"${String(answer)}"`,
  renderReveal: ({ stage, own, size }) => (
    <TypedReveal
      {...{ own, size }}
      right={String(stage.correct)}
      ownText={`Your answer: ${String(own?.answer)}`}
      distribution={stage.distribution}
      isRight={(answer) => isSameText(answer, stage.correct)}
      isOwn={(answer) => isSameText(answer, own?.answer)}
    />
  ),
  // The stage has only the most frequent answers, and only one of the accepted ones.
  summarize: () => '',
};

/** The typed text; null if there is none. */
function answerOf(draft: TypedDraft): string | null {
  const answer = textOf(draft).trim();
  return answer === '' ? null : answer;
}

/** Accepts an edit if the text is not too long. */
function validEdit(edited: TypedDraft, draft: TypedDraft): TypedDraft {
  return textOf(edited).length > MAX_ANSWER_LENGTH ? draft : edited;
}

function isSameText(one: unknown, other: unknown): boolean {
  return String(one).toLowerCase() === String(other).toLowerCase();
}
