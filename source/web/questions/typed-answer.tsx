import { useLayoutEffect, useRef } from 'preact/hooks';
import type { GivenAnswer } from '../../client/player-seat.ts';
import { changeBy, readingOf } from '../../quiz/drafts/number-draft.ts';
import { answerText } from '../../quiz/questions/shown-question.ts';
import { MAX_ANSWER_LENGTH } from '../../quiz/limits.ts';
import type { AskedQuestion } from '../../view/stage.ts';
import { type TypedDraft, retype } from './draft.ts';

interface TypedAnswerProps {
  readonly question: AskedQuestion;
  readonly draft: TypedDraft;
  /** The player's answer; null before there is one. */
  readonly given: GivenAnswer | null;
  readonly isOpen: boolean;
  readonly onChange: (draft: TypedDraft) => void;
}

/** The input for a text or a number, with the player's answer in it once there is one. */
export function TypedAnswer({ question, draft, given, isOpen, onChange }: TypedAnswerProps) {
  const input = useRef<HTMLInputElement>(null);
  const isNumber = question.type === 'number';
  const { unit } = question;
  const locked = given && given.status !== 'rejected' ? answerText(question, given.value) : null;
  useLayoutEffect(() => {
    // On a touch screen, the keyboard would cover the question before anybody has read it.
    if (matchMedia('(hover: hover) and (pointer: fine)').matches)
      input.current?.focus({ preventScroll: true });
  }, []);
  const change = (typed: string) => onChange(retype(question, draft, typed));
  const step = (by: number) => {
    const typed = changeBy(draft.typed, by);
    if (typed !== undefined) onChange({ typed, refusal: null });
  };
  if (locked !== null) {
    return (
      <p class="typed-locked">
        <span aria-hidden="true">{given?.status === 'accepted' ? '✓' : '›'}</span> {locked}
      </p>
    );
  }
  return (
    <div class="typed">
      {isNumber && (
        <button
          type="button"
          class="button typed-sign"
          aria-label="Change the sign"
          onClick={() => isOpen && change(withOtherSign(draft.typed))}
        >
          ±
        </button>
      )}
      <input
        ref={input}
        class="input"
        type="text"
        inputMode={isNumber ? 'decimal' : 'text'}
        aria-label={isNumber ? 'Your number' : 'Your answer'}
        aria-describedby="answer-note typed-aside"
        aria-invalid={draft.refusal !== null}
        value={draft.typed}
        readOnly={!isOpen}
        maxLength={isNumber ? undefined : MAX_ANSWER_LENGTH}
        autocomplete="off"
        autocapitalize="off"
        autocorrect="off"
        spellcheck={false}
        enterkeyhint="send"
        onInput={({ currentTarget }) => change(currentTarget.value)}
        onKeyDown={(event) => {
          if (!isNumber || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
          event.preventDefault();
          if (isOpen) step(event.key === 'ArrowUp' ? 1 : -1);
        }}
      />
      {unit !== undefined && <span class="typed-unit">{unit}</span>}
      <span class="typed-aside" id="typed-aside">
        {isNumber ? readingOf(draft.typed) : `${draft.typed.length} of ${MAX_ANSWER_LENGTH}`}
      </span>
    </div>
  );
}

/** The keyboards of some phones have no minus sign for numbers. */
function withOtherSign(typed: string): string {
  return /^\s*[-\u2212]/u.test(typed) ? typed.replace(/^\s*[-\u2212]/u, '') : `-${typed}`;
}
