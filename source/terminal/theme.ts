import type { TextProps } from 'ink';

/** How a piece of text looks; spread into a `<Text>`. Empty where the terminal has no colours. */
export type TextStyle = Pick<
  TextProps,
  'color' | 'backgroundColor' | 'bold' | 'dimColor' | 'inverse' | 'underline'
>;

/** An option's look: a shape, the style of a badge or tile filled with its colour, and of a bar drawn in it. */
export interface OptionLook {
  readonly shape: string;
  readonly tile: TextStyle;
  readonly bar: TextStyle;
}

/** What the terminal can draw. */
export interface ThemeOptions {
  /** Only ASCII: letters in place of shapes, `#` in place of blocks. */
  readonly ascii: boolean;
  /** Colours, bold and inverse. Without them every meaning is still there in words and symbols. */
  readonly color: boolean;
}

/** All colours and symbols of the screens. */
export interface Theme extends ThemeOptions {
  readonly symbols: Symbols;
  readonly styles: Styles;
  /** One for each of the eight options a question may have. */
  readonly options: readonly OptionLook[];
  /** Of the first, second and third place. */
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
  readonly caret: string;
  readonly full: string;
  readonly rest: string;
  readonly updown: string;
}

interface Styles {
  /** The line at the top. */
  readonly header: TextStyle;
  readonly key: TextStyle;
  readonly strong: TextStyle;
  /** What may be overlooked. */
  readonly faint: TextStyle;
  readonly accent: TextStyle;
  readonly good: TextStyle;
  readonly bad: TextStyle;
  readonly selected: TextStyle;
  /** Badges: filled, readable on any background. */
  readonly goodBadge: TextStyle;
  readonly badBadge: TextStyle;
  readonly noticeBadge: TextStyle;
  readonly barRest: TextStyle;
}

export function createTheme({ ascii, color }: ThemeOptions): Theme {
  const shapes = ascii ? LETTERS : SHAPES;
  return {
    ascii,
    color,
    symbols: ascii ? asciiSymbols : unicodeSymbols,
    styles: color ? coloured : plain,
    options: palette.map(([fill, text, bar], index) => ({
      shape: shapes[index] ?? '',
      tile: color ? { backgroundColor: fill, color: text, bold: true } : {},
      bar: color ? { color: bar } : {},
    })),
    medals: color ? MEDALS.map(([fill, text]) => ({ backgroundColor: fill, color: text, bold: true })) : [],
  };
}

const SHAPES = ['▲', '◆', '●', '■', '▼', '★', '◇', '□'];
const LETTERS = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];

const WHITE = '#ffffff';
const BLACK = '#000000';

/** Fill, text on the fill, and a tone for bars that stands out from black as well as from white. */
const palette = [
  ['#d32f2f', WHITE, '#e04848'],
  ['#1565c0', WHITE, '#2f81e0'],
  ['#f0a500', BLACK, '#c77700'],
  ['#2e7d32', WHITE, '#2f9e44'],
  ['#7b1fa2', WHITE, '#a04fd0'],
  ['#00838f', WHITE, '#0b96a5'],
  ['#c2185b', WHITE, '#e0407f'],
  ['#546e7a', WHITE, '#78909c'],
] as const;

const MEDALS = [
  ['#e6b800', BLACK],
  ['#b8c4cc', BLACK],
  ['#c77b3b', BLACK],
] as const;

const unicodeSymbols: Symbols = {
  pointer: '›',
  right: '✓',
  wrong: '✗',
  up: '▲',
  down: '▼',
  dot: '·',
  dash: '–',
  ellipsis: '…',
  caret: '│',
  full: '█',
  rest: '░',
  updown: '↑↓',
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
  caret: '|',
  full: '#',
  rest: '.',
  updown: 'up/down',
};

const coloured: Styles = {
  header: { backgroundColor: '#4527a0', color: WHITE, bold: true },
  key: { inverse: true, bold: true },
  strong: { bold: true },
  faint: { dimColor: true },
  accent: { color: '#8a5cf0', bold: true },
  good: { color: '#1f9d4d', bold: true },
  bad: { color: '#e5484d', bold: true },
  selected: { inverse: true, bold: true },
  goodBadge: { backgroundColor: '#2e7d32', color: WHITE, bold: true },
  badBadge: { backgroundColor: '#c62828', color: WHITE, bold: true },
  noticeBadge: { backgroundColor: '#f0a500', color: BLACK, bold: true },
  barRest: { dimColor: true },
};

const plain: Styles = {
  header: {},
  key: {},
  strong: {},
  faint: {},
  accent: {},
  good: {},
  bad: {},
  selected: {},
  goodBadge: {},
  badBadge: {},
  noticeBadge: {},
  barRest: {},
};
