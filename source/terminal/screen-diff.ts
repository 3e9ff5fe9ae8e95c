import type { Size } from './hooks/use-size.ts';
import { BLANK, type Cell, NO_STYLE, Pen, REST, blankStyle, styleAfter } from './pen.ts';
import { OUTPUT_PARTS, placeClusters } from '../text/place-clusters.ts';
import { graphemesOf, widthOf } from '../text/width.ts';

/**
 * Shortens Ink's output: Ink writes a changed row from its first change to its end, but only the cells that change need to be written.
 * It knows what the alternate screen shows, because nothing else draws there. Outside of it, the output stays as it is.
 */
export class ScreenDiff {
  #isActive = false;
  #isClosed = false;
  #size: Size = { columns: 0, rows: 0 };
  /** What the terminal shows; null if that is unknown. */
  #shown: readonly Row[] | null = null;
  /** What it should show. Rows that are also in `#shown` are replaced, not changed. */
  #rows: Row[] = [];
  #row = 0;
  #column = 0;
  #style = NO_STYLE;
  #isCursorVisible = false;
  /** Where the visible cursor is; empty if that is unknown. */
  #cursorPlace = '';

  /** Returns what to write to a terminal of this size instead of `output`. Some terminals say that they have no size. */
  write(output: string, size: Size): string {
    if (this.#isClosed) return '';
    const isOutside = !this.#isActive && !output.includes(ENTER_SCREEN);
    if (isOutside || !size.columns || !size.rows) return placeClusters(output, size.columns);
    if (size.columns !== this.#size.columns || size.rows !== this.#size.rows) this.#resize(size);
    let written = '';
    for (const { 0: part, index, groups } of output.matchAll(OUTPUT_PARTS)) {
      if (groups?.['text'] !== undefined) this.#draw(part);
      else if (!this.#apply(part, groups?.['final'], groups?.['parameters'] ?? '')) {
        written += this.#changes() + part;
        this.#follow(part);
        if (part === LEAVE_SCREEN) return written + output.slice(index + part.length);
      }
    }
    written += this.#changes();
    // Ink has drawn its first frame for a terminal that has become lower.
    if (this.#row < size.rows) this.#rows.splice(size.rows);
    return written;
  }

  /** Returns what draws the whole screen again. Empty outside of the alternate screen. */
  redraw(): string {
    this.#shown = null;
    return this.#changes();
  }

  /**
   * Returns what restores the terminal if Ink has not: it draws a last frame first, which fails if the screen cannot be drawn.
   * Whatever Ink writes after that is dropped.
   */
  leave(): string {
    if (!this.#isActive) return '';
    this.#isActive = false;
    this.#isClosed = true;
    return DISABLE_PASTE + LEAVE_SCREEN + SHOW_CURSOR;
  }

  /**
   * Forgets what the terminal shows, but not what it should show: Ink writes only the rows that change, from where it left the
   * cursor. Rows below the terminal are kept until Ink has erased them.
   */
  #resize(size: Size): void {
    this.#size = size;
    this.#shown = null;
    const length = Math.max(size.rows, this.#rows.length);
    this.#rows = Array.from({ length }, (_, index) => resizedRow(this.#rows[index], size.columns));
    this.#column = Math.min(this.#column, size.columns - 1);
  }

  /** Starts with a blank screen. Ink begins in the first row. */
  #reset(): void {
    this.#shown = null;
    this.#rows = Array.from({ length: this.#size.rows }, () => blankRow(this.#size.columns));
    this.#row = 0;
    this.#column = 0;
    this.#style = NO_STYLE;
  }

  /** Notes what a sequence that is passed on does to the terminal. */
  #follow(part: string): void {
    if (part === ENTER_SCREEN || part === LEAVE_SCREEN) {
      this.#isActive = part === ENTER_SCREEN;
      this.#reset();
    }
    if (part === SHOW_CURSOR || part === HIDE_CURSOR) {
      this.#isCursorVisible = part === SHOW_CURSOR;
      this.#cursorPlace = '';
    }
  }

  #draw(text: string): void {
    const { cells } = this.#ownRow(this.#row);
    const isNarrow = IS_NARROW.test(text);
    const style = this.#style;
    const blank = { text: ' ', width: 1, style: blankStyle(style) };
    for (const cluster of isNarrow ? text : graphemesOf(text)) {
      const width = isNarrow ? 1 : widthOf(cluster);
      if (this.#column + width > this.#size.columns) break;
      cells[this.#column] = cluster === ' ' ? blank : { text: cluster, width, style };
      for (let rest = 1; rest < width; rest += 1) cells[this.#column + rest] = REST;
      this.#column += width;
    }
  }

  /** Applies a control character or sequence that moves the cursor, erases or styles. Returns false for any other. */
  #apply(part: string, final: string | undefined, parameters: string): boolean {
    if (/^[<=>?]/u.test(parameters)) return false;
    const { columns } = this.#size;
    const [first = 0, second = 0] = parameters.split(';').map(Number);
    const count = first || 1;
    switch (final ?? part) {
      case 'm':
        this.#style = styleAfter(this.#style, parameters);
        return true;
      case '\n':
        if (this.#row === this.#rows.length - 1) this.#rows = [...this.#rows.slice(1), blankRow(columns)];
        return this.#moveTo(this.#row + 1, 0);
      case '\r':
        return this.#moveTo(this.#row, 0);
      case 'A':
        return this.#moveTo(this.#row - count, this.#column);
      case 'B':
        return this.#moveTo(this.#row + count, this.#column);
      case 'C':
        return this.#moveTo(this.#row, this.#column + count);
      case 'D':
        return this.#moveTo(this.#row, this.#column - count);
      case 'E':
        return this.#moveTo(this.#row + count, 0);
      case 'F':
        return this.#moveTo(this.#row - count, 0);
      case 'G':
        return this.#moveTo(this.#row, count - 1);
      case 'H':
        return this.#moveTo(count - 1, (second || 1) - 1);
      case 'K':
        this.#eraseRow(first === 0 ? this.#column : 0);
        return true;
      case 'J':
        this.#eraseRow(first === 0 ? this.#column : 0);
        this.#rows = this.#rows.map((row, index) =>
          first > 0 || index > this.#row ? blankRow(columns) : row,
        );
        return true;
      default:
        return false;
    }
  }

  #eraseRow(from: number): void {
    const { cells } = this.#ownRow(this.#row);
    for (let column = from; column < cells.length; column += 1) cells[column] = BLANK;
  }

  #moveTo(row: number, column: number): true {
    this.#row = Math.max(0, Math.min(this.#rows.length - 1, row));
    this.#column = Math.max(0, Math.min(this.#size.columns - 1, column));
    return true;
  }

  /** Returns a row that may be changed. */
  #ownRow(index: number): Row {
    const row = this.#rows[index] ?? blankRow(this.#size.columns);
    const own = row === this.#shown?.[index] ? { cells: [...row.cells] } : row;
    this.#rows[index] = own;
    return own;
  }

