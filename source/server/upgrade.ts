import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { SOCKET_PATH } from '../protocol/endpoints.ts';
import type { Site } from './site.ts';

/** The status that an upgrade is refused with, or null where it may go on. What is broken in it is for ws to refuse. */
export function upgradeRefusal({ url = '', headers }: IncomingMessage, { publicUrl }: Site): number | null {
  if (pathOf(url) !== SOCKET_PATH) return 404;
  // Browsers always send where a page comes from. A page of another site has no business here.
  if (headers.origin === undefined) return null;
  const host = hostOf(headers.origin);
  const isOwn = host === headers.host || (publicUrl !== undefined && host === hostOf(publicUrl));
  return host !== null && isOwn ? null : 403;
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

function hostOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).host : null;
}
