import type { Answer } from '../../quiz/questions/question-type.ts';
import { amountOf } from '../../quiz/questions/shown-question.ts';
import type { KeyPress } from '../keys.ts';
import type { AnswerLayout, KeyResult, OwnAnswer, QuestionWidget } from './question-widget.ts';
import { TypedAnswers, type TypedDraft, TypedReveal, givenValue, typedWidget } from './typed-widget.tsx';
import { editField, pasteInto, textField, textOf } from '../ui/text-field.ts';
import { readNumber } from '../../text/typed-number.ts';

/** In characters. No number needs more: `-2.2250738585072014e-308` has 24. */
const MAX_LENGTH = 30;

/** A number being typed. */
interface NumberDraft extends TypedDraft {
  /** Why something that was typed is not in the number. */
  readonly refusal?: Refusal;
}

interface Refusal {
  readonly problem: string;
  /** Whether Enter sends the number without what was refused. Someone who types `12/31` and Enter must not send 1231 unaware. */
  readonly isConfirmed: boolean;
}

/** Questions for a number, which the player types or adjusts with the arrow keys. */
export const number: QuestionWidget<NumberDraft, AnswerLayout> = {
  ...typedWidget,
  takesLetters: false,
  instruction: 'Type a number.',
  createDraft: () => textField(),
  press(keyPress, draft) {
    if (keyPress.type === 'up') return { type: 'draft', draft: changeBy(draft, 1) };
    if (keyPress.type === 'down') return { type: 'draft', draft: changeBy(draft, -1) };
    return keyPress.type === 'enter' ? send(draft) : { type: 'draft', draft: edit(draft, keyPress) };
  },
  unsentAnswer: (draft) => valueOf(draft) ?? null,
  paste: (pasted, draft) => insert(draft, pasteInto(draft, pasted)),
  problemWith: ({ refusal }) => refusal?.problem ?? '',
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
        reading={props.draft ? readingOf(props.draft) : ''}
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
  if (answer?.isCorrect) return ' (close enough)';
  return own > right ? ` (${difference(own, right)} too high)` : ` (${difference(right, own)} too low)`;
}

/** The difference, without floating-point noise: 0.3 - 0.1 is 0.2. */
function difference(greater: number, smaller: number): string {
  return String(Number((greater - smaller).toPrecision(12)));
}

/** Sends the number, unless it is incomplete, or the player has not yet seen that something was refused. */
function send(draft: NumberDraft): KeyResult<NumberDraft> | undefined {
  const typed = textOf(draft);
  const read = readNumber(typed);
  if (typed === '') return undefined;
  if (read.type !== 'number') return { type: 'draft', draft: refuse(draft, read.problem) };
  if (!draft.refusal || draft.refusal.isConfirmed) return { type: 'answer', answer: read.value };
  const problem = `Not sent. Press Enter to send ${read.value}.`;
  return { type: 'draft', draft: { ...draft, refusal: { problem, isConfirmed: true } } };
}

/** Moves the cursor, deletes or inserts. Deleting is always possible, and takes note of what was refused. */
function edit(draft: NumberDraft, keyPress: KeyPress): NumberDraft {
  const { characters, cursor } = editField(draft, keyPress);
  if (keyPress.type === 'text') return insert(draft, { characters, cursor });
  if (characters.length < draft.characters.length) return { characters, cursor };
  return { ...draft, characters, cursor };
}

/** Accepts inserted text as a whole or not at all. */
function insert(draft: NumberDraft, { characters, cursor }: TypedDraft): NumberDraft {
  const read = readNumber(characters.join(''));
  if (read.type === 'invalid') return refuse(draft, read.problem);
  if (characters.length > MAX_LENGTH) return refuse(draft, 'This number is too long.');
  return { ...draft, characters, cursor };
}

function refuse(draft: NumberDraft, problem: string): NumberDraft {
  return { ...draft, refusal: { problem, isConfirmed: false } };
}

/** The typed number, if there is one. */
function valueOf(draft: NumberDraft): number | undefined {
  const read = readNumber(textOf(draft));
  return read.type === 'number' ? read.value : undefined;
}

/** How the typed number is read, if that is not exactly what was typed. */
function readingOf(draft: NumberDraft): string {
  const value = valueOf(draft);
  const isAsTyped = value === undefined || String(value) === textOf(draft).replace('\u2212', '-');
  return isAsTyped ? '' : `= ${value}`;
}

function changeBy(draft: NumberDraft, step: number): NumberDraft {
  const value = valueOf(draft);
  if (value === undefined && textOf(draft) !== '') return draft;
  const sum = (value ?? 0) + step;
  // 0.1 + 1 − 1 would show the rounding of binary fractions.
  return textField(String(Number.isInteger(sum) ? sum : Number(sum.toPrecision(15))));
}
