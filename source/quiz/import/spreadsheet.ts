import { type Unzipped, unzipSync } from 'fflate';
import { Parser } from 'htmlparser2';

/** The cells of a row that are not empty, as text, by column (counted from 1). */
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
  const sheets = Object.keys(files)
    .filter((name) => SHEET.test(name))
    .toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1))
    .map((name) => rowsOf(text(name), shared));
  return sheets.length > 0 ? { ok: true, sheets } : { ok: false, message: 'there is no sheet in it' };
}

const SHEET = /^xl\/worksheets\/[^/]+\.xml$/u;
const SHARED_STRINGS = 'xl/sharedStrings.xml';

// A few hundred questions take some 50 kB. Both are needed: a zip file may lie about what it unpacks to.
const MAXIMUM_PACKED = 500_000;
const MAXIMUM_UNPACKED = 20_000_000;

function unpack(bytes: Uint8Array): Unzipped | string {
  let isTooLarge = false;
  try {
    const files = unzipSync(bytes, {
      filter({ name, size, originalSize }) {
        if (!SHEET.test(name) && name !== SHARED_STRINGS) return false;
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

function rowsOf(xml: string, shared: readonly string[]): Row[] {
  const rows: { number: number; cells: Map<number, string> }[] = [];
  let column = 0;
  let type = '';
  let value = '';
  readXml(xml, {
    open(name, { r, t }) {
      if (name === 'row') {
        rows.push({ number: Number(r) || (rows.at(-1)?.number ?? 0) + 1, cells: new Map() });
        column = 0;
      } else if (name === 'c') {
        column = columnOf(r) ?? column + 1;
        [type, value] = [t ?? 'n', ''];
      }
    },
    text(text, path) {
      const tag = path.at(-1);
      if (tag === 'v' || (tag === 't' && path.includes('is') && !path.includes('rPh'))) value += text;
    },
    close(name) {
      if (name !== 'c' || value === '') return;
      const cell = type === 's' ? (shared[Number(value)] ?? '') : type === 'n' ? value : unescape(value);
      if (cell.trim() !== '') rows.at(-1)?.cells.set(column, cell);
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

interface XmlReader {
  open(name: string, attributes: Readonly<Partial<Record<string, string>>>): void;
  /** `path` are the tags around the text, the innermost last. */
  text(text: string, path: readonly string[]): void;
  close?(name: string): void;
}

// Tags of a spreadsheet are within six others. Each unclosed one makes the following ones slower to read.
const MAXIMUM_DEPTH = 50;

/** Some programs write `<x:row>` for `<row>`. */
function readXml(xml: string, reader: XmlReader): void {
  const path: string[] = [];
  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        const name = tag.replace(/^.*:/u, '');
        path.push(name);
        if (path.length > MAXIMUM_DEPTH) parser.pause();
        else reader.open(name, attributes);
      },
      ontext: (text) => reader.text(text, path),
      onclosetag() {
        const name = path.pop();
        if (name !== undefined) reader.close?.(name);
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
}
