import { type IncomingHttpHeaders, type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { SOCKET_PATH } from '../protocol/endpoints.ts';

/** The status that an upgrade is refused with, or null where it may go on. What is broken in it is for ws to refuse. */
export function upgradeRefusal({ url = '', headers }: IncomingMessage): number | null {
  if (pathOf(url) !== SOCKET_PATH) return 404;
  return isFromElsewhere(headers) ? 403 : null;
}

/** Whether a page of another site asks, which has no business here. Browsers always send where a page comes from. */
export function isFromElsewhere({ origin, host }: IncomingHttpHeaders): boolean {
  return origin !== undefined && hostOf(origin) !== host;
}

/** Answers an upgrade with a status and closes. */
export function refuseUpgrade(stream: Duplex, status: number): void {
  stream.on('error', () => stream.destroy());
  stream.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** The path of a request's target, without the query. */
export function pathOf(target: string): string {
  return target.split('?', 1)[0] ?? target;
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
