import type { TextProps } from 'ink';
import type { ColorDepth } from './capabilities.ts';
import { type Fill, type Palette, type Tone, palettes } from './palette.ts';
import type { Token } from '../quiz/highlight.ts';
import type { ShownQuestion } from '../quiz/questions/shown-question.ts';

/** The style of a piece of text, to spread into a `<Text>`. */
export type TextStyle = Pick<
  TextProps,
  'color' | 'backgroundColor' | 'bold' | 'dimColor' | 'inverse' | 'underline'
>;

/** The appearance of an option: its shape, the style of badges and tiles in its colour, and that of its bar. */
export interface OptionLook {
  readonly shape: string;
  readonly tile: TextStyle;
  /** Whether the tile needs an outline, because it has no background or one that some terminals have everywhere. */
  readonly isOutlined: boolean;
  /** The tile filled, whether or not it needs an outline. */
  readonly filled: TextStyle;
  readonly bar: TextStyle;
}

/** The capabilities of the terminal. */
export interface ThemeOptions {
  /** Draws letters instead of shapes, and `#` instead of blocks. */
  readonly ascii: boolean;
  /** Without colours, bold and reverse remain. Words and symbols carry every meaning as well. */
  readonly colorDepth: ColorDepth;
}

/** The colours and symbols of all screens. */
export interface Theme extends Pick<ThemeOptions, 'ascii'> {
  readonly symbols: Symbols;
  readonly styles: Styles;
  /** One look for each of the eight options that a question may have. */
  readonly options: readonly OptionLook[];
  /** The looks of true and false: calm colours, because red and green mean wrong and correct. */
  readonly truths: readonly OptionLook[];
  /** The styles of first, second and third place. */
  readonly medals: readonly TextStyle[];
  readonly confetti: readonly TextStyle[];
}

interface Symbols {
  readonly pointer: string;
  readonly correct: string;
  readonly wrong: string;
  readonly up: string;
  readonly down: string;
  readonly dot: string;
  readonly dash: string;
  readonly ellipsis: string;
  /** The sign after a factor. */
  readonly times: string;
  /** A filled cell of large digits. */
  readonly full: string;
  /** The edge of a tile that is not filled. */
  readonly side: string;
  /** A filled cell of a bar. Lower than `full`, to leave a gap between bars. */
  readonly bar: string;
  readonly rest: string;
  /** A cell of a scroll bar, and one for the part that is shown. */
  readonly track: string;
  readonly thumb: string;
  readonly updown: string;
  /** An option that is selected, and one that could be. Both have the same width. */
  readonly checked: string;
  readonly unchecked: string;
  /** Marks of scrolled text that has more above and below. */
  readonly above: string;
  readonly below: string;
  /** Marks an item that has been picked up. */
  readonly held: string;
  /** Marks the continuation of a line of code that is wider than the screen. One cell wide. */
  readonly wrapped: string;
  /** The quality of the connection. All have the same width. */
  readonly signal: Readonly<Record<'good' | 'fair' | 'weak', string>>;
  readonly frame: FrameSymbols;
  /** Marks an award. */
  readonly star: string;
  /** A piece in the upper half of a cell, and one in the lower half. */
  readonly confetti: readonly [string, string];
}

/** The edges and corners of frames that Ink does not draw, because there is text in them. */
interface FrameSymbols {
  readonly left: string;
  readonly edge: string;
  readonly right: string;
  readonly side: string;
  readonly lowerLeft: string;
  readonly lowerRight: string;
}

export interface Styles {
  /** The top line of the screen. */
  readonly header: TextStyle;
  /** QR codes. */
  readonly paper: TextStyle;
  readonly key: TextStyle;
  readonly strong: TextStyle;
  /** Text of minor importance. */
  readonly faint: TextStyle;
  readonly accent: TextStyle;
  readonly good: TextStyle;
  readonly bad: TextStyle;
  /** The flames of a streak. */
  readonly flame: TextStyle;
  readonly selected: TextStyle;
  /** Badges have a background of their own, so they are readable on any terminal. */
  readonly goodBadge: TextStyle;
  readonly badBadge: TextStyle;
  readonly noticeBadge: TextStyle;
  readonly barRest: TextStyle;
  readonly code: Readonly<Record<Token, TextStyle>>;
}

export function createTheme({ ascii, colorDepth }: ThemeOptions): Theme {
  const palette = palettes[colorDepth];
  const shapes = ascii ? LETTERS : SHAPES;
  const options = palette.tiles.map((tile, index) => ({
    shape: shapes[index] ?? '',
    tile,
    ...outlineOf(tile),
    bar: textStyle(palette.bars[index]),
  }));
  return {
    ascii,
    symbols: ascii ? asciiSymbols : unicodeSymbols,
    styles: stylesOf(palette),
    options,
    truths: TRUTHS.flatMap((like, index) => {
      const look = options[like];
      return look ? [{ ...look, shape: shapes[index] ?? '' }] : [];
    }),
    medals: palette.medals,
    confetti: palette.confetti.map((color) => textStyle(color)),
  };
}

