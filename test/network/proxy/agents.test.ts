import { get } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { type TransportChoice, createTransport } from '../../../source/client/transport/create-transport.ts';
import { systemClock } from '../../../source/clock.ts';
import { agentFor } from '../../../source/network/proxy/agents.ts';
import { proxyFor } from '../../../source/network/proxy/route.ts';
import { failureOf } from '../../helpers/transports.ts';
import {
  httpServer,
  proxyServer,
  tcpServer,
  testAuthority,
  tlsInFrontOf,
} from '../../helpers/fake-servers.ts';
import { freePort } from '../../helpers/listening.ts';
import { proxyEnvironment } from '../../helpers/proxy-environment.ts';
import { PIN, tokenOf } from '../../helpers/rooms.ts';
import { LOOPBACK, TestSocket, serveRoom } from '../../helpers/sockets.ts';
import type { TransportFailure } from '../../../source/client/transport/transport.ts';

const PROXY = 'http://proxy.test:3128';

describe('agentFor', () => {
  it('returns the same agent each time, but one for each proxy and for tunnels and whole URLs', () => {
    proxyEnvironment({ HTTP_PROXY: PROXY, HTTPS_PROXY: 'http://other.test:3128' });
    expect(agentFor('ws://quiz.test')).toBe(agentFor('ws://elsewhere.test'));
    const agents = ['ws://quiz.test', 'wss://quiz.test', 'http://quiz.test'].map((url) => agentFor(url));
    expect(new Set(agents).size).toBe(3);
  });

  it('opens WebSockets through a tunnel', async () => {
    const { port } = await serveRoom({ reverseProxy: { allowedHosts: ['quiz.test'] } });
    const proxy = await proxyServer();
    proxyEnvironment({ HTTP_PROXY: proxy.url });
    await plays(`ws://quiz.test:${port}`);
    expect(proxy.asked).toEqual([`CONNECT quiz.test:${port}`]);
  });

  it('opens WebSockets with TLS through a tunnel', async () => {
    const port = await tlsInFrontOf(
      (await serveRoom({ reverseProxy: { allowedHosts: ['quiz.test'] } })).port,
    );
    const proxy = await proxyServer();
    proxyEnvironment({ HTTPS_PROXY: proxy.url });
    await plays(`wss://localhost:${port}`);
    expect(proxy.asked).toEqual([`CONNECT localhost:${port}`]);
  });

  it('expects the certificate of the host, not of the proxy, if the host is an address', async () => {
    const port = await tlsInFrontOf(
      (await serveRoom({ reverseProxy: { allowedHosts: ['quiz.test'] } })).port,
    );
    const proxy = await proxyServer();
    proxyEnvironment({ HTTPS_PROXY: proxy.url });
    await plays(`wss://127.0.0.1:${port}`);
    const { code, message } = await failureAt(`https://127.0.0.2:${port}`);
    expect(code).toBe('certificate-mismatch');
    expect(message).toContain('is for localhost, 127.0.0.1');
  });

  it('asks the proxy for whole http URLs, and keeps the connection open', async () => {
    const { port } = await serveRoom({ reverseProxy: { allowedHosts: ['quiz.test'] } });
    const proxy = await proxyServer({ refuseConnect: 403 });
    proxyEnvironment({ HTTP_PROXY: proxy.url });
    const url = `http://quiz.test:${port}/v1`;
    const ports = new Set<number | undefined>();
    for (let time = 0; time < 3; time++) {
      const { body, localPort } = await fetched(url);
      expect(JSON.parse(body)).toMatchObject({ name: 'termquiz' });
      ports.add(localPort);
    }
    expect(proxy.asked).toEqual(Array(3).fill(`GET ${url}`));
    expect(ports.size).toBe(1);
  });

  it('passes on the user name and password', async () => {
    const { port } = await serveRoom({ reverseProxy: { allowedHosts: ['quiz.test'] } });
    const authorization = `Basic ${Buffer.from('ada:s/cret').toString('base64')}`;
    const proxy = await proxyServer({ authorization });
    proxyEnvironment({ HTTP_PROXY: proxy.url.replace('//', '//ada:s%2Fcret@') });
    await plays(`ws://quiz.test:${port}`);
    expect(JSON.parse((await fetched(`http://quiz.test:${port}/v1`)).body)).toMatchObject({
      name: 'termquiz',
    });
  });
});

