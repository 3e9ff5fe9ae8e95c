import type { PlayerSnapshot } from '../client/player-seat.ts';
import type { TransportName } from '../client/transport/transport.ts';
import { formatNumber } from '../text/numbers.ts';
import type { Signs } from './game.ts';

/** How good a connection is. With a good one, nobody notices the delay. With a weak one, everybody does. */
export type ConnectionQuality = 'good' | 'fair' | 'weak';

/** The quality of the connection; null while disconnected, and before the first round trip. */
export function connectionQuality({ connection, roundTripMs }: PlayerSnapshot): ConnectionQuality | null {
  return connection === 'open' && roundTripMs !== null ? qualityOf(roundTripMs) : null;
}

/** Says that the connection is being restored, or that WebSocket is not available; the longest first, none if neither. */
export function connectionBadges(
  { connection, transport }: PlayerSnapshot,
  { ellipsis }: Pick<Signs, 'ellipsis'>,
): string[] {
  if (connection === 'reconnecting') return [`reconnecting${ellipsis}`];
  if (transport === 'long-polling') return ['long polling', 'long poll'];
  return transport === 'polling' ? ['polling'] : [];
}

/** The transport and its round trip, the longest first: `WebSocket · round trip 43 ms · good`. None in-process. */
export function connectionDetails(
  { connection, transport, roundTripMs }: PlayerSnapshot,
  { dot, ellipsis }: Signs,
): string[] {
  const name = transport === null ? undefined : NAMES[transport];
  if (name === undefined) return [];
  if (connection === 'reconnecting') return [`${name} ${dot} reconnecting${ellipsis}`];
  if (roundTripMs === null) return [`${name} ${dot} measuring round trip${ellipsis}`];
  const time = roundTripMs < 1 ? 'under 1' : formatNumber(roundTripMs);
  const short = `${name} ${dot} round trip ${time} ms`;
  return [`${short} ${dot} ${qualityOf(roundTripMs)}`, short];
}

const NAMES: Readonly<Partial<Record<TransportName, string>>> = {
  websocket: 'WebSocket',
  'long-polling': 'Long polling',
  polling: 'Polling',
};

function qualityOf(roundTripMs: number): ConnectionQuality {
  if (roundTripMs < FAIR_FROM_MS) return 'good';
  return roundTripMs < WEAK_FROM_MS ? 'fair' : 'weak';
}

const FAIR_FROM_MS = 100;
const WEAK_FROM_MS = 250;
