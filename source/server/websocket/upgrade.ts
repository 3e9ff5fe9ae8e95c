import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { SOCKET_PATH } from '../../protocol/endpoints.ts';
import { GatedRequest } from '../http/gated-request.ts';
import { endStream } from '../http/respond.ts';
import { FOREIGN_HOST, isForeignHost } from '../host-names.ts';
import { type ReverseProxy, isCrossOrigin, requestPath } from '../reverse-proxy.ts';

/** Returns the status with which to reject an upgrade, or null to accept it. ws rejects malformed handshakes. */
export function upgradeRejection(request: IncomingMessage, reverseProxy: ReverseProxy): number | null {
  if (request instanceof GatedRequest && request.refusal !== null) return request.refusal;
  if (isForeignHost(request.headers, reverseProxy)) return FOREIGN_HOST.status;
  if (requestPath(request.url ?? '') !== SOCKET_PATH) return 404;
  return isCrossOrigin(request.headers, reverseProxy) ? 403 : null;
}

/** Responds to an upgrade with a status and closes the connection. */
export function rejectUpgrade(stream: Duplex, status: number): void {
  const body = status === FOREIGN_HOST.status ? FOREIGN_HOST.body : '';
  const response = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  endStream(stream, response, status === LENGTH_REQUIRED);
}

/** Refuses requests whose body has no length. */
const LENGTH_REQUIRED = 411;
