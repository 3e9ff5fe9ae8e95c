import { stripVTControlCharacters } from 'node:util';
import xterm from '@xterm/headless';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ScreenDiff } from '../../source/terminal/screen-diff.ts';
import { widthOf } from '../../source/text/width.ts';

const size = { columns: 20, rows: 6 };
const ENTER = '\u001B[?1049h';
const LEAVE = '\u001B[?1049l';

/** Draws rows as Ink does, below each other from the first one, and leaves the cursor in the last one. */
function frame(...rows: readonly string[]): string {
  return `\u001B[${size.rows}A\u001B[G${rows.map((row) => `\u001B[2K${row}`).join('\n')}`;
}

/** A terminal that shows what was written, with its colours. */
function emulator() {
  const terminal = new xterm.Terminal({
    cols: size.columns,
    rows: size.rows,
    allowProposedApi: true,
    convertEol: true,
  });
  return {
    async after(output: string): Promise<string[]> {
      await new Promise<void>((resolve) => terminal.write(output, resolve));
      const { active } = terminal.buffer;
      const cell = active.getNullCell();
      return Array.from({ length: size.rows }, (_, row) =>
        Array.from({ length: size.columns }, (__, column) => {
          active.getLine(row)?.getCell(column, cell);
          const background = [cell.getBgColorMode(), cell.getBgColor(), cell.isInverse(), cell.isUnderline()];
          const text = [
            cell.getFgColorMode(),
            cell.getFgColor(),
            cell.isBold(),
            cell.isDim(),
            cell.isItalic(),
          ];
          const isBlank = cell.getChars().trim() === '' && !cell.isInverse() && !cell.isUnderline();
          return [cell.getChars().trim(), cell.getWidth(), ...background, ...(isBlank ? [] : text)].join(' ');
        }).join('|'),
      );
    },
  };
}

const anySgr = fc
  .array(
    fc
      .constantFrom('0', '1', '2', '3', '4', '7', '22', '23', '24', '27', '31', '39', '44', '49', '97', '107')
      .chain((code) => fc.constantFrom(code, '38;2;1;2;3', '48;5;200')),
    { minLength: 1, maxLength: 3 },
  )
  .map((codes) => `\u001B[${codes.join(';')}m`);

const anyRow = fc
  .array(
    fc.oneof(
      anySgr,
      fc.constantFrom('Ada', '12', ' ', '   ', '漢字', '█▀', '▲', '✓', '\u001B[m\u001B[K', '\u001B[3C'),
    ),
    { maxLength: 8 },
  )
  // No row is wider than the terminal: Ink cuts them.
  .filter((parts) => widthOf(stripVTControlCharacters(parts.join('').replaceAll('\u001B[3C', '   '))) <= 12)
  .map((parts) => `\u001B[m${parts.join('')}\u001B[m`);

const anyWrite = fc.oneof(
  fc.array(anyRow, { minLength: size.rows, maxLength: size.rows }).map((rows) => frame(...rows)),
  fc
    .tuple(fc.nat({ max: 5 }), fc.nat({ max: 7 }), anyRow)
    .map(([row, column, text]) => `\u001B[${row + 1};${column + 1}H${text}`),
  fc.constantFrom(
    '\u001B[H\u001B[J',
    '\u001B[2J',
    '\u001B[2A',
    '\u001B[E',
    '\u001B[2;3H\u001B[K',
    '\u001B[?25h',
  ),
);

describe('a screen diff', () => {
  const inScreen = () => {
    const diff = new ScreenDiff();
    diff.write(ENTER, size);
    return diff;
  };

  it('shows exactly what was written, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyWrite, { minLength: 1, maxLength: 6 }), async (writes) => {
        const diff = new ScreenDiff();
        const [plain, reduced] = [emulator(), emulator()];
        for (const write of [ENTER, ...writes]) {
          const expected = await plain.after(write);
          expect(await reduced.after(diff.write(write, size))).toEqual(expected);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('writes only the cells that change, wherever they are in a row', () => {
    const diff = inScreen();
    const rows = ['', '\u001B[1;38;2;1;2;3mA long row: 1\u001B[m of 9', 'another', '', '', 'keys'];
    diff.write(frame(...rows), size);
    const changed = rows.map((row) => row.replace('1\u001B[m of', '2\u001B[m of'));
    expect(diff.write(frame(...changed), size)).toBe('\u001B[2;13H\u001B[1;38;2;1;2;3m2\u001B[m');
    expect(diff.write(frame(...changed), size)).toBe('');
  });

  it('draws everything again after a change of size, and in a screen that was left and entered again', () => {
    const diff = inScreen();
    const rows = ['one', 'two', '', '', '', ''];
    const whole = diff.write(frame(...rows), size);
    expect(whole).toContain('one');
    expect(diff.write(frame(...rows), { columns: 30, rows: 6 })).toBe(`\u001B[2J${whole}`);
    diff.write(frame(...rows), size);
    expect(diff.write(LEAVE, size)).toBe(LEAVE);
    expect(diff.write('text for the shell\n', size)).toBe('text for the shell\n');
    expect(diff.write(ENTER, size)).toContain(ENTER);
    expect(diff.write(frame(...rows), size)).toContain('one');
  });

  it('keeps the rows that Ink does not write again when the terminal becomes taller or shorter', () => {
    const diff = inScreen();
    diff.write(frame('title', 'six', '', '', '', 'keys'), size);
    const higher = diff.write(
      '\u001B[5A\u001B[E\u001B[2Keight\n\u001B[E\u001B[E\u001B[E\u001B[2K\n\n\u001B[2Kkeys',
      {
        ...size,
        rows: 8,
      },
    );
    expect(higher).toBe('\u001B[2J\u001B[1;1Htitle\u001B[2;1Height\u001B[8;1Hkeys');
    // Ink erases the rows that it no longer needs from below, where a lower terminal has none.
    const lower = diff.write(
      '\u001B[2K\u001B[1A\u001B[2K\u001B[1A\u001B[2K\u001B[1A\u001B[2K\u001B[G\u001B[4A\u001B[E\u001B[2Kfour\n\u001B[E\u001B[2Kkeys',
      { ...size, rows: 4 },
    );
    expect(lower).toBe('\u001B[2J\u001B[1;1Htitle\u001B[2;1Hfour\u001B[4;1Hkeys');
  });

  it('draws everything again on request, but only in its screen', () => {
    const diff = inScreen();
    diff.write(frame('one', '', '', '', '', ''), size);
    expect(diff.redraw()).toBe('\u001B[2J\u001B[1;1Hone');
    diff.write(LEAVE, size);
    expect(diff.redraw()).toBe('');
  });

  it('leaves its screen if Ink has not, and drops what Ink writes after that', () => {
    const diff = inScreen();
    expect(diff.leave()).toContain(LEAVE);
    expect(diff.write('late', size)).toBe('');
    expect(diff.leave()).toBe('');
  });

  it('has nothing to leave once Ink has left its screen', () => {
    const diff = inScreen();
    diff.write(LEAVE, size);
    expect(diff.leave()).toBe('');
  });

  it('passes everything on if the terminal has no size', () => {
    const diff = new ScreenDiff();
    const none = { columns: 0, rows: 0 };
    expect(diff.write(ENTER, none)).toBe(ENTER);
    expect(diff.write('text\n', none)).toBe('text\n');
  });

  it('puts a visible cursor where it belongs, and passes on what neither draws nor moves', () => {
    const diff = inScreen();
    diff.write(`${frame('Name: A', '', '', '', '', '')}\u001B[1;8H\u001B[?25h`, size);
    const written = diff.write('\u001B]2;A title\u0007\u001B[?25l\u001B[1;7HB\u001B[?25h', size);
    expect(written).toBe('\u001B]2;A title\u0007\u001B[?25l\u001B[1;7HB\u001B[?25h\u001B[1;8H');
  });

  it('draws the entire row of a cluster whose width is uncertain', () => {
    const diff = inScreen();
    diff.write(frame('👍 liked 1', '', '', '', '', ''), size);
    expect(diff.write(frame('👍 liked 2', '', '', '', '', ''), size)).toContain('👍\u001B[3G liked 2');
  });
});
