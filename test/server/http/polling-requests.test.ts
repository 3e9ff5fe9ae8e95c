import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { ApiClient, seated } from '../../helpers/api-client.ts';
import { PIN, tokenOf } from '../../helpers/rooms.ts';
import { LOOPBACK, request, serveRoom } from '../../helpers/sockets.ts';

const PATHS = ['/v1/players', '/v1/players/me', '/v1/views', '/v1/answers'];

describe('a request to the polling API', () => {
  it.each([
    ['/v1/players', ['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS'], 'POST'],
    ['/v1/players/me', ['GET', 'HEAD', 'POST', 'OPTIONS'], 'DELETE'],
    ['/v1/views', ['HEAD', 'POST', 'DELETE', 'OPTIONS'], 'GET'],
    ['/v1/answers', ['GET', 'HEAD', 'DELETE', 'OPTIONS'], 'POST'],
  ])('to %s with a wrong method gets 405', async (path, methods, allowed) => {
    const { port } = await serveRoom();
    for (const method of methods) {
      const { status, headers } = await request(port, path, { method });
      expect(status).toBe(405);
      expect(headers.allow).toBe(allowed);
    }
  });

  it.each(PATHS)('from a page of another site gets 403: %s', async (path) => {
    const { port, room } = await serveRoom();
    const method = path.endsWith('/me') ? 'DELETE' : path.endsWith('views') ? 'GET' : 'POST';
    for (const Origin of ['https://evil.example', 'null', `http://${LOOPBACK}`]) {
      const headers = { Origin, 'Content-Type': 'application/json' };
      expect((await request(port, path, { method, headers })).status).toBe(403);
    }
    expect(room.players()).toEqual([]);
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'application/jsonp',
    '',
  ])('with another content type than JSON gets 415: "%s"', async (type) => {
    const { port, room } = await serveRoom();
    const join = { type: 'join', pin: PIN, name: 'Ada' };
    const response = await new ApiClient(port).post('/v1/players', join, { 'Content-Type': type });
    expect(response.status).toBe(415);
    expect(room.players()).toEqual([]);
  });

  it('may name the charset of its JSON', async () => {
    const { port } = await serveRoom();
    const join = { type: 'join', pin: PIN, name: 'Ada', token: tokenOf('Ada') };
    const headers = { 'Content-Type': 'application/json; charset=utf-8' };
    expect((await new ApiClient(port).post('/v1/players', join, headers)).status).toBe(201);
  });

  it('gets no CORS headers', async () => {
    const { port } = await serveRoom();
    for (const path of PATHS) {
      const headers = { Origin: `http://${LOOPBACK}:${port}`, 'Access-Control-Request-Method': 'POST' };
      const response = await request(port, path, { method: 'OPTIONS', headers });
      expect(Object.keys(response.headers).join()).not.toMatch(/access-control/u);
    }
  });

  it.each(['/v1/players', '/v1/answers'])('to %s of more than 4 KiB gets 413', async (path) => {
    const { port } = await serveRoom();
    const client = await seated(port);
    const padded = (bytes: number) => ' '.repeat(bytes - 2).concat('{}');
    expect((await client.post(path, padded(4096))).status).toBe(400);
    expect((await client.post(path, padded(4097))).status).toBe(413);
  });

  it.each([
    [413, {}],
    [411, { 'Transfer-Encoding': 'chunked' }],
    [415, { 'Content-Type': 'text/plain' }],
    [403, { Origin: 'https://evil.example' }],
  ])('of a megabyte gets %i even if the client sends all of it before reading: %o', async (status, more) => {
    const { port } = await serveRoom();
    const size = 'Transfer-Encoding' in more ? {} : { 'Content-Length': '1000000' };
    const headers = { 'Content-Type': 'application/json', ...size, ...more };
    const outgoing = httpRequest({
      host: LOOPBACK,
      port,
      path: '/v1/players',
      method: 'POST',
      headers,
      agent: false,
    });
    const response = once(outgoing, 'response');
    for (let sent = 0; sent < 1_000_000; sent += 100_000) {
      outgoing.write(' '.repeat(100_000));
      await nextTurn();
    }
    outgoing.end();
    expect((await response)[0]).toMatchObject({ statusCode: status });
  });

  it('that continues after it was rejected is disconnected', async () => {
    const { port } = await serveRoom();
    const head = 'POST /v1/players HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json';
    const socket = connect(port, LOOPBACK);
    const response = text(socket);
    socket.write(`${head}\r\nContent-Length: 1000000\r\n\r\n `);
    const startedAt = performance.now();
    expect(await response).toMatch(/^HTTP\/1\.1 413 /u);
    expect(performance.now() - startedAt).toBeLessThan(5000);
  });

  it.each(['', 'hello', 'null', '[]', '{"type":"leave"}', '{"type":"answer","question":0,"answer":1}'])(
    'for a seat with an invalid message gets 400: %s',
    async (text) => {
      const { port } = await serveRoom();
      const response = await new ApiClient(port).post('/v1/players', text);
      expect(response.status).toBe(400);
      expect(response.code).toBe('bad-message');
    },
  );

  it.each(['', '?', '{}', '{"type":"join","pin":"482913"}', '{"type":"answer","question":-1,"answer":1}'])(
    'with an invalid answer gets 400: %s',
    async (text) => {
      const { port } = await serveRoom();
      const ada = await seated(port);
      const response = await ada.post('/v1/answers', text);
      expect(response.status).toBe(400);
      expect(response.code).toBe('bad-message');
    },
  );

  it.each(['wait=-1', 'wait=soon', 'stage=x', 'you=1.5', 'wait=1e9', 'stage=99999999999999999999'])(
    'for views with an invalid query gets 400: %s',
    async (query) => {
      const { port } = await serveRoom();
      const ada = await seated(port);
      expect((await ada.request(`/v1/views?${query}`)).status).toBe(400);
    },
  );

  it.each([
    ['GET', '/v1/views'],
    ['POST', '/v1/answers'],
    ['DELETE', '/v1/players/me'],
  ])('without a known token gets 401: %s %s', async (method, path) => {
    const { port } = await serveRoom();
    await seated(port);
    const body = JSON.stringify({ type: 'answer', question: 0, answer: 1 });
    const tokens = [
      `Bearer ${'x'.repeat(22)}`,
      'Bearer short',
      'Bearer ',
      tokenOf('Ada'),
      `Basic ${tokenOf('Ada')}`,
    ];
    for (const Authorization of [...tokens, '']) {
      const headers = { Authorization, 'Content-Type': 'application/json' };
      const response = await new ApiClient(port).request(path, {
        method,
        headers,
        ...(method === 'POST' && { body }),
      });
      expect(response.status).toBe(401);
      expect(response.code).toBe('unknown-token');
      expect(response.headers.get('www-authenticate')).toBe('Bearer');
    }
  });
});
