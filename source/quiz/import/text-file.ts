import { loadQuiz } from '../load-quiz.ts';
import type { Notice } from './findings.ts';

/** The text of a file: UTF-8, or UTF-16 with a byte order mark, as some editors on Windows save it. Undefined for none. */
export function decodeText(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

/** Where a text stops being JSON, and why. */
export function notJson(text: string): Notice {
  const loaded = loadQuiz(text);
  const [error] = loaded.ok ? [] : loaded.errors;
  if (!error) return { message: 'it is not JSON' };
  return { place: { unit: 'line', number: error.line }, message: error.message };
}
