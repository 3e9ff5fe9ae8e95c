import { rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { isJournalTaken, lockFiles } from '../server/journal-lock.ts';
import { journalFolder } from '../server/journal.ts';
import { keptGame } from './journals.ts';
import { messageOf } from './file-failure.ts';
import { journalNamed, noGameNamed } from './past-games.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { sayOnStderr } from './say-on-stderr.ts';
import { reportFiles, reportFolder } from './report-writer.ts';

/** `termquiz report --delete`: removes a game's journal, and its reports that lie in the state folder. */
export async function deleteGame(argument: string, stateDir: string): Promise<ExitCode> {
  const file = await journalNamed(argument, stateDir);
  if (file === undefined) return failed(noGameNamed(argument));
  const obstacle = await obstacleTo(file, stateDir);
  if (obstacle !== undefined) return failed(obstacle);
  try {
    await rm(file);
    const others = [
      ...lockFiles(file),
      ...reportFiles(reportFolder(stateDir), file).map((report) => report.file),
    ];
    for (const other of others) await rm(other, { force: true });
  } catch (error) {
    return failed(`${file}: ${messageOf(error)}`);
  }
  process.stdout.write(`${file}: deleted\n`);
  return exitCodes.done;
}

/** Why a file is not to be deleted: a host has it, or it is no journal. In the journals' folder also a damaged one may go. */
async function obstacleTo(file: string, stateDir: string): Promise<string | undefined> {
  if (isJournalTaken(file)) return `${file}: this game is still running. End it first.`;
  const isOurs = dirname(resolve(file)) === resolve(journalFolder(stateDir)) && file.endsWith('.jsonl');
  const game = isOurs ? undefined : await keptGame(file);
  return typeof game === 'string' ? game : undefined;
}

function failed(message: string): ExitCode {
  sayOnStderr(message);
  return exitCodes.failed;
}
