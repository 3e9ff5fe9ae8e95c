import type { RevealStage } from '../../view/stage.ts';
import type { Size } from '../hooks/use-size.ts';
import { kindOf } from '../questions/kinds.ts';
import { wrap } from '../text.ts';
import { codeRows } from './code.tsx';
import { divideRows } from './divide-rows.ts';

/** How the parts of a reveal share the rows there are; 0 for what is not there. */
export interface RevealLayout {
  readonly text: number;
  readonly code: number;
  readonly answers: number;
  readonly explanation: number;
  /** Empty rows between the parts. */
  readonly gap: number;
}

/** Code has room only where there is enough for everything else. */
export function layoutReveal(stage: RevealStage, { columns, rows }: Size): RevealLayout {
  const { question, explanation = '' } = stage;
  const textRows = wrap(question.text, columns).length;
  const explanationRows = explanation === '' ? 0 : wrap(explanation, columns).length;
  const wholeCode = question.code && rows >= ROWS_FOR_CODE ? codeRows(question.code.text) : 0;
  const gap = rows >= 14 ? 1 : 0;
  const gaps = 1 + (explanationRows > 0 ? 1 : 0) + (wholeCode > 0 ? 1 : 0);
  const [text = 0, explained = 0, answers = 0, code = 0] = divideRows(rows - gap * gaps, [
    { least: Math.min(textRows, rows < 12 ? 1 : 3), wanted: textRows },
    { least: Math.min(explanationRows, rows < 12 ? 2 : 4), wanted: explanationRows },
    kindOf(question).claimReveal(stage, columns),
    { least: Math.min(wholeCode, 6), wanted: wholeCode },
  ]);
  return { text, code: code > 2 ? code : 0, answers, explanation: explained, gap };
}

const ROWS_FOR_CODE = 16;
