import { createHash } from 'node:crypto';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { WebSocketServer } from 'ws';
import { Session } from '../../../source/client/session.ts';
import { createTransport } from '../../../source/client/transport/create-transport.ts';
import type { ConnectOptions } from '../../../source/client/transport/http-client.ts';
import { systemClock } from '../../../source/clock.ts';
import { failureOf } from '../../helpers/transports.ts';
import { authority, certificate } from '../../helpers/certificates.ts';
import { tcpServer } from '../../helpers/fake-servers.ts';
import { freePort } from '../../helpers/listening.ts';
import { PIN, tokenOf } from '../../helpers/rooms.ts';
import { LOOPBACK, WAIT_OPTIONS, serveRoom } from '../../helpers/sockets.ts';
import type { Connection, TransportFailure } from '../../../source/client/transport/transport.ts';

function transportTo(base: string, options: ConnectOptions = {}) {
  return createTransport(base, 'websocket', { clock: systemClock(), random: () => 0.1, ...options });
}

/** Returns why a WebSocket to this address fails. */
async function failureAt(base: string, options: ConnectOptions = {}): Promise<TransportFailure> {
  return failureOf(transportTo(base, options));
}

describe('a WebSocket', () => {
  it('calls no handler after it was closed', async () => {
    const { base, room } = await serveRoom();
    const calls: string[] = [];
    let connection: Connection | undefined;
    await new Promise<void>((resolve) => {
      connection = transportTo(base).connect({
        onOpen: () => resolve(),
        onMessage: (text) => calls.push(text),
        onClose: () => calls.push('closed'),
      });
    });
    connection?.send({ type: 'join', pin: PIN, name: 'Ada', token: tokenOf('Ada') });
    connection?.close();
    await vi.waitFor(
      () => expect(room.players()).toMatchObject([{ name: 'Ada', connected: false }]),
      WAIT_OPTIONS,
    );
    expect(calls).toEqual([]);
  });

  it('can be closed before it is open', async () => {
    const { base } = await serveRoom();
    const calls: string[] = [];
    const connection = transportTo(base).connect({
      onOpen: () => calls.push('open'),
      onMessage: (text) => calls.push(text),
      onClose: () => calls.push('closed'),
    });
    connection.close();
    await failureAt(`ws://${LOOPBACK}:${await freePort()}/`);
    expect(calls).toEqual([]);
  });
});

describe('a WebSocket to another program', () => {
  it.each([
    ['with the wrong key', 'x'.repeat(27)],
    ['without a subprotocol', null],
  ])('recognises a response to the upgrade %s', async (_how, key) => {
    const port = await tcpServer((socket) => {
      socket.once('data', (request) => {
        const sentKey = /^Sec-WebSocket-Key: (.*)$/imu.exec(String(request))?.[1] ?? '';
        const accept = key ?? createHash('sha1').update(`${sentKey}${WEBSOCKET_GUID}`).digest('base64');
        socket.write(
          `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
        );
      });
    });
    expect(await failureAt(`http://${LOOPBACK}:${port}`)).toEqual({
      code: 'websocket-wrong',
      message: expect.stringContaining(`${LOOPBACK}:${port} `),
      isFinal: true,
      isForeign: true,
      isBlocked: true,
    });
  });
});

/** Turns a key into its accept header. @see https://www.rfc-editor.org/rfc/rfc6455#section-4.2.2 */
const WEBSOCKET_GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

describe('a WebSocket over TLS', () => {
  it('connects if the authority is trusted, by address and by name, over IPv4 and IPv6', async () => {
    const { port } = await serveRoom({ tls: certificate('server'), bind: '::' });
    for (const host of ['127.0.0.1', 'localhost', '[::1]']) {
      await new Promise<void>((resolve, reject) => {
        const connection = transportTo(`https://${host}:${port}`, { ca: authority }).connect({
          onOpen: () => resolve(),
          onMessage: () => undefined,
          onClose: ({ message }) => reject(new Error(message)),
        });
        onTestFinished(() => connection.close());
      });
    }
  });

  it.each([
    ['server', {}, 'certificate-unknown-authority', /unknown authority/u],
    [
      'server',
      { ca: certificate('self-signed').cert },
      'certificate-unknown-authority',
      /the --ca file lacks/u,
    ],
    ['self-signed', {}, 'certificate-self-signed', /self-signed/u],
    ['expired', { ca: authority }, 'certificate-expired', /has expired/u],
    ['other-name', { ca: authority }, 'certificate-mismatch', /is for quiz\.example\.org/u],
  ] as const)(
    'says what is wrong with the certificate: %s',
    async (name, options, expectedCode, expected) => {
      const { base, port } = await serveRoom({ tls: certificate(name) });
      const { code, message, isFinal } = await failureAt(base, options);
      expect(code).toBe(expectedCode);
      expect(message).toMatch(new RegExp(`^The certificate of ${LOOPBACK}:${port} `, 'u'));
      expect(message).toMatch(expected);
      expect(isFinal).toBe(true);
    },
  );

  it('says that a server needs TLS, and gives the address to use', async () => {
    const { port } = await serveRoom({ tls: certificate('server') });
    expect(await failureAt(`http://${LOOPBACK}:${port}`)).toEqual({
      code: 'needs-tls',
      message: expect.stringMatching(new RegExp(` wss://${LOOPBACK}:${port}$`, 'u')),
      isFinal: true,
    });
  });

  it('says that a server does not support TLS', async () => {
    const { port } = await serveRoom();
    expect(await failureAt(`https://${LOOPBACK}:${port}`)).toEqual({
      code: 'not-tls',
      message: expect.stringContaining(` ws://${LOOPBACK}:${port} `),
      isFinal: true,
    });
  });
});

describe('a session over WebSocket', () => {
  it('reconnects automatically when the host restarts on the same port', async () => {
    const port = await freePort();
    const servers: WebSocketServer[] = [];
    const received: string[] = [];
    /** Starts a host that welcomes everybody. */
    const start = () => {
      const server = new WebSocketServer({ port, host: LOOPBACK, handleProtocols: () => 'termquiz.v1' });
      servers.push(server);
      server.on('connection', (socket) => {
        socket.on('message', (data) => {
          received.push(data.toString());
          const player = { id: 'x', name: 'Ada', team: null };
          const quiz = { title: 'A quiz', questions: 1 };
          const token = tokenOf('Ada');
          socket.send(
            JSON.stringify({
              type: 'welcome',
              protocol: 1,
              version: '0',
              room: 'x',
              now: 0,
              player,
              token,
              quiz,
              names: 'own',
              page: true,
            }),
          );
        });
      });
    };
    const stop = () => {
      for (const client of servers.at(-1)?.clients ?? []) client.terminate();
      servers.at(-1)?.close();
    };
    start();
    onTestFinished(stop);
    const session = new Session({
      transport: transportTo(`http://${LOOPBACK}:${port}`),
      clock: systemClock(),
      random: () => 0.1,
      tokenFor: () => tokenOf('Ada'),
    });
    onTestFinished(() => session.leave());
    const reaches = (connection: string) =>
      vi.waitFor(() => expect(session.snapshot().connection).toBe(connection), WAIT_OPTIONS);
    session.join(PIN, 'Ada');
    await reaches('open');
    stop();
    await reaches('reconnecting');
    start();
    await reaches('open');
    expect(received.map((text) => Reflect.get(JSON.parse(text), 'type'))).toEqual(['join', 'resume']);
  });
});
