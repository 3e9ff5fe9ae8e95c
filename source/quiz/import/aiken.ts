import { type Collector, type Findings, choiceOrMultiple, cleanStart, collectFindings } from './findings.ts';

/**
 * Parses the Aiken format: a question, then options `A. first`, `B. second` …, one per line, then `ANSWER: ` and the letter of the
 * correct one. Also reads common variants: options `a)text`, `(A) text`, `ANSWER: B. second`, `ANSWER: A, C` for several correct
 * options, numbered questions, and questions of several lines. Options must come in alphabetical order: this tells them from
 * other lines that begin with a letter, and from the rest of a question that was not understood.
 */
export function parseAiken(text: string): Findings {
  const findings = collectFindings('line');
  const finished: { question: OpenQuestion; answer: string }[] = [];
  let open: OpenQuestion | undefined;
  /** Skips an open question without an answer. */
  const abandon = () => {
    if (open) findings.at(open.line).skipQuestion(open.options.length > 0 ? NO_ANSWER : NO_OPTIONS);
    open = undefined;
  };
  for (const [index, untrimmed] of text.split(/\r\n|[\n\r]/u).entries()) {
    const line = untrimmed.trim();
    const number = index + 1;
    const answer = ANSWER.exec(line)?.[1];
    const option = optionIn(line);
    if (line === '') {
      if (open) open.isParagraphOver = true;
    } else if (answer !== undefined) {
      if (!open) findings.at(number).skipQuestion('an ANSWER line without a question');
      else if (open.options.length === 0) findings.at(open.line).skipQuestion(NO_OPTIONS);
      else if (open.stray) findings.at(open.line).skipQuestion(strayReason(open.stray.line));
      else finished.push({ question: open, answer });
      open = undefined;
    } else if (open && option && option.place === open.options.length) {
      open.options.push(option.text);
      open.isParagraphOver = false;
    } else if (open?.stray && option?.place === 0) {
      // The question before has no answer, and this is the first option of the next one.
      const { stray } = open;
      abandon();
      open = { ...stray, options: [option.text], isParagraphOver: false };
    } else if (open && !open.isParagraphOver) {
      if (open.options.length === 0) open.text += ` ${line}`;
      else if (open.stray) open.stray.text += ` ${line}`;
      else open.stray = { line: number, text: line };
    } else {
      abandon();
      open = { line: number, text: line, options: [], isParagraphOver: false };
    }
  }
  abandon();
  const areNumbered = finished.every(({ question }) => NUMBERED.test(question.text));
  for (const { question, answer } of finished)
    finish(question, areNumbered ? NUMBERED : /^/u, answer, findings.at(question.line));
  return findings;
}

/** Tells whether a text has both an option and a line that names the correct one by its letter. */
export function looksLikeAiken(text: string): boolean {
  const lines = text.split(/\r\n|[\n\r]/u).map((line) => line.trim());
  return (
    lines.some((line) => optionIn(line)?.place === 0) &&
    lines.some((line) => /^\(?[A-H]\b/iu.test(ANSWER.exec(line)?.[1] ?? ''))
  );
}

const ANSWER = /^(?:correct\s+)?answers?\s*[:：]\s*(.*)$/iu;
const NUMBERED = /^(?:q(?:uestion)?\s*)?\d+\s*[.):]\s+/iu;

/** Returns the place of an option's letter in the alphabet, counted from 0, and its text. */
function optionIn(line: string): { place: number; text: string } | undefined {
  // Without a space, a full stop may also belong to an abbreviation, such as "A.M.".
  const [, letter, text = ''] =
    /^([A-Z])(?:\)|\.(?!\w\.))\s*(.*)$/iu.exec(line) ?? /^\(([A-Z])\)\s*(.*)$/iu.exec(line) ?? [];
  return letter === undefined ? undefined : { place: placeOf(letter), text };
}

function placeOf(letter: string): number {
  return letter.toUpperCase().charCodeAt(0) - 65;
}

const NO_OPTIONS = 'text without options (lines such as "A. first")';
const NO_ANSWER = 'no line "ANSWER: A" after the options';

function strayReason(line: number): string {
  return `line ${line} is neither the next option nor "ANSWER: A"`;
}

interface OpenQuestion {
  readonly line: number;
  text: string;
  readonly options: string[];
  /** Whether an empty line followed the text or the last option. */
  isParagraphOver: boolean;
  /** Lines after the options that are not options. */
  stray?: { readonly line: number; text: string };
}

function finish({ text, options }: OpenQuestion, number: RegExp, answer: string, collector: Collector): void {
  const correct = correctOptions(answer, options);
  if (correct) collector.addQuestion(choiceOrMultiple(text.replace(number, ''), options, correct));
  else collector.skipQuestion(`"ANSWER: ${answer}" does not name an option`);
}

/** In characters: longer than any option and its letter. */
const MAX_ANSWER_LINE = 300;

// Only spaces between bare letters separate them: "A. b" is option A with its text.
const SEPARATOR = /\s*(?:[,;&]|\band\b)\s*|(?<=(?:^|\s)[A-Z])\s+(?=[A-Z](?:\s|$))/iu;

/** Reads `B`, `b)`, `(B)`, `A, C`, `B. text` or `text`. Returns undefined unless letters and texts are those of options. */
function correctOptions(answer: string, options: readonly string[]): number[] | undefined {
  if (answer.length > MAX_ANSWER_LINE) return undefined;
  const letters = answer.split(SEPARATOR).map((part) => /^\(?([A-Z])[.)]?$/iu.exec(part)?.[1]);
  if (letters.every((letter) => letter !== undefined)) {
    const correct = letters.map((letter) => placeOf(letter));
    return correct.every((place) => place < options.length) ? correct : undefined;
  }
  const option = optionIn(answer);
  const named = cleanStart(option?.text ?? answer).toLowerCase();
  const matching = options.flatMap((text, place) =>
    cleanStart(text).toLowerCase() === named ? [place] : [],
  );
  const [place, ...others] = option ? matching.filter((found) => found === option.place) : matching;
  return place === undefined || named === '' || others.length > 0 ? undefined : [place];
}
