import { once } from 'node:events';
import { request as httpsRequest } from 'node:https';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { connect as connectTls } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { TlsServer } from '../../source/server/tls-server.ts';
import { authority, certificate } from '../helpers/certificates.ts';
import { listening } from '../helpers/listening.ts';
import { ManualClock } from '../helpers/manual-clock.ts';
import { PIN, tokenOf } from '../helpers/rooms.ts';
import { LOOPBACK, TestSocket, request, sendRaw, serveRoom } from '../helpers/sockets.ts';

const tls = certificate('server');

/** Connects a player and joins. */
async function join(url: string, name: string): Promise<TestSocket> {
  const client = await TestSocket.open(url, { ca: authority });
  client.send({ type: 'join', pin: PIN, name, token: tokenOf(name) });
  await client.next('welcome');
  return client;
}

/** Sends a request over TLS and returns its response. */
async function secureRequest(port: number, path: string, headers: Record<string, string> = {}) {
  const where = { host: LOOPBACK, servername: 'localhost', port, path };
  const outgoing = httpsRequest({ ...where, headers, ca: authority, agent: false }).end();
  return new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
    outgoing.once('error', reject);
    outgoing.once('response', (response) => {
      text(response).then((body) => resolve({ status: response.statusCode, body }), reject);
    });
  });
}

