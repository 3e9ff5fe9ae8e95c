import { basename } from 'node:path';
import { noSavedGames } from './choose-game.ts';
import { type ExitCode, exitCodes } from '../process/exit-codes.ts';
import { fail, outputColumns, printJson, printLines } from '../process/output.ts';
import { type SavedGameSummary, listSavedGames } from '../../journal/catalogue.ts';
import { textTable } from '../../report/text-table.ts';
import { whenText } from '../../report/words.ts';
import { pluralize } from '../../text/numbers.ts';

export interface ListOptions {
  /** Default: table. */
  readonly format?: 'table' | 'json' | undefined;
  /** Draw with ASCII characters only. */
  readonly ascii?: boolean | undefined;
}

/** Lists the saved games, newest first. */
export async function listGames(stateDir: string, { format, ascii }: ListOptions): Promise<ExitCode> {
  const games = await listSavedGames(stateDir);
  if (format === 'json') {
    printJson(games, 2);
    return exitCodes.done;
  }
  if (games.length === 0) return fail(exitCodes.failed, noSavedGames(stateDir));
  const table = { columns: outputColumns(), ellipsis: ascii ? '...' : '…' };
  const lines = textTable(COLUMNS, games.map(cellsFor), table).slice(1);
  for (const [index, { file, problem }] of games.entries()) {
    printLines(lines[index] ?? '', `  ${problem ?? basename(file)}`);
  }
  return exitCodes.done;
}

const COLUMNS = [{ title: '' }, { title: '', minWidth: 12 }, { title: '', isNumber: true }, { title: '' }];

function cellsFor({ title, game, playedAt, players, state }: SavedGameSummary): string[] {
  const number = game !== null && game > 1 ? `, game ${game}` : '';
  return [
    playedAt === null ? '' : whenText(playedAt),
    title === null ? 'cannot be read' : title + number,
    players === null ? '' : pluralize(players, 'player'),
    state,
  ];
}
