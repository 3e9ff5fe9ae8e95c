import { describe, expect, it } from 'vitest';
import { PIN } from '../helpers/rooms.ts';
import { request, sayRaw, serveRoom } from '../helpers/sockets.ts';

describe('a plain request', () => {
  it.each(['/v2', '/v1/', '/v1/games', '/favicon.ico', '/../etc/passwd', '//', '/v1%2fsocket'])(
    'to where there is nothing is answered with 404: %s',
    async (path) => {
      const { port } = await serveRoom();
      expect((await request(port, path)).status).toBe(404);
    },
  );

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])(
    'that wants to change something gets 405: %s',
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

  it('to the WebSocket gets 426, as behind a proxy that drops Upgrade', async () => {
    const { port } = await serveRoom();
    const { status, headers } = await request(port, '/v1/socket');
    expect(status).toBe(426);
    expect(headers).toMatchObject({ upgrade: 'websocket', connection: 'Upgrade' });
  });

  it('that is none gets 400', async () => {
    const { port } = await serveRoom();
    expect(await sayRaw(port, 'HELLO\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /u);
  });

  it('with more headers than anybody needs gets 431', async () => {
    const { port } = await serveRoom();
    const { status } = await request(port, '/', { headers: { 'X-Long': 'x'.repeat(9000) } });
    expect(status).toBe(431);
  });
});

describe('GET /v1', () => {
  it('tells what is played here and nothing secret', async () => {
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

  it('answers HEAD with the same headers and no body', async () => {
    const { port } = await serveRoom();
    const { status, headers, body } = await request(port, '/v1', { method: 'HEAD' });
    expect(status).toBe(200);
    expect(Number(headers['content-length'])).toBeGreaterThan(0);
    expect(body).toBe('');
  });
});

describe('GET /', () => {
  it('tells people how to join, without the PIN', async () => {
    const { port } = await serveRoom();
    const { status, headers, body } = await request(port, '/');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(body).toContain('A quiz');
    expect(body).toContain(`npx termquiz join 127.0.0.1:${port} <PIN>`);
    expect(body).not.toContain(PIN);
  });

  it.each(['<script>alert(1)</script>', 'a b', '"; rm -rf /', `x${'y'.repeat(300)}`, '$(reboot)'])(
    'does not repeat a Host that is no address: %s',
    async (host) => {
      const { port } = await serveRoom();
      const { status, body } = await request(port, '/', { headers: { Host: host } });
      expect(status).toBe(200);
      expect(body).toContain('npx termquiz join <address> <PIN>');
      expect(body).not.toContain(host);
      expect(body).not.toContain(PIN);
    },
  );

  it('works without a Host, as in HTTP/1.0', async () => {
    const { port } = await serveRoom();
    expect(await sayRaw(port, 'GET / HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 200 /u);
  });
});
