import type xterm from '@xterm/headless';

type Terminal = InstanceType<typeof xterm.Terminal>;
type Cell = NonNullable<
  ReturnType<NonNullable<ReturnType<Terminal['buffer']['active']['getLine']>>['getCell']>
>;

/** The colours of a terminal: its default ones, and the first 16 of its palette. */
export interface Colors {
  readonly foreground: string;
  readonly background: string;
  readonly ansi: readonly string[];
}

/** Windows Terminal's default scheme, Campbell. */
export const dark: Colors = {
  foreground: '#cccccc',
  background: '#0c0c0c',
  ansi: (
    '#0c0c0c #c50f1f #13a10e #c19c00 #0037da #881798 #3a96dd #cccccc ' +
    '#767676 #e74856 #16c60c #f9f1a5 #3b78ff #b4009e #61d6d6 #f2f2f2'
  ).split(' '),
};

/** The light scheme of Visual Studio Code. */
export const light: Colors = {
  foreground: '#333333',
  background: '#ffffff',
  ansi: (
    '#000000 #cd3131 #107c10 #949800 #0451a5 #bc05bc #0598bc #555555 ' +
    '#666666 #cd3131 #14ce14 #b5ba00 #0451a5 #bc05bc #0598bc #a5a5a5'
  ).split(' '),
};

/** The size of a cell, in pixels. */
const WIDTH = 9;
const HEIGHT = 20;
const BASELINE = 15;

/** A screen as a picture. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** SVG elements, from the origin on. */
  readonly body: string;
}

/** Draws what is on a terminal's screen. */
export function pictureOf(terminal: Terminal, colors: Colors): Picture {
  const { cols, rows } = terminal;
  const { active } = terminal.buffer;
  const body = [rectangle(0, 0, cols * WIDTH, rows * HEIGHT, colors.background)];
  for (let row = 0; row < rows; row++) {
    const line = active.getLine(active.baseY + row);
    if (line) body.push(...rowOf(cellsOf(line, cols), row, colors));
  }
  return { width: cols * WIDTH, height: rows * HEIGHT, body: body.join('\n') };
}

/** Puts pictures with captions into one file, in columns. */
export function sheetOf(
  pictures: readonly { readonly caption: string; readonly picture: Picture }[],
  columns: number,
  colors: Colors,
): string {
  const width = Math.max(...pictures.map(({ picture }) => picture.width)) + GAP;
  const height = Math.max(...pictures.map(({ picture }) => picture.height)) + GAP + CAPTION;
  const rows = Math.ceil(pictures.length / columns);
  const parts = pictures.map(({ caption, picture }, index) => {
    const x = GAP + (index % columns) * width;
    const y = GAP + Math.floor(index / columns) * height;
    const label = `<text y="15" fill="${colors.foreground}">${escapeXml(caption)}</text>`;
    return `<g transform="translate(${x} ${y})">${label}<g transform="translate(0 ${CAPTION})">${picture.body}</g></g>`;
  });
  const size = { width: GAP + columns * width, height: GAP + rows * height };
  return document(size, [rectangle(0, 0, size.width, size.height, GROUND), ...parts].join('\n'));
}

/** One picture as a file of its own. */
export function fileOf({ width, height, body }: Picture): string {
  return document({ width, height }, body);
}

const GAP = 24;
const CAPTION = 24;
const GROUND = '#808080';

function document(
  { width, height }: { readonly width: number; readonly height: number },
  body: string,
): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" ` +
    `font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="15" shape-rendering="crispEdges" style="white-space:pre">\n${body}\n</svg>\n`
  );
}

interface Styled {
  readonly text: string;
  readonly width: number;
  readonly column: number;
  readonly foreground: string;
  readonly background: string;
  readonly isBold: boolean;
  readonly isFaint: boolean;
}

interface Line {
  getCell(column: number): Cell | undefined;
}

function cellsOf(line: Line, columns: number): { readonly cell: Cell; readonly column: number }[] {
  return Array.from({ length: columns }, (_, column) => ({ cell: line.getCell(column), column })).flatMap(
    ({ cell, column }) => (cell && cell.getWidth() > 0 ? [{ cell, column }] : []),
  );
}

/** Cells of the same style become one run, to keep the file small. */
function rowOf(
  cells: readonly { readonly cell: Cell; readonly column: number }[],
  row: number,
  colors: Colors,
): string[] {
  const styled = cells.map(({ cell, column }) => styledCell(cell, column, colors));
  const y = row * HEIGHT;
  const grounds = runsOf(styled, (a, b) => a.background === b.background)
    .filter(([first]) => first.background !== colors.background)
    .map((run) => {
      const [first] = run;
      return rectangle(first.column * WIDTH, y, widthOf(run) * WIDTH, HEIGHT, first.background);
    });
  const shapes = runsOf(
    styled,
    (a, b) => a.text === b.text && a.foreground === b.foreground && a.isFaint === b.isFaint,
  ).flatMap((run) => blocksOf(run, y));
  const letters = styled.map((cell) => (cell.text in BLOCKS ? { ...cell, text: ' ' } : cell));
  const texts = runsOf(
    letters,
    (a, b) => a.foreground === b.foreground && a.isBold === b.isBold && a.isFaint === b.isFaint,
  )
    .map((run) => textOf(run, y))
    .filter((text) => text !== '');
  return [...grounds, ...shapes, ...texts];
}

