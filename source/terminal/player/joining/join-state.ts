import type { PlayerSeat } from '../../../client/player-seat.ts';
import type { Rejected } from '../../../protocol/server-message.ts';
import { type Direction, type KeyPress, directionOf } from '../../keys.ts';
import { moveSelection } from '../../ui/select.tsx';
import { type TextField, editField, textField, textOf } from '../../ui/text-field.ts';
import { toAsciiDigits } from '../../../text/numbers.ts';

/** What a player needs to join. */
export type JoinField = 'address' | 'pin' | 'name';

export type JoinFields = Readonly<Record<JoinField, string | undefined>>;

/** How far a player has come in joining a game. */
export interface JoinState extends JoinProgress {
  /** What the player is asked for; null while the server is being asked. */
  readonly prompt: Prompt | null;
}

interface JoinProgress {
  /** What is known so far. */
  readonly fields: JoinFields;
  readonly seat: PlayerSeat | null;
  /** Whether the address was chosen from the list of games, rather than typed. */
  readonly isChosen: boolean;
}

export interface Prompt {
  readonly asksFor: JoinField;
  readonly input: TextField;
  /** The address of the game selected in the list. */
  readonly selected?: string;
  /** Why the last input was not accepted. */
  readonly error?: string;
}

/** Creates a seat in the game at an address. Returns a message if the address is invalid. */
export type Connect = (address: string) => PlayerSeat | string;

/** A game found on the network. */
export interface ListedGame {
  readonly title: string;
  /** As a player would type it, and unique in the list. */
  readonly address: string;
}

/** The games found so far, in the order they were found. The search runs while somebody is subscribed. */
export interface GameList {
  /** Returns the same list until it changes. */
  snapshot(): readonly ListedGame[];
  /** Calls `listener` after each change, until the returned function is called. */
  subscribe(listener: () => void): () => void;
}

/** What the keys at a prompt depend on. */
export interface JoinContext {
  readonly connect: Connect;
  /** Returns a new name on each call. */
  readonly suggestName: () => string;
  /** Undefined if nothing searches for games. */
  readonly games?: GameList | undefined;
}

/** Asks for the address or the PIN if it is missing, otherwise joins. Joins without a name too: the host may assign one. */
export function askOrJoin(progress: JoinProgress, connect: Connect): JoinState {
  const { address, pin, name } = progress.fields;
  if (address === undefined) return askFor(progress, 'address');
  const seat = progress.seat ?? connect(address);
  if (typeof seat === 'string') return askFor(progress, 'address', seat);
  if (pin === undefined) return askFor({ ...progress, seat }, 'pin');
  seat.join(pin, name);
  return { ...progress, seat, prompt: null };
}

/**
 * Applies a key pressed at a prompt. Enter accepts the input or the selected game, Esc goes back to the previous prompt, and
 * Tab fills in a suggested name.
 */
export function pressAtPrompt(state: JoinState, keyPress: KeyPress, context: JoinContext): JoinState {
  const { fields, prompt } = state;
  const { connect, suggestName, games } = context;
  if (!prompt) return state;
  if (keyPress.type === 'escape') return goBack(state, prompt.asksFor, games !== undefined);
  if (games && showsGameList(prompt)) {
    const listed = games.snapshot();
    const game = listed[selectedIndex(listed, prompt)];
    const direction = directionOf(keyPress);
    if (keyPress.type === 'enter' && game) return askOrJoin(choose(state, game), connect);
    if (direction) return { ...state, prompt: moveInList(prompt, listed, direction) };
  }
  if (keyPress.type === 'tab' && prompt.asksFor === 'name') {
    return { ...state, prompt: { ...prompt, input: textField(suggestName()) } };
  }
  if (keyPress.type !== 'enter') {
    return { ...state, prompt: { ...prompt, input: editField(prompt.input, keyPress) } };
  }
  const typed = textOf(prompt.input).trim();
  // People read PINs aloud, and type them, in groups.
  const value = prompt.asksFor === 'pin' ? toAsciiDigits(typed).replaceAll(/\s/gu, '') : typed;
  if (value === '') return state;
  const entered = { ...state, fields: { ...fields, [prompt.asksFor]: value } };
  return askOrJoin(
    prompt.asksFor === 'address' ? { ...entered, seat: null, isChosen: false } : entered,
    connect,
  );
}

/** Asks again for the PIN or the name that the server rejected; null if it rejected something else. */
export function askAfterRejection(state: JoinState, { code, message }: Rejected): JoinState | null {
  if (code === 'wrong-pin') {
    return askFor({ ...state, fields: { ...state.fields, pin: undefined } }, 'pin', message);
  }
  // A missing name is not a mistake: this game lets players choose theirs.
  if (code === 'bad-name' && state.fields.name === undefined) return askFor(state, 'name');
  if (code === 'name-taken' || code === 'bad-name') return askFor(state, 'name', message);
  return null;
}

/** Asks for the address again after the connection failed: it may be wrong. */
export function askAfterFailure(state: JoinState, error: string): JoinState {
  return askFor({ ...state, seat: null }, 'address', error);
}

/** Whether the prompt shows the list of games: it does until an address is typed. */
export function showsGameList({ asksFor, input }: Prompt): boolean {
  return asksFor === 'address' && input.characters.length === 0;
}

/** The index of the selected game; the first one if the selected game is gone. */
export function selectedIndex(games: readonly ListedGame[], { selected }: Prompt): number {
  const index = games.findIndex(({ address }) => address === selected);
  return Math.max(0, index);
}

function askFor(progress: JoinProgress, asksFor: JoinField, error?: string): JoinState {
  const known = progress.fields[asksFor] ?? '';
  const isListed = asksFor === 'address' && progress.isChosen;
  const start = isListed ? { input: textField(), selected: known } : { input: textField(known) };
  return { ...progress, prompt: { asksFor, ...start, ...(error !== undefined && { error }) } };
}

/** From a typed address, goes back to the list of games if there is one. */
function goBack(state: JoinState, from: JoinField, hasGameList: boolean): JoinState {
  if (from === 'name') return askFor(state, 'pin');
  if (from === 'pin') return askFor(state, 'address');
  return hasGameList ? askFor({ ...state, isChosen: true }, 'address') : state;
}

function choose({ fields, ...progress }: JoinProgress, { address }: ListedGame): JoinProgress {
  // Another game has another PIN.
  const pin = address === fields.address ? fields.pin : undefined;
  return { ...progress, seat: null, isChosen: true, fields: { ...fields, address, pin } };
}

function moveInList(prompt: Prompt, games: readonly ListedGame[], direction: Direction): Prompt {
  const game = games[moveSelection(selectedIndex(games, prompt), games.length, direction)];
  return game ? { ...prompt, selected: game.address } : prompt;
}
