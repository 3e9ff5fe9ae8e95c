import { type Finder, type Findings, collectFindings } from './findings.ts';
import { readGiftAnswers } from './gift-answers.ts';
import { hideEscaped, readGiftText } from './gift-text.ts';
import { hasImage } from './html-text.ts';
import { counted } from '../../text/numbers.ts';

/**
 * Parses Moodle's GIFT format as Moodle does: an empty line ends a question, the first pair of braces holds its answers,
 * and text after them makes them a blank to fill in. Feedback on the right answer becomes the explanation.
 */
export function parseGift(text: string): Findings {
  const findings = collectFindings('line');
  const { blocks, categories } = splitBlocks(text);
  let unexplained = 0;
  for (const block of blocks) if (readBlock(block, findings.at(block.line))) unexplained++;
  if (unexplained > 0) {
    const questions = counted(unexplained, 'question');
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

/** Reads one question. Returns whether it has feedback on wrong answers, which is left out. */
function readBlock(block: Block, finder: Finder): boolean {
  const hidden = withoutName(hideEscaped(block.text));
  const [open, close] = [hidden.indexOf('{'), hidden.indexOf('}')];
  if (open === -1 && close === -1) finder.skip('text without a question');
  else if (open === -1 || close < open) finder.skip(UNPAIRED);
  else if (/[{}]/u.test(hidden.slice(close + 1))) finder.skip(SEVERAL);
  else
    return readQuestion(
      hidden.slice(0, open),
      hidden.slice(open + 1, close),
      hidden.slice(close + 1),
      finder,
    );
  return false;
}

const UNPAIRED =
  'an unmatched brace (an empty line ends a question; braces that belong to the text are written \\{ and \\})';
const SEVERAL = 'more than one pair of braces (braces that belong to the text are written \\{ and \\})';

function withoutName(hidden: string): string {
  const end = hidden.startsWith('::') ? hidden.indexOf('::', 2) : -1;
  return end === -1 ? hidden : hidden.slice(end + 2);
}

function readQuestion(before: string, answers: string, after: string, finder: Finder): boolean {
  const stem = readGiftText(after.trim() === '' ? before : `${before}_____${after}`, 'moodle');
  const reading = readGiftAnswers(answers, stem);
  if (!reading.ok) {
    finder.skip(reading.reason);
    return false;
  }
  if (stem.format !== 'plain' && hasImage(before + answers + after)) finder.note('the image is left out');
  for (const note of reading.notes) finder.note(note);
  finder.take(reading.question);
  return reading.explainsWrong;
}
