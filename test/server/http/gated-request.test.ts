import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { RequestGate } from '../../../source/server/http/gated-request.ts';
import { acceleratedClock } from '../../helpers/accelerated-clock.ts';
import { ManualClock } from '../../helpers/manual-clock.ts';
import { PIN } from '../../helpers/rooms.ts';
import { LOOPBACK, WAIT_OPTIONS, chunksPerTurn, request, sendRaw, serveRoom } from '../../helpers/sockets.ts';

/** The headers that curl --http2 and Java clients add to every request. */
const H2C = { Connection: 'Upgrade, HTTP2-Settings', Upgrade: 'h2c', 'HTTP2-Settings': 'AAMAAABkAAQ' };

/** The body of a request for a seat, and its headers. */
const JOIN = JSON.stringify({ type: 'join', pin: PIN, name: 'Ada' });
const JOIN_HEADERS = { 'Content-Type': 'application/json', 'Content-Length': String(JOIN.length) };

/** Returns the head of a request with that upgrade and these headers. */
function head(method: string, path: string, headers: Readonly<Record<string, string>> = {}): string {
  const lines = Object.entries({ Host: LOOPBACK, ...H2C, ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  return [`${method} ${path} HTTP/1.1`, ...lines, '', ''].join('\r\n');
}

describe('a request that offers an upgrade to HTTP/2', () => {
  it.each([
    ['GET', '/', 200],
    ['GET', '/v1', 200],
    ['HEAD', '/v1', 200],
    ['POST', '/v1', 405],
    ['GET', '/v1/views', 401],
    ['GET', '/v1/socket', 426],
    ['GET', '/v2', 404],
  ])('gets the same response as without the offer: %s %s', async (method, path, status) => {
    const { port } = await serveRoom();
    const response = await request(port, path, { method, headers: H2C });
    expect(response.status).toBe(status);
    expect(response.body).toBe((await request(port, path, { method })).body);
  });

  it('delivers its body', async () => {
    const { port, room } = await serveRoom({ clock: acceleratedClock() });
    expect(await sendRaw(port, head('POST', '/v1/players', JOIN_HEADERS) + JOIN)).toMatch(
      /^HTTP\/1\.1 201 /u,
    );
    expect(room.players()).toMatchObject([{ name: 'Ada', connected: true }]);
  });

  it('delivers its body even if it arrives late and in pieces', async () => {
    const { port, room } = await serveRoom({ clock: acceleratedClock() });
    const half = { bytes: JOIN.slice(9), afterMs: 50 };
    expect(await sendRaw(port, head('POST', '/v1/players', JOIN_HEADERS) + JOIN.slice(0, 9), half)).toMatch(
      /^HTTP\/1\.1 201 /u,
    );
    expect(room.players()).toHaveLength(1);
  });

  it('is rejected with 413 if its body is too large', async () => {
    const { port } = await serveRoom();
    const body = ' '.repeat(4097);
    const tooBig = { ...JOIN_HEADERS, 'Content-Length': String(body.length) };
    expect(await sendRaw(port, head('POST', '/v1/players', tooBig) + body)).toMatch(/^HTTP\/1\.1 413 /u);
  });

  it('can be followed by others on the same connection', async () => {
    const { port } = await serveRoom();
    const socket = connect(port, LOOPBACK);
    onTestFinished(() => void socket.destroy());
    let received = '';
    socket.on('data', (bytes) => (received += String(bytes)));
    for (let requests = 1; requests <= 3; requests++) {
      socket.write(head('GET', '/v1'));
      await expect.poll(() => received.match(/HTTP\/1\.1 200 /gu)?.length, WAIT_OPTIONS).toBe(requests);
    }
  });
});

describe('the gate of a connection', () => {
  /** Returns how many of these requests are admitted, each in a turn of its own. */
  function admitted(gate: RequestGate, clock: ManualClock, count: number): number {
    return Array.from({ length: count }, () => gate.admits() && (clock.settle(), true)).filter(Boolean)
      .length;
  }

  it('admits four requests in one turn of the event loop', () => {
    const clock = new ManualClock();
    const gate = new RequestGate(clock, false);
    expect([1, 2, 3, 4, 5].map(() => gate.admits())).toEqual([true, true, true, true, false]);
    clock.settle();
    expect(gate.admits()).toBe(true);
  });

  it('admits 300 requests at once, and 100 a second from then on', () => {
    const clock = new ManualClock();
    const gate = new RequestGate(clock, false);
    expect(admitted(gate, clock, 400)).toBe(300);
    clock.advance(1000);
    expect(admitted(gate, clock, 400)).toBe(100);
  });

  it('admits as many requests as players send if a trusted proxy shares the connection between them', () => {
    const clock = new ManualClock();
    expect(admitted(new RequestGate(clock, true), clock, 10_000)).toBe(10_000);
  });
});

describe('a connection with many requests in one packet', () => {
  it('is closed after the first four', async () => {
    const { server, port } = await serveRoom();
    let requests = 0;
    server.on('request', () => requests++);
    const socket = connect(port, LOOPBACK);
    const response = text(socket);
    socket.write('GET /v1 HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(1000));
    // What the server has not read resets the connection, and its responses may be lost.
    await response.catch(() => undefined);
    expect(requests).toBe(4);
  });
});

describe('a request with a body in chunks', () => {
  it('is refused with 411, and none of its chunks is parsed', async () => {
    const { server, port } = await serveRoom();
    let requests = 0;
    server.on('request', () => requests++);
    const head = 'POST /v1/players HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json';
    const chunks = '1\r\n{\r\n'.repeat(2000);
    const response = await sendRaw(port, `${head}\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}`);
    expect(response).toMatch(/^HTTP\/1\.1 411 /u);
    expect(requests).toBe(0);
  });

  it('leaves time for others, however large it is', async () => {
    const { server, port } = await serveRoom();
    let mostChunks = () => 0;
    server.on('upgrade', (_request, stream) => (mostChunks = chunksPerTurn(stream)));
    const socket = connect(port, LOOPBACK);
    socket.on('error', () => undefined).resume();
    socket.write('POST /v1/players HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n');
    socket.write(Buffer.alloc(8_000_000));
    await new Promise((resolve) => socket.on('close', resolve));
    expect(mostChunks()).toBeGreaterThan(0);
    expect(mostChunks()).toBeLessThanOrEqual(2);
  });
});
