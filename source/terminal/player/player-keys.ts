import type { PlayerSnapshot } from '../../client/player-seat.ts';
import type { Answer } from '../../quiz/questions/question-type.ts';
import { joinRejection } from './joining/waiting.tsx';
import { type KeyPress, confirmation, letterOf } from '../keys.ts';
import { type DraftAnswer, widgetFor } from '../questions/widgets.ts';
import type { KeyHint } from '../ui/key-hints.tsx';
import { type TextField, editField, pasteInto, textField, textOf } from '../ui/text-field.ts';
import { phaseIdOf, questionIdOf } from '../../view/stage.ts';
import { hasEndScreen, playerName, canAnswer, canRename } from '../../words/game.ts';
import { type TurnedPage, pageOf } from '../../words/podium.ts';

/** What the player's screen remembers between keys. */
export interface PlayerState {
  /** Whether the player is asked to confirm leaving. */
  readonly isLeaving: boolean;
  /** Whether the details of the connection are shown. */
  readonly showsConnection: boolean;
  /** Where the list of all keys was opened (see `keysPlace`): it must not cover the next phase. Null if it is hidden. */
  readonly keysIn: string | null;
  /** Null before the first key. */
  readonly draft: AnswerDraft | null;
  /** Null before the player turns to another page of the podium. */
  readonly page: TurnedPage | null;
  /** Whether the code with which another device continues the seat covers the screen. */
  readonly isMoving: boolean;
  /** The new name that the player is typing in the lobby of a game, by its number; null if there is none. */
  readonly newName: { readonly game: number; readonly field: TextField } | null;
}

/** A draft, and which question it answers. */
export interface AnswerDraft {
  /** See `questionIdOf`. */
  readonly questionId: string;
  readonly draft: DraftAnswer;
}

/** What the player's screen remembers before the first key. */
export const initialState: PlayerState = {
  isLeaving: false,
  showsConnection: false,
  keysIn: null,
  draft: null,
  page: null,
  isMoving: false,
  newName: null,
};

/** The effect of a key. */
export type PlayerAction =
  | { readonly type: 'show'; readonly state: PlayerState }
  | { readonly type: 'answer'; readonly answer: Answer }
  | { readonly type: 'rename'; readonly name: string }
  | { readonly type: 'close'; readonly end: NonNullable<PlayerSnapshot['end']> }
  | { readonly type: 'continue' | 'try-again' | 'join-again' | 'join-other' | 'move' | 'leave' };

/** The details of the screen on which the effect of a key depends. */
export interface PlayerScreen {
  /** The columns of the options' grid. */
  readonly columns: number;
  /** Whether the player plays alone and continues without a host. */
  readonly isAlone: boolean;
  /** Whether everything on the podium is shown. */
  readonly isPodiumOver: boolean;
}

/** Decides what a key does. */
export function playerAction(
  keyPress: KeyPress,
  state: PlayerState,
  snapshot: PlayerSnapshot,
  screen: PlayerScreen,
): PlayerAction | undefined {
  const page = turnedPage(keyPress, state, snapshot, screen);
  if (page !== undefined && !state.isLeaving) return { type: 'show', state: { ...state, page } };
  if (snapshot.end) return closeAction(keyPress, state, snapshot, snapshot.end);
  if (!snapshot.welcome) return waitingAction(keyPress, snapshot);
  if (state.isLeaving) {
    const isConfirmed = confirmation(keyPress);
    if (isConfirmed) return { type: 'leave' };
    return isConfirmed === false ? { type: 'show', state: { ...state, isLeaving: false } } : undefined;
  }
  const newName = newNameIn(state, snapshot);
  if (newName) return renameAction(keyPress, newName, state, snapshot);
  if (letterOf(keyPress) === 'e' && canRename(snapshot) && !screen.isAlone) {
    return { type: 'show', state: withNewName(state, snapshot, textField(playerName(snapshot))) };
  }
  if (keyPress.type === 'escape' || (letterOf(keyPress) === 'q' && !takesText(snapshot))) {
    return { type: 'show', state: { ...state, isLeaving: true } };
  }
  if (letterOf(keyPress) === '?' && !isTyping(snapshot)) {
    return { type: 'show', state: { ...state, keysIn: keysPlace(snapshot) } };
  }
  if (letterOf(keyPress) === 'i' && !screen.isAlone && !isTyping(snapshot)) {
    return { type: 'show', state: { ...state, showsConnection: true } };
  }
  if (letterOf(keyPress) === 'm' && canMove(snapshot, screen.isAlone)) return { type: 'move' };
  if (screen.isAlone && isContinue(keyPress, snapshot)) return { type: 'continue' };
  return answerAction(keyPress, state, snapshot, screen.columns);
}

