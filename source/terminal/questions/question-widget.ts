import type { ReactNode } from 'react';
import type { GivenAnswer } from '../../client/player-seat.ts';
import type { Answer } from '../../quiz/questions/question-type.ts';
import type { Size } from '../hooks/use-size.ts';
import type { KeyPress } from '../keys.ts';
import type { Theme } from '../theme.ts';
import type { RowDemand } from '../ui/layout.ts';
import type { KeyHint } from '../ui/key-hints.tsx';
import type { AskedQuestion, RevealStage } from '../../view/stage.ts';

/**
 * A type of question on the screens: how it is drawn, and how it is answered with keys. `Draft` is an answer that is being
 * put together, `Layout` how the part of the screen is laid out where that is done. Methods, not function properties, so
 * that each type may have its own.
 */
export interface QuestionWidget<Draft, Layout extends AnswerLayout> extends QuestionKeys<Draft> {
  /** What to do, in a sentence; empty where that is plain. */
  readonly instruction: string;
  /** The rows that `area` takes. */
  answerRows(question: AskedQuestion, columns: number): RowDemand;
  /** The roomiest layout in so much room. */
  layOutAnswers(question: AskedQuestion, size: Size, ellipsis: string): Layout;
  /** Draws where the question is answered. */
  renderAnswers(props: AnswersProps<Draft, Layout>): ReactNode;
  /** What the screen calls this answer: `Answer 2`. */
  describeAnswer(answer: Answer, question: AskedQuestion): string;
  /** The rows that `reveal` takes. */
  revealRows(stage: RevealStage, columns: number): RowDemand;
  /** Draws what was right, how it was answered and what the player's own answer was. */
  renderReveal(props: RevealProps): ReactNode;
  /** How well it was answered, in a few words; empty where the stage does not tell. */
  summarize(stage: RevealStage): string;
}

/** How a type of question is answered with keys. */
export interface QuestionKeys<Draft> {
  /** Letters are text: none of them may do anything else. */
  readonly takesLetters: boolean;
  /** The draft before the first key. */
  createDraft(question: AskedQuestion): Draft;
  /** What comes of a key; undefined where it means nothing. `columns`: of the grid that the options stand in. */
  press(
    keyPress: KeyPress,
    draft: Draft,
    question: AskedQuestion,
    columns: number,
  ): KeyResult<Draft> | undefined;
  /** The draft after a paste. */
  paste(text: string, draft: Draft): Draft;
  /** The keys that work, the most wanted first. */
  hints(question: AskedQuestion, draft: Draft, symbols: Theme['symbols']): readonly KeyHint[];
}

/** What comes of a key. */
export type KeyResult<Draft> =
  { readonly type: 'draft'; readonly draft: Draft } | { readonly type: 'answer'; readonly answer: Answer };

export interface AnswerLayout {
  readonly rows: number;
  /** Of the grid that the options stand in. */
  readonly columns: number;
}

export interface AnswersProps<Draft, Layout> {
  readonly question: AskedQuestion;
  readonly layout: Layout;
  /** Null on the host's screen. */
  readonly draft: Draft | null;
  /** The player's answer; null before there is one. */
  readonly given: GivenAnswer | null;
  readonly columns: number;
}

/** The player's own answer, once it was marked. */
export interface OwnAnswer {
  readonly answer: Answer;
  readonly isCorrect: boolean;
}

export interface RevealProps {
  readonly stage: RevealStage;
  readonly own: OwnAnswer | null;
  readonly size: Size;
}
