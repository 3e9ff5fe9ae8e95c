import {
  type Refusal,
  changeBy,
  numberToSend,
  readingOf,
  refusalOf,
  unsentNumber,
} from '../../quiz/drafts/number-draft.ts';
import { amountOf } from '../../quiz/questions/shown-question.ts';
import type { KeyPress } from '../keys.ts';
import type { AnswerLayout, KeyResult, QuestionWidget } from './question-widget.ts';
import { TypedAnswers, type TypedDraft, TypedReveal, givenValue, typedWidget } from './typed-widget.tsx';
import { editField, pasteInto, textField, textOf } from '../ui/text-field.ts';
import { deviationOf } from '../../words/result.ts';

/** A number being typed. */
interface NumberDraft extends TypedDraft {
  /** Why part of what was typed is missing from the number. */
  readonly refusal?: Refusal;
}

/** Questions for a number, which the player types or adjusts with the arrow keys. */
export const number: QuestionWidget<NumberDraft, AnswerLayout> = {
  ...typedWidget,
  takesLetters: false,
  createDraft: () => textField(),
  press(keyPress, draft) {
    if (keyPress.type === 'up') return { type: 'draft', draft: changed(draft, 1) };
    if (keyPress.type === 'down') return { type: 'draft', draft: changed(draft, -1) };
    return keyPress.type === 'enter' ? send(draft) : { type: 'draft', draft: edit(draft, keyPress) };
  },
  unsentAnswer: (draft) => unsentNumber(textOf(draft), draft.refusal ?? null),
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
        reading={props.draft ? readingOf(textOf(props.draft)) : ''}
        given={answer === null ? null : amountOf(answer, question)}
      />
    );
  },
  renderReveal: ({ stage, own, size }) => (
    <TypedReveal
      {...{ stage, own, size }}
      correct={amountOf(stage.correct, stage.question)}
      ownText={amountOf(own?.answer, stage.question) + (own ? deviationOf(own, stage.correct) : '')}
      isOwn={(answer) => answer === own?.answer}
    />
  ),
};

/** Sends the number, unless there is a reason not to. */
function send(draft: NumberDraft): KeyResult<NumberDraft> | undefined {
  const sent = numberToSend(textOf(draft), draft.refusal ?? null, 'Press Enter');
  if (sent === null) return undefined;
  return typeof sent === 'number'
    ? { type: 'answer', answer: sent }
    : { type: 'draft', draft: { ...draft, refusal: sent } };
}

/** Moves the cursor, deletes or inserts. Deleting is always possible, and clears the refusal. */
function edit(draft: NumberDraft, keyPress: KeyPress): NumberDraft {
  const { characters, cursor } = editField(draft, keyPress);
  if (keyPress.type === 'text') return insert(draft, { characters, cursor });
  if (characters.length < draft.characters.length) return { characters, cursor };
  return { ...draft, characters, cursor };
}

/** Accepts inserted text as a whole or not at all. */
function insert(draft: NumberDraft, { characters, cursor }: TypedDraft): NumberDraft {
  const refusal = refusalOf(characters.join(''));
  return refusal ? { ...draft, refusal } : { ...draft, characters, cursor };
}

function changed(draft: NumberDraft, step: number): NumberDraft {
  const typed = changeBy(textOf(draft), step);
  return typed === undefined ? draft : textField(typed);
}
