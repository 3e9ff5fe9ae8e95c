import { basename } from 'node:path';
import { type ExitCode, exitCodes } from '../process/exit-codes.ts';
import { outputColumns, sayOnStderr } from '../process/output.ts';
import type { ReportOptions } from './report.ts';
import { type ListedGame, listedGames, noGameIn } from '../../journal/past-games.ts';
import { tableLines } from '../../report/columns.ts';
import { whenText } from '../../report/words.ts';
import { counted } from '../../text/numbers.ts';

/** `termquiz report --list`: the games that are kept, the newest first. */
export async function listGames(stateDir: string, { format, ascii }: ReportOptions): Promise<ExitCode> {
  const games = await listedGames(stateDir);
  if (format === 'json') {
    process.stdout.write(`${JSON.stringify(games, null, 2)}\n`);
    return exitCodes.done;
  }
  if (games.length === 0) {
    sayOnStderr(noGameIn(stateDir));
    return exitCodes.failed;
  }
  const sheet = { columns: outputColumns(), ellipsis: ascii ? '...' : '…' };
  const lines = tableLines(COLUMNS, games.map(cellsOf), sheet).slice(1);
  for (const [index, { file, problem }] of games.entries()) {
    process.stdout.write(`${lines[index] ?? ''}\n  ${problem ?? basename(file)}\n`);
  }
  return exitCodes.done;
}

const COLUMNS = [{ title: '' }, { title: '', least: 12 }, { title: '', isNumber: true }, { title: '' }];

function cellsOf({ title, game, playedAt, players, state }: ListedGame): string[] {
  const number = game !== null && game > 1 ? `, game ${game}` : '';
  return [
    playedAt === null ? '' : whenText(playedAt),
    title === null ? 'cannot be read' : title + number,
    players === null ? '' : counted(players, 'player'),
    state,
  ];
}
