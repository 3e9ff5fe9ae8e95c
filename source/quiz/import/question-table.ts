import { parseCsv, separators } from './csv.ts';
import {
  type Collector,
  type Findings,
  choiceAmongWrong,
  choiceOrMultiple,
  collectFindings,
  comparable,
  labelsOf,
  nearestTimeLimit,
  nothingFound,
} from './findings.ts';
import { type Row, readSpreadsheet } from './spreadsheet.ts';
import { quote } from '../../text/clean.ts';

/** Parses the questions in an .xlsx file, on the first sheet with the headings of a question table. */
export function parseSpreadsheet(bytes: Uint8Array): Findings {
  const spreadsheet = readSpreadsheet(bytes);
  if (!spreadsheet.ok) return nothingFound(spreadsheet.message);
  const sheet = spreadsheet.sheets.find((rows) => findTable(rows));
  return sheet ? parseTable(sheet, 'row') : nothingFound(NO_TABLE);
}

/** Returns a function that parses the questions in separated values, or undefined if no line has the headings of a question table. */
export function csvTable(text: string): (() => Findings) | undefined {
  const beginning = text.slice(0, 20_000);
  const separator = separators.find((character) => findTable(parseCsv(beginning, character)));
  return separator === undefined ? undefined : () => parseTable(parseCsv(text, separator), 'line');
}

export const NO_TABLE =
  'no row has the headings "Question", "Answer 1", "Answer 2" and "Correct answer", as in the templates of Kahoot, Blooket and Gimkit';

interface Columns {
  readonly question: number;
  /** The column of each option, by the option's number. */
  readonly options: ReadonlyMap<number, number>;
  /** The columns of wrong answers, where the correct one has a column of its own. */
  readonly wrong: readonly number[];
  readonly correct: number;
  /** The heading of the column with the correct answer. */
  readonly correctHeading: string;
  readonly time: number | undefined;
  readonly explanation: number | undefined;
  readonly category: number | undefined;
  readonly difficulty: number | undefined;
}

/** Finds the row with the headings, wherever it is, and the columns by what their headings begin with. */
function findTable(rows: readonly Row[]): { columns: Columns; body: readonly Row[] } | undefined {
  for (const [index, { cells }] of rows.entries()) {
    const columns = columnsOf([...cells].map(([column, heading]) => [column, normalized(heading)]));
    if (columns) return { columns, body: rows.slice(index + 1) };
  }
  return undefined;
}

/** `correctAnswer`, `correct_answer` and `Correct  Answer` are the same heading. */
function normalized(heading: string): string {
  return heading
    .replaceAll(/(?<=[a-z])(?=[A-Z\d])/gu, ' ')
    .replaceAll(/[\s_]+/gu, ' ')
    .toLowerCase();
}

function columnsOf(headings: readonly (readonly [number, string])[]): Columns | undefined {
  const find = (...patterns: readonly RegExp[]) =>
    patterns
      .map((pattern) => headings.find(([, heading]) => pattern.test(heading)))
      .find((heading) => heading !== undefined);
  const question = find(/^question text\b/u, QUESTION, /^(?:prompt|statement)$/u);
  const correct = find(/^(?:correct|right)\b(?!.*feedback)/u, /^(?:answers?|solution|(?:answer )?key)$/u);
  const options = numbered(headings, /^(?:answer|option|choice) ?([1-9a-h])\b/u);
  const letters = numbered(headings, /^([a-h])$/u);
  const wrong = headings
    .flatMap(([column, heading]) => (WRONG.test(heading) ? [column] : []))
    .slice(0, MAX_WRONG_COLUMNS);
  if (!question || !correct || options.size + letters.size + wrong.length === 0) return undefined;
  const columnOf = (pattern: RegExp) => find(pattern)?.[0];
  return {
    question: question[0],
    correct: correct[0],
    correctHeading: correct[1],
    options: options.size > 0 ? options : letters,
    wrong: options.size + letters.size > 0 ? [] : wrong,
    time: columnOf(/^time\b/u),
    explanation: columnOf(/^(?:answer )?explanation\b/u),
    category: columnOf(/^(?:category|topic|tags?)$/u),
    difficulty: columnOf(/^difficulty\b/u),
  };
}