describe('a WebSocket through a proxy', () => {
  it.each([
    [403, 'proxy-refusal', /NO_PROXY=quiz\.test\.$/u],
    [407, 'proxy-credentials', /HTTP_PROXY/u],
    [405, 'proxy-refusal', /HTTP_PROXY/u],
    [502, 'proxy-gateway', /quiz\.test \(HTTP status 502\)/u],
  ])('fails with the fault of a proxy that refuses CONNECT with %i', async (status, code, message) => {
    const { url } = await proxyServer({ refuseConnect: status });
    proxyEnvironment({ HTTP_PROXY: url.replace('//', '//ada:secret@') });
    const failure = await failureAt('http://quiz.test:7849');
    expect(failure).toEqual({
      code,
      message: expect.stringMatching(message),
      isFinal: true,
      isBlocked: true,
    });
    expect(failure.message).toContain(url);
    expect(failure.message).not.toContain('secret');
  });

  it('fails with the fault of a proxy that is down', async () => {
    const shown = `http://${LOOPBACK}:${await freePort()}`;
    proxyEnvironment({ HTTP_PROXY: shown.replace('//', '//ada:secret@') });
    const failure = await failureAt('http://quiz.test:7849');
    expect(failure).toEqual({
      code: 'proxy-unreachable',
      message: expect.stringMatching(/ECONNREFUSED.*HTTP_PROXY/u),
      isFinal: true,
      isBlocked: true,
    });
    expect(failure.message).toContain(`The proxy ${shown} `);
    await expect(fetched('http://quiz.test:7849/v1')).rejects.toThrow(failure.message);
  });

  it.each(['proxy-silent', 'websocket-blocked'])('fails with %s if it is cut off there', async (code) => {
    const game = await tcpServer((socket) => void socket.once('data', () => socket.end()));
    const proxyPort = await tcpServer((socket) => void socket.once('data', () => socket.end()));
    const url = code === 'proxy-silent' ? `http://${LOOPBACK}:${proxyPort}` : (await proxyServer()).url;
    proxyEnvironment({ HTTP_PROXY: url });
    expect(await failureAt(`http://quiz.test:${game}`)).toMatchObject({ code, isBlocked: true });
  });

  it('fails with the fault of a web server that is set as the proxy', async () => {
    const port = await tcpServer((socket) =>
      socket.on('data', () => socket.write('HTTP/1.1 200 OK\r\n\r\n<html>Welcome</html>')),
    );
    proxyEnvironment({ HTTPS_PROXY: `http://${LOOPBACK}:${port}` });
    expect((await failureAt('https://quiz.test')).code).toBe('proxy-no-tls');
  });
});

describe.each(['auto', 'long-polling', 'polling'] as const)('a connection by %s through a proxy', (way) => {
  it.each([
    [403, 'proxy-refusal', /quiz\.test \(HTTP status 403\)\. .* NO_PROXY/u, true],
    [407, 'proxy-credentials', /HTTP_PROXY/u, true],
    [502, 'proxy-gateway', /quiz\.test \(HTTP status 502\)/u, false],
    [503, 'proxy-gateway', /quiz\.test \(HTTP status 503\)/u, false],
  ])(
    'fails with the fault of a proxy that responds with %i itself',
    async (status, code, message, isFinal) => {
      const { url } = await proxyServer({ refuseConnect: 403, refuseOthers: status });
      proxyEnvironment({ HTTP_PROXY: url.replace('//', '//ada:secret@') });
      const failure = await failureAt('http://quiz.test:7849', way);
      expect(failure).toEqual({ code, message: expect.stringMatching(message), isFinal, isBlocked: true });
      expect(failure.message).toContain(url);
      expect(failure.message).not.toContain('secret');
    },
  );

  it.each([200, 302, 401])(
    'says that a response with %i may come from the proxy or the host',
    async (status) => {
      const { url } = await proxyServer({ refuseConnect: 403, refuseOthers: status });
      proxyEnvironment({ HTTP_PROXY: url });
      const { code, message } = await failureAt('http://quiz.test:7849', way);
      expect(code).toBe('proxy-other-program');
      expect(message).toContain(`the proxy ${url} itself`);
      expect(message).toMatch(/ quiz\.test:7849\. .* HTTP_PROXY .*NO_PROXY=quiz\.test\.$/u);
    },
  );

  it('blames only the host if the proxy opens a tunnel to it', async () => {
    const port = await tlsInFrontOf(await httpServer((_request, response) => response.writeHead(418).end()));
    proxyEnvironment({ HTTPS_PROXY: (await proxyServer()).url });
    const { code, message } = await failureAt(`https://localhost:${port}`, way);
    expect(code).toBe('other-program');
    expect(message).toMatch(/^localhost:\d+ .*\(HTTP status 418\)/u);
  });
});

/** Joins the game at a URL through the agent for it. */
async function plays(url: string): Promise<void> {
  const agent = agentFor(url);
  const socket = await TestSocket.open(`${url}/v1/socket`, { agent, ca: testAuthority });
  socket.send({ type: 'join', pin: PIN, name: 'Ada', token: tokenOf('Ada') });
  await socket.next('welcome');
}

/** Returns why a game cannot be reached. */
async function failureAt(base: string, way: TransportChoice = 'websocket'): Promise<TransportFailure> {
  const connect = { agentFor, proxyFor, ca: testAuthority };
  return failureOf(createTransport(base, way, { ...connect, clock: systemClock(), random: () => 0.1 }));
}

async function fetched(url: string): Promise<{ body: string; localPort: number | undefined }> {
  return new Promise((resolve, reject) => {
    get(url, { agent: agentFor(url) }, (response) => {
      const { localPort } = response.socket;
      text(response).then((body) => resolve({ body, localPort }), reject);
    }).once('error', reject);
  });
}
