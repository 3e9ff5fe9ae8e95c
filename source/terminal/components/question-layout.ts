import type { Size } from '../hooks/use-size.ts';
import { kindOf } from '../questions/kinds.ts';
import { wrap } from '../text.ts';
import type { AskedQuestion } from '../../view/stage.ts';
import { codeRows } from './code.tsx';
import { divideRows } from './divide-rows.ts';

/** How a question, its code and its answers share the rows there are. */
export interface QuestionLayout {
  readonly text: readonly string[];
  /** Of the code, with its frame; 0 for none. */
  readonly codeRows: number;
  /** Where it is answered. */
  readonly answers: ReturnType<ReturnType<typeof kindOf>['arrange']>;
  /** Empty rows between the parts. */
  readonly gap: number;
  /** Rows that are left over. */
  readonly spare: number;
}

/**
 * First everything gets as much as it needs to be there at all; then the text, the answers and the code, in this order, as
 * much as they can use; what is left goes into empty rows and larger tiles.
 */
export function layoutQuestion(question: AskedQuestion, size: Size, ellipsis: string): QuestionLayout {
  const { columns, rows } = size;
  const kind = kindOf(question);
  const whole = wrap(question.text, columns);
  const code = question.code ? codeRows(question.code.text) : 0;
  const [textRows = 0, answerRows = 0, codeShare = 0] = divideRows(rows, [
    { least: Math.min(whole.length, rows < 16 ? 2 : 3), wanted: whole.length },
    kind.claim(question, columns),
    { least: Math.min(code, rows < 16 ? 4 : 10), wanted: code },
  ]);
  const parts = code > 0 ? 2 : 1;
  const used = textRows + codeShare;
  const arrange = (room: number) => kind.arrange(question, { columns, rows: room }, ellipsis);
  const roomiest = arrange(rows - used - parts);
  const isRoomy = rows - used - answerRows >= parts && roomiest.rows <= rows - used - parts;
  const answers = isRoomy ? roomiest : arrange(rows - used);
  const gap = isRoomy ? 1 : 0;
  return {
    text: wrap(question.text, columns, textRows, ellipsis),
    codeRows: codeShare > 2 ? codeShare : 0,
    answers,
    gap,
    spare: Math.max(0, rows - used - answers.rows - gap * parts),
  };
}
