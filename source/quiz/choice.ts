import * as z from 'zod/mini';
import { type QuestionType, commonFields, line } from './question-type.ts';

/** One of 2 to 8 options is right. */
export const choiceSchema = z
  .strictObject({
    type: z._default(z.literal('choice'), 'choice'),
    ...commonFields,
    options: z
      .array(line(120, 'One option'))
      .check(z.minLength(2), z.maxLength(8), distinctOptions, z.describe('2 to 8 options, each different')),
    answer: z.int().check(z.gte(0), z.describe('The index of the right option, counted from 0')),
  })
  .check(z.check(answerInRange, { when: ({ value }) => comparable.safeParse(value).success }));

export type ChoiceQuestion = z.infer<typeof choiceSchema>;

export const choice: QuestionType<ChoiceQuestion> = {
  rules: ({ options, answer: correct }) => ({
    asked: { options },
    correct,
    // The option's own index: a client's -0 would not come back from the journal as it was.
    accept: (value) => [...options.keys()].find((index) => index === value),
    mark: (answer) => ({ correct: answer === correct, share: answer === correct ? 1 : 0 }),
    distribution: (answers) => options.map((_, index) => answers.filter((answer) => answer === index).length),
  }),

  shuffle(question, permute) {
    const order = permute(question.options.map((_, index) => index));
    return {
      ...question,
      options: order.flatMap((index) => question.options.slice(index, index + 1)),
      answer: order.indexOf(question.answer),
    };
  },
};

/** Reports each option that stands in the list before, in the same words. */
function distinctOptions({ value: options, issues }: z.core.ParsePayload<string[]>): void {
  for (const [index, option] of options.entries()) {
    const first = options.indexOf(option);
    if (first === index) continue;
    const message = `is the same as option ${first + 1}`;
    issues.push({ code: 'custom', message, input: option, path: [index], continue: true });
  }
}

function answerInRange({ value, issues }: z.core.ParsePayload<{ options: string[]; answer: number }>): void {
  if (value.answer < value.options.length) return;
  const message = `must be the index of an option, 0 to ${value.options.length - 1}`;
  issues.push({ code: 'custom', message, input: value.answer, path: ['answer'], continue: true });
}

/** What it takes to compare the answer with the options, whatever else is wrong: all mistakes are reported at once. */
const comparable = z.object({ options: z.array(z.unknown()).check(z.minLength(1)), answer: z.int() });