/** Whether another device can continue the seat. */
export function canMove(snapshot: PlayerSnapshot, isAlone: boolean): boolean {
  return !isAlone && snapshot.connection === 'open' && !isTyping(snapshot) && !wasCutShort(snapshot);
}

/** Whether the move code covers the screen. */
export function showsMoveCode({ isMoving }: PlayerState, { end }: PlayerSnapshot): boolean {
  return isMoving && !end;
}

/** Whether the list of all keys covers the screen. */
export function showsKeyList({ keysIn }: PlayerState, snapshot: PlayerSnapshot): boolean {
  return keysIn !== null && keysIn === keysPlace(snapshot);
}

/** Identifies where the list of all keys opens: in this phase, or after the game. */
function keysPlace({ stage, end }: PlayerSnapshot): string | null {
  return end ? 'end' : stage && phaseIdOf(stage);
}

/** Returns the page of the podium to which a key turns; undefined if it turns none. */
function turnedPage(
  keyPress: KeyPress,
  { page }: PlayerState,
  { stage, end }: PlayerSnapshot,
  { isAlone, isPodiumOver }: PlayerScreen,
): TurnedPage | undefined {
  if (stage?.phase !== 'podium' || !isPodiumOver || (end && hasEndScreen(end, stage))) return undefined;
  const isNext = keyPress.type === 'right' || (letterOf(keyPress) === ' ' && !isAlone);
  const step = isNext ? 1 : keyPress.type === 'left' || keyPress.type === 'backspace' ? -1 : 0;
  if (step === 0) return undefined;
  const turned = { game: stage.game, page: pageOf(stage, page, true, isAlone) + step };
  return { ...turned, page: pageOf(stage, turned, true, isAlone) };
}

/**
 * How a player can come back: to the same game after being removed while away or kicked, or to another game at its address. Null if
 * there is no way.
 */
export function wayBack({ connection, end }: PlayerSnapshot): 'removed' | 'kicked' | 'other-game' | null {
  if (connection === 'other-game' || connection === 'removed') return connection;
  return end?.type === 'bye' && end.code === 'kicked' ? 'kicked' : null;
}

/** Closes the screen after the game. The podium is left on purpose only, because there is more to read. */
function closeAction(
  keyPress: KeyPress,
  state: PlayerState,
  snapshot: PlayerSnapshot,
  end: NonNullable<PlayerSnapshot['end']>,
): PlayerAction | undefined {
  const way = wayBack(snapshot);
  if (way !== null && keyPress.type === 'enter') {
    return { type: way === 'other-game' ? 'join-other' : 'join-again' };
  }
  const mayStay = !hasEndScreen(end, snapshot.stage) || way !== null;
  if (mayStay && letterOf(keyPress) === '?') return { type: 'show', state: { ...state, keysIn: 'end' } };
  const isLeaving = keyPress.type === 'escape' || keyPress.type === 'enter' || letterOf(keyPress) === 'q';
  return mayStay && !isLeaving ? undefined : { type: 'close', end };
}

/** The new name that the player is typing; null if there is none. */
export function newNameIn({ newName }: PlayerState, { stage }: PlayerSnapshot): TextField | null {
  return newName && stage?.phase === 'lobby' && stage.game === newName.game ? newName.field : null;
}

function withNewName(state: PlayerState, { stage }: PlayerSnapshot, field: TextField): PlayerState {
  return { ...state, newName: { game: stage?.game ?? 0, field } };
}

function renameAction(
  keyPress: KeyPress,
  newName: TextField,
  state: PlayerState,
  snapshot: PlayerSnapshot,
): PlayerAction {
  if (keyPress.type === 'escape') return { type: 'show', state: { ...state, newName: null } };
  if (keyPress.type === 'enter') return { type: 'rename', name: textOf(newName).trim() };
  return { type: 'show', state: withNewName(state, snapshot, editField(newName, keyPress)) };
}

