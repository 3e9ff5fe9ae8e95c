import { unzipSync } from 'fflate/browser';
import * as z from 'zod/mini';
import { looksLikeAiken, parseAiken } from './aiken.ts';
import type { Findings, Notice } from './findings.ts';
import { looksLikeGift, parseGift } from './gift.ts';
import { hasQuestions, parseJsonList } from './json-list.ts';
import { isClassQuiz, isKahoot, parseClassQuiz, parseKahoot } from './live-quiz-json.ts';
import { isOpenTrivia, parseOpenTrivia } from './open-trivia.ts';
import { NO_TABLE, csvTable, parseSpreadsheet } from './question-table.ts';
import { isRazzia, parseRazzia } from './razzia.ts';
import { type FileError, findExcess } from '../file/json-document.ts';
import { loadQuiz } from '../file/load-quiz.ts';
import { type DecodedText, decodeText } from '../../text/decode.ts';
import { formatNumber } from '../../text/numbers.ts';

/** A file's format, or why it cannot be read. */
export type DetectedFormat =
  | { readonly ok: true; readonly format: string; readonly parse: () => Findings }
  | { readonly ok: false; readonly notice: Notice };

/**
 * Detects a file's format by features that no other format has, and by its extension where the content is ambiguous: a GIFT file
 * may have lines that look like Aiken. Formats that are known but not supported are rejected by name.
 */
