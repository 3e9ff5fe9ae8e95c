import { formatNumber, pluralize } from '../../text/numbers.ts';
import { isNarrow } from '../ui/layout.ts';
import type { Stage } from '../../view/stage.ts';

/** The number of players, and after the lobby how latecomers can join, such as the PIN; null if they cannot. */
export function gameStatus(
  { players, connected, phase }: Stage,
  entry: string | null,
  columns: number,
): string {
  const away = players - connected;
  const parts = [
    pluralize(players, 'player'),
    ...(away > 0 && !isNarrow(columns) ? [`${formatNumber(away)} away`] : []),
    ...(phase === 'lobby' || phase === 'podium' || entry === null ? [] : [entry]),
  ];
  return parts.join('   ');
}

/** What players and watchers read until they are let in. @param isBusy Whether the server has asked them to wait. */
export function connectingMessage(isBusy: boolean, ellipsis: string): string {
  return isBusy ? `Many people are joining. Trying again${ellipsis}` : `Connecting to the game${ellipsis}`;
}
