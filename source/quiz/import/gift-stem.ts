import { codeOf } from './findings.ts';
import { type GiftFormat, displayed, giftSource } from './gift-text.ts';
import { htmlToCode } from './html-text.ts';
import { cleanText } from '../../text/clean.ts';

/** The text of a GIFT question, its code, and the text format that its answers inherit. */
export interface GiftStem {
  readonly text: string;
  readonly code?: Code;
  /** Whether lines of code could not be separated from the text. */
  readonly isCodeInText: boolean;
  readonly format: GiftFormat;
}

interface Code {
  readonly language: string;
  readonly text: string;
}

/**
 * Parses the text of a question. Code in one `<pre>`, fence or group of indented lines becomes the question's code. Several blocks stay
 * in the text, because nobody can tell which one is asked about.
 */
export function parseGiftStem(masked: string): GiftStem {
  const { source, format } = giftSource(masked, 'moodle');
  const { text, blocks } = separateCode(source, format);
  const [code, ...others] = blocks;
  const rest = displayed(text, format);
  const isCodeInText = others.length > 0 || (code?.text.includes('\n') ?? false);
  return code && others.length === 0 && cleanText(rest.replaceAll('_', '')) !== ''
    ? { text: rest, code, isCodeInText: false, format }
    : { text: displayed(source, format), isCodeInText, format };
}

/** Far longer than a question and its code may be. */
const MAX_LENGTH = 20_000;

/** Removes blocks of code from a text. */
function separateCode(source: string, format: GiftFormat): { text: string; blocks: readonly Code[] } {
  if (source.length > MAX_LENGTH) return { text: source, blocks: [] };
  const blocks: Code[] = [];
  const text = source
    .replaceAll(FENCE, (_, __, language: string, code: string) => {
      blocks.push(codeBlock(code, /[\w+#-]+/u.exec(language)?.[0] ?? ''));
      return '\n';
    })
    .replaceAll(PRE, (tag, code: string) => {
      if (format === 'plain') return tag;
      const language = /<[^>]*\b(?:language-|lang-|brush:\s*)([\w+#-]+)/iu.exec(tag)?.[1] ?? '';
      blocks.push(codeBlock(htmlToCode(code), language));
      return '\n';
    });
  if (blocks.length > 0 || format === 'html') return { text, blocks };
  const lines = source.split('\n');
  const runs = codeRuns(lines);
  return {
    text: lines.filter((_, index) => !runs.some(([start, end]) => index >= start && index < end)).join('\n'),
    blocks: runs.map(([start, end]) => codeBlock(lines.slice(start, end).join('\n'), '')),
  };
}

const FENCE = /^[ \t]*(`{3,}|~{3,})([^\n`]*)\n(.*?)\n?[ \t]*\1[`~]*[ \t]*$/gmsu;
const PRE = /<pre\b[^>]*>(.*?)<\/pre\s*>/gisu;

/** Returns a code block without the indentation that all of its lines share. */
function codeBlock(text: string, language: string): Code {
  const lines = text.split('\n').map((line) => line.replaceAll('\t', '    '));
  const widths = lines.filter((line) => line.trim() !== '').map(indentationOf);
  const shared = Math.min(...widths);
  return codeOf(lines.map((line) => line.slice(shared)).join('\n'), language);
}

function indentationOf(line: string): number {
  return line.replaceAll('\t', '    ').search(/\S|$/u);
}

/**
 * Finds the lines after the first that are code: indented ones, and unindented statements beside them. Many authors also indent the
 * second line of a sentence, so the lines must look like code, or follow a question mark or colon.
 *
 * @returns The first line of each run, and the line after it.
 */
function codeRuns(lines: readonly string[]): (readonly [number, number])[] {
  const runs: (readonly [number, number])[] = [];
  for (let start = 1; start < lines.length; start++) {
    let end = start;
    while (isIndented(lines[end]) || STATEMENT.test(lines[end]?.trim() ?? '')) end++;
    const run = lines.slice(start, end);
    const isIntroduced = run.length > 1 && /[?:]$/u.test(lines[start - 1]?.trim() ?? '');
    if (run.some(isIndented) && (isIntroduced || run.some((line) => STATEMENT.test(line.trim()))))
      runs.push([start, end]);
    start = end;
  }
  return runs;
}

function isIndented(line: string | undefined): boolean {
  return line !== undefined && indentationOf(line) >= 2;
}

const STATEMENT =
  /[;{}]$|^(?:class|def|elif|else|for|function|if|try|while|with)\b.*[:{]$|^[\w.[\]]+(?: [\w.[\]]+)? ?[-+*/]?= ?\S|^[\w.]+\(.*\)$|^(?:#include|import|from \w+ import|return|print|echo|using)\b/u;
