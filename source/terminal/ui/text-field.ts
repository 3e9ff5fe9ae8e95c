import type { KeyPress } from '../keys.ts';
import { cleanText, cleanTyped } from '../../text/clean.ts';
import { graphemesOf } from '../../text/width.ts';

/** An editable line of text. */
export interface TextField {
  readonly characters: readonly string[];
  /** The number of characters before the cursor. */
  readonly cursor: number;
}

/** More than any address, PIN or name needs. */
const MAX_CHARACTERS = 200;

/** Creates a field with the cursor at the end of the text. */
export function textField(text = ''): TextField {
  const characters = graphemesOf(cleanTyped(text));
  return { characters, cursor: characters.length };
}

export function textOf(field: TextField): string {
  return field.characters.join('');
}

/** Applies a key press. */
export function editField(field: TextField, keyPress: KeyPress): TextField {
  const { characters, cursor } = field;
  switch (keyPress.type) {
    case 'text':
      return insert(field, keyPress.text);
    case 'backspace':
      return remove(field, Math.max(0, cursor - 1), cursor);
    case 'delete':
      return remove(field, cursor, cursor + 1);
    case 'delete-line':
      return remove(field, 0, cursor);
    case 'delete-word':
      return remove(field, startOfWord(field), cursor);
    case 'left':
      return { characters, cursor: Math.max(0, cursor - 1) };
    case 'right':
      return { characters, cursor: Math.min(characters.length, cursor + 1) };
    case 'home':
    case 'control-a':
      return { characters, cursor: 0 };
    case 'end':
      return { characters, cursor: characters.length };
    default:
      return field;
  }
}

/** Inserts pasted text as one clean line. */
export function pasteInto(field: TextField, text: string): TextField {
  return insert(field, cleanText(text));
}

function insert({ characters, cursor }: TextField, text: string): TextField {
  const before = cleanTyped([...characters.slice(0, cursor), text].join(''));
  const after = characters.slice(cursor).join('');
  // Join first, because a combining mark belongs to the character before it.
  const joined = graphemesOf(cleanTyped(before + after)).slice(0, MAX_CHARACTERS);
  return { characters: joined, cursor: Math.min(graphemesOf(before).length, joined.length) };
}

function remove({ characters }: TextField, from: number, to: number): TextField {
  return { characters: characters.toSpliced(from, to - from), cursor: from };
}

function startOfWord({ characters, cursor }: TextField): number {
  const before = characters.slice(0, cursor);
  const word = before.findLastIndex((character) => character !== ' ');
  return before.findLastIndex((character, index) => index < word && character === ' ') + 1;
}
