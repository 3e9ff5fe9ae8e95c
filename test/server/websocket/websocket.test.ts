import { once } from 'node:events';
import type { Server } from 'node:http';
import { type Socket, connect } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { RawWebSocket, opcodes } from '../../helpers/raw-web-socket.ts';
import { PIN, tokenOf } from '../../helpers/rooms.ts';
import { LOOPBACK, WAIT_OPTIONS, TestSocket, request, sendRaw, serveRoom } from '../../helpers/sockets.ts';

const HANDSHAKE = {
  Connection: 'Upgrade',
  Upgrade: 'websocket',
  'Sec-WebSocket-Version': '13',
  'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
  'Sec-WebSocket-Protocol': 'termquiz.v1',
};

/** Sends a handshake with these headers added or replaced, and `more` right after it. Returns the response. */
async function handshake(
  port: number,
  headers: Readonly<Record<string, string | undefined>> = {},
  path = '/v1/socket',
  more = '',
): Promise<string> {
  const lines = Object.entries({ Host: `${LOOPBACK}:${port}`, ...HANDSHAKE, ...headers })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}: ${value}`);
  return sendRaw(port, [`GET ${path} HTTP/1.1`, ...lines, '', more].join('\r\n'));
}

function statusOf(response: string): number {
  return Number(/^HTTP\/1\.1 (\d+)/u.exec(response)?.[1]);
}

async function join(url: string, name: string): Promise<TestSocket> {
  const client = await TestSocket.open(url);
  client.send({ type: 'join', pin: PIN, name, token: tokenOf(name) });
  await client.next('you');
  return client;
}

/** Counts the server's writes to its connections from now on, without pings. */
function countWrites(server: Server): () => number {
  let writes = 0;
  server.on('connection', (socket: Socket) => {
    const write = socket.write.bind(socket);
    vi.spyOn(socket, 'write').mockImplementation((...args: Parameters<typeof write>) => {
      const [bytes] = args;
      const isOnlyPing = bytes instanceof Uint8Array && bytes[0] === 0x89 && bytes.length === 6;
      if (!isOnlyPing) writes++;
      return write(...args);
    });
  });
  return () => writes;
}

/** Waits until the client has this many texts, and returns their types. */
async function typesOf(client: RawWebSocket, count: number): Promise<unknown[]> {
  await vi.waitFor(() => expect(client.texts()).toHaveLength(count), WAIT_OPTIONS);
  return client.texts().map((text) => Reflect.get(JSON.parse(text), 'type'));
}

describe('a WebSocket handshake', () => {
  it.each(['/', '/v1', '/v1/socket/', '/socket', '/v2/socket'])(
    'is rejected with 404 on another path: %s',
    async (path) => {
      const { port } = await serveRoom();
      expect(statusOf(await handshake(port, {}, path))).toBe(404);
    },
  );

  it.each(['https://evil.example', 'null', 'file://', 'http://127.0.0.1', 'http://127.0.0.1:1', '127.0.0.1'])(
    'is rejected with 403 from a page of another site: %s',
    async (Origin) => {
      const { port } = await serveRoom();
      expect(statusOf(await handshake(port, { Origin }))).toBe(403);
    },
  );

  it('is accepted from a page of the same site, and without an origin', async () => {
    const { port } = await serveRoom();
    expect(statusOf(await handshake(port, { Origin: `http://${LOOPBACK}:${port}` }))).toBe(101);
    expect(statusOf(await handshake(port))).toBe(101);
  });

  it.each(['7', '12', '14', 'x', '', undefined])(
    'of another version is rejected with 400 and the supported versions: %s',
    async (version) => {
      const { port } = await serveRoom();
      const response = await handshake(port, { 'Sec-WebSocket-Version': version });
      expect(statusOf(response)).toBe(400);
      expect(response).toContain('\r\nSec-WebSocket-Version: 13, 8\r\n');
    },
  );

  it.each([
    ['no key', { 'Sec-WebSocket-Key': undefined }],
    ['an invalid key', { 'Sec-WebSocket-Key': 'short' }],
    ['a key of 15 bytes', { 'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAA' }],
  ])('with %s is rejected with 400', async (_what, headers) => {
    const { port } = await serveRoom();
    expect(statusOf(await handshake(port, headers))).toBe(400);
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])(
    'that is not a GET is rejected with 405: %s',
    async (method) => {
      const { port } = await serveRoom();
      expect((await request(port, '/v1/socket', { method, headers: HANDSHAKE })).status).toBe(405);
    },
  );

  it.each([
    ['no upgrade', { Connection: 'close', Upgrade: undefined }],
    ['an upgrade to another protocol', { Upgrade: 'h2c' }],
    ['an Upgrade header that Connection does not name', { Connection: 'close' }],
  ])('with %s is rejected with 426', async (_what, headers) => {
    const { port } = await serveRoom();
    expect(statusOf(await handshake(port, headers))).toBe(426);
  });

  it('is accepted with the key of the example in RFC 6455', async () => {
    const { port } = await serveRoom();
    const response = await handshake(port);
    expect(statusOf(response)).toBe(101);
    expect(response).toContain('\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n');
    expect(response).toContain('\r\nSec-WebSocket-Protocol: termquiz.v1\r\n');
    expect(response).toMatch(/\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n/u);
  });

  it('is accepted with any case in Upgrade', async () => {
    const { port } = await serveRoom();
    expect(statusOf(await handshake(port, { Upgrade: 'WebSocket' }))).toBe(101);
  });

  it('selects termquiz.v1 from the offered subprotocols', async () => {
    const { url } = await serveRoom();
    const { socket } = await TestSocket.open(url, {}, ['termquiz.v2', 'termquiz.v1']);
    expect(socket.protocol).toBe('termquiz.v1');
  });

  it('selects no subprotocol if termquiz.v1 is not offered, so the client fails', async () => {
    const { url } = await serveRoom();
    await expect(TestSocket.open(url, {}, ['mqtt'])).rejects.toThrow('Server sent no subprotocol');
  });

  it('frees its connection at once after a rejection, even if the client keeps its side open', async () => {
    const { server, port } = await serveRoom();
    const sockets: Socket[] = [];
    server.on('connection', (socket: Socket) => sockets.push(socket));
    const client = connect({ port, host: LOOPBACK, allowHalfOpen: true });
    onTestFinished(() => void client.destroy());
    client.write(`GET /v2 HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
    await once(client, 'data');
    await vi.waitFor(() => expect(sockets.map(({ destroyed }) => destroyed)).toEqual([true]), WAIT_OPTIONS);
  });

  it('does not negotiate compression', async () => {
    const { url } = await serveRoom();
    const { socket } = await TestSocket.open(url, { perMessageDeflate: true });
    expect(socket.extensions).toBe('');
  });
});

describe('a WebSocket', () => {
  it('stays open after a binary frame, which is rejected as a bad message', async () => {
    const { url } = await serveRoom();
    const client = await TestSocket.open(url);
    client.socket.send(Buffer.from(JSON.stringify({ type: 'join', pin: PIN, name: 'Ada' })), {
      binary: true,
    });
    expect((await client.next('rejected')).code).toBe('bad-message');
    client.send({ type: 'join', pin: PIN, name: 'Ada' });
    expect((await client.next('welcome')).player?.name).toBe('Ada');
  });

  it('stays open after a message of 4 KiB, and is closed with 1009 after one of a byte more', async () => {
    const { url } = await serveRoom();
    const client = await TestSocket.open(url);
    client.socket.send('x'.repeat(4096));
    expect((await client.next('rejected')).code).toBe('bad-message');
    client.socket.send('x'.repeat(4097));
    expect(await client.closed).toBe(1009);
  });

  it('is closed with 1009 after a fragmented message that is too large', async () => {
    const { url } = await serveRoom();
    const client = await TestSocket.open(url);
    client.socket.send('x'.repeat(3000), { fin: false });
    client.socket.send('x'.repeat(3000), { fin: true });
    expect(await client.closed).toBe(1009);
  });

  it('is closed with 1007 after text that is not UTF-8', async () => {
    const { url } = await serveRoom();
    const client = await TestSocket.open(url);
    client.socket.send(Buffer.from([0xff, 0xfe]), { binary: false });
    expect(await client.closed).toBe(1007);
  });

  it('is closed with 1008 after the rejection of the twentieth bad message', async () => {
    const { url } = await serveRoom();
    const client = await TestSocket.open(url);
    for (let message = 0; message < 25; message++) client.socket.send('?');
    expect(await client.closed).toBe(1008);
    expect(client.messages).toHaveLength(20);
  });

  it.each([
    ['pings', opcodes.ping],
    ['pongs', opcodes.pong],
    ['empty messages', opcodes.text],
    ['fragments without an end', 0],
  ])('is closed with 1008 after a flood of %s', async (_what, opcode) => {
    const { port } = await serveRoom();
    const client = await RawWebSocket.open(port);
    // Fragments continue a message, which the client never ends.
    if (opcode === 0) client.socket.write(Buffer.from([0x01, 0x80, 0, 0, 0, 0]));
    client.sendFrames(opcode, '', 10_000);
    await vi.waitFor(() => expect(client.frames().at(-1)?.opcode).toBe(opcodes.close), WAIT_OPTIONS);
    expect(client.frames().at(-1)?.payload.readUInt16BE()).toBe(1008);
  });

  it('is closed with 4003 after the third wrong PIN', async () => {
    const { url } = await serveRoom();
    const client = await TestSocket.open(url);
    for (let tries = 0; tries < 4; tries++) client.send({ type: 'join', pin: '000000', name: 'Ada' });
    expect(await client.closed).toBe(4003);
    expect(client.messages.map(({ type }) => type)).toEqual(['rejected', 'rejected', 'rejected']);
  });

  it('is closed with 4001 when its player is kicked', async () => {
    const { url, room } = await serveRoom();
    const client = await join(url, 'Ada');
    room.command({ type: 'kick', name: 'Ada' });
    expect(await client.closed).toBe(4001);
    expect((await client.next('bye')).code).toBe('kicked');
  });

  it('is closed with 4002, and ignored, when a newer one takes its seat', async () => {
    const { url, room } = await serveRoom();
    const older = await join(url, 'Ada');
    const newer = await join(url, 'Ada');
    older.send({ type: 'leave' });
    expect(await older.closed).toBe(4002);
    expect((await older.next('bye')).code).toBe('replaced');
    room.command({ type: 'start' });
    await newer.next('stage', ({ phase }) => phase === 'ready');
    expect(room.players()).toMatchObject([{ name: 'Ada', connected: true }]);
  });

  it('is closed with 1000 when its player leaves', async () => {
    const { url, room } = await serveRoom();
    const client = await join(url, 'Ada');
    client.send({ type: 'leave' });
    expect(await client.closed).toBe(1000);
    expect(room.players()).toEqual([]);
  });

  it('marks its player as away when it breaks', async () => {
    const { url, room } = await serveRoom();
    const client = await join(url, 'Ada');
    client.socket.terminate();
    await vi.waitFor(
      () => expect(room.players()).toMatchObject([{ name: 'Ada', connected: false }]),
      WAIT_OPTIONS,
    );
  });

  it('affects no other player when it breaks in the middle of a frame', async () => {
    const { url, port, room } = await serveRoom();
    const ada = await join(url, 'Ada');
    // The start of a masked text frame of 100 bytes, with three of them.
    expect(statusOf(await handshake(port, {}, '/v1/socket', '\x81\xe4\x01\x02\x03\x04abc'))).toBe(101);
    room.command({ type: 'start' });
    expect((await ada.next('stage', ({ phase }) => phase === 'ready')).players).toBe(1);
  });

  it('carries a whole question', async () => {
    const { url, room } = await serveRoom();
    const [ada, bob] = [await join(url, 'Ada'), await join(url, 'Bob')];
    room.command({ type: 'start' });
    room.command({ type: 'next' });
    await ada.next('stage', ({ phase }) => phase === 'question');
    ada.send({ type: 'answer', question: 0, answer: 1, elapsed: 10, game: 1 });
    expect(await ada.next('you', ({ answered }) => answered)).toMatchObject({ answer: 1, result: null });
    bob.send({ type: 'answer', question: 0, answer: 0 });
    expect(await ada.next('you', ({ result }) => result !== null)).toMatchObject({ score: 1000, rank: 1 });
    expect(await bob.next('you', ({ result }) => result !== null)).toMatchObject({
      score: 0,
      ahead: { name: 'Ada', by: 1000 },
    });
  });

  it('is pinged once its player has a seat', async () => {
    const { url } = await serveRoom();
    const client = await TestSocket.open(url);
    const received: string[] = [];
    client.socket.on('message', (data) => received.push(String(data)));
    client.socket.on('ping', (payload) => received.push(`ping of ${payload.length} bytes`));
    client.send({ type: 'join', pin: 'wrong', name: 'Ada' });
    client.send({ type: 'join', pin: PIN, name: 'Ada' });
    await vi.waitFor(() => expect(received).toHaveLength(5), WAIT_OPTIONS);
    expect(received[0]).toContain('wrong-pin');
    expect(received[1]).toBe('ping of 4 bytes');
    expect(received[2]).toContain('welcome');
  });

  it('sends all messages that follow a join in one write', async () => {
    const { server, port } = await serveRoom();
    const writes = countWrites(server);
    const client = await RawWebSocket.open(port);
    const before = writes();
    client.sendTogether(JSON.stringify({ type: 'join', pin: PIN, name: 'Ada' }));
    expect(await typesOf(client, 3)).toEqual(['welcome', 'stage', 'you']);
    expect(writes() - before).toBe(1);
  });

  it('sends the rejections of all messages in one packet in one write', async () => {
    const { server, port } = await serveRoom();
    const writes = countWrites(server);
    const client = await RawWebSocket.open(port);
    const before = writes();
    client.sendTogether(...Array.from({ length: 10 }, () => '?'));
    expect(await typesOf(client, 10)).toEqual(Array.from({ length: 10 }, () => 'rejected'));
    expect(writes() - before).toBe(1);
  });

  it('keeps rejections and views in order', async () => {
    const { port } = await serveRoom();
    const client = await RawWebSocket.open(port);
    client.sendTogether('?', JSON.stringify({ type: 'join', pin: PIN, name: 'Ada' }), '?');
    expect(await typesOf(client, 5)).toEqual(['rejected', 'rejected', 'welcome', 'stage', 'you']);
  });
});
