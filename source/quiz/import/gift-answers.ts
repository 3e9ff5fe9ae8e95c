import { type QuestionDraft, choiceAmong } from './findings.ts';
import { type GiftFormat, readGiftText } from './gift-text.ts';

/** The text of a GIFT question, and the text format that its answers inherit. */
export interface GiftStem {
  readonly text: string;
  readonly format: GiftFormat;
}

export type GiftReading =
  | {
      readonly ok: true;
      readonly question: QuestionDraft;
      /** What was left out or changed. */
      readonly notes: readonly string[];
      /** Whether there is feedback on wrong answers, which is left out. */
      readonly explainsWrong: boolean;
    }
  | { readonly ok: false; readonly reason: string };

/** Reads the section between the braces, and returns the question that it makes of the stem. */
export function readGiftAnswers(section: string, stem: GiftStem): GiftReading {
  const cut = section.lastIndexOf('####');
  const general = cut === -1 ? '' : readGiftText(section.slice(cut + 4), stem.format).text;
  const answers = (cut === -1 ? section : section.slice(0, cut)).trim();
  const kind = readKind(answers, stem);
  if ('reason' in kind) return { ok: false, reason: kind.reason };
  const { question, notes = [], right, wrong } = kind;
  const explanation = [...new Set([...right, general])].filter((text) => text !== '').join(' ');
  return {
    ok: true,
    question: { ...question, ...(explanation !== '' && { explanation }) },
    notes,
    explainsWrong: wrong.some((text) => text !== ''),
  };
}

/** A question with the feedback on its right and wrong answers, or why there is none. */
type Kind =
  | { question: QuestionDraft; notes?: string[]; right: readonly string[]; wrong: readonly string[] }
  | { reason: string };

/** Tells the types of questions apart by the same characters, in the same order, as Moodle does. */
function readKind(answers: string, stem: GiftStem): Kind {
  if (answers === '') return { reason: 'an essay question' };
  if (answers.startsWith('#')) return readNumber(answers.slice(1), stem);
  if (answers.includes('~')) return readChoice(answers, stem);
  if (answers.includes('=') && answers.includes('->')) return { reason: 'a matching question' };
  const [verdict = '', wrong = '', right = ''] = answers.split('#');
  if (/^\s*(?:t|true|f|false)\s*$/iu.test(verdict)) {
    const feedback = [right, wrong].map((text) => readGiftText(text, stem.format).text);
    const isTrue = verdict.trim().toLowerCase().startsWith('t');
    // Feedback on a wrong answer to a true-or-false question explains the right one.
    const explaining = feedback.find((text) => text !== '') ?? '';
    return {
      question: { type: 'boolean', question: stem.text, answer: isTrue },
      right: [explaining],
      wrong: feedback.filter((text) => text !== explaining),
    };
  }
  return readText(answers, stem);
}

interface GiftAnswer {
  readonly text: string;
  /** The share of the points that it earns, in per cent. */
  readonly weight: number;
  readonly feedback: string;
}

/** Reads one answer without its `=` or `~`: an optional weight (`%50%`), the text, and optional feedback after `#`. */
function readAnswer(hidden: string, weight: number, format: GiftFormat): GiftAnswer {
  const [marker = '', percent] = /^\s*%(-?\d+(?:\.\d+)?)%/u.exec(hidden) ?? [];
  const answer = hidden.slice(marker.length);
  const cut = answer.indexOf('#');
  return {
    text: readGiftText(cut === -1 ? answer : answer.slice(0, cut), format).text,
    weight: percent === undefined ? weight : Number(percent),
    feedback: cut === -1 ? '' : readGiftText(answer.slice(cut + 1), format).text,
  };
}

