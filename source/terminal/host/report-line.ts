import { truncateStart, widthOf } from '../text.ts';

/** Where the report is, in a line: from the home folder where it lies there, and without its beginning where that is too long. */
export function reportLine(file: string, home: string, columns: number, ellipsis: string): string {
  const isAtHome = home !== '' && file.startsWith(home) && /^[/\\]/u.test(file.slice(home.length));
  const place = isAtHome ? `~${file.slice(home.length)}` : file;
  return LABEL + truncateStart(place, columns - widthOf(LABEL), ellipsis);
}

const LABEL = 'Report: ';
