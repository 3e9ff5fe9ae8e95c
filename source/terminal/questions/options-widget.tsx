import type { GivenAnswer } from '../../client/player-seat.ts';
import { countsOf, indexesOf, optionsOf } from '../../quiz/questions/shown-question.ts';
import type { Size } from '../hooks/use-size.ts';
import { type KeyPress, gridDirectionOf, moveInGrid } from '../keys.ts';
import { Distribution } from './distribution.tsx';
import { type OptionLayout, fewestRowsForOptions, layOutOptions, rowsForOptions } from './option-layout.ts';
import { OptionList, type OptionMark } from './option-list.tsx';
import type { AnswersProps, KeyResult, QuestionKeys, RevealProps } from './question-widget.ts';
import type { AskedQuestion, RevealStage } from '../../view/stage.ts';

/** A selection being made. */
export interface OptionsDraft {
  /** The option that the arrow keys have moved to; -1 before they are used. */
  readonly pointed: number;
  /** The selected options, in ascending order. */
  readonly chosen: readonly number[];
}

/** The common part of all widgets with options. */
export const optionsWidget = {
  takesLetters: false,
  createDraft: (): OptionsDraft => ({ pointed: -1, chosen: [] }),
  paste: (_text: string, draft: OptionsDraft) => draft,
  draftNote: () => [],
  answerRows(question: AskedQuestion, columns: number) {
    const options = optionsOf(question);
    return { minimum: fewestRowsForOptions(options), preferred: rowsForOptions(options, columns) };
  },
  layOutAnswers: (question: AskedQuestion, { columns, rows }: Size, ellipsis: string) =>
    layOutOptions(optionsOf(question), columns, rows, ellipsis),
  renderAnswers: ({ question, layout, draft, given }: AnswersProps<OptionsDraft, OptionLayout>) => (
    <OptionList layout={layout} marks={marksFor(optionsOf(question).length, draft, given)} />
  ),
  revealRows({ question }: RevealStage) {
    const { length } = optionsOf(question);
    return { minimum: length, preferred: length * 3 };
  },
  renderReveal: ({ stage, own, size }: RevealProps) => (
    <Distribution
      options={optionsOf(stage.question)}
      counts={countsOf(stage.distribution)}
      right={stage.correct === null ? null : indexesOf(stage.correct)}
      own={indexesOf(own?.answer ?? null)}
      {...size}
    />
  ),
} as const;

function marksFor(
  options: number,
  draft: OptionsDraft | null,
  given: GivenAnswer | null,
): Map<number, OptionMark> {
  const indexes = Array.from({ length: options }, (_, index) => index);
  if (!given || given.status === 'rejected') {
    return new Map(indexes.flatMap((index) => (draft ? draftMark(index, draft) : [])));
  }
  const { status } = given;
  const chosen = indexesOf(given.value);
  return new Map(indexes.map((index) => [index, chosen.includes(index) ? status : 'faded']));
}

/** Once an option is selected, the others fade. */
function draftMark(index: number, { pointed, chosen }: OptionsDraft): [number, OptionMark][] {
  const isPointed = index === pointed;
  if (chosen.includes(index)) return [[index, isPointed ? 'pointed-chosen' : 'chosen']];
  if (isPointed) return [[index, 'pointed']];
  return chosen.length > 0 ? [[index, 'faded']] : [];
}

/** Moves the pointer with the arrow keys, and passes all other keys to `choose`. */
export function pressOptions(
  choose: (
    keyPress: KeyPress,
    draft: OptionsDraft,
    question: AskedQuestion,
  ) => KeyResult<OptionsDraft> | undefined,
): QuestionKeys<OptionsDraft>['press'] {
  return (keyPress, draft, question, columns) => {
    const direction = gridDirectionOf(keyPress);
    if (!direction) return choose(keyPress, draft, question);
    const pointed = moveInGrid(draft.pointed, optionsOf(question).length, columns, direction);
    return { type: 'draft', draft: { ...draft, pointed } };
  };
}
