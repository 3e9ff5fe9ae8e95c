import { request as httpRequest } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { PIN } from '../../helpers/rooms.ts';
import {
  LOOPBACK,
  type ServeOptions,
  TestSocket,
  request,
  sendRaw,
  serveRoom,
} from '../../helpers/sockets.ts';

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8';

const page = {
  index: file('text/html; charset=utf-8', '<!doctype html><script src="app-1a2b.js"></script>'),
  assets: new Map([['app-1a2b.js', file('text/javascript; charset=utf-8', 'console.log("hello");')]]),
};

function file(type: string, text: string) {
  return { type, body: Buffer.from(text), gzipped: gzipSync(text) };
}

async function get(path: string, options: ServeOptions = {}, headers: Record<string, string> = {}) {
  const { port } = await serveRoom({ page, ...options });
  return { port, ...(await request(port, path, { headers: { Accept: BROWSER, ...headers } })) };
}

describe('GET / for browsers', () => {
  it('is the page, which no cache keeps and no other page may frame', async () => {
    const { port, status, headers, body } = await get('/');
    expect(status).toBe(200);
    expect(body).toBe(page.index.body.toString());
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
    });
    const address = `${LOOPBACK}:${port}`;
    expect(headers['content-security-policy']).toBe(
      `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self' ws://${address} wss://${address}; ` +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
    );
  });

  it.each([
    [undefined, true, undefined],
    ['http', true, undefined],
    ['https', false, undefined],
    ['https', true, 'same-origin'],
  ])(
    'shares no window with other sites, where browsers follow that: over %s, with a trusted proxy: %s',
    async (protocol, trustProxy, policy) => {
      const forwarded = protocol === undefined ? {} : { 'X-Forwarded-Proto': protocol };
      const { headers } = await get('/', { reverseProxy: { trustProxy } }, forwarded);
      expect(headers['cross-origin-opener-policy']).toBe(policy);
    },
  );

  it('contains no PIN', async () => {
    const { headers, body } = await get('/');
    expect(`${JSON.stringify(headers)}${body}`).not.toContain(PIN);
  });

  it.each([
    ['[fd00::1]:7849', "connect-src 'self' wss://example.org;"],
    [
      '192.168.1.20',
      "connect-src 'self' ws://192.168.1.20 wss://192.168.1.20 ws://example.org wss://example.org;",
    ],
    ['example.org', "connect-src 'self' ws://example.org wss://example.org;"],
  ])('may connect to the address in the request and to the public URL only: %s', async (Host, sources) => {
    const { headers } = await get('/', { reverseProxy: { publicUrl: 'https://example.org/quiz' } }, { Host });
    expect(headers['content-security-policy']).toContain(
      sources.replace("'self' wss", "'self' ws://example.org wss"),
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
  ])('follows the Accept header: %s', async (Accept, type) => {
    const { headers } = await get('/', {}, { Accept });
    expect(headers['content-type']).toBe(`${type}; charset=utf-8`);
    expect(headers.vary).toMatch(/^Accept\b(?!-)/u);
  });

  it('is the join command if the game has no page', async () => {
    const { port } = await serveRoom();
    const { headers, body } = await request(port, '/', { headers: { Accept: BROWSER } });
    expect(headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(body).toContain('npx termquiz join');
  });

  it('responds to HEAD with the headers of the page and no body', async () => {
    const { port, headers: expected } = await get('/');
    const { headers, body } = await request(port, '/', { method: 'HEAD', headers: { Accept: BROWSER } });
    expect(headers['content-length']).toBe(expected['content-length']);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(body).toBe('');
  });
});

