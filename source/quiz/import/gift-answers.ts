import { type QuestionDraft, anyWasEnough, choiceOrMultiple } from './findings.ts';
import type { GiftStem } from './gift-stem.ts';
import { type GiftFormat, parseGiftText } from './gift-text.ts';

export type ParsedAnswers =
  | {
      readonly ok: true;
      readonly question: QuestionDraft;
      /** What was left out or changed. */
      readonly notes: readonly string[];
      /** Whether there is feedback on wrong answers, which is left out. */
      readonly hasWrongFeedback: boolean;
    }
  | { readonly ok: false; readonly reason: string };

/** Parses the section between the braces, and returns the question that it forms with the stem. */
export function parseGiftAnswers(section: string, stem: GiftStem): ParsedAnswers {
  const separator = section.lastIndexOf('####');
  const general = separator === -1 ? '' : parseGiftText(section.slice(separator + 4), stem.format).text;
  const answers = (separator === -1 ? section : section.slice(0, separator)).trim();
  const parsed = parseByType(answers, stem);
  if ('reason' in parsed) return { ok: false, reason: parsed.reason };
  const { question, notes = [], correct, wrong } = parsed;
  const explanation = [...new Set([...correct, general])].filter((text) => text !== '').join(' ');
  return {
    ok: true,
    question: { ...question, ...(explanation !== '' && { explanation }) },
    notes,
    hasWrongFeedback: wrong.some((text) => text !== ''),
  };
}

/** A question with the feedback on its correct and wrong answers, or why there is none. */
type QuestionWithFeedback =
  | { question: QuestionDraft; notes?: string[]; correct: readonly string[]; wrong: readonly string[] }
  | { reason: string };

/** Tells the types of questions apart by the same characters, in the same order, as Moodle does. */
function parseByType(answers: string, stem: GiftStem): QuestionWithFeedback {
  if (CLOZE.test(answers)) return { reason: 'Cloze gaps ("{1:SHORTANSWER:=…}") are not supported' };
  if (answers === '') return { reason: 'essay questions are not supported' };
  if (answers.startsWith('#')) return parseNumber(answers.slice(1), stem);
  if (answers.includes('~')) return parseChoice(answers, stem);
  if (answers.includes('=') && answers.includes('->'))
    return { reason: 'matching questions are not supported' };
  const [verdict = '', wrong = '', correct = ''] = answers.split('#');
  if (/^\s*(?:t|true|f|false)\s*$/iu.test(verdict)) {
    const feedback = [correct, wrong].map((text) => parseGiftText(text, stem.format).text);
    const isTrue = verdict.trim().toLowerCase().startsWith('t');
    // Feedback on a wrong answer to a true-or-false question explains the correct one.
    const explaining = feedback.find((text) => text !== '') ?? '';
    return {
      question: { type: 'boolean', question: stem.text, answer: isTrue },
      correct: [explaining],
      wrong: feedback.filter((text) => text !== explaining),
    };
  }
  return parseText(answers, stem);
}

const CLOZE = /^\d*\s*:\s*[A-Z_]{2,}\s*:/u;

interface GiftAnswer {
  readonly text: string;
  /** Whether there is nothing before the feedback. An answer that is only a picture has no text either. */
  readonly isBlank: boolean;
  /** The share of the points that it earns, in per cent. */
  readonly weight: number;
  readonly feedback: string;
}

/** Parses one answer without its `=` or `~`: an optional weight (`%50%`), the text, and optional feedback after `#`. */
function parseAnswer(part: string, weight: number, format: GiftFormat): GiftAnswer {
  const [marker = '', percent] = /^\s*%(-?\d+(?:\.\d+)?)%/u.exec(part) ?? [];
  const answer = part.slice(marker.length);
  const separator = answer.indexOf('#');
  const source = separator === -1 ? answer : answer.slice(0, separator);
  return {
    text: parseGiftText(source, format).text,
    isBlank: source.trim() === '',
    weight: percent === undefined ? weight : Number(percent),
    feedback: separator === -1 ? '' : parseGiftText(answer.slice(separator + 1), format).text,
  };
}

