import type { TextProps } from 'ink';
import type { ColorDepth } from './capabilities.ts';
import type { Token } from './highlight.ts';
import { type Palette, type Tone, palettes } from './palette.ts';

/** The style of a piece of text, to spread into a `<Text>`. */
export type TextStyle = Pick<
  TextProps,
  'color' | 'backgroundColor' | 'bold' | 'dimColor' | 'inverse' | 'underline'
>;

/** The appearance of an option: its shape, the style of badges and tiles in its colour, and that of its bar. */
export interface OptionLook {
  readonly shape: string;
  readonly tile: TextStyle;
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
  /** The styles of first, second and third place. */
  readonly medals: readonly TextStyle[];
}

interface Symbols {
  readonly pointer: string;
  readonly right: string;
  readonly wrong: string;
  readonly up: string;
  readonly down: string;
  readonly dot: string;
  readonly dash: string;
  readonly ellipsis: string;
  /** A filled cell of large digits. */
  readonly full: string;
  /** A filled cell of a bar. Lower than `full`, to leave a gap between bars. */
  readonly bar: string;
  readonly rest: string;
  readonly updown: string;
  /** Marks a selected option. */
  readonly chosen: string;
  /** Marks an item that has been picked up. */
  readonly held: string;
  /** The quality of the connection. All have the same width. */
  readonly signal: Readonly<Record<'good' | 'fair' | 'weak', string>>;
  readonly frame: FrameSymbols;
}

/** The top edge of a frame, for frames with a label in it. */
interface FrameSymbols {
  readonly left: string;
  readonly edge: string;
  readonly right: string;
}

interface Styles {
  /** The top line of the screen. */
  readonly header: TextStyle;
  readonly key: TextStyle;
  readonly strong: TextStyle;
  /** Text of minor importance. */
  readonly faint: TextStyle;
  readonly accent: TextStyle;
  readonly good: TextStyle;
  readonly bad: TextStyle;
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
  return {
    ascii,
    symbols: ascii ? asciiSymbols : unicodeSymbols,
    styles: stylesOf(palette),
    options: palette.tiles.map((tile, index) => ({
      shape: shapes[index] ?? '',
      tile,
      bar: textStyle(palette.bars[index]),
    })),
    medals: palette.medals,
  };
}

const SHAPES = ['▲', '◆', '●', '■', '▼', '★', '◇', '□'];
const LETTERS = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];

const unicodeSymbols: Symbols = {
  pointer: '›',
  right: '✓',
  wrong: '✗',
  up: '▲',
  down: '▼',
  dot: '·',
  dash: '–',
  ellipsis: '…',
  full: '█',
  bar: '▆',
  rest: '░',
  updown: '↑↓',
  chosen: '✓',
  held: '»',
  signal: { good: '▃▅▇', fair: '▃▅▁', weak: '▃▁▁' },
  frame: { left: '╭', edge: '─', right: '╮' },
};

const asciiSymbols: Symbols = {
  pointer: '>',
  right: '+',
  wrong: 'x',
  up: '+',
  down: '-',
  dot: '-',
  dash: '-',
  ellipsis: '...',
  full: '#',
  bar: '#',
  rest: '.',
  updown: 'up/down',
  chosen: '*',
  held: '*',
  signal: { good: '|||', fair: '||.', weak: '|..' },
  frame: { left: '+', edge: '-', right: '+' },
};

function stylesOf(palette: Palette): Styles {
  const tone = (name: Tone) => textStyle(palette.tones[name]);
  return {
    header: palette.header,
    key: { inverse: true, bold: true },
    strong: { bold: true },
    faint: { dimColor: true },
    accent: { ...tone('purple'), bold: true },
    good: { ...tone('green'), bold: true },
    bad: { ...tone('red'), bold: true },
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
