import * as z from 'zod/mini';
import {
  type Findings,
  type QuestionDraft,
  choiceAmongWrong,
  collectFindings,
  labelsOf,
  nothingFound,
  schemaProblem,
} from './findings.ts';
import { htmlToText } from './html-text.ts';

/** Whether a value is a response of the Open Trivia DB API, or a list of its questions. */
export function isOpenTrivia(json: unknown): boolean {
  if (z.object({ response_code: z.number() }).safeParse(json).success) return true;
  const download = downloadSchema.safeParse(Array.isArray(json) ? { results: json } : json);
  const mark = z.object({ correct_answer: z.string(), incorrect_answers: z.array(z.unknown()) });
  return download.success && download.data.results.some((result) => mark.safeParse(result).success);
}

/**
 * Parses a response of the Open Trivia DB API (opentdb.com) in any of its encodings: HTML entities (the default),
 * `urlLegacy`, `url3986` and `base64`.
 */
export function parseOpenTrivia(json: unknown): Findings {
  const download = downloadSchema.safeParse(Array.isArray(json) ? { results: json } : json);
  if (!download.success) return nothingFound('"results" must be a list of questions');
  const { response_code: code = 0, results } = download.data;
  if (code !== 0) return nothingFound(`no questions: ${API_PROBLEMS[code] ?? `code ${code}`}`);
  const decode = decoderFor(results);
  const findings = collectFindings('question');
  const categories = new Set<string>();
  for (const [index, result] of results.entries()) {
    const collector = findings.at(index + 1);
    const parsed = resultSchema.safeParse(result);
    if (!parsed.success) {
      collector.skipQuestion(schemaProblem(parsed.error, result));
      continue;
    }
    if (parsed.data.category !== undefined) categories.add(decode(parsed.data.category));
    collector.addQuestion(toQuestion(parsed.data, decode));
  }
  const [title, ...others] = categories;
  return { ...findings, ...(title !== undefined && others.length === 0 && { title }) };
}

const downloadSchema = z.object({ response_code: z.optional(z.number()), results: z.array(z.unknown()) });

const resultSchema = z.object({
  type: z.optional(z.string()),
  category: z.optional(z.string()),
  difficulty: z.optional(z.string()),
  question: z.string(),
  correct_answer: z.string(),
  incorrect_answers: z.array(z.string()),
});

/** The API's response codes, from its documentation. */
const API_PROBLEMS: Partial<Record<number, string>> = {
  1: 'Open Trivia DB does not have that many (code 1)',
  2: 'Open Trivia DB did not understand the request (code 2)',
  3: 'Open Trivia DB did not know the session token (code 3)',
  4: 'Open Trivia DB has already returned all of them for this session token (code 4)',
  5: 'too many requests to Open Trivia DB; wait 5 seconds and download again (code 5)',
};

function toQuestion(result: z.infer<typeof resultSchema>, decode: Decode): QuestionDraft {
  const question = decode(result.question);
  const correct = decode(result.correct_answer);
  const labels = labelsOf({
    // Such as "Science: Computers".
    tags: result.category === undefined ? [] : decode(result.category).split(': '),
    difficulty: result.difficulty === undefined ? '' : decode(result.difficulty),
  });
  if (result.type !== undefined && decode(result.type) === 'boolean' && /^(?:true|false)$/iu.test(correct)) {
    return { type: 'boolean', question, answer: correct.toLowerCase() === 'true', ...labels };
  }
  return { ...choiceAmongWrong(question, correct, result.incorrect_answers.map(decode)), ...labels };
}

type Decode = (text: string) => string;

/** Detects the encoding by what all texts have in common, because a response does not name it. */
function decoderFor(results: readonly unknown[]): Decode {
  const texts = results.flatMap((result) => {
    const parsed = resultSchema.safeParse(result);
    return parsed.success ? [parsed.data] : [];
  });
  const types = texts.map(({ type }) => type);
  if (types.length > 0 && types.every((type) => type === BASE64_MULTIPLE || type === BASE64_BOOLEAN))
    return decodeBase64;
  const isUrlEncoded = texts.every(({ question, correct_answer: correct, incorrect_answers: wrong }) =>
    [question, correct, ...wrong].every((text) => /^(?:[\w.~+-]|%[\dA-F]{2})*$/iu.test(text)),
  );
  return isUrlEncoded ? decodeUrl : htmlToText;
}

const BASE64_MULTIPLE = 'bXVsdGlwbGU=';
const BASE64_BOOLEAN = 'Ym9vbGVhbg==';

function decodeBase64(text: string): string {
  return /^[A-Za-z\d+/]*={0,2}$/u.test(text) && text.length % 4 === 0
    ? new TextDecoder().decode(Uint8Array.from(atob(text), (character) => character.charCodeAt(0)))
    : text;
}

/** Decodes both URL encodings: one writes a space as `+`, the other as `%20`, and neither leaves a `+` unencoded. */
function decodeUrl(text: string): string {
  return new URLSearchParams(`text=${text}`).get('text') ?? '';
}
