import { type Finder, type Findings, choiceAmong, collectFindings } from './findings.ts';

/**
 * Questions in the Aiken format: the question, options that begin with a capital letter and `.` or `)`, each on its line,
 * and `ANSWER: ` with the right letter. A question may go on over several lines, and `ANSWER: A, C` has two right options.
 */
export function parseAiken(text: string): Findings {
  const findings = collectFindings('line');
  let open: OpenQuestion | undefined;
  /** Ends a question that has no answer. */
  const abandon = () => {
    if (open) findings.at(open.line).skip(open.options.length > 0 ? NO_ANSWER : NO_OPTIONS);
    open = undefined;
  };
  for (const [index, untrimmed] of text.split(/\r\n|[\n\r]/u).entries()) {
    const line = untrimmed.trim();
    const option = OPTION.exec(line);
    const answer = ANSWER.exec(line);
    if (line === '') {
      if (open?.options.length === 0) open.isParagraphOver = true;
    } else if (answer) {
      const finder = findings.at(open?.line ?? index + 1);
      if (!open) finder.skip('an ANSWER without a question');
      else if (open.options.length === 0) finder.skip(NO_OPTIONS);
      else finish(open, answer[1] ?? '', finder);
      open = undefined;
    } else if (option && open) {
      open.options.push({ letter: option[1] ?? '', text: option[2] ?? '' });
    } else if (open && open.options.length === 0 && !open.isParagraphOver) {
      open.text += ` ${line}`;
    } else {
      abandon();
      open = { line: index + 1, text: line, options: [], isParagraphOver: false };
    }
  }
  abandon();
  return findings;
}

const OPTION = /^([A-Z])[.)](?:\s+(.*))?$/u;
const ANSWER = /^ANSWER\s*:\s*(.*)$/iu;

const NO_OPTIONS = 'a text without options (lines such as "A. first")';
const NO_ANSWER = 'a question without a line "ANSWER: A" after its options';

interface OpenQuestion {
  readonly line: number;
  text: string;
  readonly options: { letter: string; text: string }[];
  /** An empty line came after the question's text. */
  isParagraphOver: boolean;
}

function finish({ text, options }: OpenQuestion, answer: string, finder: Finder): void {
  const letters = answer.toUpperCase().match(/[^\s,;&]+/gu) ?? [];
  const right = letters.map((letter) => options.findIndex((option) => option.letter === letter));
  if (letters.length === 0 || right.includes(-1)) {
    finder.skip(`"ANSWER: ${answer}" names no option`);
    return;
  }
  finder.take(
    choiceAmong(
      text,
      options.map((option) => option.text),
      right,
    ),
  );
}
