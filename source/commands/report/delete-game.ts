import { rm } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { noSuchGame } from './choose-game.ts';
import { type ExitCode, exitCodes } from '../process/exit-codes.ts';
import { fail, printLines } from '../process/output.ts';
import { findJournal } from '../../journal/catalogue.ts';
import { journalFolder } from '../../journal/journal.ts';
import { journalInUseNotice, lockFiles } from '../../journal/lock.ts';
import { openSavedGame } from '../../journal/saved-game.ts';
import { reportFiles, reportFolder } from '../../report/report-files.ts';
import { errorMessage } from '../../text/error.ts';

/** Deletes a journal; if it lies in the state folder, also the reports there. */
export async function deleteGame(name: string, stateDir: string): Promise<ExitCode> {
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
