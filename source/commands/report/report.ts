import { rm } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import * as z from 'zod/mini';
import { defineCommand } from '../command-line/command.ts';
import { folder, oneOf } from '../command-line/values.ts';
import { type ExitCode, exitCodes } from '../process/exit-codes.ts';
import { stateFolder } from '../process/state-folder.ts';
import { fail, printLines } from '../process/output.ts';
import { programName } from '../process/program-name.ts';
import { noSuchGame } from './choose-game.ts';
import { listGames } from './list-games.ts';
import { type ShowReportOptions, showReport } from './show-report.ts';
import { findJournal } from '../../journal/catalogue.ts';
import { journalFolder } from '../../journal/journal.ts';
import { journalInUseNotice, lockFiles } from '../../journal/lock.ts';
import { openSavedGame } from '../../journal/saved-game.ts';
import { reportFiles, reportFolder } from '../../report/report-files.ts';
import { errorMessage } from '../../text/error.ts';

export interface ReportOptions extends ShowReportOptions {
  /** List the saved games. */
  readonly list: boolean;
  /** Delete the game. */
  readonly delete: boolean;
  /** Default: the platform's state folder. */
  readonly stateDir?: string | undefined;
}

export const reportCommand = defineCommand({
  name: 'report',
  help: `
Show how a game went

Usage
  termquiz report [game] [options]

  game  The game's journal, its name as --list shows it, the end of its name,
        or a word of its title. Default: the latest game.

The report
  --format <format>     table, json, csv or markdown. Default: the extension
                        of the --output file, or else table.
  --output <file>       The file to write; it must not exist yet. Default:
                        print the report on stdout.

Saved games
  --list                List the saved games.
  --delete              Delete the game and its reports.
  --state-dir <folder>  Where games are saved. Default: the platform's state
                        folder.

Other options
  --ascii               Draw with ASCII characters only.
  --no-color            Use no colour. Same as NO_COLOR in the environment.
  -h, --help            Show this help.

Examples
  termquiz report                             the latest game
  termquiz report --list                      all saved games
  termquiz report k3x9ab --output git.csv     one of them, for a spreadsheet
  termquiz report --format markdown           for the team's chat
  termquiz report k3x9ab --delete
`,
  arguments: ['[game]'],
  flags: {
    format: { type: 'string' },
    output: { type: 'string' },
    list: { type: 'boolean' },
    delete: { type: 'boolean' },
    stateDir: { type: 'string' },
    ascii: { type: 'boolean' },
  },
  conflicts: [
    { flag: 'list', excludes: ['delete', 'output'] },
    { flag: 'delete', excludes: ['format', 'output'] },
  ],
  options: z.object({
    format: z.optional(oneOf('table', 'json', 'csv', 'markdown')),
    output: z.optional(z.string()),
    list: z._default(z.boolean(), false),
    delete: z._default(z.boolean(), false),
    stateDir: z.optional(folder),
    ascii: z.optional(z.boolean()),
  }),
  run: ([game], options) => runReport(game, options),
});

/** Shows how a game went, lists the saved games, or deletes one. */
export async function runReport(game: string | undefined, options: ReportOptions): Promise<ExitCode> {
  const { format, list, stateDir = stateFolder() } = options;
  if (list) {
    if (game !== undefined) {
      return fail(exitCodes.usage, '--list shows all saved games, so it takes no name.');
    }
    if (format === 'csv' || format === 'markdown') {
      return fail(exitCodes.usage, '--list shows games as a table or as json.');
    }
    return listGames(stateDir, { ...options, format });
  }
  if (!options.delete) return showReport(game, stateDir, options);
  return game === undefined
    ? fail(
        exitCodes.usage,
        `--delete needs a game: its journal, or its name as "${programName()} report --list" shows it.`,
      )
    : deleteGame(game, stateDir);
}

/** Deletes a journal; if it lies in the state folder, also the reports there. */
async function deleteGame(name: string, stateDir: string): Promise<ExitCode> {
  const file = await findJournal(name, stateDir);
  if (file === undefined) return fail(exitCodes.failed, noSuchGame(name));
  const isInStateDir = dirname(resolve(file)) === resolve(journalFolder(stateDir)) && file.endsWith('.jsonl');
  const obstacle = journalInUseNotice(file) ?? (isInStateDir ? undefined : await problemWith(file));
  if (obstacle !== undefined) return fail(exitCodes.failed, obstacle);
  try {
    await rm(file);
    // Reports are named after their journal. A copy elsewhere has the same name, but not the same reports.
    const reports = isInStateDir ? reportFiles(reportFolder(stateDir), basename(file, '.jsonl')) : [];
    const others = [...lockFiles(file), ...reports.map((report) => report.file)];
    for (const other of others) await rm(other, { force: true });
  } catch (error) {
    return fail(exitCodes.failed, `${file}: ${errorMessage(error)}`);
  }
  printLines(`${file}: deleted`);
  return exitCodes.done;
}

/** Outside the state folder, only a file that is certainly a journal may be deleted. */
async function problemWith(file: string): Promise<string | undefined> {
  const game = await openSavedGame(file);
  return typeof game === 'string' ? game : undefined;
}
