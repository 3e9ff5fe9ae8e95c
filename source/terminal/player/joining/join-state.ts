import type { PlayerSeat } from '../../../client/player-seat.ts';
import type { Rejected } from '../../../protocol/server-message.ts';
import { type Direction, type KeyPress, directionOf } from '../../keys.ts';
import { moveSelection } from '../../ui/select.tsx';
import { type TextField, editField, textField, textOf } from '../../ui/text-field.ts';

/** What has to be known to join. */
export type Detail = 'address' | 'pin' | 'name';

export type Details = Readonly<Record<Detail, string | undefined>>;

/** Makes a seat at an address; a string is why the address is no good. */
export type Connect = (address: string) => PlayerSeat | string;

/** A game that was found on the network. */
export interface ListedGame {
  readonly title: string;
  /** As one would type it; another one for each game. */
  readonly address: string;
}

/** The games found so far, in the order in which they were. They are looked for while somebody is subscribed. */
export interface GameList {
  /** The same list until something changes. */
  snapshot(): readonly ListedGame[];
  /** Calls `listener` after each change, until the returned function is called. */
  subscribe(listener: () => void): () => void;
}

/** On the way into a game. */
export interface Joining extends Way {
  /** What is being asked; null while the server is. */
  readonly prompt: Prompt | null;
}

/** How far it goes already. */
interface Way {
  readonly details: Details;
  readonly seat: PlayerSeat | null;
  /** The address was chosen from the games found, and not typed. */
  readonly isChosen: boolean;
}

export interface Prompt {
  readonly detail: Detail;
  readonly field: TextField;
  /** The address of the game that the pointer is at, of those found. */
  readonly pointer?: string;
  /** What is wrong with what was entered before. */
  readonly problem?: string;
}

/** Asks for the address or the PIN where it is missing, else joins: without a name too, for the host may give one. */
export function proceed(way: Way, connect: Connect): Joining {
  const { address, pin, name } = way.details;
  if (address === undefined) return ask(way, 'address');
  const seat = way.seat ?? connect(address);
  if (typeof seat === 'string') return ask(way, 'address', seat);
  if (pin === undefined) return ask({ ...way, seat }, 'pin');
  seat.join(pin, name);
  return { ...way, seat, prompt: null };
}

/** What a key at a prompt may need. */
export interface JoinHelp {
  readonly connect: Connect;
  /** Gives another name each time. */
  readonly suggest: () => string;
  /** Undefined where nobody looks for any. */
  readonly games?: GameList | undefined;
}

/**
 * After a key while something is being asked. Enter takes what was typed, or the game that the pointer is at, Esc goes back to
 * the question before, and Tab puts in the next name that `suggest` gives.
 */
export function joinStep(
  joining: Joining,
  keyPress: KeyPress,
  { connect, suggest, games }: JoinHelp,
): Joining {
  const { details, prompt } = joining;
  if (!prompt) return joining;
  if (keyPress.type === 'escape') return goBack(joining, prompt.detail, games !== undefined);
  if (games && showsGames(prompt)) {
    const found = games.snapshot();
    const game = found[pointedAt(found, prompt)];
    const direction = directionOf(keyPress);
    if (keyPress.type === 'enter' && game) return proceed(choose(joining, game), connect);
    if (direction) return { ...joining, prompt: movePointer(prompt, found, direction) };
  }
  if (keyPress.type === 'tab' && prompt.detail === 'name') {
    return { ...joining, prompt: { ...prompt, field: textField(suggest()) } };
  }
  if (keyPress.type !== 'enter') {
    return { ...joining, prompt: { ...prompt, field: editField(prompt.field, keyPress) } };
  }
  const typed = textOf(prompt.field).trim();
  // People read a PIN aloud, and type it, in groups.
  const text = prompt.detail === 'pin' ? typed.replaceAll(' ', '') : typed;
  if (text === '') return joining;
  const entered = { ...joining, details: { ...details, [prompt.detail]: text } };
  return proceed(
    prompt.detail === 'address' ? { ...entered, seat: null, isChosen: false } : entered,
    connect,
  );
}

/** Whether the games found are to be shown: as long as no address is being typed. */
export function showsGames({ detail, field }: Prompt): boolean {
  return detail === 'address' && field.characters.length === 0;
}

/** The index of the game that Enter takes: the first one where the pointer's is not there. */
export function pointedAt(games: readonly ListedGame[], { pointer }: Prompt): number {
  const index = games.findIndex(({ address }) => address === pointer);
  return Math.max(0, index);
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

function ask(way: Way, detail: Detail, problem?: string): Joining {
  const known = way.details[detail] ?? '';
  const isListed = detail === 'address' && way.isChosen;
  const start = isListed ? { field: textField(), pointer: known } : { field: textField(known) };
  return { ...way, prompt: { detail, ...start, ...(problem !== undefined && { problem }) } };
}

/** From an address that is being typed to the games found, where somebody looks for them. */
function goBack(joining: Joining, detail: Detail, hasGames: boolean): Joining {
  if (detail === 'name') return ask(joining, 'pin');
  if (detail === 'pin') return ask(joining, 'address');
  return hasGames ? ask({ ...joining, isChosen: true }, 'address') : joining;
}

/** Another game has another PIN. */
function choose({ details, ...way }: Way, { address }: ListedGame): Way {
  const pin = address === details.address ? details.pin : undefined;
  return { ...way, seat: null, isChosen: true, details: { ...details, address, pin } };
}

function movePointer(prompt: Prompt, games: readonly ListedGame[], direction: Direction): Prompt {
  const game = games[moveSelection(pointedAt(games, prompt), games.length, direction)];
  return game ? { ...prompt, pointer: game.address } : prompt;
}
