import type { GivenAnswer } from '../../client/player-seat.ts';
import { indexesOf, optionsOf } from '../../quiz/questions/shown-question.ts';
import type { AskedQuestion } from '../../view/stage.ts';
import { Box, Shape, lookOf } from './option-look.tsx';

interface OptionButtonsProps {
  readonly question: AskedQuestion;
  /** The options that are ticked. */
  readonly chosen: readonly number[];
  /** The player's answer; null before there is one. */
  readonly given: GivenAnswer | null;
  readonly isOpen: boolean;
  /** Chooses an option or, if several can be chosen, ticks or unticks it. */
  readonly onChoose: (index: number) => void;
}

/** The options as large buttons, with the shapes and colours that they have in the terminal. */
export function OptionButtons({ question, chosen, given, isOpen, onChoose }: OptionButtonsProps) {
  const { type } = question;
  const options = optionsOf(question);
  const isMultiple = type === 'multiple';
  const locked = given && given.status !== 'rejected' ? indexesOf(given.value) : null;
  return (
    <ul
      class={areShort(options) ? 'options options-short' : 'options'}
      style={{ '--options': options.length, '--pairs': Math.ceil(options.length / 2) }}
      aria-label="Answers"
    >
      {options.map((option, index) => {
        const isChosen = (locked ?? chosen).includes(index);
        return (
          <li key={index}>
            <button
              type="button"
              class={`option ${lookOf(type, index)}`}
              {...(isMultiple ? { role: 'checkbox', 'aria-checked': isChosen } : {})}
              {...(locked && !isMultiple ? { 'aria-pressed': isChosen } : {})}
              aria-disabled={!isOpen}
              aria-keyshortcuts={String(index + 1)}
              data-state={locked ? (isChosen ? 'locked' : 'faded') : isChosen ? 'chosen' : 'free'}
              onClick={() => isOpen && onChoose(index)}
            >
              {isMultiple ? <Box isTicked={isChosen} /> : <Shape index={index} />}
              <span class="option-number" aria-hidden="true">
                {index + 1}
              </span>
              <span class="option-text">{option}</span>
              {locked && isChosen && (
                <span class="option-mark" aria-hidden="true">
                  {given?.status === 'accepted' ? '✓' : '›'}
                </span>
              )}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** Whether two options fit side by side on a phone. */
function areShort(options: readonly string[]): boolean {
  return options.every((option) => option.length <= MAX_SHORT);
}

/** In UTF-16 code units. */
const MAX_SHORT = 8;
