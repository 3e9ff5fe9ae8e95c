import { detectFormat } from './detect-format.ts';
import {
  type Findings,
  type Notice,
  type QuestionDraft,
  schemaProblem,
  shorten,
  titleOf,
} from './findings.ts';
import { questionSchema } from '../questions/question.ts';
import { MAX_EXPLANATION_LENGTH } from '../questions/question-type.ts';
import { MAX_QUESTIONS } from '../quiz.ts';
import { cleanText } from '../../text/clean.ts';

export type ImportedQuiz =
  | {
      readonly ok: true;
      /** The name of the file's format. */
      readonly format: string;
      /** The text of a valid quiz file. */
      readonly text: string;
      /** The number of questions. */
      readonly length: number;
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
  const shufflesOptions = rightOptionIsConstant(questions);
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
    notices: shufflesOptions ? [...notices, { message: SHUFFLE_NOTICE }] : notices,
  };
}

/** In programs that always shuffle, authors often write the right option first every time. */
function rightOptionIsConstant(questions: readonly ValidQuestion[]): boolean {
  const answers = questions.flatMap(({ options, answer }) => (options ? [answer] : []));
  return (
    answers.length >= 3 && answers.every((answer) => typeof answer === 'number' && answer === answers[0])
  );
}

const SHUFFLE_NOTICE =
  'the right option always comes at the same position, so the quiz gets "shuffle": "answers"';

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
        message: `skipped: this question and the rest (${rest} in all); a quiz can have ${MAX_QUESTIONS} questions at most`,
      });
      break;
    }
    const [draft, change] = limitExplanation(question);
    const parsed = questionSchema.safeParse(truncateLists(draft));
    if (!parsed.success) {
      all.push({ position, message: `skipped: ${schemaProblem(parsed.error, draft)}` });
    } else {
      if (change !== undefined) all.push({ position, message: change });
      const cleaned = new Map<string, unknown>(Object.entries(parsed.data));
      questions.push(Object.fromEntries(Object.keys(draft).map((key) => [key, cleaned.get(key)])));
    }
  }
  const numberOf = ({ position }: Notice) => position?.number ?? Number.MAX_SAFE_INTEGER;
  return { questions, notices: all.toSorted((a, b) => numberOf(a) - numberOf(b)) };
}

/** Shortens an explanation that is too long, instead of skipping its question. Also returns a notice if it shortens one. */
function limitExplanation({ explanation, ...question }: QuestionDraft): [QuestionDraft, string?] {
  const text = cleanText(explanation ?? '');
  if (text === '') return [question];
  const shortened = shorten(text, MAX_EXPLANATION_LENGTH);
  const draft = { ...question, explanation: shortened };
  return shortened === text
    ? [draft]
    : [draft, `the explanation is shortened from ${text.length} to ${MAX_EXPLANATION_LENGTH} characters`];
}

/** Truncates lists that are far too long to be valid, because comparing their entries takes long. */
function truncateLists(draft: QuestionDraft): object {
  return Object.fromEntries(
    Object.entries(draft).map(([key, value]) => [key, Array.isArray(value) ? value.slice(0, 100) : value]),
  );
}
