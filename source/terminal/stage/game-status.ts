import { counted, formatNumber } from '../../text/numbers.ts';
import type { Stage } from '../../view/stage.ts';

/** Who is there; once the game runs, also how those who come late get in, where they can. */
export function gameStatus(
  { players, connected, phase }: Stage,
  entry: string | null,
  columns: number,
): string {
  const away = players - connected;
  const parts = [
    columns < 60 ? `${formatNumber(players)} in` : counted(players, 'player'),
    ...(away > 0 && columns >= 60 ? [`${formatNumber(away)} away`] : []),
    ...(phase === 'lobby' || phase === 'podium' || entry === null ? [] : [entry]),
  ];
  return parts.join('   ');
}
