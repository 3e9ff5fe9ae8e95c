import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { NodeHttpClient } from '../../../source/client/transport/http-client.ts';
import { systemClock } from '../../../source/clock.ts';
import { tcpServer } from '../../helpers/fake-servers.ts';
import { LOOPBACK } from '../../helpers/sockets.ts';

const SWITCHING = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n';
const HALF = 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf';

/** Requests from a server that does this with each connection after the request. */
async function resultFrom(onRequest: (socket: Socket) => void) {
  const port = await tcpServer((socket) => socket.once('data', () => onRequest(socket)));
  const client = new NodeHttpClient(`http://${LOOPBACK}:${port}`, {}, systemClock());
  return client.request({ method: 'GET', path: '/v1', timeoutMs: 3000 });
}

describe('NodeHttpClient', () => {
  it.each([
    ['leaves the connection open', (socket: Socket) => void socket.write(SWITCHING)],
    ['closes the connection', (socket: Socket) => void socket.end(SWITCHING)],
  ])('takes an unrequested 101 as the whole response if the server %s', async (_how, onRequest) => {
    expect(await resultFrom(onRequest)).toMatchObject({ ok: true, status: 101, body: '' });
  });

  it.each([
    ['without a response', (socket: Socket) => void socket.end()],
    ['by a reset', (socket: Socket) => void socket.resetAndDestroy()],
    ['in the middle of the response', (socket: Socket) => void socket.end(HALF)],
    ['after an interim response', (socket: Socket) => void socket.end('HTTP/1.1 100 Continue\r\n\r\n')],
  ])('reports an interruption if the connection is closed %s', async (_how, onRequest) => {
    expect(await resultFrom(onRequest)).toMatchObject({ ok: false, isInterrupted: true });
  });
});
