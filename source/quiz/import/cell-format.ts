/** How the number in a cell is shown, as far as its digits alone do not tell what somebody has typed. */
export type CellFormat = 'date' | 'time' | 'percent' | 'plain';

/**
 * The format that a number format of a spreadsheet comes to.
 *
 * @param id One of those that every spreadsheet knows (ECMA-376 part 1, 18.8.30), or of the file's own.
 * @param code The code of the file's own, such as `dd/mm/yyyy`.
 */
export function cellFormat(id: number, code: string | undefined): CellFormat {
  if (code !== undefined) {
    // Quoted texts, colours and locales are no signs of the code.
    const signs = code.replaceAll(/"[^"]*"|\[[^\]]*\]|\\./gu, '');
    if (/[dy]/iu.test(signs)) return 'date';
    if (/[hs]/iu.test(signs)) return 'time';
    return signs.includes('%') ? 'percent' : 'plain';
  }
  if ((id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return 'date';
  if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47)) return 'time';
  return id === 9 || id === 10 ? 'percent' : 'plain';
}

/** A number as somebody would have typed it: a date as 1969-07-20, a time as 20:17, a percentage as 50%. */
export function shownAs(format: CellFormat, value: string): string {
  const number = Number(value);
  if (format === 'plain' || !Number.isFinite(number)) return value;
  if (format === 'percent') return `${Number((number * 100).toPrecision(12))}%`;
  // Days are counted from the end of 1899.
  const moment = new Date(Math.round((number - 25_569) * 86_400) * 1000);
  if (Number.isNaN(moment.getTime())) return value;
  const [date = '', time = ''] = moment.toISOString().split('T');
  return format === 'date' ? date : time.slice(0, 5);
}
