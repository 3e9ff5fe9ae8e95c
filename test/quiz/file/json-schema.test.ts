import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { quizJsonSchema } from '../../../source/quiz/file/json-schema.ts';

describe('the JSON Schema in the package', () => {
  it('matches the quiz schema (update it with "npx vitest run test/quiz/file/json-schema.test.ts -u")', async () => {
    const file = fileURLToPath(new URL('../../../quizzes/quiz.schema.json', import.meta.url));
    await expect(`${JSON.stringify(quizJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(file);
  });
});
