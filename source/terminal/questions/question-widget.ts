import type { ReactNode } from 'react';
import type { GivenAnswer } from '../../client/player-seat.ts';
import type { Answer } from '../../quiz/questions/question-type.ts';
import type { Size } from '../hooks/use-size.ts';
import type { KeyPress } from '../keys.ts';
import type { Theme } from '../theme.ts';
import type { KeyHint } from '../ui/key-hints.tsx';
import type { RowDemand } from '../ui/layout.ts';
import type { AskedQuestion, RevealStage } from '../../view/stage.ts';
import type { OwnAnswer } from '../../words/result.ts';

/**
 * Draws a type of question and takes its answers. `Draft` is an answer being composed, `Layout` the arrangement of the
 * answers on the screen. Declared with methods, not function properties, so that a widget may narrow these types.
 */
export interface QuestionWidget<Draft, Layout extends AnswerLayout> extends QuestionKeys<Draft> {
  /** The rows that `renderAnswers` needs. */
  answerRows(question: AskedQuestion, columns: number): RowDemand;
  /** Returns the roomiest layout that fits. */
  layOutAnswers(question: AskedQuestion, size: Size, ellipsis: string): Layout;
  /** Draws the options, items or input. */
  renderAnswers(props: AnswersProps<Draft, Layout>): ReactNode;
  /** The rows that `renderReveal` needs. `asked` is the layout while the question was open. */
  revealRows(stage: RevealStage, columns: number, asked: Layout): RevealRows;
  /** Returns how many of these rows `renderReveal` uses, and whether it has to cut off some text of the options or items. */
  measureReveal(stage: RevealStage, size: Size, asked: Layout): RevealMeasure;
  /** Draws the correct answer, the distribution of all answers, and the player's own answer. */
  renderReveal(props: RevealProps<Layout>): ReactNode;
}

/** Handles the keys for a type of question. */
export interface QuestionKeys<Draft> {
  /** Whether letters are text, so that none of them may be a shortcut. */
  readonly takesLetters: boolean;
  /** The draft before the first key. */
  createDraft(question: AskedQuestion): Draft;
  /** Applies a key press; undefined if the key does nothing. `columns` is the number of columns of options. */
  press(
    keyPress: KeyPress,
    draft: Draft,
    question: AskedQuestion,
    columns: number,
  ): KeyResult<Draft> | undefined;
  paste(text: string, draft: Draft): Draft;
  /** The answer to send if time runs out; null if the player has typed, selected or moved nothing, or nothing valid. */
  unsentAnswer(draft: Draft, question: AskedQuestion): Answer | null;
  /** What the player should know about the draft, from the longest wording to the shortest; empty if there is nothing to say. */
  draftNote(draft: Draft): readonly string[];
  /** Says why the last key, paste or Enter was refused; empty if it was not. */
  problemWith?(draft: Draft): string;
  /** The keys that work, the most important first. */
  hints(question: AskedQuestion, draft: Draft, symbols: Theme['symbols']): readonly KeyHint[];
}

/** The effect of a key press: a changed draft, or an answer to send. */
export type KeyResult<Draft> =
  { readonly type: 'draft'; readonly draft: Draft } | { readonly type: 'answer'; readonly answer: Answer };

export interface AnswerLayout {
  readonly rows: number;
  /** The number of columns of options. */
  readonly columns: number;
  /** Whether some of their text is cut off. */
  readonly isCut: boolean;
}

export interface AnswersProps<Draft, Layout> {
  readonly question: AskedQuestion;
  readonly layout: Layout;
  /** Null on screens that take no answer. */
  readonly draft: Draft | null;
  /** The player's answer; null before there is one. */
  readonly given: GivenAnswer | null;
  readonly columns: number;
}

/** The rows of the answers at a reveal. */
export interface RevealRows extends RowDemand {
  /** With the room that they had while the question was open, if any is left. */
  readonly spacious: number;
  /** With each answer exactly where it was while the question was open, possibly with a bar below the last one. */
  readonly inPlace?: number;
}

/** What the answers use of their rows at a reveal. */
export type RevealMeasure = Pick<AnswerLayout, 'rows' | 'isCut'>;

export interface RevealProps<Layout> {
  readonly stage: RevealStage;
  readonly own: OwnAnswer | null;
  /** The layout while the question was open. */
  readonly asked: Layout;
  readonly size: Size;
}
