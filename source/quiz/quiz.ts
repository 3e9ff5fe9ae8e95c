import * as z from 'zod/mini';
import { distinct } from './questions/options.ts';
import { questionSchema } from './questions/question.ts';
import { difficultySchema, tagsSchema, textLine, timeLimitSchema } from './questions/question-type.ts';
import { maxLength, minLength } from '../text/length.ts';
import { looksOf } from '../text/look-alike.ts';

/** The maximum length of a title, in characters. */
export const MAX_TITLE_LENGTH = 100;

/** The maximum length of a description, in characters. */
export const MAX_DESCRIPTION_LENGTH = 300;

/** The maximum number of questions in a quiz. */
export const MAX_QUESTIONS = 1000;

/** The maximum number of teams in a game. */
export const MAX_TEAMS = 8;

/** The schema of a quiz file. The JSON Schema that ships with the package is generated from it. */
export const quizSchema = z.strictObject({
  $schema: z.optional(z.string()),
  title: textLine(MAX_TITLE_LENGTH, 'The title, shown in the lobby'),
  description: z.optional(textLine(MAX_DESCRIPTION_LENGTH, 'One sentence about the quiz')),
  tags: z.optional(tagsSchema),
  difficulty: z.optional(difficultySchema),
  author: z.optional(textLine(100, 'Who wrote the quiz')),
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

/** The keys that a quiz file may have at its top level. */
export const quizKeys = Object.keys(quizSchema.shape);
