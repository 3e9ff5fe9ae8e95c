import { readFileSync, readdirSync } from 'node:fs';
import { loadQuiz } from '../../source/quiz/file/load-quiz.ts';
import type { Quiz } from '../../source/quiz/quiz.ts';

const folder = new URL('../../quizzes/', import.meta.url);

/** The quizzes in the package, with the warnings of `check`. */
export const bundledQuizzes: readonly { file: string; quiz: Quiz; warnings: readonly unknown[] }[] =
  readdirSync(folder)
    .filter((file) => file.endsWith('.json') && !file.endsWith('.schema.json'))
    .map((file) => {
      const loaded = loadQuiz(readFileSync(new URL(file, folder), 'utf8'));
      if (!loaded.ok) throw new Error(`${file}: ${JSON.stringify(loaded.errors)}`);
      return { file, quiz: loaded.quiz, warnings: loaded.warnings };
    });
