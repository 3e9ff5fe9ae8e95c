import { cleanText } from '../clean-text.ts';

/** The title of an imported quiz: the one that was asked for, that of the file's content, or the file's name. */
export function titleOf(asked: string, found: string, fileName: string): string {
  const name = (fileName.split(/[/\\]/u).at(-1) ?? '').replace(/\.\w+$/u, '').replaceAll(/[-_.]+/gu, ' ');
  const titles = [asked, found, name].map(cleanText);
  return shorten(titles.find((title) => title !== '') ?? 'Imported quiz', MAXIMUM_TITLE);
}

/** What the schema of a quiz allows. */
const MAXIMUM_TITLE = 100;

/** A cleaned text, cut after a word where it is longer than `maximum` characters. */
export function shorten(text: string, maximum: number): string {
  if (text.length <= maximum) return text;
  const start = text.slice(0, maximum - 1);
  const end = start.lastIndexOf(' ');
  return `${cleanText(end > maximum / 2 ? start.slice(0, end) : start.replace(/[\uD800-\uDBFF]$/u, ''))}…`;
}
