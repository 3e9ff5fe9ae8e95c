import type { ReactNode } from 'react';
import type { GivenAnswer } from '../../client/player-seat.ts';
import type { Answer } from '../../quiz/questions/question-type.ts';
import type { Size } from '../hooks/use-size.ts';
import type { KeyPress } from '../keys.ts';
import type { Theme } from '../theme.ts';
import type { KeyHint } from '../ui/key-hints.tsx';
import type { RowDemand } from '../ui/layout.ts';
import { formatNumber } from '../../text/numbers.ts';
import type { AskedQuestion, RevealStage } from '../../view/stage.ts';

/**
 * Draws a type of question and takes its answers. `Draft` is an answer being composed, `Layout` the arrangement of the
 * answers on the screen. Declared with methods, not function properties, so that a widget may narrow these types.
 */
export interface QuestionWidget<Draft, Layout extends AnswerLayout> extends QuestionKeys<Draft> {
  /** Tells the player what to do; empty if that is obvious. */
  readonly instruction: string;
  /** The rows that `renderAnswers` needs. */
  answerRows(question: AskedQuestion, columns: number): RowDemand;
  /** Returns the roomiest layout that fits. */
  layOutAnswers(question: AskedQuestion, size: Size, ellipsis: string): Layout;
  /** Draws the options, items or input. */
  renderAnswers(props: AnswersProps<Draft, Layout>): ReactNode;
  /** Names an answer for a message: `Answer 2`. */
  describeAnswer(answer: Answer, question: AskedQuestion): string;
  /** The rows that `renderReveal` needs. */
  revealRows(stage: RevealStage, columns: number): RowDemand;
  /** Draws the right answer, the distribution of all answers, and the player's own answer. */
  renderReveal(props: RevealProps): ReactNode;
  /** Says how many players got it right; empty if the stage does not tell. */
  summarize(stage: RevealStage): string;
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
  /** What the player should know about the draft, in fewer and fewer words; empty if that is nothing. */
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

/** The player's own answer, after marking. */
export interface OwnAnswer {
  readonly answer: Answer;
  readonly isCorrect: boolean;
}

export interface RevealProps {
  readonly stage: RevealStage;
  readonly own: OwnAnswer | null;
  /** Whether the heading says how many players got it right, so that the reveal need not. */
  readonly isSummarized: boolean;
  readonly size: Size;
}

/** Says how many of the given answers were right. */
export function correctSummary(right: number, answered: number): string {
  if (answered === 0) return 'Nobody answered';
  if (right === 0) return 'Nobody got it right';
  return `${formatNumber(right)} of ${formatNumber(answered)} got it right`;
}
