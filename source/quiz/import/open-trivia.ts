import * as z from 'zod/mini';
import {
  type Findings,
  type QuestionDraft,
  collectFindings,
  nothingFound,
  schemaProblem,
} from './findings.ts';
import { htmlToText } from './html-text.ts';

/**
 * Questions as the API of Open Trivia DB (opentdb.com) gives them, in any of its encodings: HTML entities (the default),
 * `urlLegacy`, `url3986` and `base64`. The options are put in alphabetical order: the right one comes separately.
 */
export function parseOpenTrivia(json: unknown): Findings {
  const download = downloadSchema.safeParse(Array.isArray(json) ? { results: json } : json);
  if (!download.success) return nothingFound('"results" must be a list of questions');
  const { response_code: code = 0, results } = download.data;
  if (code !== 0) return nothingFound(`there are no questions: ${API_PROBLEMS[code] ?? `code ${code}`}`);
  const decode = decoderFor(results);
  const findings = collectFindings('question');
  const categories = new Set<string>();
  for (const [index, result] of results.entries()) {
    const finder = findings.at(index + 1);
    const parsed = resultSchema.safeParse(result);
    if (!parsed.success) {
      finder.skip(schemaProblem(parsed.error, result));
      continue;
    }
    if (parsed.data.category !== undefined) categories.add(decode(parsed.data.category));
    finder.take(questionOf(parsed.data, decode));
  }
  const [title, ...others] = categories;
  return { ...findings, ...(title !== undefined && others.length === 0 && { title }) };
}

const downloadSchema = z.object({ response_code: z.optional(z.number()), results: z.array(z.unknown()) });

const resultSchema = z.object({
  type: z.optional(z.string()),
  category: z.optional(z.string()),
  question: z.string(),
  correct_answer: z.string(),
  incorrect_answers: z.array(z.string()),
});

/** What the API says, from its documentation. */
const API_PROBLEMS: Partial<Record<number, string>> = {
  1: 'Open Trivia DB does not have as many as were asked for (code 1)',
  2: 'Open Trivia DB did not understand the request (code 2)',
  3: 'Open Trivia DB did not know the session token (code 3)',
  4: 'Open Trivia DB has given all of them for this session token (code 4)',
  5: 'Open Trivia DB was asked too often; wait 5 seconds and download again (code 5)',
};

function questionOf(result: z.infer<typeof resultSchema>, decode: Decode): QuestionDraft {
  const question = decode(result.question);
  const right = decode(result.correct_answer);
  if (result.type !== undefined && decode(result.type) === 'boolean' && /^(?:true|false)$/iu.test(right)) {
    return { type: 'boolean', question, answer: right.toLowerCase() === 'true' };
  }
  const options = [right, ...result.incorrect_answers.map(decode)].toSorted(alphabetical.compare);
  return { question, options, answer: options.indexOf(right) };
}

/** 9 before 10. */
const alphabetical = new Intl.Collator('en', { numeric: true });

type Decode = (text: string) => string;

/** The encoding is said nowhere in a download: it shows in what all of its texts have in common. */
function decoderFor(results: readonly unknown[]): Decode {
  const texts = results.flatMap((result) => {
    const parsed = resultSchema.safeParse(result);
    return parsed.success ? [parsed.data] : [];
  });
  const types = texts.map(({ type }) => type);
  if (types.length > 0 && types.every((type) => type === BASE64_MULTIPLE || type === BASE64_BOOLEAN))
    return decodeBase64;
  const encoded = texts.every(({ question, correct_answer: right, incorrect_answers: wrong }) =>
    [question, right, ...wrong].every((text) => /^(?:[\w.~+-]|%[\dA-F]{2})*$/iu.test(text)),
  );
  return encoded ? decodeUrl : htmlToText;
}

const BASE64_MULTIPLE = 'bXVsdGlwbGU=';
const BASE64_BOOLEAN = 'Ym9vbGVhbg==';

function decodeBase64(text: string): string {
  return /^[A-Za-z\d+/]*={0,2}$/u.test(text) && text.length % 4 === 0
    ? new TextDecoder().decode(Uint8Array.from(atob(text), (character) => character.charCodeAt(0)))
    : text;
}

/** Both ways to write a URL: a space is `+` in one, `%20` in the other, and neither leaves a `+` as it is. */
function decodeUrl(text: string): string {
  return new URLSearchParams(`text=${text}`).get('text') ?? '';
}
