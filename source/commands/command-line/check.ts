import type { Command } from 'commander';
import type { CheckOptions } from '../check.ts';
import { type Done, subcommand } from './subcommand.ts';

/** Declares `termquiz check`. */
export function declareCheck(termquiz: Command, done: Done): void {
  subcommand(termquiz, 'check', 'Check quiz files; each error as file:line:column: message.', EXAMPLES)
    .argument('<quiz.json...>', 'The files to check.')
    .option('--json', 'One JSON object a mistake, for editors and CI.', false)
    .action(async (files: string[], options: CheckOptions) => {
      const { check } = await import('../check.ts');
      done(await check(files, options));
    });
}

const EXAMPLES = `
Examples:
  termquiz check quiz.json
  termquiz check quizzes/*.json`;
