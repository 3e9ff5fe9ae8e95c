import type { IncomingMessage, RequestListener } from 'node:http';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { Session } from '../../../source/client/session.ts';
import { createTransport } from '../../../source/client/transport/create-transport.ts';
import { systemClock } from '../../../source/clock.ts';
import { INFO_PATH, PLAYERS_PATH, SUBPROTOCOL } from '../../../source/protocol/endpoints.ts';
import { MAX_SERVER_MESSAGE_BYTES } from '../../../source/protocol/server-message.ts';
import { httpServer } from '../../helpers/fake-servers.ts';
import { ManualClock } from '../../helpers/manual-clock.ts';
import { TOKEN, question, welcome } from '../../helpers/scripted-server.ts';
import { LOOPBACK, WAIT_OPTIONS } from '../../helpers/sockets.ts';

const GAME = { name: 'termquiz', version: '0.1.0', protocol: 1, phase: 'lobby' };

/** Starts a host that lets players in over HTTP with one response, and sends another one to every other request. */
async function pollingHost(welcoming: object, others: RequestListener) {
  const asked: IncomingMessage[] = [];
  const port = await httpServer((request, response) => {
    asked.push(request);
    if (request.url === INFO_PATH) response.end(JSON.stringify(GAME));
    else if (request.url === PLAYERS_PATH) response.writeHead(201).end(JSON.stringify(welcoming));
    else others(request, response);
  });
  const options = { clock: systemClock(), random: () => 0 };
  const transport = createTransport(`http://${LOOPBACK}:${port}`, 'long-polling', options);
  const session = new Session({ ...options, transport, tokenFor: () => TOKEN });
  onTestFinished(() => session.disconnect());
  session.join('482913', 'Ada');
  return { session, asked };
}

/** Starts a host that does this with each WebSocket, and connects to it. Returns the calls of the client's handlers. */
async function webSocketHost(onSocket: (socket: WebSocket) => void, clock = new ManualClock()) {
  const server = new WebSocketServer({ port: 0, host: LOOPBACK, handleProtocols: () => SUBPROTOCOL });
  onTestFinished(() => {
    for (const socket of server.clients) socket.terminate();
    server.close();
  });
  await new Promise((resolve) => server.once('listening', resolve));
  server.on('connection', onSocket);
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const told = { messages: 0, closed: 0 };
  const connection = createTransport(`http://${LOOPBACK}:${port}`, 'websocket', {
    clock,
    random: () => 0,
  }).connect({
    onOpen: () => undefined,
    onMessage: () => told.messages++,
    onClose: () => told.closed++,
  });
  onTestFinished(() => connection.close());
  return { told, clock };
}

describe('a hostile host over HTTP', () => {
  it('cannot put a line break into a header of the client', async () => {
    const { session, asked } = await pollingHost({ ...welcome(), token: `${TOKEN}\r\nX: y` }, (_, response) =>
      response.end('{}'),
    );
    await vi.waitFor(() => expect(asked.length).toBeGreaterThan(1), WAIT_OPTIONS);
    expect(session.snapshot()).toMatchObject({ connection: 'connecting', welcome: null });
    expect(asked.every(({ headers }) => headers['x'] === undefined)).toBe(true);
  });

  it('cannot overflow the stack with a deeply nested view', async () => {
    const nested = `{"now":1,"stage":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    const { session, asked } = await pollingHost(welcome(), (_, response) => response.end(nested));
    await vi.waitFor(
      () => expect(asked.some(({ url }) => url?.startsWith('/v1/views'))).toBe(true),
      WAIT_OPTIONS,
    );
    expect(session.snapshot()).toMatchObject({ connection: 'open', stage: null });
  });

  it('is asked at most ten times a second, even if it always has news', async () => {
    let version = 0;
    const startedAt = performance.now();
    const { asked } = await pollingHost(welcome(), (_, response) =>
      response.end(JSON.stringify({ now: 1, stage: question(++version) })),
    );
    await vi.waitFor(() => expect(version).toBeGreaterThan(12), WAIT_OPTIONS);
    const seconds = 1 + (performance.now() - startedAt) / 1000;
    expect(asked.length).toBeLessThan(4 + 10 * seconds);
  });

  it('cannot send a response that never ends', async () => {
    const { session } = await pollingHost(welcome(), (_, response) => {
      response.writeHead(200);
      response.write('x'.repeat(MAX_SERVER_MESSAGE_BYTES + 1));
    });
    await vi.waitFor(() => expect(session.snapshot().connection).not.toBe('open'), WAIT_OPTIONS);
  });
});

describe('a hostile host over WebSocket', () => {
  it('is not read for the rest of a second in which it has sent too much', async () => {
    const { told, clock } = await webSocketHost((socket) => {
      for (let count = 0; count < 5000; count++) socket.send(JSON.stringify(question(count)));
    });
    await vi.waitFor(() => expect(told.messages).toBeGreaterThan(199), WAIT_OPTIONS);
    // What was read already still arrives: at most one chunk of 64 KiB.
    expect(told.messages).toBeLessThan(1000);
    await vi.waitFor(() => {
      clock.advance(1000);
      expect(told.messages).toBeGreaterThan(1000);
    }, WAIT_OPTIONS);
  });

  it('loses its client if it sends too many pings', async () => {
    const { told } = await webSocketHost((socket) => {
      for (let count = 0; count < 5000; count++) socket.ping();
    });
    await vi.waitFor(() => expect(told.closed).toBe(1), WAIT_OPTIONS);
  });

  it('cannot send a message that is too long', async () => {
    const { told } = await webSocketHost((socket) => socket.send('x'.repeat(MAX_SERVER_MESSAGE_BYTES + 1)));
    await vi.waitFor(() => expect(told.closed).toBe(1), WAIT_OPTIONS);
    expect(told.messages).toBe(0);
  });
});
