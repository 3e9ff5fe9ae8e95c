import { once } from 'node:events';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Duplex } from 'node:stream';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { type FrameLimit, FrameSocket } from '../../../source/server/websocket/frame-socket.ts';
import { textFrame } from '../../../source/server/websocket/text-frame.ts';
import { authority, certificate } from '../../helpers/certificates.ts';
import { listening } from '../../helpers/listening.ts';
import { RawWebSocket, opcodes } from '../../helpers/raw-web-socket.ts';
import { SeededRandom } from '../../helpers/seeded-random.ts';
import { LOOPBACK, WAIT_OPTIONS } from '../../helpers/sockets.ts';

interface Accepted {
  readonly socket: FrameSocket;
  readonly stream: Duplex;
}

const UNLIMITED: FrameLimit = { admitFrame: () => true, onFlood: () => undefined };

/** Accepts WebSockets as the server does. */
async function acceptSockets(isTls: boolean, limit = UNLIMITED) {
  const server = isTls ? createTlsServer(certificate('server')) : createServer();
  const port = await listening(server);
  const webSockets = new WebSocketServer({
    WebSocket: FrameSocket,
    noServer: true,
    perMessageDeflate: false,
    handleProtocols: () => 'termquiz.v1',
  });
  const accepted = new Promise<Accepted>((resolve) => {
    server.on('upgrade', (request, stream, head) => {
      webSockets.handleUpgrade(request, stream, head, (socket) => {
        socket.attach(stream, limit);
        socket.on('error', () => undefined);
        onTestFinished(() => socket.terminate());
        resolve({ socket, stream });
      });
    });
  });
  return { port, accepted };
}

/** Connects a client that sees every byte. */
async function connectRaw(isTls: boolean, limit?: FrameLimit) {
  const { port, accepted } = await acceptSockets(isTls, limit);
  const client = await RawWebSocket.open(port, isTls);
  return { client, ...(await accepted) };
}

/** Connects a client of ws, which checks all frames. */
async function connectWs(isTls: boolean) {
  const { port, accepted } = await acceptSockets(isTls);
  const client = new WebSocket(`${isTls ? 'wss' : 'ws'}://${LOOPBACK}:${port}`, ['termquiz.v1'], {
    ca: authority,
  });
  onTestFinished(() => client.terminate());
  const texts: string[] = [];
  const errors: Error[] = [];
  client.on('message', (data) => texts.push(data.toString()));
  client.on('error', (error) => errors.push(error));
  await once(client, 'open');
  return { client, texts, errors, ...(await accepted) };
}

/** Records the size of each write to a stream, and of all writes together. */
function watchWrites(stream: Duplex) {
  const write = vi.spyOn(stream, '_write');
  const writev = vi.spyOn(stream, '_writev');
  return { count: () => write.mock.calls.length + writev.mock.calls.length };
}

/** An opcode that no frame may have. */
const FAULTY_OPCODE = 3;

const endOfTurn = () => new Promise(setImmediate);

const SIZES = [0, 1, 5, 124, 125, 126, 127, 300, 1000, 4000] as const;
const BIG_SIZES = [65_535, 65_536, 70_000] as const;

/** Returns texts of all sizes, small ones far more often, a third of them with characters of several bytes. */
function manyTexts(count: number, random: SeededRandom): string[] {
  return Array.from({ length: count }, (_, index) => {
    const size = random.pick(index % 97 === 0 ? BIG_SIZES : SIZES);
    const start = index % 3 === 0 ? '日é🎉' : 'abc';
    const text = size < 20 ? '' : `${index} ${start}`;
    return text + 'x'.repeat(size - Buffer.byteLength(text));
  });
}

/** Sends texts over many turns, with pings in between. */
async function sendAll({ socket }: Accepted, texts: readonly string[], random: SeededRandom): Promise<void> {
  for (const text of texts) {
    if (random.chance(0.1)) socket.ping('server');
    socket.sendFrame(textFrame(text));
    if (random.chance(0.3)) socket.flush();
    if (random.chance(0.05)) await endOfTurn();
  }
  socket.flush();
}

