import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { useKeyPresses } from '../../source/terminal/hooks/use-key-presses.ts';
import { createInputFilter } from '../../source/terminal/input-filter.ts';
import type { KeyPress } from '../../source/terminal/keys.ts';
import { keys } from '../helpers/keys.ts';
import { ManualClock } from '../helpers/manual-clock.ts';
import { draw } from '../helpers/render.tsx';

const ESC = '\u001B';

/** What terminals send by themselves: colours, versions, positions, focus, mouse. */
const content = fc.string({ unit: fc.constantFrom(...'0123456789;:/abcqyn rgbRGB?=+|,!'), maxLength: 20 });
const report = fc.oneof(
  fc
    .tuple(fc.constantFrom('P', 'X', ']', '^', '_'), content, fc.constantFrom('\u0007', `${ESC}\\`))
    .map(([start, text, end]) => ESC + start + text + end),
  fc
    .tuple(fc.constantFrom('?', '>', '=', '<'), fc.array(fc.nat(300)), fc.constantFrom(...'cnRuymMt'))
    .map(([mark, numbers, end]) => `${ESC}[${mark}${numbers.join(';')}${end}`),
  fc.tuple(fc.nat(300), fc.nat(300)).map(([row, column]) => `${ESC}[${row};${column}R`),
  fc.constantFrom(`${ESC}[I`, `${ESC}[O`, `${ESC}[0n`, `${ESC}[?2026;2$y`, `${ESC}[8;24;80t`),
  fc
    .string({ unit: fc.constantFrom(...' !"#1a8q`~\uFFFD'), minLength: 3, maxLength: 3 })
    .map((mouse) => `${ESC}[M${mouse}`),
);

const { enter, up, left, pageDown, home, tab, backspace, shiftUp, altDown, ctrlA, ctrlC, ctrlU } = keys;
const named = [enter, up, left, pageDown, home, tab, backspace, shiftUp, altDown, ctrlA, ctrlC, ctrlU];
const others = [
  `${ESC}OA`,
  `${ESC}OP`,
  `${ESC}[[A`,
  `${ESC}[3$`,
  `${ESC}[5^`,
  `${ESC}[a`,
  `${ESC}x`,
  `${ESC}${ESC}[A`,
];
const typed = fc.constantFrom(
  ...named,
  ...others,
  '1',
  'a',
  'ф',
  '한',
  ' ',
  '[',
  'O',
  '\r\n',
  '\u0005',
  keys.paste('1]2'),
);

/** Cuts a text into pieces, between any two of its code units. */
function pieces(text: string, cuts: readonly number[]): string[] {
  const places = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].toSorted((a, b) => a - b);
  return [0, ...places].map((start, index) => text.slice(start, places[index]));
}

function filtered(chunks: readonly string[]): string {
  const filter = createInputFilter();
  return chunks.map((chunk) => filter.push(chunk)).join('');
}

describe('the input filter', () => {
  it('passes on keys unchanged', () => {
    for (const key of [...named, ...others, keys.paste(`a${ESC}]b\r\n`)]) expect(filtered([key])).toBe(key);
  });

  it('passes on the same keys, however the input is split', () => {
    const input = fc.array(fc.oneof(typed, report)).map((parts) => parts.join(''));
    fc.assert(
      fc.property(input, fc.array(fc.nat()), (text, cuts) => {
        expect(filtered(pieces(text, cuts))).toBe(filtered([text]));
      }),
    );
  });

  it('passes on nothing that the terminal sends by itself', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            typed,
            report.map((text) => ({ text })),
          ),
        ),
        fc.array(fc.nat()),
        (parts, cuts) => {
          const all = parts.map((part) => (typeof part === 'string' ? part : part.text)).join('');
          const people = parts.filter((part) => typeof part === 'string').join('');
          expect(filtered(pieces(all, cuts))).toBe(people.replaceAll('\r\n', '\r'));
        },
      ),
    );
  });

  it('takes an Esc that stays alone as a key, and drops other unfinished sequences', () => {
    const filter = createInputFilter();
    for (const [start, kept] of [
      [ESC, ESC],
      [`${ESC}[`, ''],
      [`${ESC}[5`, ''],
      [`${ESC}O`, ''],
      [`${ESC}]11;rgb`, ''],
    ] as const) {
      expect(filter.push(start)).toBe('');
      expect(filter.waitMs()).toBeGreaterThan(0);
      expect(filter.expire()).toBe(kept);
      expect(filter.push('1')).toBe('1');
      expect(filter.waitMs()).toBeNull();
    }
  });

  it.each(['[6~', '[<0;1;1M', ']11;rgb:1/2/3\u0007'])('drops %j that arrives long after its Esc', (rest) => {
    const filter = createInputFilter();
    filter.push(ESC);
    filter.expire();
    expect(filter.push(`${rest}1`)).toBe('1');
  });

  it('lets people type brackets after Esc', () => {
    const filter = createInputFilter();
    filter.push(ESC);
    expect(filter.expire() + filter.push('[') + filter.push('1')).toBe(`${ESC}[1`);
  });

  it('ends a paste that the terminal does not end, after a pause or after half a minute', () => {
    const clock = new ManualClock();
    const filter = createInputFilter(() => clock.now());
    const start = `${ESC}[200~a`;
    expect(filter.push(`${start}${ESC}[2`)).toBe(start);
    expect(filter.waitMs()).toBe(2000);
    clock.advance(29_000);
    expect(filter.push('0')).toBe('');
    expect(filter.waitMs()).toBe(1000);
    clock.advance(1000);
    expect(filter.waitMs()).toBe(0);
    expect(filter.expire() + filter.push('q')).toBe(`${ESC}[201~q`);
    expect(filter.waitMs()).toBeNull();
  });

  it('drops pasted text beyond 10,000 characters', () => {
    const text = 'a'.repeat(20_000);
    expect(filtered([keys.paste(text), '1'])).toBe(`${keys.paste(text.slice(0, 10_000))}1`);
  });

  it('lets Ctrl+C end a paste', () => {
    expect(filtered([`${ESC}[200~a${ESC}[2`, ctrlC, '1'])).toBe(`${keys.paste('a')}${ctrlC}1`);
  });

  it('lets Ctrl+C end any sequence', () => {
    for (const start of [`${ESC}[5`, `${ESC}O`, `${ESC}]11`, `${ESC}P`]) {
      expect(filtered([start, ctrlC, '1'])).toBe(`${ctrlC}1`);
    }
  });
});

describe('key presses', () => {
  it('do not depend on how the input is split', () => {
    const pressed: KeyPress[] = [];
    const { press } = draw(<Listener press={(keyPress) => pressed.push(keyPress)} />);
    const pressesOf = (chunks: readonly string[]) => {
      pressed.length = 0;
      const filter = createInputFilter();
      for (const chunk of chunks) {
        const kept = filter.push(chunk);
        if (kept !== '') press(kept);
      }
      return pressed.flatMap((keyPress) => ('text' in keyPress ? keyPress.text : [keyPress.type]));
    };
    expect(pressesOf([`1${ESC}`, '[', `A${ESC}]1`, `1${ESC}\\а`])).toEqual(['1', 'up', 'а']);
    const input = fc.array(fc.oneof(typed, report)).map((parts) => parts.join(''));
    fc.assert(
      fc.property(input, fc.array(fc.nat()), (text, cuts) => {
        expect(pressesOf(pieces(text, cuts))).toEqual(pressesOf([text]));
      }),
    );
  });
});

function Listener({ press }: { readonly press: (keyPress: KeyPress) => void }) {
  useKeyPresses(press);
  return null;
}