function readChoice(section: string, { text, format }: GiftStem): Kind {
  const answers = section
    .split(/(?=[~=])/u)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => readAnswer(part.replace(/^[~=]/u, ''), part.startsWith('=') ? 100 : 0, format));
  if (!/^[~=]/u.test(section)) return { reason: 'text before the first "~" or "="' };
  const hasFull = answers.some(({ weight }) => weight >= 100);
  const isRight = ({ weight }: GiftAnswer) => (hasFull ? weight >= 100 : weight > 0);
  const right = answers.flatMap((answer, index) => (isRight(answer) ? [index] : []));
  if (right.length === 0) return { reason: 'no right answer' };
  const partly = hasFull ? answers.filter(({ weight }) => weight > 0 && weight < 100) : [];
  const notes = partly.map((answer) => `"${answer.text}" was worth ${answer.weight}% and counts as wrong`);
  if (hasFull && right.length > 1)
    notes.push(`any of the ${right.length} right answers was enough; now players must select them all`);
  return {
    question: choiceAmong(
      text,
      answers.map((answer) => answer.text),
      right,
    ),
    notes,
    right: answers.filter(isRight).map(({ feedback }) => feedback),
    wrong: answers.filter((answer) => !isRight(answer)).map(({ feedback }) => feedback),
  };
}

/** Reads answers that begin with `=`, and leaves out those that are only partly right. */
function readAccepted(section: string, format: GiftFormat) {
  const answers = section
    .split('=')
    .map((part) => readAnswer(part, 100, format))
    .filter(({ text }) => text !== '');
  const [full, partly] = [
    answers.filter(({ weight }) => weight >= 100),
    answers.filter(({ weight }) => weight < 100),
  ];
  const notes = partly
    .filter(({ weight }) => weight > 0)
    .map(({ text, weight }) => `"${text}" was worth ${weight}% and counts as wrong`);
  return { full, notes, wrong: partly.map(({ feedback }) => feedback) };
}

function readText(section: string, { text, format }: GiftStem): Kind {
  const { full, notes, wrong } = readAccepted(section, format);
  const isPattern = (answer: GiftAnswer) => answer.text.replaceAll('\\*', '').includes('*');
  for (const answer of full.filter(isPattern))
    notes.push(`"${answer.text}" is left out: "*" for any text is not supported`);
  const accepted = full.filter((answer) => !isPattern(answer));
  if (accepted.length === 0) return { reason: 'no right answer that can be typed' };
  const answer = accepted.map((one) => one.text.replaceAll('\\*', '*'));
  return {
    question: { type: 'text', question: text, answer },
    notes,
    right: accepted.map(({ feedback }) => feedback),
    wrong,
  };
}

function readNumber(section: string, { text, format }: GiftStem): Kind {
  const tilde = section.indexOf('~');
  const { full, notes, wrong } = readAccepted(tilde === -1 ? section : section.slice(0, tilde), format);
  if (tilde !== -1) wrong.push(readAnswer(section.slice(tilde + 1), 0, format).feedback);
  const [best, ...others] = full;
  if (!best) return { reason: 'no right number' };
  const number = readGiftNumber(best.text);
  if (!number) return { reason: `"${best.text}" is not a number` };
  for (const other of others) notes.push(`"${other.text}" is left out: only one number can be right`);
  return {
    question: { type: 'number', question: text, ...number },
    notes,
    right: [best.feedback],
    wrong,
  };
}

/** Reads a GIFT number: `3`, `3:0.5` with a tolerance, or a range `1..5`. Returns undefined for anything else. */
function readGiftNumber(text: string): { answer: number; tolerance?: number } | undefined {
  const range = text.indexOf('..');
  if (range > 0) {
    const [low, high] = [numberIn(text.slice(0, range)), numberIn(text.slice(range + 2))];
    if (low === undefined || high === undefined) return undefined;
    const answer = rounded(low / 2 + high / 2);
    return { answer, tolerance: rounded(Math.abs(high - answer)) };
  }
  const [number = '', tolerance, ...rest] = text.split(':');
  const [answer, within] = [numberIn(number), tolerance === undefined ? 0 : numberIn(tolerance)];
  if (answer === undefined || within === undefined || rest.length > 0) return undefined;
  return within === 0 ? { answer } : { answer, tolerance: within };
}

function numberIn(text: string): number | undefined {
  return /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/iu.test(text) ? Number(text) : undefined;
}

/** Removes the rounding error that halving decimal fractions leaves. */
function rounded(number: number): number {
  return Number(number.toPrecision(12));
}
