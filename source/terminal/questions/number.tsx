import type { Answer } from '../../quiz/questions/question-type.ts';
import { amountOf } from '../../quiz/questions/shown-question.ts';
import type { AnswerLayout, OwnAnswer, QuestionWidget } from './question-widget.ts';
import { TypedAnswers, type TypedDraft, TypedReveal, givenValue, typedWidget } from './typed-widget.tsx';
import { editField, pasteInto, textField, textOf } from '../ui/text-field.ts';

/** Longer than any sensible number. */
const MAX_LENGTH = 20;

/** Questions for a number, which the player types or adjusts with the arrow keys. */
export const number: QuestionWidget<TypedDraft, AnswerLayout> = {
  ...typedWidget,
  takesLetters: false,
  instruction: 'Type a number.',
  createDraft: () => textField(),
  press(keyPress, draft) {
    if (keyPress.type === 'up') return { type: 'draft', draft: changeBy(draft, 1) };
    if (keyPress.type === 'down') return { type: 'draft', draft: changeBy(draft, -1) };
    if (keyPress.type !== 'enter')
      return { type: 'draft', draft: validEdit(editField(draft, keyPress), draft) };
    const answer = valueOf(draft);
    return answer === undefined ? undefined : { type: 'answer', answer };
  },
  unsentAnswer: (draft) => valueOf(draft) ?? null,
  paste: (pasted, draft) => validEdit(pasteInto(draft, pasted.replaceAll(/\s/gu, '')), draft),
  hints: (_question, _draft, { updown }) => [
    { key: 'Enter', label: 'send' },
    { key: updown, label: '+1 -1' },
  ],
  renderAnswers({ given, question, ...props }) {
    const answer = givenValue(given);
    return (
      <TypedAnswers
        {...props}
        unit={question.unit}
        given={answer === null ? null : amountOf(answer, question)}
      />
    );
  },
  describeAnswer: (answer, question) => amountOf(answer, question),
  renderReveal: ({ stage, own, size }) => (
    <TypedReveal
      {...{ own, size }}
      right={amountOf(stage.correct, stage.question)}
      ownText={`Your answer: ${amountOf(own?.answer, stage.question)}${deviationOf(own, stage.correct)}`}
      distribution={stage.distribution}
      isRight={(answer) => answer === stage.correct}
      isOwn={(answer) => answer === own?.answer}
    />
  ),
  // The stage does not say which numbers were close enough.
  summarize: () => '',
};

/** Says how far off a wrong answer was. An answer within the tolerance is close enough. */
function deviationOf(answer: OwnAnswer | null, right: Answer | null): string {
  const own = answer?.answer;
  if (typeof own !== 'number' || typeof right !== 'number' || own === right) return '';
  if (answer?.isCorrect) return ', close enough';
  return own > right ? `, ${difference(own, right)} too high` : `, ${difference(right, own)} too low`;
}

/** The difference, without floating-point noise: 0.3 - 0.1 is 0.2. */
function difference(greater: number, smaller: number): string {
  return String(Number((greater - smaller).toPrecision(12)));
}

/** Accepts an edit if the text may still become a number. */
function validEdit(edited: TypedDraft, draft: TypedDraft): TypedDraft {
  const typed = textOf(edited);
  return typed.length <= MAX_LENGTH && /^[-+\u2212]?\d*[.,]?\d*$/u.test(typed) ? edited : draft;
}

/** The typed number, if there is one. Accepts a decimal comma. */
function valueOf(draft: TypedDraft): number | undefined {
  const typed = textOf(draft).replace(',', '.').replace('\u2212', '-');
  return /\d/u.test(typed) ? Number(typed) : undefined;
}

function changeBy(draft: TypedDraft, step: number): TypedDraft {
  const value = valueOf(draft) ?? 0;
  const decimals = textOf(draft).split(/[.,]/u)[1]?.length ?? 0;
  return validEdit(textField((value + step).toFixed(decimals)), draft);
}
