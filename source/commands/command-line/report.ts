import { type Command, Option } from 'commander';
import { ascii, stateDir } from './shared-options.ts';
import { type Done, subcommand } from './subcommand.ts';
import type { ReportOptions } from '../report/report.ts';

/** Declares `termquiz report`. */
export function declareReport(termquiz: Command, done: Done): void {
  subcommand(termquiz, 'report', 'Show how a game went. Without an argument, the newest one.', EXAMPLES)
    .argument('[game.jsonl]', 'The journal of the game, or its name or the end of it as --list shows it.')
    .addOption(
      new Option('--format <format>', 'Default: by the ending of --output, else a table.').choices([
        'table',
        'json',
        'csv',
        'markdown',
      ]),
    )
    .option('--output <file>', 'The file to write, which must not be there yet. Default: to stdout.')
    .addOption(
      new Option('--list', 'List the games that are kept.').default(false).conflicts(['delete', 'output']),
    )
    .addOption(
      new Option('--delete', 'Delete the game and its reports.')
        .default(false)
        .conflicts(['format', 'output']),
    )
    .addOption(stateDir())
    .addOption(ascii())
    .action(async (game: string | undefined, options: ReportOptions) => {
      const { report } = await import('../report/report.ts');
      done(await report(game, options));
    });
}

const EXAMPLES = `
Examples:
  termquiz report                          the newest game
  termquiz report --list                   all that are kept
  termquiz report k3x9ab --output git.csv  one of them, for a spreadsheet
  termquiz report --format markdown        for the team's chat
  termquiz report --delete k3x9ab`;
