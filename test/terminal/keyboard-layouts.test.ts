import { describe, expect, it } from 'vitest';
import { createLatinKeys, languageOf } from '../../source/terminal/keyboard-layouts.ts';

/** The keys from a to h, y and n, on each layout. */
const LAYOUTS = {
  Russian: 'фисвуапр нт',
  Ukrainian: 'фисвуапр нт',
  Greek: 'αβψδεφγη υν',
  Hebrew: 'שנבגקכעי טמ',
  Arabic: 'شﻻؤيثبلا غى',
  Persian: 'شذزیثبلا غد',
  Korean: 'ㅁㅠㅊㅇㄷㄹㅎㅗ ㅛㅜ',
  Thai: 'ฟ\u0E34แกำดเ\u0E49 \u0E31\u0E37',
  Devanagari: '\u094Bवम\u094D\u093E\u093F\u0941प बल',
  Georgian: 'აბცდეფგჰ ყნ',
  Armenian: 'աբցդեֆգհ ըն',
  Kana: 'チコソシイハキク ンミ',
};

describe('createLatinKeys', () => {
  const latinKeys = createLatinKeys('');

  it.each(Object.entries(LAYOUTS))('knows the positions of the %s letters', (_name, letters) => {
    expect(Array.from(letters.replace(' ', ''), (letter) => latinKeys.get(letter)).join('')).toBe(
      'abcdefghyn',
    );
  });

  it('knows the positions of the digits where their keys type kana', () => {
    expect(Array.from('ヌフアウエオヤユヨワ', (letter) => latinKeys.get(letter)).join('')).toBe('1234567890');
  });

  it('leaves out the hiragana that an input method makes from a single vowel', () => {
    expect(Array.from('あいうえお', (letter) => latinKeys.get(letter))).toEqual(Array(5).fill(undefined));
    expect(Array.from('ちこ', (letter) => latinKeys.get(letter))).toEqual(['a', 'b']);
  });

  it('leaves Latin letters, digits and signs unchanged', () => {
    expect([...latinKeys.keys()].filter((letter) => letter <= '\u024F')).toEqual([]);
  });

  it('knows where the letters are in the Cyrillic layouts of the Balkans', () => {
    expect(latinKeys.get('а')).toBe('f');
    expect(createLatinKeys('sr').get('а')).toBe('a');
    expect(createLatinKeys('mk').get('ѕ')).toBe('y');
    expect(createLatinKeys('bg').get('а')).toBeUndefined();
    expect(createLatinKeys('bg').get('α')).toBe('a');
  });
});

describe('languageOf', () => {
  it('reads the language of the character set', () => {
    expect(languageOf({ LANG: 'sr_RS.UTF-8' })).toBe('sr');
    expect(languageOf({ LANG: 'en_US.UTF-8', LC_ALL: '', LC_CTYPE: 'bg_BG' })).toBe('bg');
    expect(languageOf({ LANG: 'C.UTF-8' })).toBe('');
    expect(languageOf({})).toBe('');
  });
});
