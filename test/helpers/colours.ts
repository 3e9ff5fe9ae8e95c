/** Select graphic rendition with a colour: 30–38, 40–48, 90–97, 100–107. */
export const COLOR_CODE = new RegExp(
  `\u001B${String.raw`\[(?:\d+;)*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])[;\dm]`}`,
  'u',
);

export type Rgb = readonly [red: number, green: number, blue: number];

/** The 16 colours of common terminals by default, in the order of their SGR codes. */
export const terminals = {
  // https://invisible-island.net/xterm/manpage/xterm.html, resources color0 to color15.
  xterm: table(
    '000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5',
    '7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff',
  ),
  // vscode/src/vs/workbench/contrib/terminal/common/terminalColorRegistry.ts, dark.
  'VS Code': table(
    '000000 cd3131 0dbc79 e5e510 2472c8 bc3fbc 11a8cd e5e5e5',
    '666666 f14c4c 23d18b f5f543 3b8eea d670d6 29b8db e5e5e5',
  ),
  // The same for light themes.
  'VS Code, light': table(
    '000000 cd3131 107c10 949800 0451a5 bc05bc 0598bc 555555',
    '666666 cd3131 14ce14 b5ba00 0451a5 bc05bc 0598bc a5a5a5',
  ),
  // https://learn.microsoft.com/windows/terminal/customize-settings/color-schemes, Campbell.
  'Windows Terminal': table(
    '0c0c0c c50f1f 13a10e c19c00 0037da 881798 3a96dd cccccc',
    '767676 e74856 16c60c f9f1a5 3b78ff b4009e 61d6d6 f2f2f2',
  ),
  // https://en.wikipedia.org/wiki/ANSI_escape_code#Colors, Terminal.app.
  'macOS Terminal': table(
    '000000 990000 00a600 999900 0000b2 b200b2 00a6b2 bfbfbf',
    '666666 e60000 00d900 e6e600 0000ff e600e6 00e6e6 e6e6e6',
  ),
};

export type ColorTable = ReadonlyMap<string, Rgb>;

function table(...rows: readonly string[]): ColorTable {
  const names = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];
  const colors = rows.flatMap((row) => row.split(' ').map((hex) => fromHex(hex)));
  return new Map(
    [...names, ...names.map((name) => `${name}Bright`)].map((name, index) => [
      name,
      colors[index] ?? [0, 0, 0],
    ]),
  );
}

function fromHex(hex: string): Rgb {
  const channel = (index: number) => Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16);
  return [channel(0), channel(1), channel(2)];
}

/** Returns what a terminal shows for one of Ink's colours: `#rrggbb`, `ansi256(n)` from 16 on, or a name. */
export function rgbOf(color: string, names: ColorTable): Rgb {
  if (color.startsWith('#')) return fromHex(color.slice(1));
  const index = Number(/^ansi256\((\d+)\)$/u.exec(color)?.[1] ?? Number.NaN);
  if (index >= 232) return [8 + (index - 232) * 10, 8 + (index - 232) * 10, 8 + (index - 232) * 10];
  if (index >= 16) {
    const level = (step: number) => (step === 0 ? 0 : 55 + step * 40);
    const cell = index - 16;
    return [level(Math.floor(cell / 36)), level(Math.floor(cell / 6) % 6), level(cell % 6)];
  }
  const named = names.get(color);
  if (!named) throw new Error(`no such colour: ${color}`);
  return named;
}

