import type { Stage } from '../view/stage.ts';

/** What a key asks for, apart from answering. */
export type Intent =
  | 'leave'
  | 'connection'
  | 'move'
  | 'keys'
  | 'rename'
  | 'next-page'
  | 'previous-page'
  | 'yes'
  | 'no'
  | 'close';

/** The dialogs that keys open. */
export type DialogName = 'menu' | 'leave' | 'connection' | 'move' | 'keys' | 'rename';

/** The details of a keyboard event on which its effect depends. */
export type PressedKey = Pick<
  KeyboardEvent,
  'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'isComposing'
>;

export interface KeySituation {
  /** Null before there is a stage. */
  readonly stage: Stage | null;
  /** Null while none is open. */
  readonly dialog: DialogName | null;
  /** Whether an input has the focus, so that letters are text. */
  readonly isTyping: boolean;
  /** Whether a button has the focus, which space presses. */
  readonly isOnControl: boolean;
  /** Whether the pages of the podium can be turned. */
  readonly hasPages: boolean;
  /** Whether the player may choose another name. */
  readonly canRename: boolean;
}

/** Returns what a key means: the same as in the terminal. Undefined if it means nothing, or belongs to an answer. */
export function intentOf(pressed: PressedKey, situation: KeySituation): Intent | undefined {
  if (pressed.altKey || pressed.ctrlKey || pressed.metaKey || pressed.isComposing) return undefined;
  if (situation.dialog !== null) return intentInDialog(pressed, situation.dialog, situation.isTyping);
  if (pressed.key === 'Escape') return 'leave';
  if (situation.isTyping) return undefined;
  if (situation.hasPages) {
    const page = pageIntent(pressed, situation.isOnControl);
    if (page) return page;
  }
  const letter = latinKey(pressed);
  const { takesText, takesDigits } = answersIn(situation.stage);
  if (letter === 'q') return takesText ? undefined : 'leave';
  if (letter === 'e') return situation.canRename ? 'rename' : undefined;
  if (takesText || takesDigits) return undefined;
  return pressed.key === '?' ? 'keys' : SHORTCUTS.get(letter);
}

const SHORTCUTS = new Map<string, Intent>([
  ['i', 'connection'],
  ['m', 'move'],
]);

/** The key that opened a dialog also closes it. So does Escape, which is left to the browser. */
function intentInDialog(pressed: PressedKey, dialog: DialogName, isTyping: boolean): Intent | undefined {
  if (isTyping) return undefined;
  const letter = latinKey(pressed);
  if (dialog === 'leave') return letter === 'y' ? 'yes' : letter === 'n' ? 'no' : undefined;
  const opens = pressed.key === '?' ? 'keys' : SHORTCUTS.get(letter);
  return opens === dialog ? 'close' : undefined;
}

function pageIntent({ key }: PressedKey, isOnControl: boolean): Intent | undefined {
  if (key === 'ArrowRight' || (key === ' ' && !isOnControl)) return 'next-page';
  return key === 'ArrowLeft' || key === 'Backspace' ? 'previous-page' : undefined;
}

/** Whether letters or digits belong to the answer: if the question closes while somebody types, a `q` must not leave the game. */
function answersIn(stage: Stage | null): { readonly takesText: boolean; readonly takesDigits: boolean } {
  const type = stage && 'question' in stage && stage.phase !== 'ready' ? stage.question.type : null;
  return { takesText: type === 'text', takesDigits: stage?.phase === 'question' && type === 'number' };
}

/**
 * The digit or the Latin letter of a key, in lower case. A letter of another script stands for the Latin one at its position, and a
 * key that types a digit only with Shift stands for that. Empty if the key is neither.
 */
export function latinKey({ key, code }: Pick<PressedKey, 'key' | 'code'>): string {
  if (/^[\da-z]$/iu.test(key)) return key.toLowerCase();
  const [, letter, digit] = /^(?:Key([A-Z])|Digit(\d))$/u.exec(code) ?? [];
  if (digit !== undefined) return digit;
  // A Latin layout has the letter elsewhere: with AZERTY, the comma is at the position of M.
  const isOtherScript = /^\p{Letter}$/u.test(key) && !/\p{Script=Latin}/u.test(key);
  return isOtherScript ? (letter ?? '').toLowerCase() : '';
}
