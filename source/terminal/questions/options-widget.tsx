import type { GivenAnswer } from '../../client/player-seat.ts';
import { NO_OPTIONS, type OptionsDraft, moveInGrid } from '../../quiz/drafts/list-draft.ts';
import { indexesOf, optionsOf } from '../../quiz/questions/shown-question.ts';
import type { Size } from '../hooks/use-size.ts';
import { type KeyPress, gridDirectionOf } from '../keys.ts';
import {
  type OptionLayout,
  fewestRowsForOptions,
  layOutOptions,
  rowsForOptions,
  rowsForRevealed,
} from './option-layout.ts';
import { OptionList, type OptionMark } from './option-list.tsx';
import type { AnswersProps, KeyResult, QuestionKeys, RevealMeasure, RevealProps } from './question-widget.ts';
import { RevealedOptions, layOutRevealedOptions } from './revealed-options.tsx';
import type { AskedQuestion, RevealStage } from '../../view/stage.ts';

/** The common part of all widgets with options. */
export const optionsWidget = {
  takesLetters: false,
  createDraft: () => NO_OPTIONS,
  paste: (_text: string, draft: OptionsDraft) => draft,
  draftNote: () => [],
  answerRows(question: AskedQuestion, columns: number) {
    const options = optionsOf(question);
    return { minimum: fewestRowsForOptions(options), preferred: rowsForOptions(options, columns) };
  },
  layOutAnswers: (question: AskedQuestion, { columns, rows }: Size, ellipsis: string) =>
    layOutOptions(optionsOf(question), columns, rows, ellipsis),
  renderAnswers: ({ question, layout, draft, given }: AnswersProps<OptionsDraft, OptionLayout>) => (
    <OptionList
      type={question.type}
      layout={layout}
      marks={marksFor(optionsOf(question).length, draft, given)}
    />
  ),
  revealRows: ({ question }: RevealStage, columns: number, asked: OptionLayout) =>
    rowsForRevealed(optionsOf(question), asked, columns),
  measureReveal: ({ question }: RevealStage, size: Size, asked: OptionLayout): RevealMeasure =>
    layOutRevealedOptions(optionsOf(question), asked, size, ''),
  renderReveal: (props: RevealProps<OptionLayout>) => <RevealedOptions {...props} />,
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

function draftMark(index: number, { pointed, chosen }: OptionsDraft): [number, OptionMark][] {
  const isPointed = index === pointed;
  if (chosen.includes(index)) return [[index, isPointed ? 'pointed-chosen' : 'chosen']];
  return isPointed ? [[index, 'pointed']] : [];
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
