import { describe, expect, it } from 'vitest';
import type { ColorDepth } from '../../source/terminal/capabilities.ts';
import { type Fill, type Palette, palettes } from '../../source/terminal/palette.ts';
import { ciede2000, contrast, perceivedDistance, rgbOf, terminals, visions } from '../helpers/colours.ts';

const black = [0, 0, 0] as const;
const white = [255, 255, 255] as const;

const fillsOf = ({ tiles, medals, header, paper, good, bad, notice }: Palette) => ({
  tiles,
  medals,
  header: [header],
  paper: [paper],
  good: [good],
  bad: [bad],
  notice: [notice],
});

/**
 * Where 16 colours cannot reach 4.5:1. No pair with red does on all terminals. Of the fills that do, only three can be told apart
 * by every eye, so the fourth option has green, the next best. VS Code itself raises the contrast of all text to 4.5:1.
 */
const EXCEPTIONS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  tiles: { 'VS Code, light': 3.9 },
  bad: { 'VS Code, light': 4, 'macOS Terminal': 4.3 },
};

/** Each palette with the colours of each terminal that may show it. Above 16 colours, all terminals agree. */
const shown = ([4, 8, 24] as const).flatMap((depth: ColorDepth) =>
  Object.entries(terminals)
    .slice(0, depth === 4 ? undefined : 1)
    .map(([name, table]) => ({ depth, name: depth === 4 ? name : 'any terminal', table })),
);

describe.each(shown)('the palette of $depth bits on $name', ({ depth, name, table }) => {
  const palette = palettes[depth];
  const background = ({ backgroundColor = '' }: Fill) => rgbOf(backgroundColor, table);
  const contrastOf = (fill: Fill) => {
    // Many terminals draw bold text in the bright variant of its colour.
    const text = fill.bold && fill.color === 'black' ? 'blackBright' : (fill.color ?? '');
    return contrast(rgbOf(text, table), background(fill));
  };

  it.each(Object.entries(fillsOf(palette)))('has readable text on %s', (kind, fills) => {
    const enough = depth === 4 ? (EXCEPTIONS[kind]?.[name] ?? 4.5) : 4.5;
    for (const fill of fills) expect(contrastOf(fill)).toBeGreaterThanOrEqual(enough);
  });

  it('has text and bars that are visible on dark and light backgrounds', () => {
    const enough = { 1: 0, 4: 3, 8: 3.8, 24: 4.5 }[depth];
    for (const tone of Object.values(palette.tones)) {
      if (tone === undefined) continue;
      const color = rgbOf(tone, table);
      expect(Math.min(contrast(color, black), contrast(color, white))).toBeGreaterThanOrEqual(enough);
    }
  });

  describe.each(visions)('seen with %s', (vision) => {
    const leastDistance = (fills: readonly Fill[]) => {
      const distances = fills.flatMap((one, index) =>
        fills.slice(0, index).map((other) => perceivedDistance(background(one), background(other), vision)),
      );
      return Math.min(...distances);
    };

    it('tells the first four options apart', () => {
      expect(leastDistance(palette.tiles.slice(0, 4))).toBeGreaterThan(depth === 4 ? 6 : 20);
    });

    it('tells correct from wrong', () => {
      expect(leastDistance([palette.good, palette.bad])).toBeGreaterThan(depth === 4 ? 11 : 20);
    });

    if (depth === 4) return;

    it('tells all eight options apart', () => {
      expect(leastDistance(palette.tiles)).toBeGreaterThan(15);
    });

    it('tells medals, correct and wrong apart', () => {
      expect(leastDistance([...palette.medals, palette.good, palette.bad])).toBeGreaterThan(10);
    });
  });
});

describe('the distance of two colours', () => {
  // From the test data of the paper.
  it.each([
    [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
    [[50, 2.5, 0], [73, 25, -18], 27.1492],
    [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
    [[22.7233, 20.0904, -46.694], [23.0331, 14.973, -42.5619], 2.0373],
  ] as const)('from %j to %j is %f', (one, other, distance) => {
    expect(ciede2000(one, other)).toBeCloseTo(distance, 4);
  });
});

describe('the palette of 16 colours', () => {
  it('draws the last four options as the first four, the other way round', () => {
    const { tiles } = palettes[4];
    for (const [index, { backgroundColor = '' }] of tiles.slice(0, 4).entries()) {
      expect(tiles[index + 4]).toMatchObject({
        backgroundColor: 'black',
        color: `${backgroundColor.replace('Bright', '')}Bright`,
      });
    }
  });
});
