import {
  type Collector,
  type Findings,
  choiceOrMultiple,
  collectFindings,
  nearestTimeLimit,
  nothingFound,
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
    const [header, columns] = findHeader(rows) ?? [];
    if (header && columns) return parseRows(rows.slice(rows.indexOf(header) + 1), columns);
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

function findHeader(rows: readonly Row[]): [Row, Columns] | undefined {
  for (const row of rows) {
    const headers = [...row.cells];
    const columnOf = (header: RegExp) => headers.find(([, text]) => header.test(text))?.[0];
    const [question, correct] = [columnOf(/^question\b/iu), columnOf(/^correct answer/iu)];
    const answers = new Map(
      headers.flatMap(([column, text]) => {
        const number = /^answer\s*(\d)\b/iu.exec(text)?.[1];
        return number === undefined ? [] : [[Number(number), column] as const];
      }),
    );
    if (question !== undefined && correct !== undefined && answers.size > 0)
      return [row, { question, correct, answers, time: columnOf(/^time\b/iu) }];
  }
  return undefined;
}

function parseRows(rows: readonly Row[], columns: Columns): Findings {
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
    parseRow(question, answers, cell(columns.correct), cell(columns.time), findings.at(number));
  }
  return findings;
}

function parseRow(
  question: string,
  answers: readonly { readonly number: number; readonly text: string }[],
  correct: string,
  timeLimit: string,
  collector: Collector,
): void {
  const right = correctNumbers(correct).map((number) => ({
    number,
    index: answers.findIndex((answer) => answer.number === number),
  }));
  const missing = right.find(({ index }) => index === -1);
  if (right.length === 0) {
    collector.skipQuestion(
      correct === '' ? 'no correct answer' : `"${correct}" is not the number of an answer`,
    );
  } else if (missing) {
    collector.skipQuestion(`answer ${missing.number} is marked as correct, but does not exist`);
  } else {
    const seconds = /\d+(?:\.\d+)?/u.exec(timeLimit)?.[0];
    if (timeLimit !== '' && seconds === undefined)
      collector.addNotice(`the time limit "${timeLimit}" is left out`);
    const time = seconds === undefined ? undefined : nearestTimeLimit(Number(seconds), collector);
    const options = answers.map(({ text }) => text);
    const indexes = [...new Set(right.map(({ index }) => index))];
    collector.addQuestion({
      ...choiceOrMultiple(question, options, indexes),
      ...(time !== undefined && { time }),
    });
  }
}

/** Reads the numbers of the correct answers. With a decimal comma, a spreadsheet turns `1,3` into the number 1.3. */
function correctNumbers(text: string): number[] {
  const number = Number(text);
  const written = text !== '' && Number.isFinite(number) ? String(Number(number.toPrecision(12))) : text;
  return /^\d+(?:[\s,;.&/+]+\d+)*$/u.test(written) ? written.split(/\D+/u).map(Number) : [];
}