describe.each([
  ['plain', false],
  ['TLS', true],
])('a FrameSocket over %s', (_name, isTls) => {
  it('delivers thousands of messages of all sizes to ws, in order, between pings from both sides', async () => {
    const random = new SeededRandom('ws');
    const texts = manyTexts(4000, random);
    const { client, errors, texts: received, ...server } = await connectWs(isTls);
    let pings = 0;
    let pongs = 0;
    client.on('ping', () => pings++);
    client.on('pong', () => pongs++);
    client.on('message', () => {
      if (received.length % 10 === 0) client.ping('client');
    });
    await sendAll(server, texts, random);
    server.socket.close(1000);
    const [code] = await once(client, 'close');
    expect(errors).toEqual([]);
    expect(code).toBe(1000);
    expect(received).toEqual(texts);
    expect(pings).toBeGreaterThan(100);
    expect(pongs).toBeGreaterThan(0);
  });

  it('writes whole frames only, and nothing after its close frame', async () => {
    const random = new SeededRandom('raw');
    const texts = manyTexts(1000, random);
    const { client, ...server } = await connectRaw(isTls);
    client.sendPing('one');
    const sending = sendAll(server, texts, random);
    client.sendPing('two');
    await sending;
    await vi.waitFor(() => {
      const pongs = client.frames().filter(({ opcode }) => opcode === opcodes.pong);
      expect(pongs.map(({ payload }) => payload.toString())).toEqual(['one', 'two']);
    }, WAIT_OPTIONS);
    server.socket.close(4001);
    for (const text of ['late', 'later']) server.socket.sendFrame(textFrame(text));
    server.socket.flush();
    server.socket.ping('late');
    await endOfTurn();
    server.socket.sendFrame(textFrame('too late'));
    server.socket.flush();
    server.socket.terminate();
    await once(client.socket, 'close');
    expect(client.texts()).toEqual(texts);
    const last = client.frames().at(-1);
    expect(last?.opcode).toBe(opcodes.close);
    expect(last?.payload.readUInt16BE()).toBe(4001);
  });

  it('writes everything since the last flush in one write', async () => {
    const { client, socket, stream } = await connectRaw(isTls);
    const writes = watchWrites(stream);
    for (const text of ['a', 'b', 'c']) socket.sendFrame(textFrame(text));
    expect(writes.count()).toBe(0);
    socket.flush();
    socket.flush();
    expect(writes.count()).toBe(1);
    for (const text of ['d', 'e']) socket.sendFrame(textFrame(text));
    socket.flush();
    await vi.waitFor(() => expect(client.texts()).toEqual(['a', 'b', 'c', 'd', 'e']), WAIT_OPTIONS);
    expect(writes.count()).toBe(2);
  });

  it('writes its last messages and its close frame together', async () => {
    const { client, socket, stream } = await connectRaw(isTls);
    const writes = watchWrites(stream);
    for (const text of ['rejected', 'bye']) socket.sendFrame(textFrame(text));
    socket.close(1008);
    expect(writes.count()).toBe(1);
    await vi.waitFor(() => expect(client.frames().at(-1)?.opcode).toBe(opcodes.close), WAIT_OPTIONS);
    expect(client.texts()).toEqual(['rejected', 'bye']);
  });

  it('writes waiting messages before the close frame that ws sends by itself', async () => {
    const { client, socket } = await connectRaw(isTls);
    socket.on('message', (data) => socket.sendFrame(textFrame(`re: ${data.toString()}`)));
    // The second message is not UTF-8, so ws closes with 1007.
    client.socket.write(Buffer.from([0x81, 0x81, 0, 0, 0, 0, 0x61, 0x81, 0x81, 0, 0, 0, 0, 0xff]));
    await vi.waitFor(() => expect(client.frames()).toHaveLength(2), WAIT_OPTIONS);
    const [reply, close] = client.frames();
    expect(reply?.payload.toString()).toBe('re: a');
    expect(close?.payload.readUInt16BE()).toBe(1007);
  });

  it('writes without a flush once many bytes are waiting', async () => {
    const { socket, stream } = await connectRaw(isTls);
    const writes = watchWrites(stream);
    socket.sendFrame(textFrame('x'.repeat(16_384)));
    expect(writes.count()).toBe(1);
    expect(socket.writable).toBe(true);
  });

  it('is not writable while a slow reader is behind, and drains once the reader has caught up', async () => {
    const { client, socket, stream } = await connectRaw(isTls);
    client.socket.pause();
    let drains = 0;
    stream.on('drain', () => drains++);
    const text = 'x'.repeat(65_536);
    let sent = 0;
    for (; socket.writable && sent < 1000; sent++) {
      socket.sendFrame(textFrame(text));
      // The kernel takes the first megabytes.
      await endOfTurn();
    }
    expect(socket.writable).toBe(false);
    drains = 0;
    client.socket.resume();
    await vi.waitFor(() => expect(drains).toBeGreaterThan(0), WAIT_OPTIONS);
    expect(socket.writable).toBe(true);
    await vi.waitFor(() => expect(client.texts()).toHaveLength(sent), WAIT_OPTIONS);
  });

  it('ignores messages after the connection is lost', async () => {
    const { client, socket, stream } = await connectRaw(isTls);
    const errors: Error[] = [];
    stream.on('error', (error) => errors.push(error));
    client.socket.destroy();
    socket.sendFrame(textFrame('one'));
    await once(socket, 'close');
    socket.sendFrame(textFrame('two'));
    socket.flush();
    socket.close(1000);
    expect(socket.writable).toBe(false);
    expect(errors).toEqual([]);
  });

  it('receives no frame after one that is not admitted, although it was read with the others', async () => {
    let frames = 0;
    const received: string[] = [];
    let onFlood = () => {};
    const limit = { admitFrame: () => ++frames <= 5, onFlood: () => onFlood() };
    const { client, socket } = await connectRaw(isTls, limit);
    onFlood = () => socket.close(1008);
    for (const type of ['ping', 'pong', 'message'] as const)
      socket.on(type, (data) => received.push(`${type} ${String(data)}`));
    client.sendTogether(
      'one',
      'two',
      'three',
      'four',
      'five',
      ...Array.from({ length: 1000 }, () => 'flood'),
    );
    await vi.waitFor(() => expect(client.frames().at(-1)?.opcode).toBe(opcodes.close), WAIT_OPTIONS);
    expect(client.frames().at(-1)?.payload.readUInt16BE()).toBe(1008);
    expect(received).toEqual(['one', 'two', 'three', 'four', 'five'].map((text) => `message ${text}`));
    expect(frames).toBe(6);
  });

  it('reads nothing more after a faulty frame, and is closed after a moment', async () => {
    const { client, socket, stream } = await connectRaw(isTls);
    const closed = new Promise((resolve) => socket.on('close', resolve));
    const onData = vi.fn();
    socket.on('error', () => stream.on('data', onData));
    client.sendFrames(FAULTY_OPCODE, '');
    client.socket.write(Buffer.alloc(8_000_000));
    expect(await closed).toBe(1006);
    // What the stream had already read.
    expect(onData.mock.calls.length).toBeLessThanOrEqual(1);
  });
});
