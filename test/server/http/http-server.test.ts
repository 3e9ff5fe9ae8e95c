import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { containFinish } from '../../../source/server/http/http-server.ts';
import { PIN } from '../../helpers/rooms.ts';
import { LOOPBACK, chunksPerTurn, request, sendRaw, serveRoom } from '../../helpers/sockets.ts';

describe('a response that finishes out of order', () => {
  it('closes its connection instead of ending the host', async () => {
    const server = createServer((_request, response) => {
      // As Node's own listener, which is added before.
      response.prependListener('finish', () => {
        throw new Error('out of order');
      });
      containFinish(response);
      response.end('ok');
    });
    await new Promise<void>((resolve) => server.listen(0, LOOPBACK, resolve));
    onTestFinished(() => void server.close());
    const { port }: AddressInfo = Object.assign({ port: 0, address: '', family: '' }, server.address());
    for (const _ of [1, 2]) {
      expect(await sendRaw(port, 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')).toMatch(/ok$/u);
    }
  });
});

describe('an HTTP request', () => {
  it.each(['/v2', '/v1/', '/v1/games', '/favicon.ico', '/../etc/passwd', '//', '/v1%2fsocket'])(
    'to an unknown path gets 404: %s',
    async (path) => {
      const { port } = await serveRoom();
      expect((await request(port, path)).status).toBe(404);
    },
  );

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])(
    'with a method other than GET and HEAD gets 405: %s',
    async (method) => {
      const { port } = await serveRoom();
      for (const path of ['/', '/v1']) {
        const { status, headers } = await request(port, path, { method });
        expect(status).toBe(405);
        expect(headers.allow).toBe('GET, HEAD');
        expect(headers['access-control-allow-origin']).toBeUndefined();
      }
    },
  );

  it('to the WebSocket path gets 426, as behind a proxy that drops Upgrade', async () => {
    const { port } = await serveRoom();
    const { status, headers } = await request(port, '/v1/socket');
    expect(status).toBe(426);
    expect(headers).toMatchObject({ upgrade: 'websocket', connection: 'Upgrade' });
  });

  it('that is malformed gets 400', async () => {
    const { port } = await serveRoom();
    expect(await sendRaw(port, 'HELLO\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /u);
  });

  it.each([
    ['POST', '/v2', 404],
    ['POST', '/v1', 405],
    ['GET', '/v1', 200],
    ['GET', '/v1/socket', 426],
    ['GET', '/v1/views', 401],
    ['PUT', '/v1/players', 405],
  ])(
    'with a body that nothing reads is the last one on its connection: %s %s',
    async (method, path, status) => {
      const { port } = await serveRoom();
      const head = `${method} ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n`;
      const response = await sendRaw(port, `${head}hello`);
      expect(response).toMatch(
        new RegExp(String.raw`^HTTP/1\.1 ${status} [^]*\r\nConnection: close\r\n`, 'u'),
      );
    },
  );

  it('with a large body that nothing reads leaves time for others', async () => {
    const { server, port } = await serveRoom();
    let mostChunks = () => 0;
    server.on('request', (incoming) => (mostChunks = chunksPerTurn(incoming)));
    const socket = connect(port, LOOPBACK);
    socket.on('error', () => undefined).resume();
    socket.write('POST /v2 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 8000000\r\n\r\n');
    socket.write(Buffer.alloc(8_000_000));
    await new Promise((resolve) => socket.on('close', resolve));
    expect(mostChunks()).toBeGreaterThan(0);
    expect(mostChunks()).toBeLessThanOrEqual(2);
  });

  it('with headers that are too large gets 431', async () => {
    const { port } = await serveRoom();
    const { status } = await request(port, '/', { headers: { 'X-Long': 'x'.repeat(9000) } });
    expect(status).toBe(431);
  });
});

describe('GET /v1', () => {
  it('describes the game, without secrets', async () => {
    const { port, room } = await serveRoom();
    const { status, headers, body } = await request(port, '/v1?now=1');
    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'content-type': 'application/json', 'cache-control': 'no-store' });
    expect(JSON.parse(body)).toEqual({
      name: 'termquiz',
      version: expect.stringMatching(/^\d+\.\d+\.\d+/u),
      protocol: 1,
      phase: 'lobby',
    });
    room.command({ type: 'start' });
    expect(JSON.parse((await request(port, '/v1')).body)).toMatchObject({ phase: 'ready' });
  });

  it('responds to HEAD with the same headers and no body', async () => {
    const { port } = await serveRoom();
    const { status, headers, body } = await request(port, '/v1', { method: 'HEAD' });
    expect(status).toBe(200);
    expect(Number(headers['content-length'])).toBeGreaterThan(0);
    expect(body).toBe('');
  });
});

