import { type Unzipped, unzipSync } from 'fflate/browser';
import { Parser } from 'htmlparser2';
import { type CellFormat, classifyFormat, formatNumber } from './number-format.ts';
import { errorMessage } from '../../text/error.ts';

/** A row's non-empty cells as trimmed text, by column (counted from 1). */
export interface Row {
  /** Counted from 1, as the spreadsheet shows it. */
  readonly number: number;
  readonly cells: ReadonlyMap<number, string>;
  /** The columns whose numbers the spreadsheet shows in a format that is not read. */
  readonly unreadFormats: ReadonlySet<number>;
}

export type Spreadsheet =
  { readonly ok: true; readonly sheets: readonly Row[][] } | { readonly ok: false; readonly message: string };

/**
 * Reads the sheets of an .xlsx file as lists of rows, without those that are empty. Only filled cells take memory, however far apart
 * they are.
 */
export function readSpreadsheet(bytes: Uint8Array): Spreadsheet {
  const files = unzip(bytes);
  if (typeof files === 'string') return { ok: false, message: files };
  const text = (name: string) => new TextDecoder().decode(files[name]);
  const shared = SHARED_STRINGS in files ? parseSharedStrings(text(SHARED_STRINGS)) : [];
  const formats = STYLES in files ? parseCellFormats(text(STYLES)) : [];
  const names = Object.keys(files)
    .filter((name) => SHEET.test(name))
    .toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1));
  const budget = { cells: MAX_CELLS, characters: MAX_CHARACTERS };
  const sheets = names.map((name) => parseRows(text(name), shared, formats, budget));
  if (budget.cells < 0 || budget.characters < 0) return { ok: false, message: TOO_LARGE };
  return sheets.length > 0
    ? { ok: true, sheets }
    : { ok: false, message: 'it has no sheets; save it as .xlsx' };
}

const TOO_LARGE = 'it is too large for a quiz';

/** What the filled cells of all sheets may still hold. A shared text counts once for each cell. */
interface Budget {
  cells: number;
  characters: number;
}

// A thousand questions fill about ten thousand cells.
const MAX_CELLS = 200_000;
const MAX_CHARACTERS = 5_000_000;

const SHEET = /^xl\/worksheets\/[^/]+\.xml$/u;
const SHARED_STRINGS = 'xl/sharedStrings.xml';
const STYLES = 'xl/styles.xml';

// In bytes, of all parts together. A few hundred questions take about 50 kB. Both limits are needed, because a zip file may lie about
// its unpacked size.
const MAX_PACKED = 500_000;
const MAX_UNPACKED = 20_000_000;

function unzip(bytes: Uint8Array): Unzipped | string {
  let [packed, unpacked] = [0, 0];
  const isTooLarge = () => packed > MAX_PACKED || unpacked > MAX_UNPACKED;
  try {
    const files = unzipSync(bytes, {
      filter({ name, size, originalSize }) {
        if (!SHEET.test(name) && name !== SHARED_STRINGS && name !== STYLES) return false;
        packed += size;
        unpacked += originalSize;
        return !isTooLarge();
      },
    });
    return isTooLarge() ? TOO_LARGE : files;
  } catch (error) {
    return `it is damaged: ${errorMessage(error)}`;
  }
}

/** Reads the texts that cells share, without their pronunciation hints (`rPh`). */
function parseSharedStrings(xml: string): string[] {
  const strings: string[] = [];
  parseXml(xml, {
    open(name) {
      if (name === 'si') strings.push('');
    },
    text(text, path) {
      if (path.at(-1) === 't' && !path.includes('rPh')) strings.push((strings.pop() ?? '') + text);
    },
  });
  return strings.map(unescapeCharacters);
}

