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
      /** The name of the format it was in. */
      readonly format: string;
      /** The text of the quiz file, which is valid. */
      readonly text: string;
      /** How many questions it has. */
      readonly length: number;
      readonly notices: readonly Notice[];
    }
  | { readonly ok: false; readonly notices: readonly Notice[] };

/**
 * A quiz from a file of another program, with a notice of each thing that could not be taken, in the order of the file.
 * Never throws.
 *
 * @param name The file's name: its extension helps to recognise the format, and it is the title if there is no other.
 * @param title The title to give, in place of the one that the file has.
 */
export function importQuiz(name: string, bytes: Uint8Array, title = ''): ImportedQuiz {
  const recognised = recognise(name, bytes);
  if (!recognised.ok) return { ok: false, notices: [recognised.notice] };
  const { format, parse } = recognised;
  const findings = parse();
  const { questions, notices } = validQuestions(findings);
  if (questions.length === 0) {
    return { ok: false, notices: [...notices, { message: `no question can be taken from it (${format})` }] };
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

/** Programs that shuffle by themselves let people write the right option first each time. */
function isAlwaysTheSameOption(questions: readonly ValidQuestion[]): boolean {
  const answers = questions.flatMap(({ options, answer }) => (options ? [answer] : []));
  return (
    answers.length >= 3 && answers.every((answer) => typeof answer === 'number' && answer === answers[0])
  );
}

const SHUFFLED = 'the right option is always at the same place: the quiz says "shuffle": "answers"';

/** A question for a quiz file: valid, cleaned, and with no more keys than it needs. */
export type ValidQuestion = Readonly<Partial<Record<string, unknown>>>;

/** Of what was found in a file the questions that can stand in a quiz; and all notices, in the order of the file. */
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
        message: `skipped: this and all after it (${rest}), as a quiz has at most ${MAXIMUM_QUESTIONS} questions`,
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

/** What the schema of a quiz allows. */
const MAXIMUM_QUESTIONS = 1000;
const MAXIMUM_EXPLANATION = 600;

/** An explanation is not worth losing a question over: one that is too long is cut. */
function fittingExplanation({ explanation, ...question }: QuestionDraft): [QuestionDraft, string?] {
  const text = cleanText(explanation ?? '');
  if (text === '') return [question];
  const shortened = shorten(text, MAXIMUM_EXPLANATION);
  const draft = { ...question, explanation: shortened };
  return shortened === text
    ? [draft]
    : [draft, `the explanation is cut to ${MAXIMUM_EXPLANATION} of its ${text.length} characters`];
}

/** The same question, or one that is as wrong: lists with far too many entries take long to compare. */
function withoutLongLists(draft: QuestionDraft): object {
  return Object.fromEntries(
    Object.entries(draft).map(([key, value]) => [key, Array.isArray(value) ? value.slice(0, 100) : value]),
  );
}
