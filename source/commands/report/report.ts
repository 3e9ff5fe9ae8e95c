import * as z from 'zod/mini';
import { command } from '../command-line/command.ts';
import { folder, oneOf } from '../command-line/values.ts';
import { type ExitCode, exitCodes } from '../process/exit-codes.ts';
import { stateFolder, writeNewFile } from '../process/new-file.ts';
import { outputColumns, sayOnStderr } from '../process/output.ts';
import { deleteGame } from './delete-game.ts';
import { listGames } from './list-games.ts';
import { journalNamed, newestPlayed, noGameIn, noGameNamed, stateOf } from '../../journal/past-games.ts';
import { keptGame } from '../../journal/saved-games.ts';
import { type FileFormat, fileFormats } from '../../report/formats.ts';
import { type Report, reportOf } from '../../report/report.ts';
import { reportTable } from '../../report/table.ts';
import { counted } from '../../text/numbers.ts';

export interface ReportOptions {
  /** Default: by the ending of `output`, else a table. */
  readonly format?: ReportFormat | undefined;
  /** The file to write. Default: stdout. */
  readonly output?: string | undefined;
  /** List the games that are kept. */
  readonly list: boolean;
  /** Delete the game that is named. */
  readonly delete: boolean;
  /** Default: the platform's state folder. */
  readonly stateDir?: string | undefined;
  /** Draw with ASCII characters only. */
  readonly ascii?: boolean | undefined;
}

export type ReportFormat = 'table' | FileFormat;

/** `termquiz report`. */
export const reportCommand = command({
  name: 'report',
  help: `
Show how a game went

Usage
  termquiz report [game] [options]

  game  The game's journal, its name as --list shows it, or the end of its name.
        Default: the latest game.

The report
  --format <format>     table, json, csv or markdown. Default: what the name of
                        the --output file ends with, or else a table.
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
  arguments: ['[game.jsonl]'],
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
  run: ([game], options) => report(game, options),
});

/** `termquiz report`: how a game went, the newest unless one is named; or which games there are; or deletes one. */
export async function report(argument: string | undefined, options: ReportOptions): Promise<ExitCode> {
  const misuse = misuseOf(argument, options);
  if (misuse !== undefined) {
    sayOnStderr(misuse);
    return exitCodes.usage;
  }
  const { stateDir = stateFolder() } = options;
  if (options.list) return listGames(stateDir, options);
  if (options.delete && argument !== undefined) return deleteGame(argument, stateDir);
  return showReport(argument, stateDir, options);
}

/** What is wrong with the combination of flags, in a sentence. */
function misuseOf(argument: string | undefined, { format, list, delete: deletes }: ReportOptions) {
  if (list && argument !== undefined) return '--list shows all games: leave out the name of one.';
  if (list && (format === 'csv' || format === 'markdown')) {
    return '--list shows games as a table or as json.';
  }
  if (deletes && argument === undefined) {
    return '--delete needs to know which game: its file, or its name as "termquiz report --list" shows it.';
  }
  return undefined;
}

async function showReport(
  argument: string | undefined,
  stateDir: string,
  options: ReportOptions,
): Promise<ExitCode> {
  const file = argument === undefined ? await newestPlayed(stateDir) : await journalNamed(argument, stateDir);
  if (file === undefined) {
    sayOnStderr(argument === undefined ? noGameIn(stateDir) : noGameNamed(argument));
    return exitCodes.failed;
  }
  const game = await keptGame(file);
  if (typeof game === 'string') {
    sayOnStderr(game, '"termquiz report --list" shows the games that there are.');
    return exitCodes.failed;
  }
  const notice = NOTICES[stateOf(file, game.past)];
  if (notice !== undefined) sayOnStderr(notice);
  return put(reportOf(game.past), options);
}

const NOTICES: Partial<Record<ReturnType<typeof stateOf>, string>> = {
  running: 'This game is still running: this is how it stands.',
  interrupted: 'This game was interrupted: this is how far it came.',
};

async function put(report: Report, { format, output, ascii }: ReportOptions): Promise<ExitCode> {
  const chosen = format ?? formatOf(output);
  if (output === undefined) {
    process.stdout.write(rendered(report, chosen, ascii));
    return exitCodes.done;
  }
  const failure = await writeNewFile(output, rendered(report, chosen, ascii));
  if (failure) {
    sayOnStderr(`${output}: ${failure.message}`);
    return failure.exitCode;
  }
  const players = counted(report.players.length, 'player');
  process.stdout.write(`${output}: ${players}, ${counted(report.questions.length, 'question')}\n`);
  return exitCodes.done;
}

function formatOf(output: string | undefined): ReportFormat {
  const formats: readonly FileFormat[] = ['markdown', 'csv', 'json'];
  return formats.find((format) => output?.toLowerCase().endsWith(fileFormats[format].ending)) ?? 'table';
}

function rendered(report: Report, format: ReportFormat, ascii: boolean | undefined): string {
  return format === 'table'
    ? reportTable(report, { columns: outputColumns(), ascii })
    : [...fileFormats[format].render(report)].join('');
}
