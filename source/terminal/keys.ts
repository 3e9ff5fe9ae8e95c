import type { Key } from 'ink';
import type { GridDirection } from '../quiz/drafts/list-draft.ts';
import type { Answer } from '../quiz/questions/question-type.ts';
import { answerAt, optionsOf } from '../quiz/questions/shown-question.ts';
import { toAsciiDigits } from '../text/numbers.ts';
import { graphemesOf, toHalfWidth } from '../text/width.ts';
import type { AskedQuestion } from '../view/stage.ts';
import { createLatinKeys, languageOf } from './keyboard-layouts.ts';

/** One key press: a typed character, or a key with a name. */
export type KeyPress = { readonly type: 'text'; readonly text: string } | { readonly type: NamedKey };

export type NamedKey =
  | 'enter'
  | 'escape'
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'home'
  | 'control-a'
  | 'control-x'
  | 'end'
  | 'page-up'
  | 'page-down'
  | 'backspace'
  | 'delete'
  | 'delete-line'
  | 'delete-word'
  | 'move-up'
  | 'move-down'
  | 'tab'
  | 'repeat'
  | 'interrupt'
  | 'suspend';

/** A movement in a list. */
export type Direction = GridDirection | 'page-up' | 'page-down';

/** One key on Arabic keyboards, which some systems send as two letters. */
const LAM_ALEF = /(\u0644\u0627)/u;

/** Splits one input event into key presses. Keys typed fast arrive in a single event. */
export function parseKeyPresses(input: string, key: Key): KeyPress[] {
  if (key.eventType === 'release') return [];
  const named = namedKey(input, key);
  if (named) return [{ type: named }];
  if (key.ctrl || key.meta) return [];
  return input
    .replaceAll('\r\n', '\r')
    .split(LAM_ALEF)
    .flatMap((text) => (LAM_ALEF.test(text) ? [text] : graphemesOf(text)))
    .flatMap((text) => parseCharacter(text));
}

/** The answer that a key gives: 1–8 or a–h, and also t/f and y/n if the question is true or false. */
export function answerForKey(keyPress: KeyPress, question: AskedQuestion): Answer | undefined {
  const letter = letterOf(keyPress);
  if (letter === undefined) return undefined;
  if (question.type === 'boolean' && Object.hasOwn(TRUTHS, letter)) return TRUTHS[letter];
  const index = optionForKey(keyPress, question);
  return index === undefined ? undefined : answerAt(question, index);
}

/** The index of the option that a key stands for: 1–8 or a–h. */
export function optionForKey(keyPress: KeyPress, question: AskedQuestion): number | undefined {
  const index = indexOfDigit(keyPress) ?? LETTERS.indexOf(letterOf(keyPress) ?? '');
  return index >= 0 && index < optionsOf(question).length ? index : undefined;
}

/** The index that a digit from 1 to 8 stands for. On layouts that type digits with Shift, the keys work without it, too. */
export function indexOfDigit(keyPress: KeyPress): number | undefined {
  const letter = letterOf(keyPress) ?? '';
  const index = DIGIT_ROWS.map((row) => row.indexOf(letter)).find((each) => each >= 0);
  return index;
}

/** The keys from 1 to 8: digits, then what they type without Shift on French, Czech, Slovak and Thai layouts. */
const DIGIT_ROWS = ['12345678', `&é"'(-è_`, '+ěščřžýá', '+ľščťžýá', 'ๅ\0\0ภถ\u0E38\u0E36ค'].map((row) =>
  Array.from(row),
);
const LETTERS = Array.from('abcdefgh');
const TRUTHS: Readonly<Record<string, boolean>> = { t: true, y: true, f: false, n: false };

/** Returns true for yes, false for no or Esc, and undefined for any other key. */
export function confirmation(keyPress: KeyPress): boolean | undefined {
  if (keyPress.type === 'escape') return false;
  const letter = letterOf(keyPress);
  if (letter === 'y') return true;
  return letter === 'n' ? false : undefined;
}

