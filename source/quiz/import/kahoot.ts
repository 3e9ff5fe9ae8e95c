import {
  type Finder,
  type Findings,
  choiceAmong,
  collectFindings,
  nothingFound,
  snapTime,
} from './findings.ts';
import { type Row, readSpreadsheet } from './spreadsheet.ts';

/**
 * Parses Kahoot's spreadsheet template, the current one and its predecessor ("Question - max 95 characters"). Columns are
 * found by their headers, wherever they are.
 */
export function parseKahoot(bytes: Uint8Array): Findings {
  const spreadsheet = readSpreadsheet(bytes);
  if (!spreadsheet.ok) return nothingFound(spreadsheet.message);
  for (const rows of spreadsheet.sheets) {
    const [head, columns] = findHead(rows) ?? [];
    if (head && columns) return readRows(rows.slice(rows.indexOf(head) + 1), columns);
  }
  return nothingFound(
    'no row has the headers of Kahoot\'s template: "Question", "Answer 1", "Answer 2", "Correct answer(s)"',
  );
}

interface Columns {
  readonly question: number;
  /** The column of each answer, by the answer's number. */
  readonly answers: ReadonlyMap<number, number>;
  readonly time: number | undefined;
  readonly correct: number;
}

function findHead(rows: readonly Row[]): [Row, Columns] | undefined {
  for (const row of rows) {
    const heads = [...row.cells];
    const columnOf = (head: RegExp) => heads.find(([, text]) => head.test(text))?.[0];
    const [question, correct] = [columnOf(/^question\b/iu), columnOf(/^correct answer/iu)];
    const answers = new Map(
      heads.flatMap(([column, text]) => {
        const number = /^answer\s*(\d)\b/iu.exec(text)?.[1];
        return number === undefined ? [] : [[Number(number), column] as const];
      }),
    );
    if (question !== undefined && correct !== undefined && answers.size > 0)
      return [row, { question, correct, answers, time: columnOf(/^time\b/iu) }];
  }
  return undefined;
}

function readRows(rows: readonly Row[], columns: Columns): Findings {
  const findings = collectFindings('row');
  for (const { number, cells } of rows) {
    const cell = (column: number | undefined) => (column === undefined ? '' : (cells.get(column) ?? ''));
    const question = cell(columns.question);
    const answers = [...columns.answers].flatMap(([answer, column]) => {
      const text = cell(column);
      return text === '' ? [] : [{ number: answer, text }];
    });
    // The template numbers its empty rows.
    if (question === '' && answers.length === 0) continue;
    readRow(question, answers, cell(columns.correct), cell(columns.time), findings.at(number));
  }
  return findings;
}

function readRow(
  question: string,
  answers: readonly { readonly number: number; readonly text: string }[],
  correct: string,
  timeLimit: string,
  finder: Finder,
): void {
  const right = correctNumbers(correct).map((number) => ({
    number,
    index: answers.findIndex((answer) => answer.number === number),
  }));
  const stray = right.find(({ index }) => index === -1);
  if (right.length === 0) {
    finder.skip(correct === '' ? 'no correct answer' : `"${correct}" is not the number of an answer`);
  } else if (stray) {
    finder.skip(`answer ${stray.number} is marked as correct, but does not exist`);
  } else {
    const seconds = /\d+(?:\.\d+)?/u.exec(timeLimit)?.[0];
    if (timeLimit !== '' && seconds === undefined) finder.note(`the time limit "${timeLimit}" is left out`);
    const time = seconds === undefined ? undefined : snapTime(Number(seconds), finder);
    const options = answers.map(({ text }) => text);
    const indexes = [...new Set(right.map(({ index }) => index))];
    finder.take({ ...choiceAmong(question, options, indexes), ...(time !== undefined && { time }) });
  }
}

/** Reads the numbers of the correct answers. With a decimal comma, a spreadsheet turns `1,3` into the number 1.3. */
function correctNumbers(text: string): number[] {
  const number = Number(text);
  const written = text !== '' && Number.isFinite(number) ? String(Number(number.toPrecision(12))) : text;
  return /^\d+(?:[\s,;.&/+]+\d+)*$/u.test(written) ? written.split(/\D+/u).map(Number) : [];
}
