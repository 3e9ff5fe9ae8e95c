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
  for (const { place, question } of found) {
    const [draft, note] = fittingExplanation(question);
    const parsed = questionSchema.safeParse(draft);
    if (!parsed.success) {
      all.push({ place, message: `skipped: ${schemaProblem(parsed.error, draft)}` });
    } else if (questions.length === MAXIMUM_QUESTIONS) {
      all.push({ place, message: `skipped: a quiz has at most ${MAXIMUM_QUESTIONS} questions` });
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
