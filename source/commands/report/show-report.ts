import { chooseGame } from './choose-game.ts';
import { type ExitCode, exitCodes } from '../process/exit-codes.ts';
import { writeNewFile } from '../process/new-file.ts';
import { fail, outputColumns, printError, printLines, printVerbatim } from '../process/output.ts';
import { programName } from '../process/program-name.ts';
import { type SavedGameState, openSavedGame, stateOf } from '../../journal/saved-game.ts';
import { type FileFormat, fileFormats } from '../../report/report-files.ts';
import { type Report, reportOf } from '../../report/report.ts';
import { reportTable } from '../../report/table.ts';
import { pluralize } from '../../text/numbers.ts';

export type ReportFormat = 'table' | FileFormat;

export interface ShowReportOptions {
  /** Default: the format that the extension of `output` names, otherwise a table. */
  readonly format?: ReportFormat | undefined;
  /** The file to write. Default: stdout. */
  readonly output?: string | undefined;
  /** Draw with ASCII characters only. */
  readonly ascii?: boolean | undefined;
}

/** Prints or writes the report of a saved game. */
export async function showReport(
  name: string | undefined,
  stateDir: string,
  options: ShowReportOptions,
): Promise<ExitCode> {
  const choice = await chooseGame(name, stateDir);
  if (!choice.ok) return fail(choice.exitCode, ...choice.lines);
  const game = await openSavedGame(choice.file);
  if (typeof game === 'string')
    return fail(exitCodes.failed, game, `"${programName()} report --list" shows the saved games.`);
  const notice = NOTICES[stateOf(game)];
  if (notice !== undefined) printError(notice);
  return output(reportOf(game), options);
}

const NOTICES: Partial<Record<SavedGameState, string>> = {
  running: 'This game is still running. The report shows it so far.',
  interrupted: 'This game was interrupted. The report shows it up to that point.',
};

async function output(
  report: Report,
  { format: chosen, output: file, ascii }: ShowReportOptions,
): Promise<ExitCode> {
  const format = chosen ?? formatFor(file);
  const parts =
    format === 'table'
      ? [reportTable(report, { columns: outputColumns(), ascii })]
      : fileFormats[format].render(report);
  if (file === undefined) {
    const print =
      format === 'table' ? (part: string) => printLines(...part.trimEnd().split('\n')) : printVerbatim;
    for (const part of parts) print(part);
    return exitCodes.done;
  }
  const failure = await writeNewFile(file, parts);
  if (failure) return fail(failure.exitCode, `${file}: ${failure.message}`);
  const players = pluralize(report.players.length, 'player');
  printLines(`${file}: ${players}, ${pluralize(report.questions.length, 'question')}`);
  return exitCodes.done;
}

function formatFor(file: string | undefined): ReportFormat {
  const formats: readonly FileFormat[] = ['markdown', 'csv', 'json'];
  return formats.find((format) => file?.toLowerCase().endsWith(fileFormats[format].extension)) ?? 'table';
}
