import type { ColorDepth } from './capabilities.ts';

/** A colour for Ink, or undefined for the terminal's own text colour. */
type Color = string | undefined;

/** Text on a background of its own, which is readable whatever the colours of the terminal. */
export interface Fill {
  readonly backgroundColor?: string;
  readonly color?: string;
  readonly bold?: boolean;
  readonly inverse?: boolean;
}

/** The colours of all screens at one colour depth. */
export interface Palette {
  /** One for each of the eight options that a question may have. */
  readonly tiles: readonly Fill[];
  /** First, second and third place. */
  readonly medals: readonly Fill[];
  /** Decoration only, so it need not be readable. */
  readonly confetti: readonly Color[];
  readonly header: Fill;
  /** Black on white, for QR codes. */
  readonly paper: Fill;
  readonly good: Fill;
  readonly bad: Fill;
  readonly notice: Fill;
  /** The colours of the options' bars; empty if they have none. */
  readonly bars: readonly Color[];
  /** Colours for text on the terminal's own background, which may be dark or light. */
  readonly tones: Readonly<Record<Tone, Color>>;
}

export type Tone = 'red' | 'blue' | 'amber' | 'green' | 'purple' | 'cyan' | 'pink' | 'grey';

type Tones = Palette['tones'];

const on = (backgroundColor: string, color: string): Fill => ({ backgroundColor, color, bold: true });

const WHITE = '#ffffff';
const BLACK = '#000000';

const cube = (index: number) => `ansi256(${index})`;
const CUBE_CONFETTI = [203, 220, 78, 45, 141, 213, 75, 208].map(cube);

/** As light as contrasts equally with black and white, 4.6:1. */
const trueTones: Tones = {
  red: '#e61e2b',
  blue: '#116ff2',
  amber: '#af6204',
  green: '#138656',
  purple: '#924ef1',
  cyan: '#07828d',
  pink: '#d92981',
  grey: '#6d7780',
};

/** Dark and light fills alternate, because lightness is what every eye can tell apart. */
const trueColor: Palette = {
  tiles: [
    on('#a5141c', WHITE),
    on('#1147f0', WHITE),
    on('#ffcc33', BLACK),
    on('#26a269', BLACK),
    on('#5a1278', WHITE),
    on('#33eef5', BLACK),
    on('#d977a8', BLACK),
    on('#606060', WHITE),
  ],
  medals: [on('#ffd23f', BLACK), on('#c9d1d9', BLACK), on('#b8763c', BLACK)],
  // Their codes are shorter than those of true colours, and confetti is many of them.
  confetti: CUBE_CONFETTI,
  header: on('#4400aa', WHITE),
  paper: { backgroundColor: WHITE, color: BLACK },
  good: on('#26a269', BLACK),
  bad: on('#a5141c', WHITE),
  notice: on('#ffcc33', BLACK),
  bars: barsOf(trueTones),
  tones: trueTones,
};

const WHITE_256 = cube(231);
const BLACK_256 = cube(16);

const manyTones: Tones = {
  red: cube(160),
  blue: cube(27),
  amber: cube(130),
  green: cube(29),
  purple: cube(99),
  cyan: cube(30),
  pink: cube(162),
  grey: cube(243),
};

/** Only colours from 16 on: terminals and their themes agree on those. */
const manyColors: Palette = {
  tiles: [
    on(cube(124), WHITE_256),
    on(cube(26), WHITE_256),
    on(cube(220), BLACK_256),
    on(cube(36), BLACK_256),
    on(cube(53), WHITE_256),
    on(cube(87), BLACK_256),
    on(cube(176), BLACK_256),
    on(cube(240), WHITE_256),
  ],
  medals: [on(cube(220), BLACK_256), on(cube(252), BLACK_256), on(cube(136), BLACK_256)],
  confetti: CUBE_CONFETTI,
  header: on(cube(55), WHITE_256),
  paper: { backgroundColor: WHITE_256, color: BLACK_256 },
  good: on(cube(36), BLACK_256),
  bad: on(cube(124), WHITE_256),
  notice: on(cube(220), BLACK_256),
  bars: barsOf(manyTones),
  tones: manyTones,
};

/** Not bold: many terminals draw bold black as grey. */
const blackOn = (backgroundColor: string): Fill => ({ backgroundColor, color: 'black' });

/**
 * Each terminal has its own idea of the 16 colours. Text reaches 4.5:1 in all common ones only in black on these backgrounds, or
 * the other way round. No red does: black on bright red comes closest, with 4.1:1 in one theme. Nor does green, which has 3.9:1
 * there, but bright green looks like yellow to some eyes, and no other fill is left for the fourth option. White is dark grey in light
 * themes. Hardly any colour can be read on both black and white, so text on the terminal's own background is not coloured.
 */
const sixteenColors: Palette = {
  tiles: [
    blackOn('whiteBright'),
    blackOn('cyan'),
    blackOn('yellowBright'),
    blackOn('green'),
    on('black', 'whiteBright'),
    on('black', 'cyanBright'),
    on('black', 'yellowBright'),
    on('black', 'greenBright'),
  ],
  medals: [blackOn('yellowBright'), blackOn('whiteBright'), blackOn('yellow')],
  confetti: ['redBright', 'yellowBright', 'greenBright', 'cyanBright', 'magentaBright', 'blueBright'],
  header: blackOn('cyan'),
  paper: blackOn('whiteBright'),
  good: blackOn('greenBright'),
  bad: blackOn('redBright'),
  notice: blackOn('yellowBright'),
  bars: [],
  tones: {
    red: 'redBright',
    blue: undefined,
    amber: undefined,
    green: undefined,
    purple: undefined,
    cyan: undefined,
    pink: undefined,
    grey: undefined,
  },
};

const bold: Fill = { bold: true };
const reversed: Fill = { inverse: true, bold: true };

const noColors: Palette = {
  tiles: Array.from({ length: 8 }, () => bold),
  medals: [reversed, reversed, reversed],
  confetti: [undefined],
  header: reversed,
  // Most terminals are dark, and scanners also read what comes out on light ones: white on black.
  paper: { inverse: true },
  good: reversed,
  bad: reversed,
  notice: reversed,
  bars: [],
  tones: { ...sixteenColors.tones, red: undefined },
};

export const palettes: Readonly<Record<ColorDepth, Palette>> = {
  1: noColors,
  4: sixteenColors,
  8: manyColors,
  24: trueColor,
};

function barsOf({ red, blue, amber, green, purple, cyan, pink, grey }: Tones): readonly Color[] {
  return [red, blue, amber, green, purple, cyan, pink, grey];
}
