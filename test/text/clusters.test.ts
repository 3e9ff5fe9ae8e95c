import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText } from '../../source/text/clean.ts';
import { placeClusters } from '../../source/text/place-clusters.ts';
import { graphemesOf, widthOf } from '../../source/text/width.ts';
import { visualOrder } from '../helpers/bidirectional.ts';
import { Emulator, drawingStyles } from '../helpers/emulators.ts';
import { hostileText } from '../helpers/hostile-texts.ts';

describe('cleanText', () => {
  it.each([
    ['keeps Thai and Lao, with AM in its two parts', 'น้ำ ຮຳ', 'น้\u0E4D\u0E32 ຮ\u0ECD\u0EB2'],
    ['separates joined consonants', 'हिन्दी ক্ষ', 'हिन्\u200Cदी ক্\u200Cষ'],
    ['keeps spacing vowel signs', 'தமிழ் বাংলা', 'தமிழ் বাংলা'],
    ['keeps Arabic, Hebrew and Korean', 'مُحَمَّد שָׁלוֹם 한국어', 'مُحَمَّد שָׁלוֹם 한국어'.normalize('NFC')],
    ['keeps flags and skin tones', '🇩🇪 👍🏽', '🇩🇪 👍🏽'],
    ['shows the parts of a joined emoji', '👩‍💻', '👩💻'],
    ['removes emoji modifiers that modify nothing', 'a🏽 🏽b 👍🏽🏽', 'a b 👍🏽'],
    ['removes letters that join whatever follows', '\u0D4Eക \u{11D46}b', 'ക b'],
    ['removes marks without a character', '\u0301a \u0302b', 'a b'],
  ])('%s', (_, text, cleaned) => {
    expect(cleanText(text)).toBe(cleaned);
  });

  it('leaves no cluster that a terminal draws wider than its layout, apart from emoji with a skin tone', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        for (const cluster of graphemesOf(cleanText(text))) {
          if (/^\p{Emoji_Modifier_Base}\p{Emoji_Modifier}$/u.test(cluster)) continue;
          const visible = cluster.replaceAll(/[\u1160-\u11FF\uD7B0-\uD7FB]/gu, '');
          const oneByOne = Array.from(visible).reduce((sum, character) => sum + widthOf(character), 0);
          expect(oneByOne).toBeLessThanOrEqual(widthOf(cluster));
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('placeClusters', () => {
  const size = { columns: 12, rows: 3 };

  it('writes rows unchanged if every terminal draws them alike', () => {
    const row = '\u001B[31m│ Ada 日本 é\u001B[39m │\n';
    expect(placeClusters(row, 12)).toBe(row);
  });

  it.each(drawingStyles)('keeps what surrounds a cluster in its place: %s', async (style) => {
    const emulator = new Emulator(size, style);
    for (const cluster of ['👍🏽', '🇩🇪', 'कि', '🦀', '❤', '각']) {
      const output = placeClusters(`|${cluster}${' '.repeat(8 - widthOf(cluster))}|`, size.columns);
      const [row = []] = await emulator.cells(output);
      expect([row[0], row[9]]).toEqual(['|', '|']);
      expect(row.slice(10)).toEqual([' ', ' ']);
    }
  });

  it.each(drawingStyles)(
    'lets nothing spill into the next row or stay to the right of the row: %s',
    async (style) => {
      const emulator = new Emulator(size, style);
      const [first = [], second = []] = await emulator.cells(
        placeClusters(`${' '.repeat(10)}👍🏽\n👍🏽\n`, size.columns),
      );
      expect(first.slice(0, 10).join('').trim()).toBe('');
      expect(second.slice(2).join('').trim()).toBe('');
    },
  );

  it('counts columns from where a control sequence puts the cursor', () => {
    expect(placeClusters('\u001B[5G\u001B[1m🦀', 12)).toContain('\u001B[5G🦀\u001B[7G');
    expect(placeClusters('\u001B[2;4H🦀', 12)).toContain('\u001B[4G🦀\u001B[6G');
    expect(placeClusters('abc\n🦀', 12)).toContain('\u001B[1G🦀\u001B[3G');
  });

  describe('on a terminal that reorders right-to-left text', () => {
    const names = [
      'שלום',
      'مرحبا',
      'שלום עולם',
      'אבג 12',
      '12 אבג',
      '٣',
      'ا-1',
      'אa',
      'ߊ',
      '\u{1E900}',
      'א\u0301',
      '(א)',
    ];

    it('needs a mark to keep a score on its side of a name', () => {
      expect(visualOrder(Array.from('1 אב  20'))).toEqual([0, 1, 6, 7, 5, 4, 3, 2]);
      expect(visualOrder(Array.from('1 אב\u200E  20')).slice(0, 4)).toEqual([0, 1, 3, 2]);
    });

    it.each(names)('leaves everything around %j in its place', async (name) => {
      const wide = { columns: 40, rows: 1 };
      const end = 4 + widthOf(name);
      for (const [before, after] of [
        [' 1  ', '  1,234  ▆▆ 12'],
        [' 1  ', '  ·  אבג'],
        ['12) ', ' ▆▆ 12%'],
        ['│ 3 ', ` · 10.0.0.1`],
        [' x  ', '   אבג  5'],
      ]) {
        // Terminals that join clusters reorder nothing.
        for (const style of drawingStyles.filter((each) => each !== 'joined')) {
          const emulator = new Emulator(wide, style);
          const [row = []] = await emulator.storedCells(placeClusters(before + name + after, wide.columns));
          const order = visualOrder(row);
          const moved = order.flatMap((column, place) => (column === place ? [] : [place]));
          const other = end + (after?.indexOf('א') ?? 0);
          const outside = moved.filter(
            (place) => (place < 4 || place >= end) && !(place >= other && place < other + 3),
          );
          expect(outside, `${before}${name}${after}`).toEqual([]);
        }
      }
    });

    it('ends a sentence once, so that its words keep their order', () => {
      expect(placeClusters('שלום, עולם 2 טוב.  x', 40).split('\u200E')).toHaveLength(2);
    });
  });
});
