import { rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type ExitCode, exitCodes } from '../process/exit-codes.ts';
import { sayOnStderr } from '../process/output.ts';
import { journalFolder } from '../../journal/journal.ts';
import { isJournalTaken, lockFiles } from '../../journal/lock.ts';
import { journalNamed, noGameNamed } from '../../journal/past-games.ts';
import { keptGame } from '../../journal/saved-games.ts';
import { reportFiles, reportFolder } from '../../report/report-writer.ts';
import { errorMessage } from '../../text/error.ts';

/** `termquiz report --delete`: removes a journal; one of the state folder with its reports there. */
export async function deleteGame(argument: string, stateDir: string): Promise<ExitCode> {
  const file = await journalNamed(argument, stateDir);
  if (file === undefined) return failed(noGameNamed(argument));
  const isKept = dirname(resolve(file)) === resolve(journalFolder(stateDir)) && file.endsWith('.jsonl');
  const obstacle = await obstacleTo(file, isKept);
  if (obstacle !== undefined) return failed(obstacle);
  try {
    await rm(file);
    // The reports are named after their journal, and so is a copy of it elsewhere, which has none.
    const reports = isKept ? reportFiles(reportFolder(stateDir), file) : [];
    const others = [...lockFiles(file), ...reports.map((report) => report.file)];
    for (const other of others) await rm(other, { force: true });
  } catch (error) {
    return failed(`${file}: ${errorMessage(error)}`);
  }
  process.stdout.write(`${file}: deleted\n`);
  return exitCodes.done;
}

/** Why a file is not to be deleted: a host has it, or it is no journal. One that is kept may go also where it is damaged. */
async function obstacleTo(file: string, isKept: boolean): Promise<string | undefined> {
  if (isJournalTaken(file)) return `${file}: this game is still running. End it first.`;
  const game = isKept ? undefined : await keptGame(file);
  return typeof game === 'string' ? game : undefined;
}

function failed(message: string): ExitCode {
  sayOnStderr(message);
  return exitCodes.failed;
}
