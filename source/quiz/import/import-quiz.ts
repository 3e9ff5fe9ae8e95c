import {
  type Findings,
  type Notice,
  type QuestionDraft,
  schemaProblem,
  shorten,
  titleOf,
} from './findings.ts';
import { recognise } from './recognise.ts';
import { questionSchema } from '../questions/question.ts';
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
  const recognised = recognise(name, bytes);
  if (!recognised.ok) return { ok: false, notices: [recognised.notice] };
  const { format, parse } = recognised;
  const findings = parse();
  const { questions, notices } = validQuestions(findings);
  if (questions.length === 0) {
    return {
      ok: false,
      notices: [...notices, { message: `no question can be imported from this file (format: ${format})` }],
    };
  }
  const shuffles = isAlwaysTheSameOption(questions);
  const quiz = {
    title: titleOf(title, findings.title ?? '', name),
    ...(shuffles && { shuffle: 'answers' }),
    questions,
  };
  return {
    ok: true,
    format,
    text: `${JSON.stringify(quiz, undefined, 2)}\n`,
    length: questions.length,
    notices: shuffles ? [...notices, { message: SHUFFLED }] : notices,
  };
}

/** Programs that always shuffle let their users write the right option first every time. */
function isAlwaysTheSameOption(questions: readonly ValidQuestion[]): boolean {
  const answers = questions.flatMap(({ options, answer }) => (options ? [answer] : []));
  return (
    answers.length >= 3 && answers.every((answer) => typeof answer === 'number' && answer === answers[0])
  );
}

const SHUFFLED = 'the right option always comes at the same position, so the quiz gets "shuffle": "answers"';

/** A valid, cleaned question for a quiz file, with only the keys that it needs. */
export type ValidQuestion = Readonly<Partial<Record<string, unknown>>>;

/** Keeps the valid questions of the findings, and returns all notices in the order of the file. */
function validQuestions({ questions: found, notices }: Findings): {
  questions: ValidQuestion[];
  notices: Notice[];
} {
  const questions: ValidQuestion[] = [];
  const all = [...notices];
  for (const [index, { place, question }] of found.entries()) {
    if (questions.length === MAXIMUM_QUESTIONS) {
      const rest = found.length - index;
      all.push({
        place,
        message: `skipped: this question and the rest (${rest} in all); a quiz can have ${MAXIMUM_QUESTIONS} questions at most`,
      });
      break;
    }
    const [draft, note] = fittingExplanation(question);
    const parsed = questionSchema.safeParse(withoutLongLists(draft));
    if (!parsed.success) {
      all.push({ place, message: `skipped: ${schemaProblem(parsed.error, draft)}` });
    } else {
      if (note !== undefined) all.push({ place, message: note });
      const cleaned = new Map<string, unknown>(Object.entries(parsed.data));
      questions.push(Object.fromEntries(Object.keys(draft).map((key) => [key, cleaned.get(key)])));
    }
  }
  const order = ({ place }: Notice) => place?.number ?? Number.MAX_SAFE_INTEGER;
  return { questions, notices: all.toSorted((a, b) => order(a) - order(b)) };
}

// As in the quiz schema.
const MAXIMUM_QUESTIONS = 1000;
const MAXIMUM_EXPLANATION = 600;

/** Shortens an explanation that is too long, rather than losing the question over it. */
function fittingExplanation({ explanation, ...question }: QuestionDraft): [QuestionDraft, string?] {
  const text = cleanText(explanation ?? '');
  if (text === '') return [question];
  const shortened = shorten(text, MAXIMUM_EXPLANATION);
  const draft = { ...question, explanation: shortened };
  return shortened === text
    ? [draft]
    : [draft, `the explanation is shortened from ${text.length} to ${MAXIMUM_EXPLANATION} characters`];
}

/** Shortens lists that are far too long to be valid anyway, because comparing their entries takes long. */
function withoutLongLists(draft: QuestionDraft): object {
  return Object.fromEntries(
    Object.entries(draft).map(([key, value]) => [key, Array.isArray(value) ? value.slice(0, 100) : value]),
  );
}