function styledCell(cell: Cell, column: number, colors: Colors): Styled {
  const foreground = cell.isFgDefault()
    ? colors.foreground
    : colorOf(cell.getFgColor(), cell.isFgRGB(), colors);
  const background = cell.isBgDefault()
    ? colors.background
    : colorOf(cell.getBgColor(), cell.isBgRGB(), colors);
  const isInverse = cell.isInverse() !== 0;
  return {
    text: cell.getChars() || ' ',
    width: cell.getWidth(),
    column,
    foreground: isInverse ? background : foreground,
    background: isInverse ? foreground : background,
    isBold: cell.isBold() !== 0,
    isFaint: cell.isDim() !== 0,
  };
}

function colorOf(color: number, isRgb: boolean, { ansi }: Colors): string {
  if (isRgb) return `#${color.toString(16).padStart(6, '0')}`;
  if (color < 16) return ansi[color] ?? '#000000';
  const gray = 8 + (color - 232) * 10;
  if (color >= 232) return hex(gray, gray, gray);
  const index = color - 16;
  const level = (value: number) => (value === 0 ? 0 : 55 + value * 40);
  return hex(level(Math.floor(index / 36)), level(Math.floor(index / 6) % 6), level(index % 6));
}

function hex(red: number, green: number, blue: number): string {
  return `#${[red, green, blue].map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

function runsOf(
  cells: readonly Styled[],
  isSame: (a: Styled, b: Styled) => boolean,
): [Styled, ...Styled[]][] {
  const runs: [Styled, ...Styled[]][] = [];
  for (const cell of cells) {
    const run = runs.at(-1);
    if (run && isSame(run[0], cell)) run.push(cell);
    else runs.push([cell]);
  }
  return runs;
}

function widthOf(run: readonly Styled[]): number {
  return run.reduce((sum, { width }) => sum + width, 0);
}

/** The words of a run, each stretched to its cells whatever the font, because not every viewer has the same one. */
function textOf(run: readonly [Styled, ...Styled[]], y: number): string {
  const words = runsOf(run, (a, b) => (a.text === ' ') === (b.text === ' '));
  return words
    .filter(([first]) => first.text !== ' ')
    .map((word) => {
      const [{ column, foreground, isBold, isFaint }] = word;
      const style = `${isBold ? ' font-weight="bold"' : ''}${isFaint ? ' opacity="0.6"' : ''}`;
      const text = escapeXml(word.map((cell) => cell.text).join(''));
      return `<text x="${column * WIDTH}" y="${y + BASELINE}" fill="${foreground}" textLength="${widthOf(word) * WIDTH}"${style}>${text}</text>`;
    })
    .join('');
}

/** Block characters as the part of a cell that they fill: left, top, width and height. Fonts leave gaps between them. */
const BLOCKS: Readonly<Record<string, readonly [number, number, number, number]>> = {
  '█': [0, 0, 1, 1],
  '▀': [0, 0, 1, 0.5],
  '▄': [0, 0.5, 1, 0.5],
  '▌': [0, 0, 0.5, 1],
  '▐': [0.5, 0, 0.5, 1],
  '▁': [0, 7 / 8, 1, 1 / 8],
  '▂': [0, 6 / 8, 1, 2 / 8],
  '▃': [0, 5 / 8, 1, 3 / 8],
  '▅': [0, 3 / 8, 1, 5 / 8],
  '▆': [0, 2 / 8, 1, 6 / 8],
  '▇': [0, 1 / 8, 1, 7 / 8],
};

/** A run of the same block character becomes one rectangle if the character fills the width of its cell. */
function blocksOf(run: readonly [Styled, ...Styled[]], y: number): string[] {
  const [{ text, column, foreground, isFaint }] = run;
  const block = BLOCKS[text];
  if (!block) return [];
  const [left, top, width, height] = block;
  const opacity = isFaint ? ' opacity="0.6"' : '';
  const parts =
    width === 1
      ? [{ column, cells: run.length }]
      : run.map((cell) => ({ column: cell.column, cells: width }));
  return parts.map(({ column: first, cells }) =>
    rectangle((first + left) * WIDTH, y + top * HEIGHT, cells * WIDTH, height * HEIGHT, foreground, opacity),
  );
}

function rectangle(x: number, y: number, width: number, height: number, fill: string, more = ''): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${fill}"${more}/>`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
