import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { PIN } from '../../helpers/rooms.ts';
import { LOOPBACK, PATIENCE, request, sayRaw, serveRoom } from '../../helpers/sockets.ts';

/** What curl with --http2 and the clients of Java send with each request. */
const H2C = { Connection: 'Upgrade, HTTP2-Settings', Upgrade: 'h2c', 'HTTP2-Settings': 'AAMAAABkAAQ' };

/** The body of a request for a seat, and what its head says of it. */
const JOIN = JSON.stringify({ type: 'join', pin: PIN, name: 'Ada' });
const OF_JOIN = { 'Content-Type': 'application/json', 'Content-Length': String(JOIN.length) };

/** The head of a request with such an upgrade beside these headers. */
function head(method: string, path: string, headers: Readonly<Record<string, string>> = {}): string {
  const lines = Object.entries({ Host: LOOPBACK, ...H2C, ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  return [`${method} ${path} HTTP/1.1`, ...lines, '', ''].join('\r\n');
}

describe('a request that would rather be of HTTP/2', () => {
  it.each([
    ['GET', '/', 200],
    ['GET', '/v1', 200],
    ['HEAD', '/v1', 200],
    ['POST', '/v1', 405],
    ['GET', '/v1/views', 401],
    ['GET', '/v1/socket', 426],
    ['GET', '/v2', 404],
  ])('is answered as any other: %s %s', async (method, path, status) => {
    const { port } = await serveRoom();
    const answer = await request(port, path, { method, headers: H2C });
    expect(answer.status).toBe(status);
    expect(answer.body).toBe((await request(port, path, { method })).body);
  });

  it('has its body read', async () => {
    const { port, room } = await serveRoom();
    expect(await sayRaw(port, head('POST', '/v1/players', OF_JOIN) + JOIN)).toMatch(/^HTTP\/1\.1 201 /u);
    expect(room.players()).toEqual([{ name: 'Ada', connected: true }]);
  });

  it('has its body read where that comes later, and in pieces', async () => {
    const { port, room } = await serveRoom();
    const half = { bytes: JOIN.slice(9), afterMs: 50 };
    expect(await sayRaw(port, head('POST', '/v1/players', OF_JOIN) + JOIN.slice(0, 9), half)).toMatch(
      /^HTTP\/1\.1 201 /u,
    );
    expect(room.players()).toHaveLength(1);
  });

  it('has its body bounded', async () => {
    const { port } = await serveRoom();
    const body = ' '.repeat(4097);
    const tooBig = { ...OF_JOIN, 'Content-Length': String(body.length) };
    expect(await sayRaw(port, head('POST', '/v1/players', tooBig) + body)).toMatch(/^HTTP\/1\.1 413 /u);
  });

  it('may be followed by others on its connection', async () => {
    const { port } = await serveRoom();
    const socket = connect(port, LOOPBACK);
    onTestFinished(() => void socket.destroy());
    let heard = '';
    socket.on('data', (bytes) => (heard += String(bytes)));
    for (let asked = 1; asked <= 3; asked++) {
      socket.write(head('GET', '/v1'));
      await expect.poll(() => heard.match(/HTTP\/1\.1 200 /gu)?.length, PATIENCE).toBe(asked);
    }
  });
});
