import { type Collector, type Findings, collectFindings } from './findings.ts';
import { parseGiftAnswers } from './gift-answers.ts';
import { parseGiftStem } from './gift-stem.ts';
import { maskEscapes } from './gift-text.ts';
import { hasImage } from './html-text.ts';
import { pluralize } from '../../text/numbers.ts';

/**
 * Parses Moodle's GIFT format as Moodle does: an empty line ends a question, the first pair of braces holds its answers,
 * and text after them makes them a blank to fill in. Feedback on the correct answer becomes the explanation.
 */
export function parseGift(text: string): Findings {
  const findings = collectFindings('line');
  const { blocks, categories } = splitBlocks(text);
  let omissions = 0;
  for (const block of blocks) if (parseBlock(block, findings.at(block.line))) omissions++;
  if (omissions > 0) {
    const questions = pluralize(omissions, 'question');
    findings.notices.push({ message: `feedback on wrong answers is left out (${questions})` });
  }
  const [title, ...others] = new Set(categories);
  return { ...findings, ...(title !== undefined && title !== '' && others.length === 0 && { title }) };
}

/** Tells whether a text has braces that begin like GIFT answers, or a line that only GIFT files have. */
export function looksLikeGift(text: string): boolean {
  const masked = maskEscapes(text);
  return (
    /^[ \t]*(?:\$CATEGORY:|::[^\n]*\S::)/mu.test(text) || ANSWERS.test(masked) || TRUE_OR_FALSE.test(masked)
  );
}

// Braces alone are no sign: code and formulas have them, too, and `{T}` can be an exponent or an attribute. White space after a brace is
// matched only once, however much there is.
const ANSWERS =
  /(?<!\\[a-z]*|[$^_])\{(?=(\s*))\1(?:[=~]|#\s?(?:[-+.\d=~%}]|###)|\d*:[A-Z_]{2,}:|\}[ \t]*(?:\n[ \t]*\n|\n?$))/iu;
const TRUE_OR_FALSE = /(?<!\\[a-z]*|[$^_=])\{(?=(\s*))\1(?:t|f|true|false)(?=(\s*))\2[#}]/iu;

interface Block {
  readonly line: number;
  readonly text: string;
}

/** Splits a file at empty lines into blocks without comments, and collects the categories. */
function splitBlocks(text: string): { blocks: Block[]; categories: string[] } {
  const blocks: Block[] = [];
  const categories: string[] = [];
  let open: { line: number; indentation: string; lines: string[] } | undefined;
  const end = () => {
    if (open) blocks.push({ line: open.line, text: open.lines.join('\n') });
    open = undefined;
  };
  for (const [index, untrimmed] of text.split(/\r\n|[\n\r]/u).entries()) {
    const line = untrimmed.trim();
    if (line === '') end();
    else if (!open && line.startsWith('$CATEGORY:')) categories.push(categoryName(line));
    else if (!line.startsWith('//')) {
      open ??= { line: index + 1, indentation: /^\s*/u.exec(untrimmed)?.[0] ?? '', lines: [] };
      const isIndented = untrimmed.startsWith(open.indentation);
      open.lines.push(isIndented ? untrimmed.slice(open.indentation.length).trimEnd() : line);
    }
  }
  end();
  return { blocks, categories };
}

/** Returns the last part of a path such as `$course$/top/Geography`, in which `//` is a slash. */
function categoryName(line: string): string {
  const path = line
    .slice('$CATEGORY:'.length)
    .trim()
    .split(/(?<!\/)\/(?!\/)/u);
  const name = (path.at(-1) ?? '').replaceAll('//', '/').trim();
  return /^(?:top|\$.*\$)$/u.test(name) ? '' : name;
}

/** Parses one question. Returns whether it has feedback on wrong answers, which is left out. */
function parseBlock(block: Block, collector: Collector): boolean {
  const text = withoutName(maskEscapes(block.text));
  const [open, close] = [text.indexOf('{'), text.indexOf('}')];
  if (open === -1 && close === -1) collector.skipQuestion('text without a question');
  else if (open === -1 || close < open) collector.skipQuestion(UNMATCHED_BRACE);
  else if (/[{}]/u.test(text.slice(close + 1))) collector.skipQuestion(SEVERAL_PAIRS);
  else
    return parseQuestion(text.slice(0, open), text.slice(open + 1, close), text.slice(close + 1), collector);
  return false;
}

const UNMATCHED_BRACE =
  'an unmatched brace (an empty line ends a question; braces that belong to the text are written \\{ and \\})';
const SEVERAL_PAIRS = 'more than one pair of braces (braces that belong to the text are written \\{ and \\})';

/** Removes the name between two "::". A single "::" at the beginning is dropped. */
function withoutName(text: string): string {
  if (!text.startsWith('::')) return text;
  return text.slice(Math.max(0, text.indexOf('::', 2)) + 2);
}

function parseQuestion(before: string, answers: string, after: string, collector: Collector): boolean {
  const stem = parseGiftStem(after.trim() === '' ? before : `${before}_____${after}`);
  const parsed = parseGiftAnswers(answers, stem);
  if (!parsed.ok) {
    collector.skipQuestion(parsed.reason);
    return false;
  }
  if (stem.format !== 'plain' && hasImage(before + answers + after))
    collector.addNotice('the image is left out');
  if (stem.isCodeInText) collector.addNotice('the lines of its code are now part of the text');
  for (const note of parsed.notes) collector.addNotice(note);
  collector.addQuestion({ ...parsed.question, ...(stem.code && { code: stem.code }) });
  return parsed.hasWrongFeedback;
}