function outlineOf(tile: Fill): Pick<OptionLook, 'isOutlined' | 'filled'> {
  const isOutlined = tile.backgroundColor === undefined || tile.backgroundColor === 'black';
  return { isOutlined, filled: isOutlined ? { ...tile, inverse: true } : tile };
}

/** The options whose colours true and false have: one dark, one light, neither of them red, amber or green. */
const TRUTHS = [1, 5];

/** Returns the looks of a question's options. */
export function looksOf(
  { options, truths }: Theme,
  { type }: Pick<ShownQuestion, 'type'>,
): readonly OptionLook[] {
  return type === 'boolean' ? truths : options;
}

/** Returns the look of each team, in the same order: the colour that its name contains, or else one that no other team has. */
export function looksOfTeams(
  { options }: Theme,
  names: readonly string[],
): readonly (OptionLook | undefined)[] {
  const taken = new Set<number>();
  const named = names.map((name) => {
    const index = colorNamedIn(name);
    if (index === undefined || taken.has(index)) return undefined;
    taken.add(index);
    return index;
  });
  const free = options.filter((_, index) => !taken.has(index));
  return named.map((index) => (index === undefined ? free.shift() : options[index]));
}

function colorNamedIn(name: string): number | undefined {
  const words = name.toLowerCase().split(/\P{L}+/u);
  return words
    .map((word) => COLOR_NAMES.findIndex((names) => names.includes(word)))
    .find((index) => index >= 0);
}

/** Words for the colours of the options, in the order of the options. */
const COLOR_NAMES: readonly (readonly string[])[] = [
  ['red', 'reds', 'crimson', 'scarlet'],
  ['blue', 'blues', 'navy'],
  ['yellow', 'yellows', 'gold', 'amber', 'orange'],
  ['green', 'greens', 'emerald'],
  ['purple', 'purples', 'violet', 'indigo'],
  ['cyan', 'turquoise', 'teal', 'aqua'],
  ['pink', 'pinks', 'magenta', 'rose'],
  ['grey', 'greys', 'gray', 'grays', 'silver'],
];

const SHAPES = ['▲', '◆', '●', '■', '▼', '★', '◇', '□'];
const LETTERS = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];

const unicodeSymbols: Symbols = {
  pointer: '›',
  correct: '✓',
  wrong: '✗',
  up: '▲',
  down: '▼',
  dot: '·',
  dash: '–',
  ellipsis: '…',
  times: '×',
  full: '█',
  side: '▌',
  bar: '▆',
  rest: '░',
  track: '│',
  thumb: '┃',
  updown: '↑↓',
  checked: '☑',
  unchecked: '☐',
  above: '↑',
  below: '↓',
  held: '»',
  wrapped: '›',
  signal: { good: '▃▅▇', fair: '▃▅▁', weak: '▃▁▁' },
  frame: { left: '╭', edge: '─', right: '╮', side: '│', lowerLeft: '╰', lowerRight: '╯' },
  star: '★',
  confetti: ['▀', '▄'],
};

const asciiSymbols: Symbols = {
  pointer: '>',
  correct: '+',
  wrong: 'x',
  up: '^',
  down: 'v',
  dot: '-',
  dash: '-',
  ellipsis: '...',
  times: 'x',
  full: '#',
  side: '|',
  bar: '#',
  rest: '.',
  track: '|',
  thumb: '#',
  updown: 'up/down',
  checked: '[x]',
  unchecked: '[ ]',
  above: '^',
  below: 'v',
  held: '*',
  wrapped: '>',
  signal: { good: '|||', fair: '||.', weak: '|..' },
  frame: { left: '+', edge: '-', right: '+', side: '|', lowerLeft: '+', lowerRight: '+' },
  star: '*',
  confetti: ['*', 'o'],
};

function stylesOf(palette: Palette): Styles {
  const tone = (name: Tone) => textStyle(palette.tones[name]);
  return {
    header: palette.header,
    paper: palette.paper,
    key: { inverse: true, bold: true },
    strong: { bold: true },
    faint: { dimColor: true },
    accent: { ...tone('purple'), bold: true },
    good: { ...tone('green'), bold: true },
    bad: { ...tone('red'), bold: true },
    flame: { ...tone('amber'), bold: true },
    selected: { inverse: true, bold: true },
    goodBadge: palette.good,
    badBadge: palette.bad,
    noticeBadge: palette.notice,
    barRest: { dimColor: true },
    code: {
      keyword: { ...tone('purple'), bold: true },
      string: tone('green'),
      number: tone('amber'),
      comment: { dimColor: true },
      name: tone('blue'),
      type: tone('cyan'),
      variable: tone('pink'),
    },
  };
}

function textStyle(color: string | undefined): TextStyle {
  return color === undefined ? {} : { color };
}
