import { createHash } from 'node:crypto';
import { mkdir, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { reportCsv } from './csv.ts';
import { reportJson } from './json.ts';
import { reportMarkdown } from './markdown.ts';
import { type Report, reportInSlices } from './report.ts';
import { isOwnJournal } from '../journal/catalogue.ts';
import { type SavedGame, openSavedGame } from '../journal/saved-game.ts';
import { runInSlices } from '../journal/slices.ts';
import { errorMessage } from '../text/error.ts';

export interface ReportRequest {
  /** The journal of the game. */
  readonly journal: string;
  /** If it does not exist, it is created, readable only by its owner. */
  readonly folder: string;
  /** The state folder. The reports of journals from elsewhere get names that no other game's reports have. */
  readonly stateDir: string;
}

/** The path of the report for people, or null if it was not written; and a warning if a report is missing or incomplete. */
export interface WrittenReport {
  readonly file: string | null;
  readonly warning: string | null;
}

/** Writes the reports of a game, replacing earlier ones: for people, for spreadsheets and for programs. Never rejects. */
export async function writeReports({ journal, folder, stateDir }: ReportRequest): Promise<WrittenReport> {
  const game = await openSavedGame(journal);
  if (typeof game === 'string') return { file: null, warning: `The report could not be written: ${game}` };
  try {
    const report = await runInSlices(reportInSlices(game));
    const files = reportFiles(folder, await reportName(game, stateDir));
    await mkdir(folder, { recursive: true, mode: 0o700 });
    for (const { file, render } of files) await replaceFile(file, render(report));
    const warning = report.finished ? null : 'The report is incomplete, because the journal is.';
    return { file: files[0]?.file ?? null, warning };
  } catch (error) {
    return reportFailure(error);
  }
}

/**
 * Returns the file name of a game's reports, without an extension: the journal's name. A journal from elsewhere may have any name,
 * so a hash of the game and the journal's path keeps its reports apart from those of all other games.
 */
async function reportName({ file, created }: SavedGame, stateDir: string): Promise<string> {
  const name = basename(file, '.jsonl');
  if (isOwnJournal(file, stateDir)) return name;
  const identity = JSON.stringify([await realpath(file), created.seed, created.at, created.game]);
  return `${name}-${createHash('sha256').update(identity).digest('hex').slice(0, 12)}`;
}

/** The outcome if no report could be written. */
export function reportFailure(error: unknown): WrittenReport {
  const warning = `The report could not be written (${errorMessage(error)}). Use the command "report" to see it.`;
  return { file: null, warning };
}

/** Writes a file completely or not at all. If it cannot be written, the earlier one stays. */
async function replaceFile(file: string, text: Iterable<string>): Promise<void> {
  const draft = `${file}.${process.pid}`;
  try {
    await writeFile(draft, text, { mode: 0o600 });
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** The folder of the reports in a state folder. */
export function reportFolder(stateDir: string): string {
  return join(stateDir, 'reports');
}

/** Returns the reports with this name, the one for people first. */
export function reportFiles(folder: string, name: string) {
  return Object.values(fileFormats).map(({ extension, render }) => ({
    file: resolve(folder, `${name}${extension}`),
    render,
  }));
}

export type FileFormat = 'markdown' | 'csv' | 'json';

interface FileFormatRules {
  /** The extension of the file name, with its dot. */
  readonly extension: string;
  /** Returns the text in parts, because rendering a large game takes a while. */
  readonly render: (report: Report) => Iterable<string>;
}

/** The formats of report files. */
export const fileFormats: Readonly<Record<FileFormat, FileFormatRules>> = {
  markdown: { extension: '.md', render: (report) => [reportMarkdown(report)] },
  csv: { extension: '.csv', render: reportCsv },
  json: { extension: '.json', render: reportJson },
};
