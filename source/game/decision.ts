import type { GameEvent } from './events.ts';
import type { Rejection } from './rejection.ts';

/** What comes of a command: the events that happen, perhaps none, or why it is not taken. */
export type Decision =
  | { readonly ok: true; readonly events: readonly GameEvent[] }
  | { readonly ok: false; readonly rejection: Rejection };

export function accept(...events: GameEvent[]): Decision {
  return { ok: true, events };
}

export function reject(rejection: Rejection): Decision {
  return { ok: false, rejection };
}
