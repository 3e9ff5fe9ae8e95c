import type { AnswerLayout, QuestionWidget } from './question-widget.ts';
import { TypedAnswers, type TypedDraft, TypedReveal, givenValue, typedWidget } from './typed-widget.tsx';
import { MAX_ANSWER_LENGTH } from '../../quiz/limits.ts';
import { editField, pasteInto, textField, textOf } from '../ui/text-field.ts';
import { ownListedAnswer } from '../../words/result.ts';

/** Questions with a typed answer. */
export const text: QuestionWidget<TypedDraft, AnswerLayout> = {
  ...typedWidget,
  takesLetters: true,
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
  renderReveal({ stage, own, size }) {
    const counted = own && ownListedAnswer(stage, own);
    return (
      <TypedReveal
        {...{ stage, own, size }}
        isOwn={(answer) => answer === counted}
        correct={String(stage.correct)}
        ownText={String(own?.answer)}
      />
    );
  },
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
