import { type Collector, type Findings, choiceOrMultiple, collectFindings } from './findings.ts';

/**
 * Parses the Aiken format: a question, then options that begin with a capital letter and `.` or `)`, one per line, then
 * `ANSWER: ` and the right letter. A question may span several lines, and `ANSWER: A, C` makes two options right.
 */
export function parseAiken(text: string): Findings {
  const findings = collectFindings('line');
  let open: OpenQuestion | undefined;
  /** Skips an open question without an answer. */
  const abandon = () => {
    if (open) findings.at(open.line).skipQuestion(open.options.length > 0 ? NO_ANSWER : NO_OPTIONS);
    open = undefined;
  };
  for (const [index, untrimmed] of text.split(/\r\n|[\n\r]/u).entries()) {
    const line = untrimmed.trim();
    const option = OPTION.exec(line);
    const answer = ANSWER.exec(line);
    if (line === '') {
      if (open?.options.length === 0) open.isParagraphOver = true;
    } else if (answer) {
      const collector = findings.at(open?.line ?? index + 1);
      if (!open) collector.skipQuestion('an ANSWER line without a question');
      else if (open.options.length === 0) collector.skipQuestion(NO_OPTIONS);
      else finish(open, answer[1] ?? '', collector);
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

const NO_OPTIONS = 'text without options (lines such as "A. first")';
const NO_ANSWER = 'no line "ANSWER: A" after the options';

interface OpenQuestion {
  readonly line: number;
  text: string;
  readonly options: { letter: string; text: string }[];
  /** Whether an empty line followed the question's text. */
  isParagraphOver: boolean;
}

function finish({ text, options }: OpenQuestion, answer: string, collector: Collector): void {
  const letters = answer.toUpperCase().match(/[^\s,;&]+/gu) ?? [];
  const right = letters.map((letter) => options.findIndex((option) => option.letter === letter));
  if (letters.length === 0 || right.includes(-1)) {
    collector.skipQuestion(`"ANSWER: ${answer}" does not name an option`);
    return;
  }
  collector.addQuestion(
    choiceOrMultiple(
      text,
      options.map((option) => option.text),
      right,
    ),
  );
}
