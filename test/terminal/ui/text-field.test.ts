import { describe, expect, it } from 'vitest';
import type { NamedKey, KeyPress } from '../../../source/terminal/keys.ts';
import { editField, pasteInto, textField, textOf } from '../../../source/terminal/ui/text-field.ts';

describe('a text field', () => {
  it('inserts characters at the cursor', () => {
    expect(typed('ac', ['left', 'b'])).toEqual({ text: 'abc', cursor: 2 });
    expect(typed('bc', ['home', 'a', 'end', 'd'])).toEqual({ text: 'abcd', cursor: 4 });
  });

  it('deletes backwards, forwards, a word or a line', () => {
    expect(typed('abc', ['backspace'])).toEqual({ text: 'ab', cursor: 2 });
    expect(typed('abc', ['home', 'delete'])).toEqual({ text: 'bc', cursor: 0 });
    expect(typed('one two  ', ['delete-word'])).toEqual({ text: 'one ', cursor: 4 });
    expect(typed('one', ['delete-word'])).toEqual({ text: '', cursor: 0 });
    expect(typed('abc', ['left', 'delete-line'])).toEqual({ text: 'c', cursor: 0 });
  });

  it('keeps its cursor between its two ends', () => {
    expect(typed('', ['backspace', 'delete', 'left', 'right', 'delete-word'])).toEqual({
      text: '',
      cursor: 0,
    });
    expect(typed('a', ['right', 'delete'])).toEqual({ text: 'a', cursor: 1 });
  });

  it('treats a grapheme of several code points as one character', () => {
    expect(typed('a👍🏽', ['backspace'])).toEqual({ text: 'a', cursor: 1 });
    expect(typed('e', ['\u0301', 'backspace'])).toEqual({ text: '', cursor: 0 });
  });

  it('inserts pasted text as one clean line', () => {
    expect(textOf(pasteInto(textField('a'), ' 192.168.1.20\n\u001B[31mx '))).toBe('a192.168.1.20 x');
  });

  it('limits its length', () => {
    expect(textOf(pasteInto(textField(), 'x'.repeat(10_000))).length).toBeLessThan(1000);
  });
});

function typed(text: string, keys: readonly (NamedKey | string)[]) {
  const field = keys.map((key) => keyPressFor(key)).reduce(editField, textField(text));
  return { text: textOf(field), cursor: field.cursor };
}

function keyPressFor(key: string): KeyPress {
  const named = NAMED.find((name) => name === key);
  return named ? { type: named } : { type: 'text', text: key };
}

const NAMED: readonly NamedKey[] = [
  'backspace',
  'delete',
  'delete-word',
  'delete-line',
  'left',
  'right',
  'home',
  'end',
];
