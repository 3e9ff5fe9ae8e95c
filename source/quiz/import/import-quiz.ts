import { detectFormat } from './detect-format.ts';
import {
  type Findings,
  type Notice,
  type QuestionDraft,
  cleanStart,
  schemaProblem,
  shorten,
  titleOf,
} from './findings.ts';
import { questionSchema } from '../questions/question.ts';
import { MAX_EXPLANATION_LENGTH, MAX_QUESTIONS } from '../limits.ts';
import { cleanText, quote } from '../../text/clean.ts';
import { formatNumber } from '../../text/numbers.ts';

export type ImportedQuiz =
  | {
      readonly ok: true;
      /** The name of the file's format. */
      readonly format: string;
      /** The text of a valid quiz file. */
      readonly text: string;
      /** The number of questions. */
      readonly length: number;
      /** The number of questions that could not be imported. */
      readonly skipped: number;
      readonly notices: readonly Notice[];
    }
  | { readonly ok: false; readonly notices: readonly Notice[] };

/**
 * Converts another program's file to a quiz, with a notice for everything that could not be imported, in the order of the
 * file. Never throws.
 *
 * @param name The file's name. Its extension helps to detect the format, and it becomes the title if there is no other.
 * @param title Overrides the title in the file.
 */
export function importQuiz(name: string, bytes: Uint8Array, title = ''): ImportedQuiz {
  const detected = detectFormat(name, bytes);
  if (!detected.ok) return { ok: false, notices: [detected.notice] };
  const { format, parse } = detected;
  const findings = parse();
  const { questions, notices } = validQuestions(findings);
  if (questions.length === 0) {
    return {
      ok: false,
      notices: [...notices, { message: `no question can be imported from this file (format: ${format})` }],
    };
  }
  const shufflesOptions = correctOptionIsConstant(questions);
  const quiz = {
    title: titleOf(title, findings.title ?? '', name),
    ...(shufflesOptions && { shuffle: 'answers' }),
    questions,
  };
  return {
    ok: true,
    format,
    text: `${JSON.stringify(quiz, undefined, 2)}\n`,
    length: questions.length,
    skipped: notices.reduce((sum, { skipped = 0 }) => sum + skipped, 0),
    notices: shufflesOptions ? [...notices, { message: SHUFFLE_NOTICE }] : notices,
  };
}

/** In programs that always shuffle, authors often write the correct option first every time. */
function correctOptionIsConstant(questions: readonly ValidQuestion[]): boolean {
  const answers = questions.flatMap(({ options, answer }) => (options ? [answer] : []));
  return (
    answers.length >= 3 && answers.every((answer) => typeof answer === 'number' && answer === answers[0])
  );
}

const SHUFFLE_NOTICE =
  'the correct option always comes at the same position, so the quiz gets "shuffle": "answers"';

/** A valid, cleaned question for a quiz file, with only the keys that it needs. */
export type ValidQuestion = Readonly<Partial<Record<string, unknown>>>;

/** Keeps the valid questions of the findings, and returns all notices in the order of the file. */
function validQuestions({ questions: drafts, notices }: Findings): {
  questions: ValidQuestion[];
  notices: Notice[];
} {
  const questions: ValidQuestion[] = [];
  const all = [...notices];
  for (const [index, { position, question }] of drafts.entries()) {
    if (questions.length === MAX_QUESTIONS) {
      const rest = drafts.length - index;
      all.push({
        position,
        message: `skipped: this question and the rest (${formatNumber(rest)} in all); a quiz can have ${formatNumber(MAX_QUESTIONS)} questions at most`,
        skipped: rest,
      });
      break;
    }
    const changes: string[] = [];
    const draft = mergeEqualOptions(limitExplanation(question, changes), changes);
    const parsed = questionSchema.safeParse(truncateLists(draft));
    if (!parsed.success) {
      all.push({ position, message: `skipped: ${schemaProblem(parsed.error, draft)}`, skipped: 1 });
    } else {
      all.push(...changes.map((message) => ({ position, message })));
      const cleaned = new Map<string, unknown>(Object.entries(parsed.data));
      questions.push(Object.fromEntries(Object.keys(draft).map((key) => [key, cleaned.get(key)])));
    }
  }
  const numberOf = ({ position }: Notice) => position?.number ?? Number.MAX_SAFE_INTEGER;
  return { questions, notices: all.toSorted((a, b) => numberOf(a) - numberOf(b)) };
}

/** Shortens an explanation that is too long, instead of skipping its question, and adds this to the changes. */
function limitExplanation({ explanation, ...question }: QuestionDraft, changes: string[]): QuestionDraft {
  const text = cleanText(explanation?.slice(0, MAX_CLEANED) ?? '');
  if (text === '') return question;
  const shortened = shorten(text, MAX_EXPLANATION_LENGTH);
  if (shortened !== text)
    changes.push(`the explanation is shortened from ${text.length} to ${MAX_EXPLANATION_LENGTH} characters`);
  return { ...question, explanation: shortened };
}

/** Merges options with the same text if all of them are correct or all wrong, and adds this to the changes. */
function mergeEqualOptions(draft: QuestionDraft, changes: string[]): QuestionDraft {
  if (!('options' in draft) || draft.options.length > MAX_COMPARED) return draft;
  const texts = draft.options.map(cleanStart);
  const firstOf = texts.map((text) => texts.indexOf(text));
  const kept = firstOf.filter((first, index) => first === index);
  const correct = new Set<unknown>('answer' in draft ? [draft.answer].flat() : []);
  const isMixed = firstOf.some((first, index) => correct.has(first) !== correct.has(index));
  if (isMixed || kept.length === texts.length) return draft;
  const repeated = texts.find((_, index) => firstOf[index] !== index) ?? '';
  changes.push(`the option ${quote(repeated)} is listed once instead of several times`);
  const options = kept.flatMap((index) => draft.options.slice(index, index + 1));
  const moved = [...correct].flatMap((index) =>
    typeof index === 'number' ? kept.indexOf(firstOf[index] ?? -1) : [],
  );
  if (draft.type === 'poll') return { ...draft, options };
  if (draft.type === 'multiple') return { ...draft, options, answer: [...new Set(moved)] };
  return { ...draft, options, answer: moved[0] ?? -1 };
}

/** In characters: far longer than an explanation, however much of it is invisible. */
const MAX_CLEANED = 20_000;

/** The most entries of a list that are compared with each other: far more than are valid. */
const MAX_COMPARED = 100;

/** Truncates lists that are far too long to be valid, because comparing their entries takes long. */
function truncateLists(draft: QuestionDraft): object {
  return Object.fromEntries(
    Object.entries(draft).map(([key, value]) => [
      key,
      Array.isArray(value) ? value.slice(0, MAX_COMPARED) : value,
    ]),
  );
}
