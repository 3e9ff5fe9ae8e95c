import type { PlayerSeat } from '../../client/player-seat.ts';
import type { Rejected } from '../../protocol/server-message.ts';
import { type TextField, editField, textField, textOf } from '../components/text-field.ts';
import type { Stroke } from '../keys.ts';

/** What has to be known to join. */
export type Detail = 'address' | 'pin' | 'name';

export type Details = Readonly<Record<Detail, string | undefined>>;

/** Makes a seat at an address; a string is why the address is no good. */
export type Connect = (address: string) => PlayerSeat | string;

/** On the way into a game. */
export interface Joining {
  readonly details: Details;
  readonly seat: PlayerSeat | null;
  /** What is being asked; null while the server is. */
  readonly prompt: Prompt | null;
}

export interface Prompt {
  readonly detail: Detail;
  readonly field: TextField;
  /** What is wrong with what was entered before. */
  readonly problem?: string;
}

/** Asks for the address or the PIN where it is missing, else joins: without a name too, for the host may give one. */
export function proceed(details: Details, connect: Connect, before: PlayerSeat | null = null): Joining {
  const { address, pin, name } = details;
  if (address === undefined) return ask({ details, seat: null }, 'address');
  const seat = before ?? connect(address);
  if (typeof seat === 'string') return ask({ details, seat: null }, 'address', seat);
  if (pin === undefined) return ask({ details, seat }, 'pin');
  seat.join(pin, name);
  return { details, seat, prompt: null };
}

/**
 * After a key while something is being asked. Enter takes what was typed, Esc goes back to the question before, and Tab puts
 * in the next name that `suggest` gives.
 */
export function joinStep(
  joining: Joining,
  stroke: Stroke,
  { connect, suggest }: { readonly connect: Connect; readonly suggest: () => string },
): Joining {
  const { details, seat, prompt } = joining;
  if (!prompt) return joining;
  if (stroke.type === 'escape') return goBack(joining, prompt.detail);
  if (stroke.type === 'tab' && prompt.detail === 'name') {
    return { ...joining, prompt: { ...prompt, field: textField(suggest()) } };
  }
  if (stroke.type !== 'enter') {
    return { ...joining, prompt: { ...prompt, field: editField(prompt.field, stroke) } };
  }
  const typed = textOf(prompt.field).trim();
  // People read a PIN aloud, and type it, in groups.
  const text = prompt.detail === 'pin' ? typed.replaceAll(' ', '') : typed;
  if (text === '') return joining;
  const entered = { ...details, [prompt.detail]: text };
  return proceed(entered, connect, prompt.detail === 'address' ? null : seat);
}

/** After a join that was refused for what was entered: asks for it again. Null where it was refused for another reason. */
export function askAgain(joining: Joining, { code, message }: Rejected): Joining | null {
  if (code === 'wrong-pin') {
    return ask({ ...joining, details: { ...joining.details, pin: undefined } }, 'pin', message);
  }
  // That there is no name yet is no mistake: this game wants one.
  if (code === 'bad-name' && joining.details.name === undefined) return ask(joining, 'name');
  if (code === 'name-taken' || code === 'bad-name') return ask(joining, 'name', message);
  return null;
}

/** After a connection that could not be made: the address may be wrong. */
export function askAddress(joining: Joining, problem: string): Joining {
  return ask({ ...joining, seat: null }, 'address', problem);
}

function ask(joining: Omit<Joining, 'prompt'>, detail: Detail, problem?: string): Joining {
  const field = textField(joining.details[detail] ?? '');
  return { ...joining, prompt: { detail, field, ...(problem !== undefined && { problem }) } };
}

function goBack(joining: Joining, detail: Detail): Joining {
  if (detail === 'name') return ask(joining, 'pin');
  return detail === 'pin' ? ask(joining, 'address') : joining;
}
