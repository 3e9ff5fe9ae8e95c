import xterm from '@xterm/headless';
import stringWidth from 'string-width';
import type { Size } from '../../source/terminal/hooks/use-size.ts';

/**
 * How a terminal draws grapheme clusters: one code point after the other, with the widths of an old terminal or of today, or each
 * cluster as a whole, as wide as its first character.
 */
export const drawingStyles = ['one by one, old', 'one by one', 'joined'] as const;

export type DrawingStyle = (typeof drawingStyles)[number];

/** Moves what comes after right-to-left text back to the left; invisible. */
const LEFT_TO_RIGHT_MARK = '\u200E';

/** A terminal emulator that shows one text after the other. */
export class Emulator {
  readonly #terminal: InstanceType<typeof xterm.Terminal>;

  constructor({ columns, rows }: Size, style: DrawingStyle) {
    this.#terminal = new xterm.Terminal({
      cols: columns,
      rows,
      scrollback: 0,
      allowProposedApi: true,
      convertEol: true,
    });
    const { unicode } = this.#terminal;
    if (style === 'one by one, old') return;
    unicode.register({ version: style, wcwidth, charProperties: style === 'joined' ? joining() : oneByOne });
    unicode.activeVersion = style;
  }

  /** Returns the cells of the screen after `output`, row by row. The second cell of a wide character is empty. */
  async cells(output: string): Promise<string[][]> {
    const stored = await this.storedCells(output);
    return stored.map((row) =>
      row.map((cell) => (cell === '' ? '' : cell.replaceAll(LEFT_TO_RIGHT_MARK, '') || ' ')),
    );
  }

  /** Like `cells`, but with marks of the text's direction, which are invisible. */
  async storedCells(output: string): Promise<string[][]> {
    const { cols, rows, buffer } = this.#terminal;
    await new Promise<void>((resolve) => this.#terminal.write(`\u001Bc${output}`, resolve));
    const { active } = buffer;
    const cell = active.getNullCell();
    return Array.from({ length: rows }, (_, row) => {
      const line = active.getLine(active.baseY + row);
      return Array.from({ length: cols }, (__, column) => {
        line?.getCell(column, cell);
        return cell.getWidth() === 0 ? '' : cell.getChars() || ' ';
      });
    });
  }
}

/** Returns the width of a character in its own right. */
const wcwidth = memoized((code: number): 0 | 1 | 2 => {
  const character = String.fromCodePoint(code);
  if (/^[\p{Mn}\p{Me}\p{Cf}\u1160-\u11FF\uD7B0-\uD7FB]$/u.test(character)) return 0;
  return stringWidth(character) === 2 ? 2 : 1;
});

/** Remembers the results of a function that is called with the same few values again and again. */
function memoized<Key, Result>(compute: (key: Key) => Result): (key: Key) => Result {
  const results = new Map<Key, Result>();
  return (key) => {
    const known = results.get(key);
    if (known !== undefined) return known;
    const result = compute(key);
    results.set(key, result);
    return result;
  };
}

/** How xterm encodes a character's width, whether it joins what comes before, and what the next character needs to know. */
function encoded(state: number, width: number, joins: boolean): number {
  return (state << 3) | (width << 1) | Number(joins);
}

function oneByOne(code: number, preceding: number): number {
  const width = wcwidth(code);
  const joins = width === 0 && preceding !== 0;
  return encoded(0, joins ? (preceding >> 1) & 3 : width, joins);
}

/** Joins grapheme clusters. The state is the index of the cluster so far. */
function joining(): (code: number, preceding: number) => number {
  const clusters = [''];
  const indexOf = memoized((cluster: string) => clusters.push(cluster) - 1);
  return (code, preceding) => {
    const character = String.fromCodePoint(code);
    const longer = (clusters[preceding >> 3] ?? '') + character;
    const joins = preceding !== 0 && isCluster(longer);
    const index = indexOf(joins ? longer : character);
    return encoded(index, joins ? (preceding >> 1) & 3 : wcwidth(code), joins);
  };
}

const segmenter = new Intl.Segmenter();

/** Returns whether a text is a single grapheme cluster. */
const isCluster = memoized((text: string) => [...segmenter.segment(text)].length === 1);