/** Returns the contrast ratio of two colours, from 1 to 21: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio. */
export function contrast(one: Rgb, other: Rgb): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: Rgb): number {
  const [red, green, blue] = linear(color);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function linear([red, green, blue]: Rgb): Rgb {
  const channel = (value: number) =>
    value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
  return [channel(red), channel(green), channel(blue)];
}

/** Ways of seeing colours: the common one, and the three kinds of dichromacy. */
export const visions = ['all cones', 'protanopia', 'deuteranopia', 'tritanopia'] as const;

export type Vision = (typeof visions)[number];

type Matrix = readonly [Rgb, Rgb, Rgb];

/**
 * For linear RGB, at full severity. G. M. Machado, M. M. Oliveira, L. A. F. Fernandes: A Physiologically-based Model for
 * Simulation of Color Vision Deficiency, IEEE TVCG 15(6), 2009,
 * https://www.inf.ufrgs.br/~oliveira/pubs_files/CVD_Simulation/CVD_Simulation.html.
 */
const SIMULATIONS: Readonly<Record<Vision, Matrix>> = {
  'all cones': [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** Returns the distance of two colours as someone with this vision sees them (CIEDE2000). About 2 can just be noticed. */
export function perceivedDistance(one: Rgb, other: Rgb, vision: Vision): number {
  return ciede2000(labOf(simulate(one, vision)), labOf(simulate(other, vision)));
}

function simulate(color: Rgb, vision: Vision): Rgb {
  const seen = multiply(SIMULATIONS[vision], linear(color));
  const clamped = (value: number) => Math.min(1, Math.max(0, value));
  return [clamped(seen[0]), clamped(seen[1]), clamped(seen[2])];
}

function multiply(matrix: Matrix, [x, y, z]: Rgb): Rgb {
  const row = ([a, b, c]: Rgb) => a * x + b * y + c * z;
  return [row(matrix[0]), row(matrix[1]), row(matrix[2])];
}

type Lab = readonly [lightness: number, a: number, b: number];

/** IEC 61966-2-1: linear sRGB to XYZ, relative to the white point D65. */
const TO_XYZ: Matrix = [
  [0.4124564 / 0.95047, 0.3575761 / 0.95047, 0.1804375 / 0.95047],
  [0.2126729, 0.7151522, 0.072175],
  [0.0193339 / 1.08883, 0.119192 / 1.08883, 0.9503041 / 1.08883],
];

/** CIE 1976 L*a*b* of a colour in linear RGB. */
function labOf(color: Rgb): Lab {
  const scale = (value: number) =>
    value > 216 / 24_389 ? Math.cbrt(value) : ((24_389 / 27) * value + 16) / 116;
  const [x, y, z] = multiply(TO_XYZ, color);
  return [116 * scale(y) - 16, 500 * (scale(x) - scale(y)), 200 * (scale(y) - scale(z))];
}

/**
 * G. Sharma, W. Wu, E. N. Dalal: The CIEDE2000 Color-Difference Formula, Color Research and Application 30(1), 2005,
 * https://hajim.rochester.edu/ece/sites/gsharma/ciede2000/.
 */
export function ciede2000([l1, a1, b1]: Lab, [l2, a2, b2]: Lab): number {
  const meanC = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2;
  const g = 0.5 * (1 - chromaWeight(meanC));
  const [x1, x2] = [a1 * (1 + g), a2 * (1 + g)];
  const [c1, c2] = [Math.hypot(x1, b1), Math.hypot(x2, b2)];
  const [h1, h2] = [hue(x1, b1), hue(x2, b2)];
  const isGrey = c1 * c2 === 0;
  const turn = isGrey ? 0 : ((h2 - h1 + 540) % 360) - 180;
  const dL = l2 - l1;
  const dC = c2 - c1;
  const dH = 2 * Math.sqrt(c1 * c2) * sin(turn / 2);
  const c = (c1 + c2) / 2;
  const h = isGrey ? h1 + h2 : h1 + turn / 2;
  const t = 1 - 0.17 * cos(h - 30) + 0.24 * cos(2 * h) + 0.32 * cos(3 * h + 6) - 0.2 * cos(4 * h - 63);
  const fromMiddle = ((l1 + l2) / 2 - 50) ** 2;
  const sL = 1 + (0.015 * fromMiddle) / Math.sqrt(20 + fromMiddle);
  const sC = 1 + 0.045 * c;
  const sH = 1 + 0.015 * c * t;
  const fromBlue = (((h + 360) % 360) - 275) / 25;
  const rotation = -2 * chromaWeight(c) * sin(60 * Math.exp(-(fromBlue ** 2)));
  return Math.sqrt((dL / sL) ** 2 + (dC / sC) ** 2 + (dH / sH) ** 2 + rotation * (dC / sC) * (dH / sH));
}

function chromaWeight(chroma: number): number {
  return Math.sqrt(chroma ** 7 / (chroma ** 7 + 25 ** 7));
}

/** In degrees, from 0 to 360. */
function hue(a: number, b: number): number {
  return ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360;
}

function sin(degrees: number): number {
  return Math.sin((degrees * Math.PI) / 180);
}

function cos(degrees: number): number {
  return Math.cos((degrees * Math.PI) / 180);
}
