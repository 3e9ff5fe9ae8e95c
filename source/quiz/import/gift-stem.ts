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

type Code = ReturnType<typeof codeOf>;

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

/** Longer than a question and its code may be. */
const MAX_LENGTH = 10_000;

/** Removes blocks of code from a text. */
function separateCode(source: string, format: GiftFormat): { text: string; blocks: readonly Code[] } {
  if (source.length > MAX_LENGTH) return { text: source, blocks: [] };
  const fenced = separateFences(source);
  const tagged = format === 'plain' ? { text: fenced.text, blocks: [] } : separateTags(fenced.text);
  const blocks = [...fenced.blocks, ...tagged.blocks];
  if (blocks.length > 0 || format === 'html') return { text: tagged.text, blocks };
  const lines = source.split('\n');
  const runs = codeRuns(lines);
  return {
    text: lines.filter((_, index) => !runs.some(([start, end]) => index >= start && index < end)).join('\n'),
    blocks: runs.map(([start, end]) => codeBlock(lines.slice(start, end).join('\n'), '')),
  };
}

/** Removes code between lines of three or more backticks or tildes. A fence that is never closed is text. */
function separateFences(source: string): { text: string; blocks: readonly Code[] } {
  const blocks: Code[] = [];
  const text: string[] = [];
  let open: { mark: string; language: string; lines: string[] } | undefined;
  for (const line of source.split('\n')) {
    const [, mark = '', information = ''] = /^[ \t]*(`{3,}|~{3,})([^`]*)$/u.exec(line) ?? [];
    if (open && mark.startsWith(open.mark) && information.trim() === '') {
      blocks.push(codeBlock(open.lines.slice(1).join('\n'), open.language));
      open = undefined;
    } else if (open) open.lines.push(line);
    else if (mark === '') text.push(line);
    else open = { mark, language: /[\w+#-]+/u.exec(information)?.[0] ?? '', lines: [line] };
  }
  return { text: [...text, ...(open?.lines ?? [])].join('\n'), blocks };
}

/** Removes code in `<pre>`. */
function separateTags(source: string): { text: string; blocks: readonly Code[] } {
  const blocks: Code[] = [];
  // Up to the last end, every beginning has one, so each part is searched only once.
  const end = [...source.matchAll(/<\/pre>/giu)].at(-1)?.index ?? -6;
  const text = source.slice(0, end + 6).replaceAll(PRE, (block, code: string) => {
    const language = /<[^<>]*\b(?:language-|lang-|brush:\s?)([\w+#-]+)/iu.exec(block)?.[1] ?? '';
    blocks.push(codeBlock(htmlToCode(code), language));
    return '\n';
  });
  return { text: text + source.slice(end + 6), blocks };
}

const PRE = /<pre\b[^<>]*>(.*?)<\/pre>/gisu;

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
