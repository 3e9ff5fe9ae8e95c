import { placeClusters } from '../text/place-clusters.ts';

/** Writes cells. Moves the cursor and changes the style only if necessary. */
export class Pen {
  #written: string;
  #row = -1;
  #column = -1;
  #style = NO_STYLE;

  constructor(start: string) {
    this.#written = start;
  }

  get hasWritten(): boolean {
    return this.#written !== '';
  }

  /** Draws the cell at a column, after the few cells between the last one and it. */
  draw(row: number, column: number, cells: readonly Cell[]): void {
    const gap = row === this.#row ? cells.slice(this.#column, column) : [];
    const isNear = this.#column >= 0 && this.#column < column && gap.length <= MAX_JUMP;
    if (row === this.#row && isNear && gap.every((each) => this.#hasStyleOf(each))) {
      for (const cell of gap) this.#write(cell, cells.length);
    }
    const cell = cells[column] ?? BLANK;
    if (cell.width === 0) return;
    this.moveTo(row, column);
    this.#write(cell, cells.length);
  }

  /** Blanks the rest of a row. */
  eraseFrom(row: number, column: number): void {
    this.moveTo(row, column);
    this.#setStyle(NO_STYLE);
    this.#written += ERASE_TO_END_OF_ROW;
  }

  /** Draws a whole row so that none of its clusters can displace the others. */
  drawWhole(row: number, cells: readonly Cell[], blankFrom: number): void {
    this.moveTo(row, 0);
    const start = this.#written.length;
    for (const cell of cells.slice(0, blankFrom)) this.#write(cell, cells.length);
    this.#setStyle(NO_STYLE);
    if (blankFrom < cells.length) this.#written += ERASE_TO_END_OF_ROW;
    this.#written = this.#written.slice(0, start) + placeClusters(this.#written.slice(start), cells.length);
    this.#row = -1;
  }

  moveTo(row: number, column: number): void {
    if (row !== this.#row) this.#written += `\u001B[${row + 1};${column + 1}H`;
    else if (column !== this.#column) this.#written += `\u001B[${column + 1}G`;
    this.#row = row;
    this.#column = column;
  }

  end(): string {
    this.#setStyle(NO_STYLE);
    return this.#written;
  }

  #write({ text, width, style }: Cell, columns: number): void {
    if (width > 0 && !this.#hasStyleOf({ text, width, style })) this.#setStyle(style);
    this.#written += text;
    this.#column += width;
    // There, terminals differ on where the cursor is.
    if (this.#column >= columns) this.#row = -1;
  }

  /** Whether a cell looks right if it is drawn now. A blank shows only part of a style. */
  #hasStyleOf({ text, style }: Cell): boolean {
    return style === this.#style || (text === ' ' && style === blankStyle(this.#style));
  }

  #setStyle(style: Style): void {
    if (style !== this.#style) this.#written += `\u001B[${transition(this.#style, style)}m`;
    this.#style = style;
  }
}

/** How many unchanged cells are drawn again rather than jumped over. */
const MAX_JUMP = 4;

const ERASE_TO_END_OF_ROW = '\u001B[K';

/** What a cell shows. The other cell of a wide character is `REST`. */
export interface Cell {
  readonly text: string;
  readonly width: number;
  readonly style: Style;
}

/**
 * The parameters that set each attribute, separated by `|`: bold, dim, italic, underlined, inverse, struck through, the colour of the
 * text and that of the background. Empty for those that are not set.
 */
export type Style = string;

export const NO_STYLE: Style = '|||||||';

/** The parameters that reset the attributes. */
const OFF = ['22', '22', '23', '24', '27', '29', '39', '49'];

export const BLANK: Cell = { text: ' ', width: 1, style: NO_STYLE };
export const REST: Cell = { text: '', width: 0, style: NO_STYLE };

/** Leaves out what a blank does not show. */
export function blankStyle(style: Style): Style {
  const [, , , underlined, inverse, struck, , background] = style.split('|');
  return underlined || inverse || struck ? style : `|||||||${background}`;
}

/** Applies the parameters of SGR (select graphic rendition), as Ink writes them. */
export function styleAfter(style: Style, parameters: string): Style {
  const slots = style.split('|');
  for (const code of parameters.match(/[34]8;(?:5;\d+|2;\d+;\d+;\d+)|\d+/gu) ?? ['0']) {
    const number = Number.parseInt(code, 10);
    if (number === 0) slots.fill('');
    for (const [slot, off] of OFF.entries()) if (code === off) slots[slot] = '';
    const slot = slotOf(number);
    if (slot !== undefined && !OFF.includes(code)) slots[slot] = code;
  }
  return slots.join('|');
}

function slotOf(code: number): number | undefined {
  if (code >= 30) return (code >= 40 && code < 50) || code >= 100 ? 7 : 6;
  return SLOTS.get(code);
}

const SLOTS = new Map([1, 2, 3, 4, 7, 9].map((code, slot) => [code, slot]));

/** Returns the parameters that change one style into another. */
function transition(from: Style, to: Style): string {
  const [before, after] = [from.split('|'), to.split('|')];
  // One parameter resets both bold and dim.
  const resetsWeight = [0, 1].some((slot) => before[slot] !== '' && after[slot] === '');
  const codes = after.flatMap((code, slot) => {
    if (slot < 2) return code !== '' && (resetsWeight || before[slot] === '') ? [code] : [];
    return code === before[slot] ? [] : [code || (OFF[slot] ?? '')];
  });
  const changed = [...(resetsWeight ? ['22'] : []), ...codes].join(';');
  const anew = ['', ...after.filter((code) => code !== '')].join(';');
  return anew.length < changed.length ? anew : changed;
}
