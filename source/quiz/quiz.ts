import * as z from 'zod/mini';
import { MAX_DESCRIPTION_LENGTH, MAX_QUESTIONS, MAX_TEAMS, MAX_TITLE_LENGTH } from './limits.ts';
import { distinct } from './questions/options.ts';
import { questionSchema } from './questions/question.ts';
import { difficultySchema, tagsSchema, textLine, timeLimitSchema } from './questions/question-type.ts';
import { maxLength, minLength } from '../text/length.ts';
import { looksOf } from '../text/look-alike.ts';

/** The schema of a quiz file. The JSON Schema that ships with the package is generated from it. */
export const quizSchema = z.strictObject({
  $schema: z.optional(z.string()),
  title: textLine(MAX_TITLE_LENGTH, 'The title, shown in the lobby'),
  description: z.optional(textLine(MAX_DESCRIPTION_LENGTH, 'One sentence about the quiz')),
  tags: z.optional(tagsSchema),
  difficulty: z.optional(difficultySchema),
  author: z.optional(textLine(100, 'The author of the quiz')),
  time: z.optional(timeLimitSchema),
  shuffle: z.optional(
    z
      .enum(['questions', 'answers', 'both'])
      .check(z.describe('What to shuffle for each game. Default: nothing')),
  ),
  scoring: z.optional(
    z
      .enum(['speed', 'accuracy', 'off'])
      .check(
        z.describe(
          'How correct answers score: speed (faster earns more), accuracy (all earn the same) or off (no points). Default: speed',
        ),
      ),
  ),
  streaks: z.optional(
    z.boolean().check(z.describe('Whether several correct answers in a row earn a bonus. Default: true')),
  ),
  autoSubmit: z.optional(
    z
      .boolean()
      .check(
        z.describe('Whether answers that players have not sent are sent when the time is up. Default: true'),
      ),
  ),
  teams: z.optional(
    z
      .union(
        [
          z.int().check(z.gte(2, { abort: true }), z.lte(MAX_TEAMS, { abort: true })),
          z
            .array(textLine(24, 'A team name'))
            .check(
              minLength(2),
              maxLength(MAX_TEAMS),
              distinct('team', looksOf),
              z.meta({ uniqueItems: true }),
            ),
        ],
        { error: `must be 2 to ${MAX_TEAMS}, or a list of 2 to ${MAX_TEAMS} names` },
      )
      .check(z.describe('The number of teams, or their names. Default: no teams')),
  ),
  questions: z.array(questionSchema).check(minLength(1), maxLength(MAX_QUESTIONS)),
});

export type Quiz = z.infer<typeof quizSchema>;

/**
 * Estimates how long a game takes, in seconds: for each question, 3 s to read it, half its time limit (or 10 s without one), because
 * players take half of it on average, 5 s for the answer and 5 s for the standings.
 *
 * @param times The time limits of the questions, in seconds; 0 for none.
 * @param autoAfter The seconds after which the answer and the standings continue automatically; null if the host continues.
 */
export function estimatedSeconds(times: readonly number[], autoAfter: number | null = null): number {
  const otherSeconds = READING_SECONDS + 2 * (autoAfter ?? SHOWN_SECONDS);
  return Math.round(times.reduce((sum, time) => sum + otherSeconds + (time || USUAL_SECONDS) / 2, 0));
}

const READING_SECONDS = 3;

/** How long hosts usually show the answer, and the standings. */
const SHOWN_SECONDS = 5;

/** What players may take for a question without a time limit. */
const USUAL_SECONDS = 20;

/** The keys that a quiz file may have at its top level. */
export const quizKeys = Object.keys(quizSchema.shape);