// "Question #", "Question No." and others are headings of something else.
const QUESTION = /^questions?(?! ?(?:#|nos?\b|num|nr\b|id\b|index\b|type\b|count\b|image\b|category\b))/u;
/** Far more than a question may have options. */
const MAX_WRONG_COLUMNS = 100;

const WRONG = /^(?:incorrect|wrong)\b|^distractor/u;

/** Returns the columns of options by their number: both "Answer 2" and "Option B" are the second. */
function numbered(headings: readonly (readonly [number, string])[], pattern: RegExp): Map<number, number> {
  return new Map(
    headings.flatMap(([column, heading]) => {
      const mark = pattern.exec(heading)?.[1];
      return mark === undefined ? [] : [[Number(mark) || letterNumber(mark), column] as const];
    }),
  );
}

/** Returns 1 for A, 2 for B … */
function letterNumber(letter: string): number {
  return letter.toUpperCase().charCodeAt(0) - 64;
}

/** A row with a question. */
interface Entry {
  readonly row: Row;
  readonly question: string;
  /** The options that are filled in, with their numbers. */
  readonly options: readonly { readonly number: number; readonly text: string }[];
  readonly correct: string;
}

function parseTable(rows: readonly Row[], unit: 'row' | 'line'): Findings {
  const table = findTable(rows);
  if (!table) return nothingFound(NO_TABLE);
  const { columns, body } = table;
  const findings = collectFindings(unit);
  const entries = body.map((row) => entryOf(row, columns)).filter(isFilled);
  const [first, ...others] = entries.map(({ question }) => Number(question || Number.NaN));
  if (
    first !== undefined &&
    others.length > 0 &&
    others.every((number, index) => number === first + index + 1)
  )
    return nothingFound(
      'the column "Question" only numbers the questions; rename the column with their texts to "Question text"',
    );
  const readCorrect = correctAnswerReader(entries, columns.correctHeading);
  for (const entry of entries) convertEntry(entry, columns, readCorrect, findings.at(entry.row.number));
  return findings;
}

function entryOf(row: Row, { question, options, correct }: Columns): Entry {
  const cell = (column: number) => row.cells.get(column) ?? '';
  return {
    row,
    question: cell(question),
    options: [...options]
      .map(([number, column]) => ({ number, text: cell(column) }))
      .filter(({ text }) => text !== ''),
    correct: cell(correct),
  };
}

/** Templates number even their empty rows, and may give them a time limit. */
function isFilled({ question, options }: Entry): boolean {
  return question !== '' || options.length > 0;
}

function convertEntry(
  entry: Entry,
  columns: Columns,
  readCorrect: (entry: Entry) => readonly number[] | string,
  collector: Collector,
): void {
  const { row, question, options, correct } = entry;
  const cell = (column: number | undefined) => (column === undefined ? '' : (row.cells.get(column) ?? ''));
  const explanation = cell(columns.explanation);
  const details = {
    ...(explanation !== '' && { explanation }),
    ...labelsOf({ tags: cell(columns.category).split(/[,;]/u), difficulty: cell(columns.difficulty) }),
  };
  const wrong = columns.wrong.map(cell).filter((text) => text !== '');
  const answer = columns.wrong.length > 0 ? [] : readCorrect(entry);
  if (correct === '') collector.skipQuestion('no correct answer');
  else if (typeof answer === 'string') collector.skipQuestion(answer);
  else {
    const time = timeLimit(cell(columns.time), collector);
    const choice =
      columns.wrong.length > 0
        ? choiceAmongWrong(question, correct, wrong)
        : choiceOrMultiple(
            question,
            options.map(({ text }) => text),
            answer,
          );
    noteFormats(
      row,
      [columns.question, columns.correct, ...columns.options.values(), ...columns.wrong],
      collector,
    );
    collector.addQuestion({ ...choice, ...details, ...(time !== undefined && { time }) });
  }
}

function timeLimit(text: string, collector: Collector): number | undefined {
  const seconds = /\d+(?:\.\d+)?/u.exec(text)?.[0];
  if (text !== '' && seconds === undefined) collector.addNotice(`the time limit "${text}" is left out`);
  return seconds === undefined ? undefined : nearestTimeLimit(Number(seconds), collector);
}

function noteFormats({ cells, unreadFormats }: Row, columns: readonly number[], collector: Collector): void {
  const column = columns.find((used) => unreadFormats.has(used));
  if (column !== undefined)
    collector.addNotice(`the spreadsheet shows ${quote(cells.get(column) ?? '')} in another format`);
}

/** A way to name options. */
type Style = 'number' | 'letter' | 'text';

/**
 * Returns a function that reads which options are correct, or says why it cannot. The cell may hold numbers, letters or texts. If it
 * could be read in several ways, such as "4" beside the options 3, 4, 5 and 6, the heading or the other rows decide.
 */
function correctAnswerReader(
  entries: readonly Entry[],
  heading: string,
): (entry: Entry) => readonly number[] | string {
  // Kahoot's and Blooket's headings.
  const isNumbered = /\(s\)|#|number/u.test(heading);
  const first = isNumbered ? 1 : firstNumber(entries, heading);
  const readings = new Map(entries.map((entry) => [entry, readingsOf(entry, first)]));
  const clear = new Set(
    [...readings.values()].flatMap((found) => (found.size === 1 ? [...found.keys()] : [])),
  );
  const usual = isNumbered ? 'number' : clear.size === 1 ? [...clear][0] : undefined;
  return (entry) => {
    const { correct } = entry;
    const numbers = numbersIn(correct);
    const found = readings.get(entry) ?? new Map<Style, number[]>();
    const [only, ...others] = new Map([...found.values()].map((list) => [list.join(), list])).values();
    const preferred = usual && found.get(usual);
    if (isNumbered && numbers.length > 0 && !preferred)
      return `answer ${numbers.find((number) => entry.options.every((option) => option.number !== number))} is marked as correct, but does not exist`;
    if (preferred ?? (only && others.length === 0)) return preferred ?? only ?? [];
    return only
      ? `${quote(correct)} could be the number of an answer or its text`
      : `${quote(correct)} is not the number, letter or text of an answer`;
  };
}

const styles: readonly Style[] = ['number', 'letter', 'text'];

/** Returns the indexes of the correct options, for each style in which the cell names existing options. */
function readingsOf(entry: Entry, first: 0 | 1): Map<Style, number[]> {
  return new Map(
    styles.flatMap((style) => {
      const indexes = readAs(style, entry, first);
      return indexes && indexes.length > 0 && !indexes.includes(-1) ? [[style, indexes] as const] : [];
    }),
  );
}

/** Returns the number of the first option: 0 if the correct answers are indexes. */
function firstNumber(entries: readonly Entry[], heading: string): 0 | 1 {
  const numbers = entries.flatMap(({ correct, options }) =>
    numbersIn(correct).map((number) => ({ number, isLast: number === options.length })),
  );
  if (numbers.some(({ isLast }) => isLast)) return 1;
  return heading.includes('index') || numbers.some(({ number }) => number === 0) ? 0 : 1;
}

/** Returns the indexes of the options that a cell names in a certain way: -1 for each that does not exist. */
function readAs(style: Style, { correct, options }: Entry, first: 0 | 1): number[] | undefined {
  const indexOf = (number: number) => options.findIndex((option) => option.number === number);
  if (style === 'number')
    return [...new Set(numbersIn(correct).map((number) => indexOf(number + 1 - first)))];
  if (style === 'letter' && correct.length > MAX_LIST_LENGTH) return undefined;
  if (style === 'letter') {
    const letters = correct.split(/\s*[,;&+/]\s*|\s+/u);
    return letters.every((letter) => /^[A-H]$/iu.test(letter))
      ? [...new Set(letters.map((letter) => indexOf(letterNumber(letter))))]
      : undefined;
  }
  const texts = options.map(({ text }) => comparable(text));
  const candidates = [[correct], correct.split(/[;|\n]/u), correct.split(',')];
  return candidates
    .map((parts) => [...new Set(parts.map((part) => texts.indexOf(comparable(part))))])
    .find((indexes) => !indexes.includes(-1));
}

/** The length of a list of all numbers or letters, with much white space. */
const MAX_LIST_LENGTH = 100;

/** Reads the numbers of the correct answers. With a decimal comma, a spreadsheet turns `1,3` into the number 1.3. */
function numbersIn(text: string): number[] {
  if (text.length > MAX_LIST_LENGTH) return [];
  const number = Number(text);
  const written = text !== '' && Number.isFinite(number) ? String(Number(number.toPrecision(12))) : text;
  return /^\d+(?:[\s,;.&/+]+\d+)*$/u.test(written) ? written.split(/\D+/u).map(Number) : [];
}
