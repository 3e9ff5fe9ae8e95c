import type { TextProps } from 'ink';
import type { Token } from './highlight.ts';

/** The style of a piece of text, to spread into a `<Text>`. Empty on a terminal without colours. */
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
  /** Uses colours, bold and inverse. Without them, words and symbols still carry every meaning. */
  readonly color: boolean;
}

/** The colours and symbols of all screens. */
export interface Theme extends ThemeOptions {
  readonly symbols: Symbols;
  readonly styles: Styles;
  /** One look for each of the eight options that a question may have. */
  readonly options: readonly OptionLook[];
  /** The styles of first, second and third place; empty without colours. */
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

/**
 * Fill, text on the fill, and a tone for bars that contrasts with both black and white. All of them survive on a terminal
 * with 256 colours, where chalk rounds each channel to the nearest sixth, and dark ones up.
 */
const palette = [
  ['#cc0000', WHITE, '#e04040'],
  ['#0044cc', WHITE, '#2277ee'],
  ['#ffaa00', BLACK, '#cc7700'],
  ['#007700', WHITE, '#22aa44'],
  ['#7700aa', WHITE, '#aa44dd'],
  ['#007777', WHITE, '#0099aa'],
  ['#cc0066', WHITE, '#dd4488'],
  ['#555555', WHITE, '#778899'],
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
  caret: '|',
  full: '#',
  bar: '#',
  rest: '.',
  updown: 'up/down',
  chosen: '*',
  held: '*',
  signal: { good: '|||', fair: '||.', weak: '|..' },
  frame: { left: '+', edge: '-', right: '+' },
};

const coloured: Styles = {
  header: { backgroundColor: '#4400aa', color: WHITE, bold: true },
  key: { inverse: true, bold: true },
  strong: { bold: true },
  faint: { dimColor: true },
  accent: { color: '#7744ee', bold: true },
  good: { color: '#119955', bold: true },
  bad: { color: '#dd3333', bold: true },
  selected: { inverse: true, bold: true },
  goodBadge: { backgroundColor: '#007700', color: WHITE, bold: true },
  badBadge: { backgroundColor: '#cc0000', color: WHITE, bold: true },
  noticeBadge: { backgroundColor: '#ffaa00', color: BLACK, bold: true },
  barRest: { dimColor: true },
  code: {
    keyword: { color: '#aa44dd' },
    string: { color: '#119955' },
    number: { color: '#cc7700' },
    comment: { dimColor: true },
    name: { color: '#2277ee' },
    type: { color: '#0099aa' },
    variable: { color: '#dd4488' },
  },
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
  code: { keyword: {}, string: {}, number: {}, comment: {}, name: {}, type: {}, variable: {} },
};

/**
 * Returns the colour level of stdout in chalk's terms: '0' none, '1' 16 colours, '2' 256, '3' 16 million. FORCE_COLOR wins
 * over NO_COLOR, and NO_COLOR over detection. CI in the environment makes no difference.
 */
export function colorLevel(): string {
  const { CI: _, ...env } = process.env;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forced === 'false' ? '0' : forced;
  const depth = process.stdout.isTTY ? process.stdout.getColorDepth(env) : 1;
  // Inside tmux, Node never reports more than 256 colours.
  if (depth > 1 && /truecolor|24bit/u.test(env['COLORTERM'] ?? '')) return '3';
  return LEVELS.get(depth) ?? '0';
}

/** By the colour depth that Node reports, in bits. */
const LEVELS = new Map([
  [4, '1'],
  [8, '2'],
  [24, '3'],
]);
