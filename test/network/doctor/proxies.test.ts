import { describe, expect, it } from 'vitest';
import { httpServer, proxyServer, tcpServer, tlsInFrontOf } from '../../helpers/fake-servers.ts';
import { freePort } from '../../helpers/listening.ts';
import { LOOPBACK, serveRoom } from '../../helpers/sockets.ts';
import { examined, fakeGame } from './fake-game.ts';

const SECRET = 'correct-horse';

/** The same proxy, with a name and a password. */
function withPassword(url: string): string {
  return url.replace('//', `//ada:${SECRET}@`);
}

describe('an examination through a proxy', () => {
  it('names the proxy, and goes by WebSocket through a tunnel', async () => {
    const port = await fakeGame();
    const { url, asked } = await proxyServer();
    const { marks, transport, step } = await examined(`http://quiz.test:${port}`, {
      environment: { HTTP_PROXY: url },
    });
    expect(marks).toEqual(['proxy', 'name', 'tcp', 'http', 'websocket', 'ping', 'long-polling']);
    expect(transport).toBe('websocket');
    expect(step('proxy').summary).toBe(`${url}, by HTTP_PROXY`);
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

  it('goes by TLS through tunnels only, with name and password that are not shown', async () => {
    const port = await tlsInFrontOf(await fakeGame());
    const authorization = `Basic ${Buffer.from(`ada:${SECRET}`).toString('base64')}`;
    const { url, asked } = await proxyServer({ authorization });
    const { transport, steps } = await examined(`https://localhost:${port}`, {
      environment: { HTTPS_PROXY: withPassword(url) },
    });
    expect(transport).toBe('websocket');
    expect(new Set(asked)).toEqual(new Set([`CONNECT localhost:${port}`]));
    const said = JSON.stringify(steps);
    expect(said).toContain('Proxy-Authorization: (not shown)');
    expect(said).not.toContain(SECRET);
    expect(said).not.toContain(authorization);
  });

  it.each([
    [403, /^The proxy \S+ does not let connections through to quiz\.test \(HTTP status 403\)/u],
    [502, /^The proxy \S+ does not reach quiz\.test/u],
    [501, /^The proxy \S+ does not let connections through to quiz\.test \(HTTP status 501\)/u],
  ])('finds long polling where CONNECT is refused with %i', async (refuseConnect, meaning) => {
    const { url } = await proxyServer({ refuseConnect });
    const { marks, transport, step } = await examined(`http://quiz.test:${await fakeGame()}`, {
      environment: { HTTP_PROXY: url },
    });
    expect(marks).toEqual(['proxy', 'name', 'tcp', 'http', 'websocket ✗', 'long-polling']);
    expect(transport).toBe('long-polling');
    expect(step('websocket').diagnosis?.meaning).toMatch(meaning);
    expect(step('websocket').diagnosis?.advice).toMatch(
      /NO_PROXY=quiz\.test\. Long polling needs no upgrade/u,
    );
  });

  it('says of a tunnel in which the handshake is cut off that it is the proxy', async () => {
    const port = await fakeGame({ onUpgrade: (_request, stream) => void stream.end() });
    const { url } = await proxyServer();
    const { transport, step } = await examined(`http://quiz.test:${port}`, {
      environment: { HTTP_PROXY: url },
    });
    expect(transport).toBe('long-polling');
    expect(step('websocket').diagnosis).toEqual({
      meaning: `The proxy ${url} makes a tunnel to quiz.test, but the opening handshake of a WebSocket in it is cut off.`,
      advice: expect.stringMatching(/^Who runs the proxy may let WebSockets through\. Long polling/u),
    });
  });

  it('finds WebSockets where everything but CONNECT is refused', async () => {
    const { url } = await proxyServer({ refuseOthers: 403 });
    const { marks, transport } = await examined(`http://quiz.test:${await fakeGame()}`, {
      environment: { HTTP_PROXY: url },
    });
    expect(marks).toEqual(['proxy', 'name', 'tcp', 'http ✗', 'websocket', 'ping', 'long-polling ✗']);
    expect(transport).toBe('websocket');
  });

  it.each([
    ['wants a password', (url: string) => url, 'wants a user name and a password', /^Write them into /u],
    [
      'takes not ours',
      withPassword,
      'does not take the user name and the password that it is given',
      /^Correct them in /u,
    ],
  ])('says that a proxy %s, and not that join has another way', async (_what, named, problem, advice) => {
    const { url } = await proxyServer({ authorization: 'Basic other' });
    const { marks, transport, steps } = await examined(`http://quiz.test:${await fakeGame()}`, {
      environment: { http_proxy: named(url) },
    });
    expect(marks).toEqual(['proxy', 'name', 'tcp', 'http ✗', 'websocket ✗', 'long-polling ✗']);
    expect(transport).toBeNull();
    for (const { diagnosis } of steps.filter(({ ok }) => !ok)) {
      expect(diagnosis?.meaning).toBe(`The proxy ${url} ${problem} (HTTP status 407).`);
      expect(diagnosis?.advice).toMatch(advice);
      expect(diagnosis?.advice).not.toContain('Long polling');
    }
  });

  it('says of a wrong password that it is the proxy that answers with 401', async () => {
    const url = `http://${LOOPBACK}:${await httpServer((_request, response) => response.writeHead(401).end())}`;
    const { step } = await examined('http://quiz.test', { environment: { HTTP_PROXY: withPassword(url) } });
    expect(step('http').diagnosis?.meaning).toMatch(
      /^The proxy \S+ does not take the user name .* 401\)\.$/u,
    );
  });

  it.each([
    [200, (url: string) => url],
    [404, withPassword],
    [401, (url: string) => url],
  ])('says of an answer with %i that it may be from the proxy itself', async (status, named) => {
    const port = await httpServer((_request, response) => response.writeHead(status).end('Router'));
    const url = `http://${LOOPBACK}:${port}`;
    const { step } = await examined('http://quiz.test', { environment: { HTTP_PROXY: named(url) } });
    expect(step('long-polling').diagnosis).toEqual(step('http').diagnosis);
    expect(step('http').diagnosis).toEqual({
      meaning: `What answers is no termquiz: the proxy ${url} itself, or another program at quiz.test:80.`,
      advice:
        'Are the address and HTTP_PROXY right? If quiz.test is on your own network, go there straight: NO_PROXY=quiz.test.',
    });
  });

  it('tells a wrong path from that', async () => {
    const { port } = await serveRoom();
    const { url } = await proxyServer();
    const { step } = await examined(`http://quiz.test:${port}/foo`, { environment: { HTTP_PROXY: url } });
    expect(step('http').diagnosis?.advice).toBe(`Leave the path out: ws://quiz.test:${port}`);
  });

  it('stops at TLS where CONNECT is refused', async () => {
    const { url } = await proxyServer({ refuseConnect: 403 });
    const { marks, transport, step } = await examined('https://quiz.test', {
      environment: { HTTPS_PROXY: url },
    });
    expect([marks, transport]).toEqual([['proxy', 'name', 'tcp', 'tls ✗'], null]);
    expect(step('tls').diagnosis?.meaning).toMatch(/does not let connections through/u);
  });

  it('says of a web server that is taken for a proxy that no TLS comes through it', async () => {
    const port = await tcpServer(
      (socket) => void socket.write('HTTP/1.1 200 OK\r\n\r\n<html>Welcome</html>'),
    );
    const url = `http://${LOOPBACK}:${port}`;
    const { marks, step } = await examined('https://quiz.test', { environment: { HTTPS_PROXY: url } });
    expect(marks).toEqual(['proxy', 'name', 'tcp', 'tls ✗']);
    expect(step('tls').diagnosis).toEqual({
      meaning: `The proxy ${url} takes the request for quiz.test:443, but no TLS comes through it: that port speaks none, or the proxy is none.`,
      advice:
        'Are the port and HTTPS_PROXY right? If quiz.test is on your own network, go there straight: NO_PROXY=quiz.test.',
    });
  });

  it('says of a game that is not there that the proxy does not reach it', async () => {
    const { url } = await proxyServer();
    const { transport, step } = await examined(`http://quiz.test:${await freePort()}`, {
      environment: { HTTP_PROXY: url },
    });
    expect(transport).toBeNull();
    expect(step('http').diagnosis?.meaning).toMatch(/^The proxy \S+ does not reach quiz\.test/u);
  });

  it('says of a proxy that is down that it is the proxy', async () => {
    const url = `http://${LOOPBACK}:${await freePort()}`;
    const { marks, step } = await examined('http://quiz.test', {
      environment: { HTTP_PROXY: withPassword(url) },
    });
    expect(marks).toEqual(['proxy', 'name', 'tcp ✗']);
    expect(step('tcp').diagnosis).toEqual({
      meaning: `The proxy ${url} cannot be reached (ECONNREFUSED).`,
      advice: 'HTTP_PROXY in the environment names it: correct it, or unset it.',
    });
  });

  it('says of a proxy whose name is not known that it is the proxy', async () => {
    const { marks, step } = await examined('http://quiz.test', {
      environment: { HTTP_PROXY: 'http://no-such-proxy.invalid:3128' },
    });
    expect(marks).toEqual(['proxy', 'name ✗']);
    expect(step('name').diagnosis?.meaning).toBe(
      'The proxy http://no-such-proxy.invalid:3128 cannot be reached (ENOTFOUND).',
    );
  });

  it.each([
    ['is silent', () => undefined],
    ['is none', (socket: { end(text: string): unknown }) => void socket.end('SSH-2.0-OpenSSH\r\n')],
  ])('says of a proxy that %s that it gives no answer', async (_what, onSocket) => {
    const url = `http://${LOOPBACK}:${await tcpServer(onSocket)}`;
    const { transport, steps } = await examined('http://quiz.test', {
      environment: { HTTP_PROXY: url },
      system: { patienceMs: 1500 },
    });
    expect(transport).toBeNull();
    const failed = steps.filter(({ ok }) => !ok);
    expect(failed.map(({ name }) => name)).toEqual(['http', 'websocket', 'long-polling']);
    expect(failed[0]?.diagnosis?.meaning).toContain(`The proxy ${url} gives no answer for quiz.test`);
    expect(failed[1]?.diagnosis?.meaning).toContain(`The proxy ${url} gives no answer for quiz.test`);
    expect(JSON.stringify(failed)).not.toContain('Parse Error');
    expect(failed[2]?.diagnosis?.meaning).toContain(`The proxy ${url} gives no answer for quiz.test`);
  });

  it('stops at a variable that names no proxy, without its value', async () => {
    const { marks, steps } = await examined('http://quiz.test', {
      environment: { HTTP_PROXY: `socks5://ada:${SECRET}@proxy.test` },
    });
    expect(marks).toEqual(['proxy ✗']);
    expect(JSON.stringify(steps)).not.toContain(SECRET);
  });

  it('goes straight where NO_PROXY says so', async () => {
    const url = `http://${LOOPBACK}:${await freePort()}`;
    const { transport } = await examined(`http://${LOOPBACK}:${await fakeGame()}`, {
      environment: { HTTP_PROXY: url, NO_PROXY: '127.0.0.0/8' },
    });
    expect(transport).toBe('websocket');
  });
});
