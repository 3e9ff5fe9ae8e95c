import type { PlayerSeat } from '../../../client/player-seat.ts';
import { isMoveCode } from '../../../protocol/move-code.ts';
import type { Rejected } from '../../../protocol/server-message.ts';
import { type Direction, type KeyPress, directionOf } from '../../keys.ts';
import { moveSelection } from '../../ui/select.tsx';
import { type TextField, editField, textField, textOf } from '../../ui/text-field.ts';
import { toAsciiDigits } from '../../../text/numbers.ts';

/** What a game is wanted for, with the title of the screens that ask for the game. */
export const purposeTitles = { join: 'Join a game', watch: 'Watch a game' } as const;

export type Purpose = keyof typeof purposeTitles;

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
  /** What Enter stands for while nothing is typed. */
  readonly suggestion?: string;
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
  /** The name that the player used last time. */
  readonly lastName?: string | undefined;
  /** Undefined if nothing searches for games. */
  readonly games?: GameList | undefined;
}

/**
 * Asks for the address or the PIN if it is missing, otherwise joins. Joins without a name too: the host may assign one. With a move
 * code as the PIN, continues the seat of another device.
 */
export function askOrJoin(progress: JoinProgress, connect: Connect): JoinState {
  const { address, pin, name } = progress.fields;
  if (address === undefined) return askFor(progress, 'address');
  const seat = progress.seat ?? connect(address);
  if (typeof seat === 'string') return askFor(progress, 'address', seat);
  if (pin === undefined) return askFor({ ...progress, seat }, 'pin');
  if (isMoveCode(pin)) seat.continueSeat(pin);
  else seat.join(pin, name);
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
  if (keyPress.type === 'tab' && prompt.asksFor === 'name') {
    return { ...state, prompt: { ...prompt, input: textField(suggestName()) } };
  }
  const action = promptAction(prompt, keyPress, games);
  switch (action.type) {
    case 'edited':
      return { ...state, prompt: action.prompt };
    case 'back':
      return goBack(state, prompt.asksFor, games !== undefined);
    case 'chosen':
      return askOrJoin(choose(state, action.game), connect);
    case 'entered': {
      const entered = { ...state, fields: { ...fields, [prompt.asksFor]: action.value } };
      return askOrJoin(
        prompt.asksFor === 'address' ? { ...entered, seat: null, isChosen: false } : entered,
        connect,
      );
    }
  }
}

/** The effect of a key at a prompt. */
export type PromptAction =
  | { readonly type: 'edited'; readonly prompt: Prompt }
  | { readonly type: 'entered'; readonly value: string }
  | { readonly type: 'chosen'; readonly game: ListedGame }
  | { readonly type: 'back' };

/**
 * Decides what a key does at a prompt.
 *
 * @param games Undefined if nothing searches for games.
 */
export function promptAction(prompt: Prompt, keyPress: KeyPress, games: GameList | undefined): PromptAction {
  if (keyPress.type === 'escape') return { type: 'back' };
  if (games && showsGameList(prompt)) {
    const listed = games.snapshot();
    const game = listed[selectedIndex(listed, prompt)];
    const direction = directionOf(keyPress);
    if (keyPress.type === 'enter' && game) return { type: 'chosen', game };
    if (direction) return { type: 'edited', prompt: moveInList(prompt, listed, direction) };
  }
  if (keyPress.type !== 'enter') {
    return { type: 'edited', prompt: { ...prompt, input: editField(prompt.input, keyPress) } };
  }
  const typed = textOf(prompt.input).trim() || (prompt.suggestion ?? '');
  // People read PINs aloud, and type them, in groups.
  const value = prompt.asksFor === 'pin' ? toAsciiDigits(typed).replaceAll(/\s/gu, '') : typed;
  return value === '' ? { type: 'edited', prompt } : { type: 'entered', value };
}

/** Asks again for the PIN or the name that the server rejected; null if it rejected something else. */
export function askAfterRejection(
  state: JoinState,
  { code, message }: Rejected,
  { lastName }: Pick<JoinContext, 'lastName'>,
): JoinState | null {
  if (code === 'wrong-pin' || code === 'wrong-code') {
    return askFor({ ...state, fields: { ...state.fields, pin: undefined } }, 'pin', message);
  }
  // A missing name is not a mistake: this game lets players choose theirs.
  if (code === 'bad-name' && state.fields.name === undefined) {
    const asked = askFor(state, 'name');
    return lastName === undefined || !asked.prompt
      ? asked
      : { ...asked, prompt: { ...asked.prompt, suggestion: lastName } };
  }
  if (code === 'name-taken' || code === 'bad-name') return askFor(state, 'name', message);
  return null;
}

/** Asks for the PIN of another game, which is at the address now. */
export function askForOtherGame(state: JoinState, connect: Connect): JoinState {
  return askOrJoin({ ...state, seat: null, fields: { ...state.fields, pin: undefined } }, connect);
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
