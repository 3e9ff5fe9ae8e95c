import type { GameEvent } from './events.ts';
import type { Rejection } from './rejection.ts';

/** What comes of a command: the events that happen, perhaps none, or why it is not taken. */
export type Decision<Code extends Rejection = Rejection> =
  | { readonly ok: true; readonly events: readonly GameEvent[] }
  | { readonly ok: false; readonly rejection: Code };

export function accept(...events: GameEvent[]): Decision<never> {
  return { ok: true, events };
}

export function reject<Code extends Rejection>(rejection: Code): Decision<Code> {
  return { ok: false, rejection };
}
