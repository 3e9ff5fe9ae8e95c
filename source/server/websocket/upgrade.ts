import { type IncomingHttpHeaders, IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { SOCKET_PATH } from '../../protocol/endpoints.ts';
import type { Site } from '../site.ts';

/** The status that an upgrade is refused with, or null where it may go on. What is broken in it is for ws to refuse. */
export function upgradeRefusal({ url = '', headers }: IncomingMessage, site: Site): number | null {
  if (pathOf(url) !== SOCKET_PATH) return 404;
  return isFromElsewhere(headers, site) ? 403 : null;
}

/** Whether a page of another site asks, which has no business here. Browsers always send where a page comes from. */
export function isFromElsewhere({ origin, host }: IncomingHttpHeaders, { publicUrl }: Site): boolean {
  if (origin === undefined) return false;
  const from = hostOf(origin);
  const isOwn = from === host || (publicUrl !== undefined && from === hostOf(publicUrl));
  return from === null || !isOwn;
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

/**
 * A request that asks for no upgrade but to WebSocket: any other may be passed over (RFC 9110, 7.8). Clients that would rather
 * speak HTTP/2 ask for `h2c` beside a request that is to be answered all the same, and Node hands each request that asks for
 * an upgrade, body and all, to who listens for upgrades.
 */
export class UpgradableRequest extends IncomingMessage {
  declare private asksForUpgrade: boolean | null;

  get upgrade(): boolean {
    // CONNECT names no protocol; it is for nobody here.
    const { upgrade = WEBSOCKET } = this.headers;
    return this.asksForUpgrade === true && upgrade.toLowerCase() === WEBSOCKET;
  }

  /** Node says here what it has read, before it knows the headers, and asks once it does. */
  set upgrade(asks: boolean | null) {
    this.asksForUpgrade = asks;
  }
}

const WEBSOCKET = 'websocket';