/** Reads how each cell style shows numbers. */
function parseCellFormats(xml: string): CellFormat[] {
  const formats: CellFormat[] = [];
  const codes = new Map<number, string | undefined>();
  const classified = new Map<number, CellFormat>();
  parseXml(xml, {
    open(name, { numFmtId, formatCode }, path) {
      const id = Number(numFmtId);
      if (name === 'numFmt') codes.set(id, formatCode);
      if (name !== 'xf' || !path.includes('cellXfs')) return;
      const format = classified.get(id) ?? classifyFormat(id, codes.get(id));
      classified.set(id, format);
      formats.push(format);
    },
  });
  return formats;
}

/** Reads the rows of a sheet until the budget is used up. The budget becomes negative if there is more. */
function parseRows(
  xml: string,
  shared: readonly string[],
  formats: readonly CellFormat[],
  budget: Budget,
): Row[] {
  const rows: { number: number; cells: Map<number, string>; unreadFormats: Set<number> }[] = [];
  let row = 0;
  let column = 0;
  let type = '';
  let style = 0;
  let value = '';
  let isUnread = false;
  const cellText = () => {
    if (value === '') return '';
    if (type === 's') return shared[Number(value)] ?? '';
    if (type === 'b') return value.trim() === '1' ? 'True' : 'False';
    if (type !== 'n') return unescapeCharacters(value);
    const shown = formatNumber(formats[style] ?? 'general', value.trim());
    isUnread = shown === undefined;
    return shown ?? formatNumber('general', value.trim()) ?? '';
  };
  const addCell = (text: string) => {
    budget.cells -= 1;
    budget.characters -= text.length;
    if (budget.cells < 0 || budget.characters < 0) return;
    if (rows.at(-1)?.number !== row) rows.push({ number: row, cells: new Map(), unreadFormats: new Set() });
    rows.at(-1)?.cells.set(column, text);
    if (isUnread) rows.at(-1)?.unreadFormats.add(column);
  };
  parseXml(xml, {
    open(name, { r, t, s }) {
      if (name === 'row') {
        row = Number(r) || row + 1;
        column = 0;
      } else if (name === 'c') {
        column = columnOf(r) ?? column + 1;
        [type, style, value, isUnread] = [t ?? 'n', Number(s), '', false];
      }
    },
    text(text, path) {
      const tag = path.at(-1);
      if (tag === 'v' || (tag === 't' && path.includes('is') && !path.includes('rPh'))) value += text;
    },
    close(name) {
      if (name !== 'c') return;
      const cell = cellText().trim();
      if (cell !== '') addCell(cell);
    },
  });
  return rows;
}

/** Returns the column of a cell's address: 3 for `C12`. */
function columnOf(address: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}(?=\d)/u.exec(address ?? '')?.[0];
  if (letters === undefined) return undefined;
  return [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0);
}

/** Decodes characters that XML cannot contain, which are written `_x000D_`. */
function unescapeCharacters(text: string): string {
  return text.replaceAll(/_x([\dA-F]{4})_/giu, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

export interface XmlHandlers {
  /** `path` is the list of open tags, ending with this one. */
  open?(name: string, attributes: Readonly<Partial<Record<string, string>>>, path: readonly string[]): void;
  /** `path` is the list of open tags. A text may arrive in several parts. */
  text?(text: string, path: readonly string[]): void;
  close?(name: string): void;
}

// A spreadsheet nests tags six deep. Each unclosed tag slows down parsing of the following ones.
const MAX_DEPTH = 50;

/** Parses XML leniently. Prefixes are removed from tags, because some programs write `<x:row>` for `<row>`. */
function parseXml(xml: string, handlers: XmlHandlers): void {
  const path: string[] = [];
  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        const name = tag.replace(/^.*:/u, '');
        path.push(name);
        if (path.length > MAX_DEPTH) parser.pause();
        else handlers.open?.(name, attributes, path);
      },
      ontext: (text) => handlers.text?.(text, path),
      onclosetag() {
        const name = path.pop();
        if (name !== undefined) handlers.close?.(name);
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
}
