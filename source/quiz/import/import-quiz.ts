import { recognise } from './recognise.ts';
import type { Notice } from './findings.ts';
import { titleOf } from './title.ts';
import { type ValidQuestion, validQuestions } from './valid-questions.ts';

export type ImportedQuiz =
  | {
      readonly ok: true;
      /** The name of the format it was in. */
      readonly format: string;
      /** The text of the quiz file, which is valid. */
      readonly text: string;
      /** How many questions it has. */
      readonly length: number;
      readonly notices: readonly Notice[];
    }
  | { readonly ok: false; readonly notices: readonly Notice[] };

/**
 * A quiz from a file of another program, with a notice of each thing that could not be taken, in the order of the file.
 * Never throws.
 *
 * @param name The file's name: its extension helps to recognise the format, and it is the title if there is no other.
 * @param title The title to give, in place of the one that the file has.
 */
export function importQuiz(name: string, bytes: Uint8Array, title = ''): ImportedQuiz {
  const recognised = recognise(name, bytes);
  if (!recognised.ok) return { ok: false, notices: [recognised.notice] };
  const { format, parse } = recognised;
  const findings = parse();
  const { questions, notices } = validQuestions(findings);
  if (questions.length === 0) {
    return { ok: false, notices: [...notices, { message: `no question can be taken from it (${format})` }] };
  }
  const shuffles = isAlwaysTheSameOption(questions);
  const quiz = {
    title: titleOf(title, findings.title ?? '', name),
    ...(shuffles && { shuffle: 'answers' }),
    questions,
  };
  return {
    ok: true,
    format,
    text: `${JSON.stringify(quiz, undefined, 2)}\n`,
    length: questions.length,
    notices: shuffles ? [...notices, { message: SHUFFLED }] : notices,
  };
}

/** Programs that shuffle by themselves let people write the right option first each time. */
function isAlwaysTheSameOption(questions: readonly ValidQuestion[]): boolean {
  const answers = questions.flatMap(({ options, answer }) => (options ? [answer] : []));
  return (
    answers.length >= 3 && answers.every((answer) => typeof answer === 'number' && answer === answers[0])
  );
}

const SHUFFLED = 'the right option is always at the same place: the quiz says "shuffle": "answers"';
