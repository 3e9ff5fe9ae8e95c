import type { Command } from 'commander';
import { type Done, subcommand } from './subcommand.ts';

/** Declares `termquiz quizzes`. */
export function declareQuizzes(termquiz: Command, done: Done): void {
  subcommand(termquiz, 'quizzes', 'List the bundled quizzes.', EXAMPLES).action(async () => {
    const { quizzes } = await import('../quizzes.ts');
    done(await quizzes());
  });
}

const EXAMPLES = `
Examples:
  termquiz quizzes
  termquiz host                            choose one of them`;
