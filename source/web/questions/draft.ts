import * as z from 'zod/mini';
import {
  NO_OPTIONS,
  type OptionsDraft,
  type OrderDraft,
  asShown,
  orderToSend,
} from '../../quiz/drafts/list-draft.ts';
import { type Refusal, numberToSend, refusalOf, unsentNumber } from '../../quiz/drafts/number-draft.ts';
import { MAX_ANSWER_LENGTH } from '../../quiz/limits.ts';
import type { Answer } from '../../quiz/questions/question-type.ts';
import { isAnswerTo } from '../../quiz/questions/shown-question.ts';
import { maxLength } from '../../text/length.ts';
import type { AskedQuestion } from '../../view/stage.ts';

/** An answer being composed. */
export type Draft = OptionsDraft | OrderDraft | TypedDraft;

/** A text or a number being typed. */
export interface TypedDraft {
  readonly typed: string;
  /** Why part of what was typed is missing from a number; null if nothing is. */
  readonly refusal: Refusal | null;
}

/** The draft before the player does anything. */
export function createDraft({ type, items = [] }: AskedQuestion): Draft {
  if (type === 'order') return asShown(items);
  return type === 'text' || type === 'number' ? { typed: '', refusal: null } : NO_OPTIONS;
}

const typedSchema = z.object({
  typed: z.string().check(maxLength(MAX_ANSWER_LENGTH)),
  refusal: z.nullable(z.object({ problem: z.string(), isConfirmed: z.boolean() })),
});
const optionsSchema = z.object({ chosen: z.array(z.int()) });
const orderSchema = z.object({ order: z.array(z.int()), isChanged: z.boolean() });

/** Returns a saved draft, with no item picked up and nothing half confirmed; a new draft if the saved one does not fit the question. */
export function restoreDraft(question: AskedQuestion, saved: unknown): Draft {
  const draft = createDraft(question);
  if ('typed' in draft) {
    const { data } = typedSchema.safeParse(saved);
    return data && (question.type === 'text' || !refusalOf(data.typed)) ? data : draft;
  }
  if ('order' in draft) {
    const { data } = orderSchema.safeParse(saved);
    return data && isAnswerTo(question, data.order) ? { ...draft, ...data } : draft;
  }
  const { data } = optionsSchema.safeParse(saved);
  return data && question.type === 'multiple' && isAnswerTo(question, data.chosen)
    ? { ...draft, ...data }
    : draft;
}

/** Applies a change of the input. A number accepts it as a whole or not at all. Deleting always works, and clears the refusal. */
export function retype({ type }: AskedQuestion, draft: TypedDraft, typed: string): TypedDraft {
  if (typed.length < draft.typed.length) return { typed, refusal: null };
  const refusal = type === 'number' ? refusalOf(typed) : null;
  return refusal ? { ...draft, refusal } : { ...draft, typed };
}

/** The effect of an attempt to send a draft: an answer, or a draft that says why it is not sent. Undefined for none. */
export type Attempt =
  | { readonly type: 'answer'; readonly answer: Answer }
  | { readonly type: 'draft'; readonly draft: Draft }
  | undefined;

/** Tries to send a draft, with the button or with Enter. */
export function send(question: AskedQuestion, draft: Draft): Attempt {
  if ('chosen' in draft) return draft.chosen.length > 0 ? answering(draft.chosen) : undefined;
  if ('order' in draft) {
    const order = orderToSend(draft);
    return order ? answering(order) : { type: 'draft', draft: { ...draft, isConfirming: true } };
  }
  if (question.type === 'text') return draft.typed.trim() === '' ? undefined : answering(draft.typed.trim());
  const sent = numberToSend(draft.typed, draft.refusal, 'Press Send');
  if (sent === null) return undefined;
  return typeof sent === 'number' ? answering(sent) : { type: 'draft', draft: { ...draft, refusal: sent } };
}

/**
 * The answer to send if time runs out; null if the player has typed, selected or moved nothing, or nothing valid. An order that the player
 * has tried to send without moving anything is valid.
 */
export function unsentAnswer(question: AskedQuestion, draft: Draft): Answer | null {
  if ('chosen' in draft) return draft.chosen.length > 0 ? draft.chosen : null;
  if ('order' in draft) return orderToSend(draft);
  if (question.type === 'number') return unsentNumber(draft.typed, draft.refusal);
  return draft.typed.trim() === '' ? null : draft.typed.trim();
}

/** Says why the last change or attempt was refused; empty if it was not. */
export function problemWith(draft: Draft): string {
  if ('typed' in draft) return draft.refusal?.problem ?? '';
  return 'order' in draft && draft.isConfirming ? UNCHANGED : '';
}

const UNCHANGED = "You haven't moved anything. Press Send again to send this order.";

function answering(answer: Answer): Attempt {
  return { type: 'answer', answer };
}
