import type { Stroke } from '../keys.ts';
import { cleanText } from '../../text/clean.ts';
import { graphemesOf } from '../../text/width.ts';

/** A line of text that is being typed. */
export interface TextField {
  readonly characters: readonly string[];
  /** How many characters are in front of the cursor. */
  readonly cursor: number;
}

/** More than any address, PIN or name needs. */
const MAXIMUM_CHARACTERS = 200;

/** A field with this text, the cursor behind it. */
export function textField(text = ''): TextField {
  const characters = graphemesOf(text);
  return { characters, cursor: characters.length };
}

export function textOf(field: TextField): string {
  return field.characters.join('');
}

/** The field after a key. */
export function editField(field: TextField, stroke: Stroke): TextField {
  const { characters, cursor } = field;
  switch (stroke.type) {
    case 'text':
      return insert(field, stroke.text);
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
      return { characters, cursor: 0 };
    case 'end':
      return { characters, cursor: characters.length };
    default:
      return field;
  }
}

/** The field after a paste: one line, without what cannot be drawn. */
export function pasteInto(field: TextField, text: string): TextField {
  return insert(field, cleanText(text));
}

function insert({ characters, cursor }: TextField, text: string): TextField {
  const before = [...characters.slice(0, cursor), text].join('');
  const after = characters.slice(cursor).join('');
  // Joined first: a combining mark belongs to the character before it.
  const joined = graphemesOf(before + after).slice(0, MAXIMUM_CHARACTERS);
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
