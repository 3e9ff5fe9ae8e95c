import type { Row } from './spreadsheet.ts';

/** The characters that may separate the cells of a line. */
export const separators = [',', ';', '\t', '|'] as const;

/**
 * Parses separated values (RFC 4180) as rows, without those that are empty. A row's number is that of its first line. Spaces around
 * cells are removed, and a quote that is never closed is text.
 */
export function parseCsv(text: string, separator: (typeof separators)[number]): Row[] {
  const rows: Row[] = [];
  const cellEnd = new RegExp(`[${separator}\r\n]`, 'gu');
  let line = 1;
  let position = 0;
  while (position < text.length) {
    const start = position;
    const cells = new Map<number, string>();
    for (let column = 1; ; column++) {
      const cell = readCell(text, position, cellEnd);
      const content = cell.text.trim();
      if (content !== '') cells.set(column, content);
      position = cell.end + 1;
      if (text.charAt(cell.end) !== separator) break;
    }
    if (text.startsWith('\r\n', position - 1)) position++;
    if (cells.size > 0) rows.push({ number: line, cells, unreadFormats: NO_COLUMNS });
    line += text.slice(start, position).match(/\r\n|[\r\n]/gu)?.length ?? 0;
  }
  return rows;
}

const NO_COLUMNS: ReadonlySet<number> = new Set();

/** Reads the cell at a position. It ends at a separator, a line break or the end of the text. */
function readCell(text: string, start: number, cellEnd: RegExp): { text: string; end: number } {
  const endAfter = (position: number) => {
    cellEnd.lastIndex = position;
    return cellEnd.exec(text)?.index ?? text.length;
  };
  if (text.charAt(start) === '"') {
    let quoted = '';
    let from = start + 1;
    for (let quote = text.indexOf('"', from); quote !== -1; quote = text.indexOf('"', from)) {
      quoted += text.slice(from, quote);
      if (text.charAt(quote + 1) !== '"') {
        const end = endAfter(quote + 1);
        return { text: quoted + text.slice(quote + 1, end), end };
      }
      quoted += '"';
      from = quote + 2;
    }
  }
  const end = endAfter(start);
  return { text: text.slice(start, end), end };
}
