import { once } from 'node:events';
import { type Socket, connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { ROOM } from '../../helpers/games.ts';
import { PIN } from '../../helpers/rooms.ts';
import { LOOPBACK, chunksPerTurn, request, sendRaw, serveRoom } from '../../helpers/sockets.ts';

describe('requests that arrive together with a reset of their connection', () => {
  it('finish in their order, and leave the host running', async () => {
    const { server, port } = await serveRoom();
    const finished: number[] = [];
    let requests = 0;
    server.on('request', (_request, response) => {
      const index = requests++;
      // Before Node's own listener, which throws if they are not in order.
      response.prependListener('finish', () => finished.push(index));
    });
    const client = connect(port, LOOPBACK);
    const accepted = new Promise<Socket>((resolve) => server.once('connection', resolve));
    const [connection] = await Promise.all([accepted, once(client, 'connect')]);
    const closed = new Promise((resolve) => connection.once('close', resolve));
    // Each is rejected with "Connection: close". Node handles what is due between two requests only after a body.
    const rejected = (body: string) =>
      `POST /v1/players HTTP/1.1\r\nHost: ${LOOPBACK}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    client.write(rejected('') + rejected('{}') + rejected(''));
    client.resetAndDestroy();
    await closed;
    expect(finished).toEqual([...finished.keys()]);
    expect((await request(port, '/v1')).status).toBe(200);
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

  it.each([
    [400, 'that is malformed', 'HELLO\r\n\r\n'],
    [400, 'without a host', 'GET / HTTP/1.1\r\n\r\n'],
    [417, 'with an unknown expectation', 'GET / HTTP/1.1\r\nHost: localhost\r\nExpect: tea\r\n\r\n'],
    [431, 'with headers that are too large', `GET / HTTP/1.1\r\nX-Long: ${'x'.repeat(9000)}\r\n\r\n`],
  ])('gets %i %s, which is not cached and whose type is not guessed', async (status, _, raw) => {
    const { port } = await serveRoom();
    const response = await sendRaw(port, raw);
    expect(response).toMatch(new RegExp(String.raw`^HTTP/1\.1 ${status} `, 'u'));
    expect(response).toContain('\r\nCache-Control: no-store\r\n');
    expect(response).toContain('\r\nX-Content-Type-Options: nosniff\r\n');
  });

  it('that is malformed and follows another one gets no response', async () => {
    const { port } = await serveRoom();
    const response = await sendRaw(port, 'GET /v1 HTTP/1.1\r\nHost: localhost\r\n\r\nHELLO\r\n\r\n');
    expect(response.match(/HTTP\/1\.1 \d+/gu)).not.toContain('HTTP/1.1 400');
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
      room: ROOM,
      phase: 'lobby',
      title: 'A quiz',
      names: 'own',
      teams: [],
    });
    room.command({ type: 'start' });
    expect(JSON.parse((await request(port, '/v1')).body)).toMatchObject({ phase: 'ready' });
  });

  it('says which teams there are, and whether names are generated', async () => {
    const { port } = await serveRoom({ settings: { teams: ['Red', 'Blue'], names: 'generated' } });
    const { body } = await request(port, '/v1');
    expect(JSON.parse(body)).toMatchObject({ teams: ['Red', 'Blue'], names: 'generated' });
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