describe('GET /', () => {
  it('explains how to join, without the PIN', async () => {
    const { port } = await serveRoom();
    const { status, headers, body } = await request(port, '/');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(body).toContain('A quiz');
    expect(body).toContain(`npx termquiz join 127.0.0.1:${port}\n`);
    expect(body).not.toContain(PIN);
  });

  it.each(['<script>alert(1)</script>', 'a b', '"; rm -rf /', `x${'y'.repeat(300)}`, '$(reboot)'])(
    'neither accepts nor repeats a Host header that is not an address: %s',
    async (host) => {
      const { port } = await serveRoom();
      const { status, body } = await request(port, '/', { headers: { Host: host } });
      expect(status).toBe(421);
      expect(body).not.toContain(host);
    },
  );

  it('works without a Host header, as in HTTP/1.0', async () => {
    const { port } = await serveRoom();
    const response = await sendRaw(port, 'GET / HTTP/1.0\r\n\r\n');
    expect(response).toMatch(/^HTTP\/1\.1 200 /u);
  });

  it.each([
    ['192.168.1.20:7849', '192.168.1.20:7849'],
    ['[fd00::1]:7849', '[fd00::1]:7849'],
    ['quiz.example.org:80', 'quiz.example.org:80'],
    ['quiz.example.org', 'ws://quiz.example.org'],
    ['[fd00::1]', 'ws://[fd00::1]'],
  ])('shows the address in the Host header: %s', async (Host, address) => {
    const { port } = await serveRoom({ reverseProxy: { allowedHosts: ['quiz.example.org'] } });
    expect((await request(port, '/', { headers: { Host } })).body).toContain(` ${address}\n`);
  });

  it('trusts X-Forwarded-Proto only from a trusted proxy', async () => {
    const headers = { Host: 'example.org', 'X-Forwarded-Proto': 'https' };
    for (const [trustProxy, scheme] of [
      [true, 'wss'],
      [false, 'ws'],
    ] as const) {
      const { port } = await serveRoom({ reverseProxy: { trustProxy, allowedHosts: ['example.org'] } });
      expect((await request(port, '/', { headers })).body).toContain(` ${scheme}://example.org\n`);
    }
  });

  it('shows the public URL, whatever the address in the request', async () => {
    const { port } = await serveRoom({ reverseProxy: { publicUrl: 'https://example.org/quiz' } });
    for (const path of ['/', '/quiz/']) {
      const { body } = await request(port, path, { headers: { Host: '192.168.1.20' } });
      expect(body).toContain('npx termquiz join https://example.org/quiz\n');
      expect(body).not.toContain('192');
    }
  });
});

describe('GET / for browsers', () => {
  const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8';

  async function page(options: Parameters<typeof serveRoom>[0] = {}, accept = BROWSER) {
    const { port } = await serveRoom(options);
    return { port, ...(await request(port, '/', { headers: { Accept: accept } })) };
  }

  it('explains how to join in HTML, without the PIN', async () => {
    const { port, status, headers, body } = await page();
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(body).toContain('<h1>A quiz</h1>');
    expect(body).toContain(`<pre>npx termquiz join ${LOOPBACK}:${port}</pre>`);
    expect(body).not.toContain(PIN);
  });

  it('is self-contained: only the inline style that its policy allows, no scripts, no other resources', async () => {
    const { headers, body } = await page();
    const [, style = ''] = /<style>(.*)<\/style>/su.exec(body) ?? [];
    const hash = createHash('sha256').update(style).digest('base64');
    expect(headers['content-security-policy']).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    );
    expect(headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff' });
    expect(body).not.toMatch(/<script|<link|<img|\son\w+=|style=|https?:|url\(|@import/iu);
    expect(body).toContain('<meta name="viewport" content="width=device-width, initial-scale=1">');
    expect(style).toContain('prefers-color-scheme: dark');
  });

  it('escapes markup in the title', async () => {
    const title = `<script>alert("1")</script> & 'more'`;
    const { body } = await page({ title });
    expect(body).not.toContain('<script');
    expect(body.replaceAll(/&#(\d+);/gu, (_, code) => String.fromCodePoint(Number(code)))).toContain(
      `<h1>${title}</h1>`,
    );
  });

  it.each([
    [BROWSER, 'text/html'],
    ['text/html', 'text/html'],
    ['TEXT/HTML;q=0.1', 'text/html'],
    ['text/plain, text/html', 'text/html'],
    ['text/plain, text/html;q=0.9', 'text/plain'],
    ['text/html;q=0', 'text/plain'],
    ['text/html;q=0.0', 'text/plain'],
    ['*/*', 'text/plain'],
    ['text/*', 'text/plain'],
    ['application/json', 'text/plain'],
    ['', 'text/plain'],
    [',;q=,', 'text/plain'],
  ])('follows the Accept header: %s', async (accept, type) => {
    const { headers } = await page({}, accept);
    expect(headers['content-type']).toBe(`${type}; charset=utf-8`);
    expect(headers.vary).toBe('Accept');
  });

  it('responds to HEAD with the headers of the page and no body', async () => {
    const { port, headers: expected } = await page();
    const { headers, body } = await request(port, '/', { method: 'HEAD', headers: { Accept: BROWSER } });
    expect(headers['content-length']).toBe(expected['content-length']);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(body).toBe('');
  });
});
