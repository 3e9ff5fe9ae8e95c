import { cleanText } from '../../quiz/clean-text.ts';

const LONGEST = 120;

/** The beginning of what people would read in a body, HTML or not, as a line that is safe for a terminal; none where it is empty. */
export function pageText(body: string): string[] {
  const text = cleanText(body.replaceAll(HIDDEN, ' ').replaceAll(TAG, ' '));
  return text === '' ? [] : [text.slice(0, LONGEST)];
}

/** Comments, and what is there for browsers. */
const HIDDEN = /<!--[^]*?(?:-->|$)|<(?<name>script|style)\b[^]*?(?:<\/\k<name>\s*>|$)/giu;

const TAG = /<[^<>]*>/gu;
