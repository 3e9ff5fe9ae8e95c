import type { GameEvent } from './events.ts';

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

/** Why a player's command was not taken. The codes stand on the wire. */
export type PlayerRejection =
  | 'name-taken'
  | 'bad-name'
  | 'locked'
  | 'full'
  | 'kicked'
  | 'unknown-token'
  | 'already-answered'
  | 'paused'
  | 'too-late'
  | 'wrong-question'
  | 'bad-answer';

/** Why a host's command, or the clock's, was not taken. */
export type HostRejection = 'not-now' | 'no-such-player';

export type Rejection = PlayerRejection | HostRejection;
