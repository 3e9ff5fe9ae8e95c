import * as z from 'zod/mini';
import { type QuestionType, allOrNothing, commonFields, textLine } from './question-type.ts';
import { mostFrequent } from './tally.ts';
import { MAX_ANSWER_LENGTH } from '../limits.ts';
import { cleanText } from '../../text/clean.ts';
import { equivalenceKey } from '../../text/equivalent.ts';
import { maxLength, minLength } from '../../text/length.ts';
import { findMistyped } from '../../text/typing-errors.ts';

/** A question whose answer players type. */
export const textSchema = z.strictObject({
  type: z.literal('text'),
  ...commonFields,
  answer: z
    .array(textLine(MAX_ANSWER_LENGTH, 'An accepted answer'))
    .check(
      minLength(1),
      maxLength(50),
      z.describe('All accepted answers. The first one is shown as the correct answer'),
    ),
  exact: z._default(
    z
      .boolean()
      .check(
        z.describe(
          'Whether answers must match character by character, apart from extra white space. Default: false',
        ),
      ),
    false,
  ),
  typos: z._default(
    z
      .boolean()
      .check(
        z.describe(
          'Whether typing errors are allowed: one in answers of 5 letters or more, two in answers of 10 or more. Default: false',
        ),
      ),
    false,
  ),
});

export type TextQuestion = z.infer<typeof textSchema>;

export const text: QuestionType<TextQuestion> = {
  rules(question) {
    const { answer: accepted } = question;
    const keyOf = judge(question);
    const textOf = new Map(accepted.map((text) => [keyOf(text), text] as const).toReversed());
    return {
      asked: {},
      correct: accepted[0] ?? null,
      accept(value) {
        const given = typeof value === 'string' ? cleanText(value) : '';
        return given !== '' && Array.from(given).length <= MAX_ANSWER_LENGTH ? given : undefined;
      },
      mark: (given) => allOrNothing(textOf.has(keyOf(String(given)))),
      keysOf: (given) => [keyOf(String(given))],
      // Correct answers are shown as the quiz spells them, however the first player typed them.
      distribution: (tally) => mostFrequent(tally, textOf),
    };
  },
};

/** An accepted text that another one makes superfluous. */
interface Superfluous {
  /** The indexes of both. */
  readonly at: number;
  readonly sameAs: number;
  /** Whether they differ in typing errors, which the question allows. */
  readonly isMistyped: boolean;
}

/**
 * Returns the accepted texts that are equivalent to an earlier one or, if typing errors are allowed, mistyped forms of another. All of
 * them can be left out together.
 */
export function superfluousAnswers({ answer, exact, typos }: Judging): Superfluous[] {
  const keys = answer.map((text) => (exact ? cleanText(text) : equivalenceKey(text)));
  const kept = new Set(keys);
  // Starts from the last, so that the first of several stays.
  return keys.toReversed().flatMap((key, fromEnd): Superfluous[] => {
    const at = keys.length - 1 - fromEnd;
    const first = keys.indexOf(key);
    if (first < at) return [{ at, sameAs: first, isMistyped: false }];
    const other = typos && !exact ? findMistyped([...kept])(key) : undefined;
    if (other === undefined) return [];
    kept.delete(key);
    return [{ at, sameAs: keys.indexOf(other), isMistyped: true }];
  });
}

type Judging = Pick<TextQuestion, 'answer' | 'exact' | 'typos'>;

/** Returns a function that gives texts the same key if they count as the same answer. */
function judge({ answer, exact, typos }: Judging): (given: string) => string {
  if (exact) return cleanText;
  if (!typos) return equivalenceKey;
  const accepted = new Set(answer.map((text) => equivalenceKey(text)));
  const mistyped = findMistyped([...accepted]);
  return (given) => {
    const key = equivalenceKey(given);
    return accepted.has(key) ? key : (mistyped(key) ?? key);
  };
}