/** The direction in which a key moves, if any. With `letters`, j and k also move. */
export function directionOf(keyPress: KeyPress, letters = false): Direction | undefined {
  if (letters && letterOf(keyPress) === 'j') return 'down';
  if (letters && letterOf(keyPress) === 'k') return 'up';
  return DIRECTIONS.find((direction) => direction === keyPress.type);
}

/** The direction in which a key moves in a grid, if any. There, the page keys scroll something else. */
export function gridDirectionOf(keyPress: KeyPress): GridDirection | undefined {
  return GRID_DIRECTIONS.find((direction) => direction === keyPress.type);
}

const GRID_DIRECTIONS: readonly GridDirection[] = ['up', 'down', 'left', 'right', 'home', 'end'];
const DIRECTIONS: readonly Direction[] = [...GRID_DIRECTIONS, 'page-up', 'page-down'];

/** The number of pages by which a key scrolls code: -1 or 1. With `brackets`, [ and ] also scroll. */
export function scrollOf(keyPress: KeyPress, brackets: boolean): -1 | 1 | undefined {
  const letter = brackets ? letterOf(keyPress) : undefined;
  if (keyPress.type === 'page-up' || letter === '[') return -1;
  return keyPress.type === 'page-down' || letter === ']' ? 1 : undefined;
}

/**
 * The typed character, in lower case and half width, with digits from 0 to 9. A letter of another script stands for the Latin key at its
 * position.
 */
export function letterOf(keyPress: KeyPress): string | undefined {
  if (keyPress.type !== 'text') return undefined;
  const letter = toAsciiDigits(toHalfWidth(keyPress.text)).toLowerCase().replace(LAM_ALEF, '\uFEFB');
  return latinKeys.get(letter) ?? letter;
}

const latinKeys = createLatinKeys(languageOf(process.env));

function namedKey(input: string, key: Key): NamedKey | undefined {
  if (key.ctrl) return CONTROLS.get(input);
  if (key.meta && key.backspace) return 'delete-word';
  if ((key.shift || key.meta) && key.upArrow) return 'move-up';
  if ((key.shift || key.meta) && key.downArrow) return 'move-down';
  return NAMES.find(([, isPressed]) => isPressed(key))?.[0];
}

const CONTROLS = new Map<string, NamedKey>([
  ['c', 'interrupt'],
  ['z', 'suspend'],
  ['u', 'delete-line'],
  ['w', 'delete-word'],
  ['a', 'control-a'],
  ['e', 'end'],
  ['x', 'control-x'],
  ['r', 'repeat'],
]);

const NAMES: readonly (readonly [NamedKey, (key: Key) => boolean])[] = [
  ['enter', (key) => key.return],
  ['escape', (key) => key.escape],
  ['up', (key) => key.upArrow],
  ['down', (key) => key.downArrow],
  ['left', (key) => key.leftArrow],
  ['right', (key) => key.rightArrow],
  ['home', (key) => key.home],
  ['end', (key) => key.end],
  ['page-up', (key) => key.pageUp],
  ['page-down', (key) => key.pageDown],
  ['backspace', (key) => key.backspace],
  ['delete', (key) => key.delete],
  ['tab', (key) => key.tab && !key.shift],
];

function parseCharacter(text: string): KeyPress[] {
  const named = INLINE.get(text);
  if (named) return [{ type: named }];
  return text < ' ' ? [] : [{ type: 'text', text }];
}

const INLINE = new Map<string, NamedKey>([
  // While a render is slow, Ctrl+C arrives together with the keys before it.
  ['\u0003', 'interrupt'],
  ['\u001A', 'suspend'],
  ['\r', 'enter'],
  ['\n', 'enter'],
  ['\t', 'tab'],
  ['\u0001', 'control-a'],
  ['\u0005', 'end'],
  ['\u0012', 'repeat'],
  ['\u0015', 'delete-line'],
  ['\u0017', 'delete-word'],
  ['\u0018', 'control-x'],
]);
