import * as z from 'zod/mini';
import { quizSchema } from '../quiz.ts';

/** The JSON Schema of a quiz file, for editors: draft 7, which they know best. Made from the schema that validates. */
export function quizJsonSchema(): object {
  return {
    $id: 'quiz.schema.json',
    title: 'termquiz quiz',
    ...z.toJSONSchema(quizSchema, { io: 'input', target: 'draft-7' }),
  };
}
