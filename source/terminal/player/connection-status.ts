import type { PlayerSnapshot } from '../../client/player-seat.ts';
import type { TransportName } from '../../client/transport/transport.ts';
import type { Theme } from '../theme.ts';
import { firstThatFits, isNarrow } from '../ui/layout.ts';
import { formatNumber } from '../../text/numbers.ts';

/** Says that the connection is being restored, or that WebSocket is not available; empty if neither. */
export function connectionBadge(
  { connection, transport }: PlayerSnapshot,
  columns: number,
  { ellipsis }: Theme['symbols'],
): string {
  if (connection === 'reconnecting') return `reconnecting${ellipsis}`;
  if (transport === 'long-polling') return isNarrow(columns) ? 'long poll' : 'long polling';
  return transport === 'polling' ? 'polling' : '';
}

/** The sign for the quality of the connection; empty while disconnected, and before the first round trip. */
export function connectionSign(
  { connection, roundTripMs }: PlayerSnapshot,
  { signal }: Theme['symbols'],
): string {
  return connection === 'open' && roundTripMs !== null ? signal[qualityOf(roundTripMs)] : '';
}

/** The transport and its round trip: `WebSocket · round trip 43 ms · good`. Empty in-process. */
export function connectionDetails(
  { connection, transport, roundTripMs }: PlayerSnapshot,
  columns: number,
  { dot, ellipsis }: Theme['symbols'],
): string {
  if (transport === null || transport === 'in-process') return '';
  const name = NAMES[transport];
  if (connection === 'reconnecting') return `${name} ${dot} reconnecting${ellipsis}`;
  if (roundTripMs === null) return `${name} ${dot} measuring round trip${ellipsis}`;
  const time = roundTripMs < 1 ? 'under 1' : formatNumber(roundTripMs);
  const short = `${name} ${dot} round trip ${time} ms`;
  return firstThatFits([`${short} ${dot} ${qualityOf(roundTripMs)}`, short], columns);
}

const NAMES: Readonly<Record<Exclude<TransportName, 'in-process'>, string>> = {
  websocket: 'WebSocket',
  'long-polling': 'Long polling',
  polling: 'Polling',
};

/** With a good connection, nobody notices the delay. With a weak one, everybody does. */
function qualityOf(roundTripMs: number): 'good' | 'fair' | 'weak' {
  if (roundTripMs < FAIR_FROM_MS) return 'good';
  return roundTripMs < WEAK_FROM_MS ? 'fair' : 'weak';
}

const FAIR_FROM_MS = 100;
const WEAK_FROM_MS = 250;