describe('a server with TLS', () => {
  it('plays a game over wss', async () => {
    const { url, room } = await serveRoom({ tls });
    expect(url).toMatch(/^wss:/u);
    const ada = await join(url, 'Ada');
    room.command({ type: 'start' });
    room.command({ type: 'next' });
    await ada.next('stage', ({ phase }) => phase === 'question');
    ada.send({ type: 'answer', question: 0, answer: 1 });
    expect((await ada.next('you', ({ result }) => result !== null)).result?.correct).toBe(true);
  });

  it('responds over https, and gives a wss address on the join page', async () => {
    const { port } = await serveRoom({ tls, reverseProxy: { allowedHosts: ['quiz.example.org'] } });
    expect(JSON.parse((await secureRequest(port, '/v1')).body)).toMatchObject({ name: 'termquiz' });
    const { body } = await secureRequest(port, '/');
    expect(body).toContain(`npx termquiz join wss://${LOOPBACK}:${port}`);
    expect((await secureRequest(port, '/', { Host: 'quiz.example.org' })).body).toContain(
      ' wss://quiz.example.org',
    );
  });

  it('responds to requests that offer an upgrade to HTTP/2', async () => {
    const { port } = await serveRoom({ tls });
    const headers = {
      Connection: 'Upgrade, HTTP2-Settings',
      Upgrade: 'h2c',
      'HTTP2-Settings': 'AAMAAABkAAQ',
    };
    expect((await secureRequest(port, '/v1', headers)).status).toBe(200);
  });

  it('limits the size of request headers', async () => {
    const { port } = await serveRoom({ tls });
    // Node closes the connection right after its response, which may be lost then.
    const tooLarge = secureRequest(port, '/', { 'X-Long': 'x'.repeat(9000) }).then(({ status }) => status);
    expect([431, 'ECONNRESET']).toContain(await tooLarge.catch(({ code }) => code));
    expect((await secureRequest(port, '/', { 'X-Long': 'x'.repeat(7000) })).status).toBe(200);
  });

  it.each([
    ['GET', '/'],
    ['GET', '/v1/views?stage=0'],
    ['POST', '/v1/players'],
  ])('redirects plain HTTP requests to https: %s %s', async (method, path) => {
    const { port } = await serveRoom({ tls });
    const { status, headers, body } = await request(port, path, { method });
    expect(status).toBe(307);
    expect(headers.location).toBe(`https://${LOOPBACK}:${port}${path}`);
    expect(body).toBe(
      `This address needs TLS. Use https://${LOOPBACK}:${port} or wss://${LOOPBACK}:${port}.\n`,
    );
  });

  it.each([
    'HELLO\r\n\r\n',
    '\r\n\r\n',
    '\u0000\u0000\u0000\u0000',
    'SSH-2.0-OpenSSH\r\n',
    'GET / HTTP/1.0\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: a b\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: <script>\r\n\r\n',
    'GET /\u0001\r\nEvil: 1 HTTP/1.1\r\nHost: x\r\n\r\n',
    'CONNECT x:80 HTTP/1.1\r\nHost: x\r\n\r\n',
  ])('responds with 400 to anything else, without repeating it: %j', async (bytes) => {
    const { port, url } = await serveRoom({ tls });
    const response = await sendRaw(port, bytes);
    expect(response).toMatch(/^HTTP\/1\.1 400 /u);
    expect(response).not.toMatch(/Location|Evil|script/u);
    await join(url, 'Ada');
  });

  it('survives clients that disconnect before, during and after the handshake', async () => {
    const { port, url } = await serveRoom({ tls });
    const leave = async (bytes?: Buffer) => {
      const socket = connect(port, LOOPBACK).on('error', () => undefined);
      await once(socket, 'connect');
      if (bytes) socket.write(bytes);
      socket.resetAndDestroy();
    };
    await Promise.all([leave(), leave(Buffer.from([22])), leave(Buffer.from([22, 3, 1, 255, 255, 1, 2]))]);
    const half = connect(port, LOOPBACK).on('error', () => undefined);
    half.end();
    await once(half.resume(), 'close');
    const done = connectTls({ host: LOOPBACK, port, ca: authority }).on('error', () => undefined);
    await once(done, 'secureConnect');
    done.destroy();
    await join(url, 'Ada');
  });

  it('disconnects clients that send nothing, and those that do not finish the handshake', async () => {
    const port = await listening(new TlsServer({ ...tls, handshakeTimeout: 500 }));
    const closed = [Buffer.alloc(0), Buffer.from([22]), Buffer.from('G')].map(async (bytes) => {
      const socket = connect(port, LOOPBACK).on('error', () => undefined);
      onTestFinished(() => void socket.destroy());
      await once(socket, 'connect');
      if (bytes.length > 0) socket.write(bytes);
      await once(socket.resume(), 'close');
    });
    await Promise.all(closed);
  });

  it('times handshakes by the clock that it is given, and stops when they are finished', async () => {
    const clock = new ManualClock();
    const server = new TlsServer({ ...tls, handshakeTimeout: 5000 });
    server.after = (delayMs, callback) => clock.after(delayMs, callback);
    const port = await listening(server);
    const slow = connect(port, LOOPBACK).on('error', () => undefined);
    const closed = once(slow.resume(), 'close');
    await once(slow, 'connect');
    const secure = connectTls({ host: LOOPBACK, port, ca: authority }).on('error', () => undefined);
    onTestFinished(() => void secure.destroy());
    const accepted = once(server, 'secureConnection');
    await Promise.all([once(secure, 'secureConnect'), accepted]);
    expect(clock.pending).toBe(1);
    clock.advance(5000);
    await closed;
    expect(secure.destroyed).toBe(false);
  });

  it('closes without waiting for unfinished handshakes', async () => {
    const { port, url, close } = await serveRoom({ tls });
    const silent = connect(port, LOOPBACK).on('error', () => undefined);
    const halfway = connect(port, LOOPBACK).on('error', () => undefined);
    await Promise.all([once(silent, 'connect'), once(halfway, 'connect')]);
    halfway.write(Buffer.from([22, 3, 1, 2, 0]));
    const ada = await join(url, 'Ada');
    const before = performance.now();
    await close();
    expect(performance.now() - before).toBeLessThan(4000);
    expect(await ada.closed).toBe(1001);
    expect(ada.messages.at(-1)).toMatchObject({ type: 'bye', code: 'host-left' });
  });

  it('accepts TLS 1.2 and 1.3, and rejects older versions', async () => {
    const { port } = await serveRoom({ tls });
    for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
      const socket = connectTls({
        host: LOOPBACK,
        port,
        ca: authority,
        minVersion: version,
        maxVersion: version,
      });
      await once(socket, 'secureConnect');
      expect(socket.getProtocol()).toBe(version);
      socket.destroy();
    }
    const old = connectTls({
      host: LOOPBACK,
      port,
      ca: authority,
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    });
    await expect(once(old, 'secureConnect')).rejects.toThrow(/protocol version|EPROTO|unsupported/u);
  });
});

describe('a server without TLS', () => {
  it('survives clients that try TLS', async () => {
    const { port, url } = await serveRoom();
    const socket = connectTls({ host: LOOPBACK, port, ca: authority });
    await expect(once(socket, 'secureConnect')).rejects.toThrow(/wrong version number/u);
    await join(url, 'Ada');
  });
});
