import { type Collector, type Findings, collectFindings } from './findings.ts';
import { parseGiftAnswers } from './gift-answers.ts';
import { maskEscapes, parseGiftText } from './gift-text.ts';
import { hasImage } from './html-text.ts';
import { pluralize } from '../../text/numbers.ts';

/**
 * Parses Moodle's GIFT format as Moodle does: an empty line ends a question, the first pair of braces holds its answers,
 * and text after them makes them a blank to fill in. Feedback on the right answer becomes the explanation.
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

interface Block {
  readonly line: number;
  readonly text: string;
}

/** Splits a file at empty lines into blocks without comments, and collects the categories. */
function splitBlocks(text: string): { blocks: Block[]; categories: string[] } {
  const blocks: Block[] = [];
  const categories: string[] = [];
  let open: { line: number; lines: string[] } | undefined;
  const end = () => {
    if (open) blocks.push({ line: open.line, text: open.lines.join('\n') });
    open = undefined;
  };
  for (const [index, untrimmed] of text.split(/\r\n|[\n\r]/u).entries()) {
    const line = untrimmed.trim();
    if (line === '') end();
    else if (!open && line.startsWith('$CATEGORY:')) categories.push(categoryName(line));
    else if (!line.startsWith('//')) {
      open ??= { line: index + 1, lines: [] };
      open.lines.push(line);
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

function withoutName(text: string): string {
  const end = text.startsWith('::') ? text.indexOf('::', 2) : -1;
  return end === -1 ? text : text.slice(end + 2);
}

function parseQuestion(before: string, answers: string, after: string, collector: Collector): boolean {
  const stem = parseGiftText(after.trim() === '' ? before : `${before}_____${after}`, 'moodle');
  const parsed = parseGiftAnswers(answers, stem);
  if (!parsed.ok) {
    collector.skipQuestion(parsed.reason);
    return false;
  }
  if (stem.format !== 'plain' && hasImage(before + answers + after))
    collector.addNotice('the image is left out');
  for (const note of parsed.notes) collector.addNotice(note);
  collector.addQuestion(parsed.question);
  return parsed.hasWrongFeedback;
}
