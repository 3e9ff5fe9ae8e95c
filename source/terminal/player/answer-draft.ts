import type { GivenAnswer, PlayerSnapshot } from '../../client/player-seat.ts';
import type { Answer } from '../../quiz/questions/question-type.ts';
import { isAnswerTo } from '../../quiz/questions/shown-question.ts';
import { type DraftAnswer, widgetFor } from '../questions/widgets.ts';
import { questionIdOf } from '../../view/stage.ts';

/** A draft, and which question it answers. */
export interface AnswerDraft {
  /** See `questionIdOf`. */
  readonly questionId: string;
  readonly draft: DraftAnswer;
}

/** The draft for the open question, an empty one if nothing was drafted; null while no question is open. */
export function draftFor(saved: AnswerDraft | null, snapshot: PlayerSnapshot): DraftAnswer | null {
  const { stage } = snapshot;
  if (stage?.phase !== 'question') return null;
  if (saved?.questionId === questionIdOf(stage)) return saved.draft;
  return widgetFor(stage.question).createDraft(stage.question);
}

/** Labels a draft with the question on stage. */
export function answerDraft({ stage }: PlayerSnapshot, draft: DraftAnswer): AnswerDraft {
  return { questionId: questionIdOf(stage) ?? '', draft };
}

/** The answer that is sent if time runs out; null if there is none, or if the player cannot answer. */
export function unsentAnswer(saved: AnswerDraft | null, snapshot: PlayerSnapshot): Answer | null {
  const { stage } = snapshot;
  const draft = draftFor(saved, snapshot);
  if (stage?.phase !== 'question' || draft === null || !canAnswer(snapshot)) return null;
  return widgetFor(stage.question).unsentAnswer(draft, stage.question);
}

/** Whether this player can answer now. */
export function canAnswer(snapshot: PlayerSnapshot): boolean {
  const { stage } = snapshot;
  if (stage?.phase !== 'question' || stage.pausedAt !== null) return false;
  const given = givenAnswer(snapshot);
  return given === null || given.status === 'rejected';
}

/** The player's answer to the question on stage, given here or known to the server; null if there is none. */
export function givenAnswer({ stage, you, answer }: PlayerSnapshot): GivenAnswer | null {
  if (!stage || !('question' in stage)) return null;
  const { question } = stage;
  const { index } = question;
  // The server sends the stage and `you` separately, so they may disagree.
  if (you?.answered && you.question === index && you.answer !== null && isAnswerTo(question, you.answer)) {
    const isAutomatic = answer?.question === index && answer.isAutomatic;
    return { question: index, value: you.answer, status: 'accepted', isAutomatic };
  }
  return answer?.question === index && isAnswerTo(question, answer.value) ? answer : null;
}
