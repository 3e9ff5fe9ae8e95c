import type { AnswerLayout, OwnAnswer, QuestionWidget } from './question-widget.ts';
import { TypedAnswers, type TypedDraft, TypedReveal, givenValue, typedWidget } from './typed-widget.tsx';
import { MAX_ANSWER_LENGTH } from '../../quiz/questions/text.ts';
import { editField, pasteInto, textField, textOf } from '../ui/text-field.ts';
import { equivalenceKey } from '../../text/equivalent.ts';
import { findMistyped } from '../../text/typing-errors.ts';
import type { RevealStage } from '../../view/stage.ts';

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
  renderReveal({ stage, own, size }) {
    const isOwn = ownAnswerIn(stage, own);
    return (
      <TypedReveal
        {...{ own, size, isOwn }}
        right={String(stage.correct)}
        ownText={`Your answer: ${String(own?.answer)}`}
        distribution={stage.distribution}
        isRight={(answer) => answer === stage.correct}
      />
    );
  },
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

/**
 * Returns a function that recognises the listed answer with which the player's own was counted. The stage does not say how strictly
 * the question judges, so an identical answer comes first, then an equivalent one, then the right one, which may be mistyped.
 */
function ownAnswerIn({ distribution, correct }: RevealStage, own: OwnAnswer | null) {
  const given = typeof own?.answer === 'string' ? own.answer : null;
  const listed = [...distribution].flatMap((entry) =>
    typeof entry === 'object' ? String(entry.answer) : [],
  );
  const key = given === null ? null : equivalenceKey(given);
  const counted =
    listed.find((answer) => answer === given) ??
    listed.find((answer) => equivalenceKey(answer) === key) ??
    (own?.isCorrect && findMistyped([equivalenceKey(String(correct))])(key ?? '') !== undefined
      ? correct
      : null);
  return (answer: string | number) => answer === counted;
}
