import type { GivenAnswer, PlayerSnapshot } from '../../client/player-seat.ts';
import { type DraftAnswer, widgetFor } from '../questions/widgets.ts';

/** An answer that is being put together, and for which question. */
export interface Work {
  readonly question: string;
  readonly draft: DraftAnswer;
}

/** The draft of an answer to the question that is open; null where none is. */
export function draftOf(work: Work | null, snapshot: PlayerSnapshot): DraftAnswer | null {
  const { stage } = snapshot;
  if (stage?.phase !== 'question') return null;
  if (work?.question === questionKey(snapshot)) return work.draft;
  return widgetFor(stage.question).createDraft(stage.question);
}

/** The draft as it is to be remembered. */
export function workOn(snapshot: PlayerSnapshot, draft: DraftAnswer): Work {
  return { question: questionKey(snapshot), draft };
}

/** Whether a question is open to this player. */
export function canAnswer(snapshot: PlayerSnapshot): boolean {
  const { stage } = snapshot;
  if (stage?.phase !== 'question' || stage.pausedAt !== null) return false;
  const given = givenAnswer(snapshot);
  return given === null || given.status === 'rejected';
}

function questionKey({ stage }: PlayerSnapshot): string {
  return stage && 'question' in stage ? `${stage.game}:${stage.question.index}` : '';
}

/** The player's answer to the question on stage: the one given here, or one that the server knows of from before. */
export function givenAnswer({ stage, you, answer }: PlayerSnapshot): GivenAnswer | null {
  if (!stage || !('question' in stage)) return null;
  const { index } = stage.question;
  if (you && you.answered && you.question === index && you.answer !== null) {
    return { question: index, value: you.answer, status: 'taken' };
  }
  return answer?.question === index ? answer : null;
}