function parseChoice(section: string, { text, format }: GiftStem): QuestionWithFeedback {
  const answers = section
    .split(/(?=[~=])/u)
    .map((part) => part.trim())
    .map((part) => parseAnswer(part.replace(/^[~=]/u, ''), part.startsWith('=') ? 100 : 0, format))
    // Moodle drops these, so that "~=" marks a correct answer.
    .filter(({ isBlank }) => !isBlank);
  if (!/^[~=]/u.test(section)) return { reason: 'text before the first "~" or "="' };
  const hasFull = answers.some(({ weight }) => weight >= 100);
  const isCorrect = ({ weight }: GiftAnswer) => (hasFull ? weight >= 100 : weight > 0);
  const correct = answers.flatMap((answer, index) => (isCorrect(answer) ? [index] : []));
  if (correct.length === 0) return { reason: 'no correct answer' };
  const partial = hasFull ? answers.filter(({ weight }) => weight > 0 && weight < 100) : [];
  const notes = partial.map((answer) => `"${answer.text}" was worth ${answer.weight}% and counts as wrong`);
  if (hasFull && correct.length > 1) notes.push(anyWasEnough(correct.length));
  return {
    question: choiceOrMultiple(
      text,
      answers.map((answer) => answer.text),
      correct,
    ),
    notes,
    correct: answers.filter(isCorrect).map(({ feedback }) => feedback),
    wrong: answers.filter((answer) => !isCorrect(answer)).map(({ feedback }) => feedback),
  };
}

/** Parses answers that begin with `=`, and leaves out those that are only partly correct. */
function parseAccepted(section: string, format: GiftFormat) {
  const answers = section
    .split('=')
    .map((part) => parseAnswer(part, 100, format))
    .filter(({ text }) => text !== '');
  const [full, partial] = [
    answers.filter(({ weight }) => weight >= 100),
    answers.filter(({ weight }) => weight < 100),
  ];
  const notes = partial
    .filter(({ weight }) => weight > 0)
    .map(({ text, weight }) => `"${text}" was worth ${weight}% and counts as wrong`);
  return { full, notes, wrong: partial.map(({ feedback }) => feedback) };
}

function parseText(section: string, { text, format }: GiftStem): QuestionWithFeedback {
  if (section.indexOf('=') > 0) return { reason: 'text before the first "="' };
  const { full, notes, wrong } = parseAccepted(section, format);
  const isPattern = (answer: GiftAnswer) => answer.text.replaceAll('\\*', '').includes('*');
  for (const answer of full.filter(isPattern))
    notes.push(`"${answer.text}" is left out: "*" as a wildcard is not supported`);
  const accepted = full.filter((answer) => !isPattern(answer));
  if (accepted.length === 0) return { reason: 'no correct answer that can be typed' };
  const answer = accepted.map((one) => one.text.replaceAll('\\*', '*'));
  return {
    question: { type: 'text', question: text, answer },
    notes,
    correct: accepted.map(({ feedback }) => feedback),
    wrong,
  };
}

function parseNumber(section: string, { text, format }: GiftStem): QuestionWithFeedback {
  const tilde = section.indexOf('~');
  const { full, notes, wrong } = parseAccepted(tilde === -1 ? section : section.slice(0, tilde), format);
  if (tilde !== -1) wrong.push(parseAnswer(section.slice(tilde + 1), 0, format).feedback);
  const [best, ...others] = full;
  if (!best) return { reason: 'no correct number' };
  const number = parseGiftNumber(best.text);
  if (!number) return { reason: `"${best.text}" is not a number` };
  for (const other of others) notes.push(`"${other.text}" is left out: only one number can be correct`);
  return {
    question: { type: 'number', question: text, ...number },
    notes,
    correct: [best.feedback],
    wrong,
  };
}

/** Parses a GIFT number: `3`, `3:0.5` with a tolerance, or a range `1..5`. Returns undefined for anything else. */
function parseGiftNumber(text: string): { answer: number; tolerance?: number } | undefined {
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
