import type { Key } from 'ink';
import { describe, expect, it } from 'vitest';
import {
  type KeyPress,
  answerForKey,
  confirmation,
  gridDirectionOf,
  scrollOf,
  parseKeyPresses,
} from '../../source/terminal/keys.ts';
import { longest, question, trueOrFalse } from './stages.ts';

describe('parseKeyPresses', () => {
  it('splits keys that arrive together', () => {
    expect(parseKeyPresses('12', key())).toEqual([text('1'), text('2')]);
    expect(parseKeyPresses('1\r', key())).toEqual([text('1'), { type: 'enter' }]);
    expect(parseKeyPresses('x\u0003', key())).toEqual([text('x'), { type: 'interrupt' }]);
    expect(parseKeyPresses('a\r\nb', key())).toEqual([text('a'), { type: 'enter' }, text('b')]);
  });

  it('keeps a grapheme of several code points whole', () => {
    expect(parseKeyPresses('👩‍💻', key())).toEqual([text('👩‍💻')]);
  });

  it('recognises named keys', () => {
    expect(parseKeyPresses('', key({ upArrow: true }))).toEqual([{ type: 'up' }]);
    expect(parseKeyPresses('\r', key({ return: true }))).toEqual([{ type: 'enter' }]);
    expect(parseKeyPresses('c', key({ ctrl: true }))).toEqual([{ type: 'interrupt' }]);
    expect(parseKeyPresses('w', key({ ctrl: true }))).toEqual([{ type: 'delete-word' }]);
    expect(parseKeyPresses('', key({ tab: true }))).toEqual([{ type: 'tab' }]);
    expect(parseKeyPresses('a\t', key())).toEqual([text('a'), { type: 'tab' }]);
    expect(parseKeyPresses('', key({ upArrow: true, shift: true }))).toEqual([{ type: 'move-up' }]);
    expect(parseKeyPresses('', key({ downArrow: true, meta: true }))).toEqual([{ type: 'move-down' }]);
  });

  it('ignores other control characters and keys with Ctrl or Alt', () => {
    expect(parseKeyPresses('q', key({ ctrl: true }))).toEqual([]);
    expect(parseKeyPresses('q', key({ meta: true }))).toEqual([]);
    expect(parseKeyPresses('\u001C\u0002', key())).toEqual([]);
  });
});

describe('answerForKey', () => {
  it('maps digits and letters to the options of the question', () => {
    expect(['1', '4', 'a', 'D'].map((character) => answerForKey(text(character), question))).toEqual([
      0, 3, 0, 3,
    ]);
    expect(['8', 'h'].map((character) => answerForKey(text(character), longest))).toEqual([7, 7]);
  });

  it('takes full-width digits and letters, but no superscripts', () => {
    expect(['１', '４', 'ａ', 'Ｄ'].map((character) => answerForKey(text(character), question))).toEqual([
      0, 3, 0, 3,
    ]);
    expect(answerForKey(text('²'), question)).toBeUndefined();
    expect(answerForKey(text('ｙ'), trueOrFalse)).toBe(true);
  });

  it('takes the digits of other scripts, and the keys that type digits only with Shift', () => {
    for (const digits of ['١٤', '۱۴', '१४', '๑๔', `&'`, '+č', 'ๅภ']) {
      expect(Array.from(digits, (digit) => answerForKey(text(digit), question))).toEqual([0, 3]);
    }
  });

  it('takes letters of other scripts by their position on the keyboard', () => {
    expect(['ф', 'Ф', 'α', 'ш', 'ב'].map((letter) => answerForKey(text(letter), question))).toEqual([
      0,
      0,
      0,
      undefined,
      2,
    ]);
    expect(answerForKey(text('ﻻ'), question)).toBe(1);
    expect(parseKeyPresses('لا', key()).map((keyPress) => answerForKey(keyPress, question))).toEqual([1]);
    expect(answerForKey(text('т'), trueOrFalse)).toBe(false);
  });

  it('ignores all other keys', () => {
    for (const character of ['0', '5', '9', 'e', 't', 'y', 'n', ' ', 'ab', '٥', '_']) {
      expect(answerForKey(text(character), question)).toBeUndefined();
    }
    expect(answerForKey({ type: 'enter' }, question)).toBeUndefined();
  });

  it('maps t, y and 1 to true, and f, n and 2 to false', () => {
    for (const character of ['t', 'T', 'y', '1', 'a']) {
      expect(answerForKey(text(character), trueOrFalse)).toBe(true);
    }
    for (const character of ['f', 'F', 'n', '2', 'b']) {
      expect(answerForKey(text(character), trueOrFalse)).toBe(false);
    }
    expect(answerForKey(text('3'), trueOrFalse)).toBeUndefined();
  });
});

describe('scrollOf', () => {
  it('scrolls with the page keys, and with brackets unless they are text', () => {
    expect(scrollOf({ type: 'page-down' }, false)).toBe(1);
    expect(scrollOf({ type: 'page-up' }, false)).toBe(-1);
    expect(scrollOf(text(']'), true)).toBe(1);
    expect(scrollOf(text('['), true)).toBe(-1);
    expect(scrollOf(text(']'), false)).toBeUndefined();
    expect(scrollOf({ type: 'down' }, true)).toBeUndefined();
  });
});

describe('gridDirectionOf', () => {
  it('leaves the page keys to whatever scrolls', () => {
    expect(gridDirectionOf({ type: 'down' })).toBe('down');
    expect(gridDirectionOf({ type: 'page-down' })).toBeUndefined();
  });
});

describe('confirmation', () => {
  it('takes y as yes, and n or Esc as no', () => {
    expect(confirmation(text('Y'))).toBe(true);
    expect(confirmation(text('n'))).toBe(false);
    expect(confirmation(text('н'))).toBe(true);
    expect(confirmation(text('т'))).toBe(false);
    expect(confirmation({ type: 'escape' })).toBe(false);
    expect(confirmation({ type: 'enter' })).toBeUndefined();
  });
});

function text(character: string): KeyPress {
  return { type: 'text', text: character };
}

function key(pressed: Partial<Key> = {}): Key {
  return {
    upArrow: false,
    downArrow: false,
    leftArrow: false,
    rightArrow: false,
    pageDown: false,
    pageUp: false,
    home: false,
    end: false,
    return: false,
    escape: false,
    ctrl: false,
    shift: false,
    tab: false,
    backspace: false,
    delete: false,
    meta: false,
    super: false,
    hyper: false,
    capsLock: false,
    numLock: false,
    ...pressed,
  };
}
