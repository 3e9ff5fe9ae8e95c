import type { PlayerSnapshot } from '../../client/player-seat.ts';
import type { Rejected } from '../../protocol/server-message.ts';
import type { Answer } from '../../quiz/questions/question-type.ts';
import { type KeyPress, confirmation, letterOf } from '../keys.ts';
import { type Work, canAnswer, draftOf, workOn } from './answer-draft.ts';
import { widgetFor } from '../questions/widgets.ts';
import type { KeyHint } from '../ui/key-hints.tsx';

/** What the player's screen remembers between keys. */
export interface PlayerState {
  /** Whether to leave is being asked. */
  readonly isLeaving: boolean;
  /** The answer that is being put together; null before the first key. */
  readonly work: Work | null;
}

/** What comes of a key. */
export type PlayerStep =
  | { readonly type: 'show'; readonly state: PlayerState }
  | { readonly type: 'answer'; readonly answer: Answer }
  | { readonly type: 'close'; readonly end: NonNullable<PlayerSnapshot['end']> }
  | { readonly type: 'advance' | 'try-again' | 'leave' };

/** What a key finds on the screen. */
export interface PlayerScreen {
  /** Of the grid that the options stand in. */
  readonly columns: number;
  /** The player goes on alone, without a host. */
  readonly canAdvance: boolean;
}

/** What the key does in this state of the game. */
export function playerStep(
  keyPress: KeyPress,
  state: PlayerState,
  snapshot: PlayerSnapshot,
  screen: PlayerScreen,
): PlayerStep | undefined {
  if (snapshot.end) return { type: 'close', end: snapshot.end };
  if (!snapshot.welcome) return waitingStep(keyPress, snapshot);
  if (state.isLeaving) {
    const isSure = confirmation(keyPress);
    if (isSure) return { type: 'leave' };
    return isSure === false ? { type: 'show', state: { ...state, isLeaving: false } } : undefined;
  }
  if (keyPress.type === 'escape' || (letterOf(keyPress) === 'q' && !isTyped(snapshot))) {
    return { type: 'show', state: { ...state, isLeaving: true } };
  }
  if (screen.canAdvance && isAdvance(keyPress, snapshot)) return { type: 'advance' };
  return answerStep(keyPress, state, snapshot, screen.columns);
}

/** The key that goes on, and what that does, for who plays alone; undefined where nothing does. */
export function advanceHint(snapshot: PlayerSnapshot): KeyHint | undefined {
  const label = snapshot.stage ? ADVANCE_LABELS.get(snapshot.stage.phase) : undefined;
  return label === undefined ? undefined : { key: wasCutShort(snapshot) ? 'Enter' : 'space', label };
}

const ADVANCE_LABELS = new Map([
  ['ready', 'open now'],
  ['reveal', 'next'],
  ['standings', 'next'],
  ['podium', 'end'],
]);

function isAdvance(keyPress: KeyPress, snapshot: PlayerSnapshot): boolean {
  const key = advanceHint(snapshot)?.key;
  return key === 'Enter' ? keyPress.type === 'enter' : key === 'space' && letterOf(keyPress) === ' ';
}

/** The time was up before the answer was sent: a space that comes now was meant for it. */
function wasCutShort(snapshot: PlayerSnapshot): boolean {
  return isTyped(snapshot) && snapshot.stage?.phase === 'reveal' && snapshot.you?.result?.answer === null;
}

/** Whether the question takes letters: who is still typing when it closes must not leave by that. */
export function isTyped({ stage }: PlayerSnapshot): boolean {
  return stage !== null && 'question' in stage && widgetFor(stage.question).takesLetters;
}

/** Why the seat was not given, where nothing that was typed is to blame. */
export function refusalOf({ connection, welcome, rejection }: PlayerSnapshot): Rejected | null {
  return connection === 'idle' && !welcome ? rejection : null;
}

/** The state after a paste: it goes into the answer where one is typed. */
export function pasted(text: string, state: PlayerState, snapshot: PlayerSnapshot): PlayerState {
  const { stage } = snapshot;
  const draft = draftOf(state.work, snapshot);
  if (stage?.phase !== 'question' || draft === null || state.isLeaving || !canAnswer(snapshot)) return state;
  return { ...state, work: workOn(snapshot, widgetFor(stage.question).paste(text, draft)) };
}

function waitingStep(keyPress: KeyPress, snapshot: PlayerSnapshot): PlayerStep | undefined {
  if (letterOf(keyPress) === 'q') return { type: 'leave' };
  return keyPress.type === 'enter' && refusalOf(snapshot) ? { type: 'try-again' } : undefined;
}

function answerStep(
  keyPress: KeyPress,
  state: PlayerState,
  snapshot: PlayerSnapshot,
  columns: number,
): PlayerStep | undefined {
  const { stage } = snapshot;
  const draft = draftOf(state.work, snapshot);
  if (stage?.phase !== 'question' || draft === null || !canAnswer(snapshot)) return undefined;
  const pressed = widgetFor(stage.question).press(keyPress, draft, stage.question, columns);
  if (pressed?.type !== 'draft') return pressed;
  return { type: 'show', state: { ...state, work: workOn(snapshot, pressed.draft) } };
}
