import { describe, expect, it } from 'vitest';
import { httpServer, proxyServer, tcpServer, tlsInFrontOf } from '../../helpers/fake-servers.ts';
import { freePort } from '../../helpers/listening.ts';
import { LOOPBACK, serveRoom } from '../../helpers/sockets.ts';
import { diagnose, fakeGame } from './fake-game.ts';

const SECRET = 'correct-horse';

/** Adds a user name and a password to a proxy's URL. */
function withPassword(url: string): string {
  return url.replace('//', `//ada:${SECRET}@`);
}

describe('diagnoseGame through a proxy', () => {
  it('names the proxy, and opens the WebSocket through a tunnel', async () => {
    const port = await fakeGame();
    const { url, asked } = await proxyServer();
    const { marks, transport, step } = await diagnose(`http://quiz.test:${port}`, {
      environment: { HTTP_PROXY: url },
    });
    expect(marks).toEqual(['proxy', 'name', 'tcp', 'http', 'websocket', 'ping', 'long-polling']);
    expect(transport).toBe('websocket');
    expect(step('proxy').summary).toBe(`${url}, from HTTP_PROXY`);
    expect(step('websocket').details?.slice(0, 3)).toEqual([
      `> CONNECT quiz.test:${port} HTTP/1.1`,
      `> Host: quiz.test:${port}`,
      '< HTTP/1.1 200 Connection established',
    ]);
    expect(asked).toEqual([
      `GET http://quiz.test:${port}/v1`,
      `CONNECT quiz.test:${port}`,
      `GET http://quiz.test:${port}/v1/views?stage=0&you=0&wait=0`,
    ]);
  });

  it('uses only tunnels for TLS, and does not show the user name and password', async () => {
    const port = await tlsInFrontOf(await fakeGame());
    const authorization = `Basic ${Buffer.from(`ada:${SECRET}`).toString('base64')}`;
    const { url, asked } = await proxyServer({ authorization });
    const { transport, steps } = await diagnose(`https://localhost:${port}`, {
      environment: { HTTPS_PROXY: withPassword(url) },
    });
    expect(transport).toBe('websocket');
    expect(new Set(asked)).toEqual(new Set([`CONNECT localhost:${port}`]));
    const shown = JSON.stringify(steps);
    expect(shown).toContain('Proxy-Authorization: (not shown)');
    expect(shown).not.toContain(SECRET);
    expect(shown).not.toContain(authorization);
  });

  it.each([
    [403, 'proxy-refusal'],
    [502, 'proxy-gateway'],
    [501, 'proxy-refusal'],
  ])('finds that long polling works if CONNECT gets %i', async (refuseConnect, code) => {
    const { url } = await proxyServer({ refuseConnect });
    const { marks, transport, step } = await diagnose(`http://quiz.test:${await fakeGame()}`, {
      environment: { HTTP_PROXY: url },
    });
    expect(marks).toEqual(['proxy', 'name', 'tcp', 'http', 'websocket ✗', 'long-polling']);
    expect(transport).toBe('long-polling');
    expect(step('websocket').fault).toEqual({
      code,
      meaning: expect.stringMatching(new RegExp(` quiz\\.test \\(HTTP status ${refuseConnect}\\)`, 'u')),
      advice: expect.stringMatching(/NO_PROXY=quiz\.test\. Long polling needs no WebSocket/u),
    });
  });

  it('blames the proxy for a handshake that is cut off in its tunnel', async () => {
    const port = await fakeGame({ onUpgrade: (_request, stream) => void stream.end() });
    const { url } = await proxyServer();
    const { transport, step } = await diagnose(`http://quiz.test:${port}`, {
      environment: { HTTP_PROXY: url },
    });
    expect(transport).toBe('long-polling');
    expect(step('websocket').fault).toEqual({
      code: 'websocket-blocked',
      meaning: expect.stringMatching(/is cut off\.$/u),
      advice: expect.stringMatching(/Long polling/u),
    });
    expect(step('websocket').fault?.meaning).toContain(`The proxy ${url} opens a tunnel to quiz.test`);
  });

  it('finds that WebSockets work if the proxy refuses everything but CONNECT', async () => {
    const { url } = await proxyServer({ refuseOthers: 403 });
    const { marks, transport } = await diagnose(`http://quiz.test:${await fakeGame()}`, {
      environment: { HTTP_PROXY: url },
    });
    expect(marks).toEqual(['proxy', 'name', 'tcp', 'http ✗', 'websocket', 'ping', 'long-polling ✗']);
    expect(transport).toBe('websocket');
  });

  it.each([
    ['requires a password', (url: string) => url, 'proxy-login'],
    ['rejects the password', withPassword, 'proxy-credentials'],
  ])('recognises a proxy that %s, and suggests no other transport', async (_what, named, code) => {
    const { url } = await proxyServer({ authorization: 'Basic other' });
    const { marks, transport, steps } = await diagnose(`http://quiz.test:${await fakeGame()}`, {
      environment: { http_proxy: named(url) },
    });
    expect(marks).toEqual(['proxy', 'name', 'tcp', 'http ✗', 'websocket ✗', 'long-polling ✗']);
    expect(transport).toBeNull();
    for (const { fault } of steps.filter(({ ok }) => !ok)) {
      expect(fault?.code).toBe(code);
      expect(fault?.meaning).toContain(`The proxy ${url} `);
      expect(fault?.meaning).toContain('(HTTP status 407).');
      expect(fault?.advice).toContain('http_proxy');
      expect(fault?.advice).not.toContain('Long polling');
    }
  });

  it('blames the proxy for a 401 if its URL has a password', async () => {
    const url = `http://${LOOPBACK}:${await httpServer((_request, response) => response.writeHead(401).end())}`;
    const { step } = await diagnose('http://quiz.test', { environment: { HTTP_PROXY: withPassword(url) } });
    expect(step('http').fault?.code).toBe('proxy-credentials');
    expect(step('http').fault?.meaning).toMatch(/ 401\)\.$/u);
  });

  it.each([
    [200, (url: string) => url],
    [404, withPassword],
    [401, (url: string) => url],
  ])('says that a response with %i may come from the proxy itself', async (status, named) => {
    const port = await httpServer((_request, response) => response.writeHead(status).end('Router'));
    const url = `http://${LOOPBACK}:${port}`;
    const { step } = await diagnose('http://quiz.test', { environment: { HTTP_PROXY: named(url) } });
    expect(step('long-polling').fault).toEqual(step('http').fault);
    expect(step('http').fault?.code).toBe('proxy-other-program');
    expect(step('http').fault?.meaning).toContain(`the proxy ${url} itself`);
    expect(step('http').fault?.advice).toContain('NO_PROXY=quiz.test.');
  });

  it('recognises a wrong path through the proxy', async () => {
    const { port } = await serveRoom({ reverseProxy: { allowedHosts: ['quiz.test'] } });
    const { url } = await proxyServer();
    const { step } = await diagnose(`http://quiz.test:${port}/foo`, { environment: { HTTP_PROXY: url } });
    expect(step('http').fault).toMatchObject({
      code: 'game-at-root',
      advice: expect.stringContaining(`ws://quiz.test:${port}`),
    });
  });

  it('stops at TLS if the proxy refuses CONNECT', async () => {
    const { url } = await proxyServer({ refuseConnect: 403 });
    const { marks, transport, step } = await diagnose('https://quiz.test', {
      environment: { HTTPS_PROXY: url },
    });
    expect([marks, transport]).toEqual([['proxy', 'name', 'tcp', 'tls ✗'], null]);
    expect(step('tls').fault?.code).toBe('proxy-refusal');
  });

  it('recognises a web server that is set as the proxy', async () => {
    const port = await tcpServer(
      (socket) => void socket.write('HTTP/1.1 200 OK\r\n\r\n<html>Welcome</html>'),
    );
    const url = `http://${LOOPBACK}:${port}`;
    const { marks, step } = await diagnose('https://quiz.test', { environment: { HTTPS_PROXY: url } });
    expect(marks).toEqual(['proxy', 'name', 'tcp', 'tls ✗']);
    expect(step('tls').fault?.code).toBe('proxy-no-tls');
    expect(step('tls').fault?.meaning).toContain(`The proxy ${url} opens a tunnel to quiz.test`);
    expect(step('tls').fault?.advice).toMatch(/HTTPS_PROXY .*NO_PROXY=quiz\.test\.$/u);
  });

  it('recognises that the proxy cannot reach the game', async () => {
    const { url } = await proxyServer();
    const { transport, step } = await diagnose(`http://quiz.test:${await freePort()}`, {
      environment: { HTTP_PROXY: url },
    });
    expect(transport).toBeNull();
    expect(step('http').fault?.code).toBe('proxy-gateway');
  });

  it('recognises a proxy that is down', async () => {
    const url = `http://${LOOPBACK}:${await freePort()}`;
    const { marks, step } = await diagnose('http://quiz.test', {
      environment: { HTTP_PROXY: withPassword(url) },
    });
    expect(marks).toEqual(['proxy', 'name', 'tcp ✗']);
    expect(step('tcp').fault).toEqual({
      code: 'proxy-unreachable',
      meaning: expect.stringMatching(/ECONNREFUSED/u),
      advice: expect.stringMatching(/HTTP_PROXY/u),
    });
    expect(step('tcp').fault?.meaning).toContain(`The proxy ${url} `);
  });

  it('recognises a proxy with an unknown name', async () => {
    const { marks, step } = await diagnose('http://quiz.test', {
      environment: { HTTP_PROXY: 'http://no-such-proxy.invalid:3128' },
    });
    expect(marks).toEqual(['proxy', 'name ✗']);
    expect(step('name').fault).toMatchObject({
      code: 'proxy-unreachable',
      meaning: expect.stringMatching(/http:\/\/no-such-proxy\.invalid:3128 .*ENOTFOUND/u),
    });
  });

  it.each([
    ['is silent', () => undefined],
    ['speaks no HTTP', (socket: { end(text: string): unknown }) => void socket.end('SSH-2.0-OpenSSH\r\n')],
  ])('recognises a proxy that %s', async (_what, onSocket) => {
    const url = `http://${LOOPBACK}:${await tcpServer(onSocket)}`;
    const { transport, steps } = await diagnose('http://quiz.test', {
      environment: { HTTP_PROXY: url },
      system: { timeoutMs: 1500 },
    });
    expect(transport).toBeNull();
    const failed = steps.filter(({ ok }) => !ok);
    expect(failed.map(({ name }) => name)).toEqual(['http', 'websocket', 'long-polling']);
    for (const { fault } of failed) {
      expect(fault?.code).toBe('proxy-silent');
      expect(fault?.meaning).toMatch(/ quiz\.test /u);
      expect(fault?.meaning).toContain(`The proxy ${url} `);
    }
    expect(JSON.stringify(failed)).not.toContain('Parse Error');
  });

  it('stops at a variable that holds no URL of a proxy, and does not show its value', async () => {
    const { marks, steps } = await diagnose('http://quiz.test', {
      environment: { HTTP_PROXY: `socks5://ada:${SECRET}@proxy.test` },
    });
    expect(marks).toEqual(['proxy ✗']);
    expect(steps[0]?.fault?.code).toBe('proxy-unusable');
    expect(JSON.stringify(steps)).not.toContain(SECRET);
  });

  it('goes direct if NO_PROXY says so', async () => {
    const url = `http://${LOOPBACK}:${await freePort()}`;
    const { transport } = await diagnose(`http://${LOOPBACK}:${await fakeGame()}`, {
      environment: { HTTP_PROXY: url, NO_PROXY: '127.0.0.0/8' },
    });
    expect(transport).toBe('websocket');
  });
});