describe('the files of the page', () => {
  it('may be cached for ever, because their names change with their contents', async () => {
    const { status, headers, body } = await get('/app-1a2b.js?x');
    expect(status).toBe(200);
    expect(body).toBe('console.log("hello");');
    expect(headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      vary: 'Accept-Encoding',
    });
    expect(headers['content-encoding']).toBeUndefined();
  });

  it('close their connections, so that many phones fit within the limit', async () => {
    const { port } = await serveRoom({ page });
    const { headers } = await fetchRaw(port, '/app-1a2b.js', { Connection: 'keep-alive' });
    expect(headers['connection']).toBe('close');
    expect((await fetchRaw(port, '/', { Connection: 'keep-alive' })).headers['connection']).toBe(
      'keep-alive',
    );
  });

  it.each([
    ['gzip, deflate, br', 'gzip'],
    ['GZIP;q=0.5', 'gzip'],
    ['gzip;q=0', undefined],
    ['identity', undefined],
    ['br', undefined],
  ])('are compressed for browsers that accept it: %s', async (accepted, encoding) => {
    const { port } = await serveRoom({ page });
    for (const [path, expected] of [
      ['/', page.index],
      ['/app-1a2b.js', page.assets.get('app-1a2b.js')],
    ] as const) {
      const headers = { Accept: BROWSER, 'Accept-Encoding': accepted };
      const response = await fetchRaw(port, path, headers);
      expect(response.headers['content-encoding']).toBe(encoding);
      expect(encoding ? gunzipSync(response.body) : response.body).toEqual(expected?.body);
      expect(response.headers['content-length']).toBe(String(response.body.length));
    }
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('allow GET and HEAD only: %s', async (method) => {
    const { port } = await serveRoom({ page });
    const { status, headers } = await request(port, '/app-1a2b.js', { method });
    expect(status).toBe(405);
    expect(headers.allow).toBe('GET, HEAD');
  });

  it.each([
    '/app-1a2b.js/',
    '/app-1a2b',
    '/index.html',
    '/../app-1a2b.js',
    '/%61pp-1a2b.js',
    '//app-1a2b.js',
    '/constructor',
  ])('have no other paths: %s', async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  it('do not exist without the page', async () => {
    const { port } = await serveRoom();
    expect((await request(port, '/app-1a2b.js')).status).toBe(404);
  });
});

describe('the package of the host', () => {
  const packageFile = { name: 'termquiz-0.1.0-3f9a1c42aa.tgz', body: gzipSync('a package') };

  it('is at a path that changes with its contents, so that it may be cached for ever', async () => {
    const { port } = await serveRoom({ packageFile });
    const { headers, body } = await fetchRaw(port, '/termquiz-0.1.0-3f9a1c42aa.tgz', {
      'Accept-Encoding': 'gzip',
    });
    expect(body).toEqual(packageFile.body);
    expect(headers).toMatchObject({
      'content-type': 'application/gzip',
      'content-length': String(packageFile.body.length),
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers['content-encoding']).toBeUndefined();
  });

  it('responds to HEAD without a body, and to other methods with 405', async () => {
    const { port } = await serveRoom({ packageFile });
    const head = await request(port, `/${packageFile.name}`, { method: 'HEAD' });
    expect(head).toMatchObject({ status: 200, body: '' });
    expect(head.headers['content-length']).toBe(String(packageFile.body.length));
    expect((await request(port, `/${packageFile.name}`, { method: 'POST' })).status).toBe(405);
  });

  it('does not exist unless the host offers it, nor under the name of another version', async () => {
    expect((await get('/termquiz-0.1.0-3f9a1c42aa.tgz')).status).toBe(404);
    expect((await get('/termquiz-0.1.0-0000000000.tgz', { packageFile })).status).toBe(404);
    expect((await get('/termquiz.tgz', { packageFile })).status).toBe(404);
  });
});

describe('the page below the path of a public URL', () => {
  const reverseProxy = { publicUrl: 'https://example.org/games/quiz' };

  it.each(['/games/quiz/', '/'])('is at %s, whether the proxy strips the path or not', async (path) => {
    expect((await get(path, { reverseProxy })).body).toBe(page.index.body.toString());
    expect((await get(`${path}app-1a2b.js`, { reverseProxy })).status).toBe(200);
  });

  it.each(['/games/quiz', '/games/quiz?x'])(
    'needs the slash at the end, to which browsers are redirected: %s',
    async (path) => {
      const { status, headers } = await get(path, { reverseProxy });
      expect(status).toBe(308);
      expect(new URL(headers.location ?? '', `https://example.org${path}`).href).toBe(
        'https://example.org/games/quiz/',
      );
    },
  );

  it('needs no slash for the join command', async () => {
    const { status, body } = await get('/games/quiz', { reverseProxy }, { Accept: '*/*' });
    expect(status).toBe(200);
    expect(body).toContain('npx termquiz join https://example.org/games/quiz\n');
  });
});

describe('a request from a page', () => {
  const origins = (port: number) => ({
    own: `http://${LOOPBACK}:${port}`,
    public: 'https://example.org',
    foreign: ['https://example.com', `http://${LOOPBACK}:1`, `http://localhost:${port}`, 'null'],
  });
  const reverseProxy = { publicUrl: 'https://example.org/quiz' };

  it('may open the WebSocket and use the API if the page is the game’s own or that of the public URL', async () => {
    const { port, url } = await serveRoom({ page, reverseProxy });
    const { own, public: publicOrigin } = origins(port);
    for (const origin of [own, publicOrigin]) {
      await TestSocket.open(url, { origin });
      expect((await request(port, '/v1', { headers: { Origin: origin } })).status).toBe(200);
      expect((await request(port, '/v1/views', { headers: { Origin: origin } })).status).toBe(401);
    }
  });

  it('may do neither if the page has another origin', async () => {
    const { port, url } = await serveRoom({ page, reverseProxy });
    for (const origin of origins(port).foreign) {
      await expect(TestSocket.open(url, { origin })).rejects.toThrow('403');
      for (const path of ['/v1', '/v1/views', '/v1/players']) {
        const method = path === '/v1/players' ? 'POST' : 'GET';
        const { status, headers } = await request(port, path, { method, headers: { Origin: origin } });
        expect(status).toBe(403);
        expect(headers['access-control-allow-origin']).toBeUndefined();
      }
    }
  });
});

describe('every response', () => {
  it.each([
    ['GET', '/', {}],
    ['GET', '/', { Accept: BROWSER }],
    ['GET', '/quiz', { Accept: BROWSER }],
    ['GET', '/app-1a2b.js', {}],
    ['GET', '/v1', {}],
    ['GET', '/v1', { Origin: 'https://example.com' }],
    ['POST', '/v1', {}],
    ['GET', '/v2', {}],
    ['GET', '/v1/socket', {}],
    ['GET', '/v1/views', {}],
    ['POST', '/v1/players', {}],
    ['GET', '/', { Host: 'evil.example' }],
  ])('has its type, nosniff and cache headers: %s %s %j', async (method, path, headers) => {
    const reverseProxy = { publicUrl: 'https://example.org/quiz' };
    const { port } = await serveRoom({ page, reverseProxy });
    const response = await request(port, path, { method, headers: { ...headers } });
    expect(response.headers).toMatchObject({
      'content-type': expect.stringMatching(
        /^(?:application\/json|text\/(?:plain|html|javascript); charset=utf-8)$/u,
      ),
      'x-content-type-options': 'nosniff',
      'cache-control': path === '/app-1a2b.js' ? expect.stringContaining('immutable') : 'no-store',
    });
  });
});

describe('every response to an upgrade', () => {
  const KEY = 'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n';

  it.each([
    [400, '/v1/socket', ''],
    [400, '/v1/socket', KEY.replace('13', '12')],
    [403, '/v1/socket', `${KEY}Origin: https://example.com\r\n`],
    [404, '/', KEY],
    [411, '/', `${KEY}Transfer-Encoding: chunked\r\n`],
    [421, '/v1/socket', `${KEY}X-Forwarded-Host: x\r\n`],
  ])('that fails has them as well: %i %s %j', async (status, path, headers) => {
    const { port } = await serveRoom({ page });
    const host = status === 421 ? 'evil.example' : LOOPBACK;
    const head = `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${headers}\r\n`;
    const response = await sendRaw(port, head);
    expect(response).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `, 'u'));
    expect(response).toContain('\r\nContent-Type: text/plain; charset=utf-8\r\n');
    expect(response).toContain('\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n');
  });
});

/** Requests a path, and returns the body as it was sent. */
async function fetchRaw(port: number, path: string, headers: Record<string, string>) {
  return new Promise<{ headers: Record<string, unknown>; body: Buffer }>((resolve, reject) => {
    httpRequest({ host: LOOPBACK, port, path, headers }, (response) => {
      buffer(response).then((body) => resolve({ headers: response.headers, body }), reject);
    })
      .on('error', reject)
      .end();
  });
}
