import * as z from 'zod/mini';
import { quizSchema } from '../quiz.ts';

/** Returns the JSON Schema of quiz files, for editors. It is draft 7, which they support best. */
export function quizJsonSchema(): object {
  return {
    $id: 'quiz.schema.json',
    title: 'termquiz quiz',
    ...z.toJSONSchema(quizSchema, { io: 'input', target: 'draft-7' }),
  };
}
