import { cleanText } from '../clean-text.ts';
import { questionSchema } from '../question.ts';
import type { Findings, Notice, QuestionDraft } from './findings.ts';
import { schemaProblem } from './schema-problem.ts';
import { shorten } from './title.ts';

/** A question for a quiz file: valid, cleaned, and with no more keys than it needs. */
export type ValidQuestion = Readonly<Partial<Record<string, unknown>>>;

/** Of what was found in a file the questions that can stand in a quiz; and all notices, in the order of the file. */
export function validQuestions({ questions: found, notices }: Findings): {
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
