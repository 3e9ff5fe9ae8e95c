import type { Size } from '../hooks/use-size.ts';
import { optionsOf } from '../options.ts';
import { wrap } from '../text.ts';
import type { AskedQuestion } from '../../view/stage.ts';
import { codeRows } from './code.tsx';
import { type OptionLayout, fewestRowsForOptions, layoutOptions, rowsForOptions } from './option-layout.ts';

/** How a question and its options share the rows there are. */
export interface QuestionLayout {
  readonly text: readonly string[];
  /** Of the code, with its frame; 0 for none. */
  readonly codeRows: number;
  readonly options: OptionLayout;
  /** Empty rows between the parts. */
  readonly gap: number;
  /** Rows that are left over. */
  readonly spare: number;
}

/**
 * First everything gets as much as it needs to be there at all; then the text, the options and the code, in this order, as
 * much as they can use; what is left goes into empty rows and larger tiles.
 */
export function layoutQuestion(question: AskedQuestion, size: Size, ellipsis: string): QuestionLayout {
  const { columns, rows } = size;
  const options = optionsOf(question);
  const whole = wrap(question.text, columns);
  const code = question.code ? codeRows(question.code.text) : 0;
  const [textRows = 0, optionRows = 0, codeShare = 0] = divideRows(rows, [
    { least: Math.min(whole.length, rows < 16 ? 2 : 3), wanted: whole.length },
    { least: fewestRowsForOptions(options), wanted: rowsForOptions(options, columns) },
    { least: Math.min(code, rows < 16 ? 4 : 10), wanted: code },
  ]);
  const parts = code > 0 ? 2 : 1;
  const used = textRows + codeShare;
  const roomiest = layoutOptions(options, columns, rows - used - parts, ellipsis);
  const isRoomy = rows - used - optionRows >= parts && roomiest.rows <= rows - used - parts;
  const layout = isRoomy ? roomiest : layoutOptions(options, columns, rows - used, ellipsis);
  const gap = isRoomy ? 1 : 0;
  return {
    text: wrap(question.text, columns, textRows, ellipsis),
    codeRows: codeShare > 2 ? codeShare : 0,
    options: layout,
    gap,
    spare: Math.max(0, rows - used - layout.rows - gap * parts),
  };
}

interface Claim {
  readonly least: number;
  readonly wanted: number;
}

/** Gives each claim its least, then what it wants, the first first, as far as the rows go. */
export function divideRows(rows: number, claims: readonly Claim[]): number[] {
  let left = rows;
  const take = (wanted: number) => {
    const taken = Math.max(0, Math.min(left, wanted));
    left -= taken;
    return taken;
  };
  const least = claims.map((claim) => take(claim.least));
  return claims.map(({ wanted }, index) => {
    const given = least[index] ?? 0;
    return given + take(wanted - given);
  });
}
