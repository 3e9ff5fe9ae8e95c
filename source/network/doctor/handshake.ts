import { createHash } from 'node:crypto';
import { SOCKET_PATH, SUBPROTOCOL } from '../../protocol/endpoints.ts';

/** What a server has to answer to a key. @see RFC 6455, section 4.2.2 */
export function acceptValue(key: string): string {
  return createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
}

/** The lines of the request that opens a WebSocket. @param base Of the game. @param key 16 bytes drawn at random, in Base64. */
export function openingRequest(base: string, key: string): string[] {
  const url = new URL(`${base}${SOCKET_PATH}`);
  return [
    `GET ${url.pathname} HTTP/1.1`,
    `Host: ${url.host}`,
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Key: ${key}`,
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Protocol: ${SUBPROTOCOL}`,
  ];
}
