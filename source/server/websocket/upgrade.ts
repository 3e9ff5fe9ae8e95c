import { IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { SOCKET_PATH } from '../../protocol/endpoints.ts';
import { type ReverseProxy, isCrossOrigin, requestPath } from '../reverse-proxy.ts';

/** Returns the status with which to reject an upgrade, or null to accept it. ws rejects malformed handshakes. */
export function upgradeRejection(
  { url = '', headers }: IncomingMessage,
  reverseProxy: ReverseProxy,
): number | null {
  if (requestPath(url) !== SOCKET_PATH) return 404;
  return isCrossOrigin(headers, reverseProxy) ? 403 : null;
}

/** Responds to an upgrade with a status and closes the connection. */
export function rejectUpgrade(stream: Duplex, status: number): void {
  stream.on('error', () => stream.destroy());
  stream.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/**
 * A request whose `upgrade` is true only for upgrades to WebSocket. Servers may ignore any other upgrade (RFC 9110, 7.8):
 * clients that prefer HTTP/2 add `h2c` to ordinary requests, and Node would pass those to the `upgrade` listeners.
 */
export class UpgradableRequest extends IncomingMessage {
  declare private hasUpgrade: boolean | null;

  get upgrade(): boolean {
    // CONNECT requests have no such header. Nothing listens for them, so Node closes them.
    const { upgrade = WEBSOCKET } = this.headers;
    return this.hasUpgrade === true && upgrade.toLowerCase() === WEBSOCKET;
  }

  /** Node's parser sets this before the headers are known, and reads it afterwards. */
  set upgrade(hasUpgrade: boolean | null) {
    this.hasUpgrade = hasUpgrade;
  }
}

const WEBSOCKET = 'websocket';