  /** Returns what draws the cells that have changed since the last call, and puts the cursor where it belongs if it is visible. */
  #changes(): string {
    if (!this.#isActive) return '';
    const pen = new Pen(this.#shown === null ? CLEAR_SCREEN : '');
    const blank = blankRow(this.#size.columns);
    for (const [index, row] of this.#rows.slice(0, this.#size.rows).entries()) {
      const before = this.#shown?.[index] ?? blank;
      if (row !== before) drawRow(pen, index, before, row);
    }
    this.#shown = [...this.#rows];
    const place = `${this.#row};${this.#column}`;
    if (this.#isCursorVisible && (pen.hasWritten || place !== this.#cursorPlace)) {
      pen.moveTo(this.#row, this.#column);
      this.#cursorPlace = place;
    }
    return pen.end();
  }
}

const ENTER_SCREEN = '\u001B[?1049h';
const LEAVE_SCREEN = '\u001B[?1049l';
const SHOW_CURSOR = '\u001B[?25h';
const HIDE_CURSOR = '\u001B[?25l';
/** Turns bracketed paste off. */
const DISABLE_PASTE = '\u001B[?2004l';
const CLEAR_SCREEN = '\u001B[2J';

/** Matches texts in which every character takes one cell, as nearly all do. */
const IS_NARROW = /^[ -~\u2500-\u259F]*$/u;

interface Row {
  readonly cells: Cell[];
}

function blankRow(columns: number): Row {
  return { cells: Array.from({ length: columns }, () => BLANK) };
}

/** Returns a row of this width with what fits of another one. */
function resizedRow({ cells } = blankRow(0), columns: number): Row {
  const fitting = cells
    .slice(0, columns)
    .map((cell, column) => (column + cell.width > columns ? BLANK : cell));
  return { cells: [...fitting, ...blankRow(columns - fitting.length).cells] };
}

/** Draws what differs between two rows. */
function drawRow(pen: Pen, index: number, before: Row, after: Row): void {
  const { cells } = after;
  if (cells.every((cell, column) => isSame(cell, before.cells[column]))) return;
  const blankFrom = cells.findLastIndex((cell) => !isSame(cell, BLANK)) + 1;
  if (!hasCertainWidths(before) || !hasCertainWidths(after)) return pen.drawWhole(index, cells, blankFrom);
  for (const [column, cell] of cells.entries()) {
    if (isSame(cell, before.cells[column])) continue;
    if (column >= blankFrom) return pen.eraseFrom(index, column);
    pen.draw(index, column, cells);
  }
}

function isSame(one: Cell, other: Cell | undefined): boolean {
  return one === other || (one.text === other?.text && one.style === other.style);
}

/** Whether all terminals draw the clusters of a row with the same widths. Otherwise, the row has to be drawn as a whole. */
function hasCertainWidths({ cells }: Row): boolean {
  const text = cells.map((cell) => cell.text).join('');
  return IS_NARROW.test(text) || placeClusters(text, cells.length) === text;
}
