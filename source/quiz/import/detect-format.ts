import { parseAiken } from './aiken.ts';
import type { Findings, Notice } from './findings.ts';
import { parseGift } from './gift.ts';
import { parseKahoot } from './kahoot.ts';
import { parseOpenTrivia } from './open-trivia.ts';
import { parseRazzia } from './razzia.ts';
import { loadQuiz } from '../file/load-quiz.ts';
import { type DecodedText, decodeText } from '../../text/decode.ts';

/** A file's format, or why it cannot be read. */
export type DetectedFormat =
  | { readonly ok: true; readonly format: string; readonly parse: () => Findings }
  | { readonly ok: false; readonly notice: Notice };

/**
 * Detects a file's format by its content, and by its extension where the content is ambiguous: a GIFT file may have lines
 * that look like Aiken.
 */
export function detectFormat(name: string, bytes: Uint8Array): DetectedFormat {
  const extension = /\.([^./\\]+)$/u.exec(name)?.[1]?.toLowerCase();
  if (startsWith(bytes, 0x50, 0x4b)) {
    return { ok: true, format: "Kahoot's spreadsheet", parse: () => parseKahoot(bytes) };
  }
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return rejected('it is an old Excel file; save it as .xlsx');
  const decoded = decodeText(bytes);
  if (!decoded.ok) return { ok: false, notice: notText(decoded) };
  const text = decoded.text.trim();
  if (text === '') return rejected('it is empty');
  if (extension === 'json' || /^[[{]/u.test(text)) {
    const json = parseJson(text);
    if (json !== undefined) return detectJsonFormat(json.value);
    if (extension === 'json') return { ok: false, notice: notJson(decoded.text) };
  }
  return detectTextFormat(decoded.text, extension);
}

function startsWith(bytes: Uint8Array, ...start: number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

function rejected(message: string): DetectedFormat {
  return { ok: false, notice: { message } };
}

function parseJson(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function detectJsonFormat(json: unknown): DetectedFormat {
  const results = listIn(json, 'results') ?? (Array.isArray(json) ? json : undefined);
  if (hasKey(json, 'response_code') || results?.some((result) => hasKey(result, 'correct_answer')))
    return { ok: true, format: 'Open Trivia DB', parse: () => parseOpenTrivia(json) };
  const questions = listIn(json, 'questions');
  const someHas = (...keys: string[]) =>
    questions?.some((question) => keys.some((key) => hasKey(question, key))) ?? false;
  if (someHas('answers', 'solution', 'solutions') || (questions && hasKey(json, 'subject')))
    return { ok: true, format: 'Razzia', parse: () => parseRazzia(json) };
  if (someHas('answer', 'options', 'items'))
    return rejected('it is already a termquiz quiz and needs no import; pass it to the command "host"');
  return rejected('it is JSON, but neither from Open Trivia DB nor from Razzia');
}

function hasKey(value: unknown, key: string): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key);
}

function listIn(value: unknown, key: string): unknown[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const list: unknown = Object.entries(value).find(([name]) => name === key)?.[1];
  return Array.isArray(list) ? list : undefined;
}

function detectTextFormat(text: string, extension: string | undefined): DetectedFormat {
  const gift: DetectedFormat = { ok: true, format: 'GIFT', parse: () => parseGift(text) };
  const aiken: DetectedFormat = { ok: true, format: 'Aiken', parse: () => parseAiken(text) };
  if (extension === 'gift') return gift;
  if (extension === 'aiken') return aiken;
  if (/^[ \t]*ANSWER[ \t]*:/imu.test(text)) return aiken;
  if (/^[ \t]*::|\{[^{}]*\}/mu.test(text)) return gift;
  if (extension === 'csv') return rejected('it is a CSV file; open it in a spreadsheet and save it as .xlsx');
  return rejected(
    "unknown format; supported are JSON from Open Trivia DB or Razzia, GIFT, Aiken and Kahoot's .xlsx template",
  );
}

function notText({ message, place }: Extract<DecodedText, { ok: false }>): Notice {
  return place ? { position: { unit: 'line', number: place.line }, message } : { message };
}

/** Says where and why a text is not valid JSON. */
function notJson(text: string): Notice {
  const loaded = loadQuiz(text);
  const [error] = loaded.ok ? [] : loaded.errors;
  if (!error) return { message: 'it is not JSON' };
  return { position: { unit: 'line', number: error.line }, message: error.message };
}
