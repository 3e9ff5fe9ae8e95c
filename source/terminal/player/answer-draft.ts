import type { GivenAnswer, PlayerSnapshot } from '../../client/player-seat.ts';
import { type DraftAnswer, widgetFor } from '../questions/widgets.ts';

/** A draft, and which question it answers. */
export interface AnswerDraft {
  readonly questionId: string;
  readonly draft: DraftAnswer;
}

/** The draft for the open question, an empty one if nothing was drafted; null while no question is open. */
export function draftFor(saved: AnswerDraft | null, snapshot: PlayerSnapshot): DraftAnswer | null {
  const { stage } = snapshot;
  if (stage?.phase !== 'question') return null;
  if (saved?.questionId === questionId(snapshot)) return saved.draft;
  return widgetFor(stage.question).createDraft(stage.question);
}

/** Labels a draft with the question on stage. */
export function answerDraft(snapshot: PlayerSnapshot, draft: DraftAnswer): AnswerDraft {
  return { questionId: questionId(snapshot), draft };
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
  const { index } = stage.question;
  if (you && you.answered && you.question === index && you.answer !== null) {
    return { question: index, value: you.answer, status: 'accepted' };
  }
  return answer?.question === index ? answer : null;
}

function questionId({ stage }: PlayerSnapshot): string {
  return stage && 'question' in stage ? `${stage.game}:${stage.question.index}` : '';
}