export function detectFormat(name: string, bytes: Uint8Array): DetectedFormat {
  const extension = /\.([^./\\]+)$/u.exec(name)?.[1]?.toLowerCase();
  const binary = BINARIES.find(({ start }) => start.every((byte, index) => bytes[index] === byte));
  if (binary) return rejected(binary.message);
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return detectArchive(bytes);
  const decoded = decodeText(bytes);
  if (!decoded.ok) return { ok: false, notice: notText(decoded) };
  const text = decoded.text.trim();
  if (text === '') return rejected('it is empty');
  if (extension === 'json' || /^[[{]/u.test(text)) {
    const json = parseJson(text);
    const excess = json && findExcess(decoded.text);
    if (excess) return { ok: false, notice: noticeOf(excess) };
    if (json !== undefined) return detectJsonFormat(json.value, text);
    if (extension === 'json') return { ok: false, notice: notJson(decoded.text) };
  }
  return detectTextFormat(decoded.text, extension);
}

function rejected(message: string): DetectedFormat {
  return { ok: false, notice: { message } };
}

/** What to do with questions of a format that is not supported. */
const SPREADSHEET_ADVICE =
  'copy the questions into a spreadsheet with the headings "Question", "Answer 1", "Answer 2" … and "Correct answer"';
const ANKI =
  'it is an Anki deck, which cannot be read; copy the cards into a spreadsheet with the headings "Question", "Correct answer" and "Incorrect answer 1", and add wrong answers';
const QTI = `it is QTI, which cannot be read; export the questions as GIFT or Aiken, or ${SPREADSHEET_ADVICE}`;

const BINARIES = [
  { start: [0xd0, 0xcf, 0x11, 0xe0], message: 'it is an old Excel file; save it as .xlsx' },
  { start: [...'SQLite format 3'].map((character) => character.charCodeAt(0)), message: ANKI },
  { start: [0x1f, 0x8b], message: 'it is compressed; unpack it first' },
] as const;

/** Detects what a ZIP archive is by the files in it. */
function detectArchive(bytes: Uint8Array): DetectedFormat {
  const names = fileNames(bytes);
  const known = ARCHIVES.find(({ name }) => names.some((file) => name.test(file)));
  return known
    ? rejected(known.message)
    : { ok: true, format: 'Excel', parse: () => parseSpreadsheet(bytes) };
}

const ARCHIVES = [
  { name: /^collection\.anki2/u, message: ANKI },
  { name: /(?:^|\/)imsmanifest\.xml$/u, message: QTI },
  { name: /^word\//u, message: 'it is a Word document; save it as plain text (.txt)' },
  { name: /^content\.xml$/u, message: 'it is an OpenDocument file; save it as .xlsx' },
];

/** Lists the files in a ZIP archive without unpacking any. A damaged archive has none. */
function fileNames(bytes: Uint8Array): string[] {
  const names: string[] = [];
  try {
    unzipSync(bytes, {
      filter({ name }) {
        names.push(name);
        return false;
      },
    });
    return names;
  } catch {
    return [];
  }
}

function parseJson(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function detectJsonFormat(json: unknown, text: string): DetectedFormat {
  if (loadQuiz(text).ok)
    return rejected('it is already a termquiz quiz and needs no import; pass it to the command "host"');
  if (hasTermquizKeys(json))
    return rejected('it is a termquiz quiz with mistakes; the command "check" lists them');
  const known = JSON_FORMATS.find(({ isOf }) => isOf(json));
  if (known) return { ok: true, format: known.format, parse: () => known.parse(json) };
  return rejected(
    'it is JSON, but not a list of questions of a known kind (Kahoot, ClassQuiz, Open Trivia DB, Razzia, or a list with "question", "options" and "answer")',
  );
}

/** Whether a value names our schema, or has questions with keys of ours that nobody else uses. */
function hasTermquizKeys(json: unknown): boolean {
  const schema = z.object({ $schema: z.string() }).safeParse(json);
  if (schema.success && schema.data.$schema.includes('quiz.schema.json')) return true;
  const quiz = z.object({ questions: z.array(z.unknown()) }).safeParse(json);
  const mark = z.union([z.object({ items: z.array(z.string()) }), z.object({ tolerance: z.number() })]);
  return quiz.success && quiz.data.questions.some((question) => mark.safeParse(question).success);
}

const JSON_FORMATS = [
  { format: 'Open Trivia DB', isOf: isOpenTrivia, parse: parseOpenTrivia },
  { format: 'Kahoot', isOf: isKahoot, parse: parseKahoot },
  { format: 'ClassQuiz', isOf: isClassQuiz, parse: parseClassQuiz },
  { format: 'Razzia', isOf: isRazzia, parse: parseRazzia },
  { format: 'a list of questions', isOf: hasQuestions, parse: parseJsonList },
];

function detectTextFormat(text: string, extension: string | undefined): DetectedFormat {
  if (hasMoreLines(text, MAX_LINES)) {
    return rejected(`it has more than ${formatNumber(MAX_LINES)} lines; split it into smaller files`);
  }
  const known = TEXTS.find(({ isOf }) => isOf(text));
  if (known) return rejected(known.message);
  const gift: DetectedFormat = { ok: true, format: 'GIFT', parse: () => parseGift(text) };
  const aiken: DetectedFormat = { ok: true, format: 'Aiken', parse: () => parseAiken(text) };
  if (extension === 'gift') return gift;
  if (extension === 'aiken') return aiken;
  const table = csvTable(text);
  if (table) return { ok: true, format: 'CSV', parse: table };
  if (extension === 'csv' || extension === 'tsv') return rejected(NO_TABLE);
  if (!text.trimStart().startsWith('<')) {
    if (looksLikeAiken(text)) return aiken;
    if (looksLikeGift(text)) return gift;
  }
  return rejected(
    'unknown format; supported are GIFT and Aiken text, spreadsheets (.xlsx and .csv), and JSON from Kahoot, ClassQuiz, Open Trivia DB or Razzia',
  );
}

/** The most lines in a text file. A thousand questions have ten to twenty thousand. */
const MAX_LINES = 50_000;

function hasMoreLines(text: string, maximum: number): boolean {
  let lines = 1;
  for (const _ of text.matchAll(/\r\n|[\n\r]/gu)) if (++lines > maximum) return true;
  return false;
}

/** Text formats that are known, but not supported. */
const TEXTS = [
  {
    isOf: (text: string) => /^\s*</u.test(text) && /<quiz[\s>]/u.test(text) && /<question\s/u.test(text),
    message: 'it is Moodle XML, which cannot be read; export the questions from Moodle as GIFT',
  },
  {
    isOf: (text: string) =>
      /^\s*</u.test(text) &&
      /<(?:\w+:)?(?:questestinterop|(?:qti-)?assessment-?(?:item|test)|qti-item)[\s>]/iu.test(text),
    message: QTI,
  },
  {
    isOf: (text: string) => /^\s*<(?:!doctype\s|html\b|\?xml\b)/iu.test(text),
    message: 'unknown format (a web page or XML)',
  },
  {
    isOf: (text: string) => /^#(?:separator|html|notetype|deck|guid|columns|tags)(?: column)?:/iu.test(text),
    message: ANKI,
  },
  {
    isOf: (text: string) =>
      /^```quizmd\b/mu.test(text) ||
      (/^#{1,3} \S/mu.test(text) && /^answer: *\d|^[-*] \[[ x]\] /imu.test(text)),
    message: `it is quizmd (a quiz in Markdown), which cannot be read; ${SPREADSHEET_ADVICE}`,
  },
  {
    isOf: (text: string) => /^\d+\. /mu.test(text) && /^\*[a-z]\) /mu.test(text),
    message: `it is text2qti, which cannot be read; ${SPREADSHEET_ADVICE}`,
  },
  {
    isOf: (text: string) => text.startsWith('{\\rtf'),
    message: 'it is rich text (RTF); save it as plain text (.txt)',
  },
];

function notText({ message, place }: Extract<DecodedText, { ok: false }>): Notice {
  return place ? { position: { unit: 'line', number: place.line }, message } : { message };
}

/** Says where and why a text is not valid JSON. */
function notJson(text: string): Notice {
  const loaded = loadQuiz(text);
  const [error] = loaded.ok ? [] : loaded.errors;
  return error ? noticeOf(error) : { message: 'it is not JSON' };
}

function noticeOf({ line, message }: FileError): Notice {
  return { position: { unit: 'line', number: line }, message };
}
