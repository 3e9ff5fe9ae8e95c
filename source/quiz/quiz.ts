import * as z from 'zod/mini';
import { maxLength, minLength } from './length.ts';
import { distinct } from './options.ts';
import { line, timeLimit } from './question-type.ts';
import { questionSchema } from './question.ts';

/** The most teams that a game can have. */
export const MAXIMUM_TEAMS = 8;

/** A quiz file. The JSON Schema that ships with the package is generated from it. */
export const quizSchema = z.strictObject({
  $schema: z.optional(z.string()),
  title: line(100, 'The title, as it is shown in the lobby'),
  description: z.optional(line(300, 'What the quiz is about, in a sentence')),
  tags: z.optional(z.array(line(30, 'One tag'))),
  author: z.optional(line(100, 'Who wrote it')),
  time: z.optional(timeLimit),
  shuffle: z.optional(
    z
      .enum(['questions', 'answers', 'both'])
      .check(z.describe('What is put into another order for each game. Default: nothing')),
  ),
  scoring: z.optional(
    z
      .enum(['speed', 'accuracy', 'off'])
      .check(z.describe('Whether faster answers earn more (speed, the default), all the same, or nothing')),
  ),
  streaks: z.optional(
    z.boolean().check(z.describe('Whether correct answers in a row earn a bonus. Default true')),
  ),
  teams: z.optional(
    z
      .union(
        [
          z.int().check(z.gte(2, { abort: true }), z.lte(MAXIMUM_TEAMS, { abort: true })),
          z.array(line(24, 'One team')).check(minLength(2), maxLength(MAXIMUM_TEAMS), distinct('team')),
        ],
        { error: `must be 2 to ${MAXIMUM_TEAMS}, or a list of 2 to ${MAXIMUM_TEAMS} names` },
      )
      .check(z.describe('Play in teams: how many, or their names. Default: everybody plays alone')),
  ),
  questions: z.array(questionSchema).check(minLength(1), maxLength(1000)),
});

export type Quiz = z.infer<typeof quizSchema>;

/** The keys that may stand at the top of a quiz file. */
export const quizKeys = Object.keys(quizSchema.shape);