/** Pastes text into what the player is typing, if anything. */
export function pasteIntoDraft(text: string, state: PlayerState, snapshot: PlayerSnapshot): PlayerState {
  const { stage } = snapshot;
  const newName = newNameIn(state, snapshot);
  if (newName && !state.isLeaving) return withNewName(state, snapshot, pasteInto(newName, text));
  const draft = draftFor(state.draft, snapshot);
  if (stage?.phase !== 'question' || draft === null || state.isLeaving || !canAnswer(snapshot)) return state;
  return { ...state, draft: answerDraft(snapshot, widgetFor(stage.question).paste(text, draft)) };
}

/** The key that continues a game played alone, and what it does; undefined in phases that end on their own. */
export function continueHint(snapshot: PlayerSnapshot): KeyHint | undefined {
  const label = snapshot.stage ? CONTINUE_LABELS.get(snapshot.stage.phase) : undefined;
  return label === undefined ? undefined : { key: wasCutShort(snapshot) ? 'Enter' : 'space', label };
}

/** Whether answers may contain letters: if the question closes while somebody types, a `q` must not leave the game. */
export function takesText({ stage }: PlayerSnapshot): boolean {
  return stage !== null && 'question' in stage && widgetFor(stage.question).takesLetters;
}

/** Whether typed characters may be part of an answer, so that none of them is a shortcut. */
export function isTyping(snapshot: PlayerSnapshot): boolean {
  const { stage } = snapshot;
  if (stage?.phase !== 'question' || !canAnswer(snapshot)) return false;
  return takesText(snapshot) || stage.question.type === 'number';
}

const CONTINUE_LABELS = new Map([
  ['ready', 'start now'],
  ['reveal', 'continue'],
  ['standings', 'continue'],
  ['podium', 'finish'],
]);

function isContinue(keyPress: KeyPress, snapshot: PlayerSnapshot): boolean {
  const key = continueHint(snapshot)?.key;
  return key === 'Enter' ? keyPress.type === 'enter' : key === 'space' && letterOf(keyPress) === ' ';
}

/** Whether the time ran out on an unsent text: a space pressed now was meant for the text. */
function wasCutShort(snapshot: PlayerSnapshot): boolean {
  const { stage, you, answer } = snapshot;
  const wasUnsent = you?.result?.answer === null || answer?.isAutomatic === true;
  return takesText(snapshot) && stage?.phase === 'reveal' && wasUnsent;
}

function waitingAction(keyPress: KeyPress, snapshot: PlayerSnapshot): PlayerAction | undefined {
  if (letterOf(keyPress) === 'q') return { type: 'leave' };
  return keyPress.type === 'enter' && joinRejection(snapshot) ? { type: 'try-again' } : undefined;
}

function answerAction(
  keyPress: KeyPress,
  state: PlayerState,
  snapshot: PlayerSnapshot,
  columns: number,
): PlayerAction | undefined {
  const { stage } = snapshot;
  const draft = draftFor(state.draft, snapshot);
  if (stage?.phase !== 'question' || draft === null || !canAnswer(snapshot)) return undefined;
  const pressed = widgetFor(stage.question).press(keyPress, draft, stage.question, columns);
  if (pressed?.type !== 'draft') return pressed;
  return { type: 'show', state: { ...state, draft: answerDraft(snapshot, pressed.draft) } };
}

/** The draft for the open question, an empty one if nothing was drafted; null while no question is open. */
export function draftFor(saved: AnswerDraft | null, snapshot: PlayerSnapshot): DraftAnswer | null {
  const { stage } = snapshot;
  if (stage?.phase !== 'question') return null;
  if (saved?.questionId === questionIdOf(stage)) return saved.draft;
  return widgetFor(stage.question).createDraft(stage.question);
}

/** Labels a draft with the question on stage. */
function answerDraft({ stage }: PlayerSnapshot, draft: DraftAnswer): AnswerDraft {
  return { questionId: questionIdOf(stage) ?? '', draft };
}

/** The answer that is sent if time runs out; null if there is none, or if the player cannot answer. */
export function unsentAnswer(saved: AnswerDraft | null, snapshot: PlayerSnapshot): Answer | null {
  const { stage } = snapshot;
  const draft = draftFor(saved, snapshot);
  if (stage?.phase !== 'question' || draft === null || !canAnswer(snapshot)) return null;
  return widgetFor(stage.question).unsentAnswer(draft, stage.question);
}
