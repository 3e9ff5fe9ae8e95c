import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { HttpClient } from '../../../source/client/transport/http-client.ts';
import { systemClock } from '../../../source/clock.ts';
import { tcpServer } from '../../helpers/fake-servers.ts';
import { LOOPBACK } from '../../helpers/sockets.ts';

const SWITCHING = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n';
const HALF = 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf';

/** What a client makes of a server that does this with each connection once it was asked. */
async function answerOf(onAsked: (socket: Socket) => void) {
  const port = await tcpServer((socket) => socket.once('data', () => onAsked(socket)));
  const client = new HttpClient(`http://${LOOPBACK}:${port}`, {}, systemClock());
  return client.request({ method: 'GET', path: '/v1', timeoutMs: 3000 });
}

describe('HttpClient', () => {
  it.each([
    ['leaves the connection open', (socket: Socket) => void socket.write(SWITCHING)],
    ['closes the connection', (socket: Socket) => void socket.end(SWITCHING)],
  ])('takes a 101 that nobody asked for as the whole answer, where the server %s', async (_how, onAsked) => {
    expect(await answerOf(onAsked)).toMatchObject({ ok: true, status: 101, body: '' });
  });

  it.each([
    ['without an answer', (socket: Socket) => void socket.end()],
    ['by a reset', (socket: Socket) => void socket.resetAndDestroy()],
    ['in the middle of the answer', (socket: Socket) => void socket.end(HALF)],
    [
      'after an answer that is not the last',
      (socket: Socket) => void socket.end('HTTP/1.1 100 Continue\r\n\r\n'),
    ],
  ])('fails, as one that was cut, where the connection is closed %s', async (_how, onAsked) => {
    expect(await answerOf(onAsked)).toMatchObject({ ok: false, isInterrupted: true });
  });
});
