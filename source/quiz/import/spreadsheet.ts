import { type Unzipped, unzipSync } from 'fflate/browser';
import { type CellFormat, cellFormat, shownAs } from './cell-format.ts';
import { readXml } from './read-xml.ts';

/** A row with the cells that are not empty, as trimmed text, by column (counted from 1). */
export interface Row {
  /** Counted from 1, as the spreadsheet shows it. */
  readonly number: number;
  readonly cells: ReadonlyMap<number, string>;
}

export type Spreadsheet =
  { readonly ok: true; readonly sheets: readonly Row[][] } | { readonly ok: false; readonly message: string };

/**
 * The sheets of an .xlsx file, each as its rows. Cells are kept where they are named, however far out: nothing is
 * allocated for those that are not there.
 */
export function readSpreadsheet(bytes: Uint8Array): Spreadsheet {
  const files = unpack(bytes);
  if (typeof files === 'string') return { ok: false, message: files };
  const text = (name: string) => new TextDecoder().decode(files[name]);
  const shared = SHARED_STRINGS in files ? sharedStrings(text(SHARED_STRINGS)) : [];
  const formats = STYLES in files ? cellFormats(text(STYLES)) : [];
  const sheets = Object.keys(files)
    .filter((name) => SHEET.test(name))
    .toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1))
    .map((name) => rowsOf(text(name), shared, formats));
  return sheets.length > 0
    ? { ok: true, sheets }
    : { ok: false, message: 'there is no sheet in it; save it as .xlsx' };
}

const SHEET = /^xl\/worksheets\/[^/]+\.xml$/u;
const SHARED_STRINGS = 'xl/sharedStrings.xml';
const STYLES = 'xl/styles.xml';

// A few hundred questions take some 50 kB. Both are needed: a zip file may lie about what it unpacks to.
const MAXIMUM_PACKED = 500_000;
const MAXIMUM_UNPACKED = 20_000_000;

function unpack(bytes: Uint8Array): Unzipped | string {
  let isTooLarge = false;
  try {
    const files = unzipSync(bytes, {
      filter({ name, size, originalSize }) {
        if (!SHEET.test(name) && name !== SHARED_STRINGS && name !== STYLES) return false;
        if (size > MAXIMUM_PACKED || originalSize > MAXIMUM_UNPACKED) isTooLarge = true;
        return !isTooLarge;
      },
    });
    return isTooLarge ? 'it is too large for a quiz' : files;
  } catch (error) {
    return `it is damaged: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Texts that stand in several cells are kept once. What only says how to pronounce them (`rPh`) is not theirs. */
function sharedStrings(xml: string): string[] {
  const strings: string[] = [];
  readXml(xml, {
    open(name) {
      if (name === 'si') strings.push('');
    },
    text(text, path) {
      if (path.at(-1) === 't' && !path.includes('rPh')) strings.push((strings.pop() ?? '') + text);
    },
  });
  return strings.map(unescape);
}

/** How the numbers of each style of cells are shown. */
function cellFormats(xml: string): CellFormat[] {
  const formats: CellFormat[] = [];
  const codes = new Map<number, string | undefined>();
  readXml(xml, {
    open(name, { numFmtId, formatCode }, path) {
      const id = Number(numFmtId);
      if (name === 'numFmt') codes.set(id, formatCode);
      if (name === 'xf' && path.includes('cellXfs')) formats.push(cellFormat(id, codes.get(id)));
    },
  });
  return formats;
}

function rowsOf(xml: string, shared: readonly string[], formats: readonly CellFormat[]): Row[] {
  const rows: { number: number; cells: Map<number, string> }[] = [];
  let column = 0;
  let type = '';
  let style = 0;
  let value = '';
  const shownValue = () => {
    if (value === '') return '';
    if (type === 's') return shared[Number(value)] ?? '';
    if (type === 'b') return value.trim() === '1' ? 'True' : 'False';
    return type === 'n' ? shownAs(formats[style] ?? 'plain', value.trim()) : unescape(value);
  };
  readXml(xml, {
    open(name, { r, t, s }) {
      if (name === 'row') {
        rows.push({ number: Number(r) || (rows.at(-1)?.number ?? 0) + 1, cells: new Map() });
        column = 0;
      } else if (name === 'c') {
        column = columnOf(r) ?? column + 1;
        [type, style, value] = [t ?? 'n', Number(s), ''];
      }
    },
    text(text, path) {
      const tag = path.at(-1);
      if (tag === 'v' || (tag === 't' && path.includes('is') && !path.includes('rPh'))) value += text;
    },
    close(name) {
      if (name !== 'c') return;
      const cell = shownValue().trim();
      if (cell !== '') rows.at(-1)?.cells.set(column, cell);
    },
  });
  return rows;
}

/** `C12` is in column 3. */
function columnOf(address: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}(?=\d)/u.exec(address ?? '')?.[0];
  if (letters === undefined) return undefined;
  return [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0);
}

/** Characters that XML cannot have are written `_x000D_`. */
function unescape(text: string): string {
  return text.replaceAll(/_x([\dA-F]{4})_/giu, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
