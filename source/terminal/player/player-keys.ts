import type { PlayerSnapshot } from '../../client/player-seat.ts';
import type { Answer } from '../../quiz/questions/question-type.ts';
import { type AnswerDraft, answerDraft, canAnswer, draftFor } from './answer-draft.ts';
import { joinRejection } from './joining/waiting.tsx';
import { type KeyPress, confirmation, letterOf } from '../keys.ts';
import { widgetFor } from '../questions/widgets.ts';
import type { KeyHint } from '../ui/key-hints.tsx';

/** What the player's screen remembers between keys. */
export interface PlayerState {
  /** Whether the player is asked to confirm leaving. */
  readonly isLeaving: boolean;
  /** Whether the details of the connection are shown. */
  readonly showsConnection: boolean;
  /** Null before the first key. */
  readonly draft: AnswerDraft | null;
}

/** The effect of a key. */
export type PlayerAction =
  | { readonly type: 'show'; readonly state: PlayerState }
  | { readonly type: 'answer'; readonly answer: Answer }
  | { readonly type: 'close'; readonly end: NonNullable<PlayerSnapshot['end']> }
  | { readonly type: 'continue' | 'try-again' | 'leave' };

/** The details of the screen on which the effect of a key depends. */
export interface PlayerScreen {
  /** The columns of the options' grid. */
  readonly columns: number;
  /** Whether the player plays alone and continues without a host. */
  readonly isAlone: boolean;
}

/** Decides what a key does. */
export function playerAction(
  keyPress: KeyPress,
  state: PlayerState,
  snapshot: PlayerSnapshot,
  screen: PlayerScreen,
): PlayerAction | undefined {
  if (snapshot.end) return { type: 'close', end: snapshot.end };
  if (!snapshot.welcome) return waitingAction(keyPress, snapshot);
  if (state.isLeaving) {
    const isConfirmed = confirmation(keyPress);
    if (isConfirmed) return { type: 'leave' };
    return isConfirmed === false ? { type: 'show', state: { ...state, isLeaving: false } } : undefined;
  }
  if (keyPress.type === 'escape' || (letterOf(keyPress) === 'q' && !takesText(snapshot))) {
    return { type: 'show', state: { ...state, isLeaving: true } };
  }
  if (letterOf(keyPress) === 'i' && !screen.isAlone && !isTyping(snapshot)) {
    return { type: 'show', state: { ...state, showsConnection: true } };
  }
  if (screen.isAlone && isContinue(keyPress, snapshot)) return { type: 'continue' };
  return answerAction(keyPress, state, snapshot, screen.columns);
}

/** Pastes text into the answer being typed, if there is one. */
export function pasteIntoDraft(text: string, state: PlayerState, snapshot: PlayerSnapshot): PlayerState {
  const { stage } = snapshot;
  const draft = draftFor(state.draft, snapshot);
  if (stage?.phase !== 'question' || draft === null || state.isLeaving || !canAnswer(snapshot)) return state;
  return { ...state, draft: answerDraft(snapshot, widgetFor(stage.question).paste(text, draft)) };
}

/** The key that continues a game played alone, and what it does; undefined in phases that end on their own. */
export function continueHint(snapshot: PlayerSnapshot): KeyHint | undefined {
  const label = snapshot.stage ? CONTINUE_LABELS.get(snapshot.stage.phase) : undefined;
  return label === undefined ? undefined : { key: wasCutShort(snapshot) ? 'Enter' : 'space', label };
}

/** Whether answers may contain letters: a player who is still typing as the question closes must not leave with `q`. */
export function takesText({ stage }: PlayerSnapshot): boolean {
  return stage !== null && 'question' in stage && widgetFor(stage.question).takesLetters;
}

/** Whether typed characters may be part of an answer, so that none of them is a shortcut. */
export function isTyping(snapshot: PlayerSnapshot): boolean {
  const { stage } = snapshot;
  return takesText(snapshot) || (stage?.phase === 'question' && stage.question.type === 'number');
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
