import type { GameEvent } from './events.ts';

/** The outcome of a command: its events (possibly none), or why it is rejected. */
export type Decision<Code extends Rejection = Rejection> =
  | { readonly ok: true; readonly events: readonly GameEvent[] }
  | { readonly ok: false; readonly rejection: Code };

export function accept(...events: GameEvent[]): Decision<never> {
  return { ok: true, events };
}

export function reject<Code extends Rejection>(rejection: Code): Decision<Code> {
  return { ok: false, rejection };
}

/** Why a player's command is rejected. These codes are part of the protocol. */
export type PlayerRejection =
  | 'name-taken'
  | 'bad-name'
  | 'locked'
  | 'full'
  | 'kicked'
  | 'unknown-token'
  | 'moved'
  | 'already-answered'
  | 'paused'
  | 'too-late'
  | 'wrong-question'
  | 'bad-answer'
  | 'not-now';

/** Why a command of the host or the clock is rejected. */
export type HostRejection =
  | 'not-now'
  | 'no-such-player'
  | 'full'
  | 'no-such-question'
  | 'no-such-answer'
  | 'bad-name'
  | 'name-taken'
  | 'no-points';

export type Rejection = PlayerRejection | HostRejection;
