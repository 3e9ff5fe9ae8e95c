import { strToU8, zipSync } from 'fflate/browser';

/** The column headers of Kahoot's template. */
export const headers = [
  'Question - max 120 characters',
  'Answer 1 - max 75 characters',
  'Answer 2 - max 75 characters',
  'Answer 3 - max 75 characters',
  'Answer 4 - max 75 characters',
  'Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs',
  'Correct answer(s) - choose at least one',
];

/** An .xlsx file with only the given parts. */
export function workbook(parts: Readonly<Record<string, string>>): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));
}

/** An .xlsx file with one sheet: the template's headers, then the given rows in XML. */
export function sheetOf(...rows: readonly string[]): Uint8Array {
  const head = headers.map((text) => inline(text)).join('');
  return workbook({ [SHEET]: sheet(`<row>${head}</row>${rows.join('')}`) });
}

export const SHEET = 'xl/worksheets/sheet1.xml';

export function sheet(rows: string): string {
  return `<?xml version="1.0"?><worksheet xmlns="urn:x"><sheetData>${rows}</sheetData></worksheet>`;
}

/** A cell that contains its text instead of referring to a shared string. */
export function inline(text: string): string {
  return `<c t="inlineStr"><is><t>${text}</t></is></c>`;
}
