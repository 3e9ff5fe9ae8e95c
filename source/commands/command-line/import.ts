import type { Command } from 'commander';
import { type Done, subcommand } from './subcommand.ts';
import type { ImportOptions } from '../import.ts';

/** Declares `termquiz import`. */
export function declareImport(termquiz: Command, done: Done): void {
  subcommand(termquiz, 'import', 'Make a quiz of what another program has.', EXAMPLES)
    .argument(
      '<file>',
      'JSON of Open Trivia DB or Razzia, GIFT or Aiken text, or the filled-in .xlsx template of Kahoot.',
    )
    .option('--output <quiz.json>', 'The file to write, which must not be there yet. Default: to stdout.')
    .option('--title <title>', "The quiz's title. Default: what the file says, or its name.")
    .action(async (file: string, options: ImportOptions) => {
      const { importFile } = await import('../import.ts');
      done(await importFile(file, options));
    });
}

const EXAMPLES = `
Examples:
  termquiz import questions.gift --output quiz.json
  termquiz import kahoot.xlsx --output quiz.json --title "Friday quiz"
  termquiz import opentdb.json > quiz.json

What could not be taken is said on stderr.`;
