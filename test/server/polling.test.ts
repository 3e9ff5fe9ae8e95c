import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import type { Stage } from '../../source/view/stage.ts';
import { type ApiAnswer, ApiClient, seated } from '../helpers/api-client.ts';
import { PIN, tokenOf } from '../helpers/rooms.ts';
import { LOOPBACK, PATIENCE, TestSocket, request, sayRaw, serveRoom } from '../helpers/sockets.ts';

const PATHS = ['/v1/players', '/v1/players/me', '/v1/views', '/v1/answers'];

/** Somebody with a seat who sees an open question. */
async function asked() {
  const served = await serveRoom();
  const ada = await seated(served.port);
  served.room.command({ type: 'start' });
  served.room.command({ type: 'next' });
  expect((await ada.views()).message('stage')?.phase).toBe('question');
  return { ...served, ada };
}

/** What brings this phase. */
async function phase(client: ApiClient, wanted: Stage['phase']): Promise<ApiAnswer> {
  return client.until((answer) => answer.message('stage')?.phase === wanted);
}

/** What brings the goodbye. */
async function bye(client: ApiClient): Promise<ApiAnswer> {
  return client.until((answer) => answer.message('bye') !== undefined);
}

describe('a request to the API', () => {
  it.each([
    ['/v1/players', ['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS'], 'POST'],
    ['/v1/players/me', ['GET', 'HEAD', 'POST', 'OPTIONS'], 'DELETE'],
    ['/v1/views', ['HEAD', 'POST', 'DELETE', 'OPTIONS'], 'GET'],
    ['/v1/answers', ['GET', 'HEAD', 'DELETE', 'OPTIONS'], 'POST'],
  ])('to %s with another method gets 405', async (path, methods, allowed) => {
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
  ])('that says its body is no JSON gets 415: "%s"', async (type) => {
    const { port, room } = await serveRoom();
    const join = { type: 'join', pin: PIN, name: 'Ada' };
    const answer = await new ApiClient(port).post('/v1/players', join, { 'Content-Type': type });
    expect(answer.status).toBe(415);
    expect(room.players()).toEqual([]);
  });

  it('may say which characters its JSON has', async () => {
    const { port } = await serveRoom();
    const join = { type: 'join', pin: PIN, name: 'Ada' };
    const headers = { 'Content-Type': 'application/json; charset=utf-8' };
    expect((await new ApiClient(port).post('/v1/players', join, headers)).status).toBe(201);
  });

  it('is never told that other sites may ask', async () => {
    const { port } = await serveRoom();
    for (const path of PATHS) {
      const headers = { Origin: `http://${LOOPBACK}:${port}`, 'Access-Control-Request-Method': 'POST' };
      const answer = await request(port, path, { method: 'OPTIONS', headers });
      expect(Object.keys(answer.headers).join()).not.toMatch(/access-control/u);
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
    [413, { 'Transfer-Encoding': 'chunked' }],
    [415, { 'Content-Type': 'text/plain' }],
    [403, { Origin: 'https://evil.example' }],
  ])(
    'of a megabyte hears that it gets %i, also where it is sent to its end first: %o',
    async (status, more) => {
      const { port } = await serveRoom();
      const size = 'Transfer-Encoding' in more ? {} : { 'Content-Length': '1000000' };
      const headers = { 'Content-Type': 'application/json', ...size, ...more };
      const asked = httpRequest({
        host: LOOPBACK,
        port,
        path: '/v1/players',
        method: 'POST',
        headers,
        agent: false,
      });
      const answered = once(asked, 'response');
      for (let sent = 0; sent < 1_000_000; sent += 100_000) {
        asked.write(' '.repeat(100_000));
        await nextTurn();
      }
      asked.end();
      expect((await answered)[0]).toMatchObject({ statusCode: status });
    },
  );

  it('that does not end after it was refused is cut off', async () => {
    const { port } = await serveRoom();
    const head = 'POST /v1/players HTTP/1.1\r\nHost: x\r\nContent-Type: application/json';
    const socket = connect(port, LOOPBACK);
    const answer = text(socket);
    socket.write(`${head}\r\nContent-Length: 1000000\r\n\r\n `);
    const startedAt = performance.now();
    expect(await answer).toMatch(/^HTTP\/1\.1 413 /u);
    expect(performance.now() - startedAt).toBeLessThan(5000);
  });

  it('of more than 4 KiB that does not say so gets 413', async () => {
    const { port } = await serveRoom();
    const head =
      'POST /v1/players HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked';
    const chunk = `bb8\r\n${'x'.repeat(3000)}\r\n`;
    expect(await sayRaw(port, `${head}\r\n\r\n${chunk}${chunk}0\r\n\r\n`)).toMatch(/^HTTP\/1\.1 413 /u);
  });

  it.each(['', 'hello', 'null', '[]', '{"type":"leave"}', '{"type":"answer","question":0,"answer":1}'])(
    'for a seat that is not understood gets 400: %s',
    async (text) => {
      const { port } = await serveRoom();
      const answer = await new ApiClient(port).post('/v1/players', text);
      expect(answer.status).toBe(400);
      expect(answer.code).toBe('bad-message');
    },
  );

  it.each(['', '?', '{}', '{"type":"join","pin":"482913"}', '{"type":"answer","question":-1,"answer":1}'])(
    'with an answer that is not understood gets 400: %s',
    async (text) => {
      const { port } = await serveRoom();
      const ada = await seated(port);
      const answer = await ada.post('/v1/answers', text);
      expect(answer.status).toBe(400);
      expect(answer.code).toBe('bad-message');
    },
  );

  it.each(['wait=-1', 'wait=soon', 'stage=x', 'you=1.5', 'wait=1e9', 'stage=99999999999999999999'])(
    'for views that is not understood gets 400: %s',
    async (query) => {
      const { port } = await serveRoom();
      const ada = await seated(port);
      expect((await ada.ask(`/v1/views?${query}`)).status).toBe(400);
    },
  );

  it.each([
    ['GET', '/v1/views'],
    ['POST', '/v1/answers'],
    ['DELETE', '/v1/players/me'],
  ])('with a token that nobody has, or none, gets 401: %s %s', async (method, path) => {
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
      const answer = await new ApiClient(port).ask(path, {
        method,
        headers,
        ...(method === 'POST' && { body }),
      });
      expect(answer.status).toBe(401);
      expect(answer.code).toBe('unknown-token');
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    }
  });
});

describe('POST /v1/players', () => {
  it('gives a new seat with 201 and its welcome', async () => {
    const { port, room } = await serveRoom();
    const answer = await new ApiClient(port).join();
    expect(answer.status).toBe(201);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.message('welcome')).toMatchObject({ player: { name: 'Ada' }, token: tokenOf('Ada') });
    expect(room.players()).toEqual([{ name: 'Ada', connected: true }]);
  });

  it('makes a token where none is brought', async () => {
    const { port } = await serveRoom();
    const answer = await new ApiClient(port).post('/v1/players', { type: 'join', pin: PIN, name: 'Ada' });
    const { token } = answer.message('welcome') ?? {};
    expect((await new ApiClient(port, 'Ada', token ?? '').views()).status).toBe(200);
  });

  it('gives the same seat with 200 to who lost the welcome', async () => {
    const { port, room } = await serveRoom();
    const ada = new ApiClient(port);
    const first = await ada.join();
    const second = await ada.join();
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.message('welcome')?.player).toEqual(first.message('welcome')?.player);
    expect(room.players()).toHaveLength(1);
  });

  it('gives a seat again by its token alone, and 401 where there is none', async () => {
    const { port } = await serveRoom();
    const ada = await seated(port);
    expect((await ada.resume()).status).toBe(200);
    const nobody = await new ApiClient(port, 'Nobody').resume();
    expect([nobody.status, nobody.code]).toEqual([401, 'unknown-token']);
  });

  it.each([
    ['wrong-pin', 401, { pin: '000000' }],
    ['name-taken', 409, { name: 'ÁDA', token: tokenOf('Other') }],
    ['bad-name', 400, { name: ' ', token: tokenOf('Other') }],
    ['bad-name', 400, { name: undefined, token: tokenOf('Other') }],
  ])('rejects with the status of %s', async (code, status, change) => {
    const { port } = await serveRoom();
    await seated(port, 'áda');
    const join = { type: 'join', pin: PIN, name: 'Ada', token: tokenOf('Ada'), ...change };
    const answer = await new ApiClient(port).post('/v1/players', join);
    expect([answer.code, answer.status]).toEqual([code, status]);
  });

  it('rejects with 403 where the game is locked, and who was kicked', async () => {
    const { port, room } = await serveRoom();
    const ada = await seated(port);
    room.command({ type: 'kick', name: 'Ada' });
    const kicked = await ada.join();
    expect([kicked.status, kicked.code]).toEqual([403, 'kicked']);
    room.command({ type: 'lock' });
    const locked = await new ApiClient(port, 'Bob').join();
    expect([locked.status, locked.code]).toEqual([403, 'locked']);
  });

  it('rejects with 503 where the game is full', async () => {
    const { port } = await serveRoom({ settings: { maxPlayers: 1 } });
    await seated(port);
    const full = await new ApiClient(port, 'Bob').join();
    expect([full.status, full.code]).toEqual([503, 'full']);
  });

  it('looks at PINs more and more slowly where many were wrong, and refuses with 429 in the end', async () => {
    const { port } = await serveRoom();
    const tries = Array.from({ length: 60 }, () => new ApiClient(port).join({ pin: '000000' }));
    const statuses = (await Promise.all(tries)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401).length).toBeLessThan(60);
    expect(new Set(statuses)).toEqual(new Set([401, 429]));
  });

  it('is the same address for wrong PINs as over WebSocket', async () => {
    const { port, url } = await serveRoom();
    await Promise.all(Array.from({ length: 60 }, () => new ApiClient(port).join({ pin: '000000' })));
    const client = await TestSocket.open(url);
    const startedAt = performance.now();
    client.send({ type: 'join', pin: PIN, name: 'Ada' });
    await vi.waitFor(() => expect(client.messages.length).toBeGreaterThan(0), PATIENCE);
    expect(performance.now() - startedAt).toBeGreaterThan(150);
  });
});

describe('GET /v1/views', () => {
  it('gives at once what differs from the versions given, newer or not', async () => {
    const { port } = await serveRoom();
    const ada = await seated(port);
    const { stage, you } = ada;
    expect(stage).toBeGreaterThan(0);
    expect(you).toBeGreaterThan(0);
    for (const [shift, keys] of [
      [{ stage: 1 }, ['now', 'stage']],
      [{ stage: -1 }, ['now', 'stage']],
      [{ you: 1 }, ['now', 'you']],
      [{ you: -1, stage: -1 }, ['now', 'stage', 'you']],
      [{}, ['now']],
    ] as const) {
      ada.stage = (stage ?? 0) + ('stage' in shift ? shift.stage : 0);
      ada.you = (you ?? 0) + ('you' in shift ? shift.you : 0);
      expect(Object.keys(JSON.parse((await ada.views()).text))).toEqual(keys);
    }
  });

  it('answers with neither when there was no news for so long as it was to wait', async () => {
    const { port } = await serveRoom();
    const ada = await seated(port);
    const startedAt = performance.now();
    const answer = await ada.views(1);
    expect(performance.now() - startedAt).toBeGreaterThan(900);
    expect(Object.keys(JSON.parse(answer.text))).toEqual(['now']);
  });

  it('brings what changed in one turn as one, as soon as it changed', async () => {
    const { port, room } = await serveRoom();
    const ada = await seated(port);
    const ready = phase(ada, 'ready');
    // By then the request is most likely held.
    await ada.post('/v1/answers', '');
    room.command({ type: 'start' });
    expect((await ready).message('you')?.question).toBe(0);
  });

  it('gives again what was lost on its way', async () => {
    const { ada, room } = await asked();
    const { stage, you } = ada;
    expect((await ada.answer(1)).status).toBe(200);
    room.command({ type: 'skip' });
    const lost = await phase(ada, 'reveal');
    Object.assign(ada, { stage, you });
    const again = await ada.views();
    expect(again.message('stage')).toEqual(lost.message('stage'));
    expect(again.message('you')).toEqual(lost.message('you'));
  });

  it('lets go of who hangs up, and loses nothing of what came meanwhile', async () => {
    const { port, room } = await serveRoom();
    const ada = await seated(port);
    const hangUp = new AbortController();
    const held = ada.views(30, hangUp.signal);
    await ada.post('/v1/answers', '');
    hangUp.abort();
    await expect(held).rejects.toThrow('abort');
    room.command({ type: 'start' });
    expect((await ada.views()).message('stage')?.phase).toBe('ready');
  });

  it('answers the older of two at once, with neither', async () => {
    const { port } = await serveRoom();
    const ada = await seated(port);
    const older = ada.views(5);
    await ada.post('/v1/answers', '');
    const newer = ada.views(1);
    expect(Object.keys(JSON.parse((await older).text))).toEqual(['now']);
    expect((await newer).status).toBe(200);
  });

  it('takes over a seat that was reached by WebSocket, in the middle of a question', async () => {
    const { port, url, room } = await serveRoom();
    const socket = await TestSocket.open(url);
    socket.send({ type: 'join', pin: PIN, name: 'Ada', token: tokenOf('Ada') });
    await socket.next('you');
    await seated(port, 'Bob');
    room.command({ type: 'start' });
    room.command({ type: 'next' });
    await socket.next('stage', ({ phase }) => phase === 'question');
    socket.send({ type: 'answer', question: 0, answer: 1 });
    await socket.next('you', ({ answered }) => answered);
    const ada = new ApiClient(port);
    const views = await ada.views();
    expect(views.message('stage')?.phase).toBe('question');
    expect(views.message('you')).toMatchObject({ answered: true, answer: 1 });
    expect(await socket.closed).toBe(4002);
    expect((await socket.next('bye')).code).toBe('replaced');
    const again = await ada.answer(0);
    expect([again.status, again.code]).toEqual([409, 'already-answered']);
    expect(again.message('rejected')?.question).toBe(0);
  });

  it('says once that a WebSocket has the seat now, and is refused from then on', async () => {
    const { ada, url, room } = await asked();
    expect((await ada.answer(1)).status).toBe(200);
    const socket = await TestSocket.open(url);
    socket.send({ type: 'resume', token: ada.token });
    await socket.next('welcome');
    const over = await bye(ada);
    expect(over.status).toBe(200);
    expect(over.message('bye')?.code).toBe('replaced');
    for (const later of [await ada.views(), await ada.answer(0), await ada.leave()]) {
      expect(later.status).toBe(403);
      expect(later.message('bye')?.code).toBe('replaced');
    }
    expect(room.players()).toEqual([{ name: 'Ada', connected: true }]);
    expect((await ada.resume()).status).toBe(200);
    expect(await socket.closed).toBe(4002);
    expect((await ada.views()).status).toBe(200);
  });

  it('says goodbye to who holds the line when a newer one takes the seat', async () => {
    const { port } = await serveRoom();
    const ada = await seated(port);
    const held = bye(ada);
    await ada.post('/v1/answers', '');
    await new ApiClient(port).resume();
    expect((await held).message('bye')?.code).toBe('replaced');
  });

  it('says goodbye to who was kicked, and 403 after that', async () => {
    const { port, room } = await serveRoom();
    const ada = await seated(port);
    const held = bye(ada);
    await ada.post('/v1/answers', '');
    room.command({ type: 'kick', name: 'Ada' });
    expect((await held).message('bye')?.code).toBe('kicked');
    expect((await ada.views()).status).toBe(403);
  });

  it('gets 429 where one seat asks too much, without a word on other seats', async () => {
    const { port } = await serveRoom();
    const [ada, bob] = [await seated(port), await seated(port, 'Bob')];
    const answers = await Promise.all(Array.from({ length: 80 }, () => ada.views()));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(10);
    expect(refused[0]?.code).toBe('rate-limited');
    expect((await bob.views()).status).toBe(200);
  });

  it('gets 429 where one address asks for seats that are not there, without a word on those that are', async () => {
    const { port } = await serveRoom();
    const ada = await seated(port);
    const nobody = new ApiClient(port, 'Nobody');
    const statuses = new Set<number>();
    for (let asked = 0; asked < 800; asked += 50) {
      const answers = await Promise.all(Array.from({ length: 50 }, () => nobody.views()));
      for (const { status } of answers) statuses.add(status);
    }
    expect(statuses).toEqual(new Set([401, 429]));
    expect((await ada.views()).status).toBe(200);
  });
});

describe('POST /v1/answers', () => {
  it('acknowledges an answer with the you that has it', async () => {
    const { ada, port, room } = await asked();
    await seated(port, 'Bob');
    const answer = await ada.answer(1);
    expect(answer.status).toBe(200);
    expect(answer.message('you')).toMatchObject({ answered: true, answer: 1, result: null });
    room.command({ type: 'skip' });
    expect((await phase(ada, 'reveal')).message('you')?.result).toMatchObject({ correct: true });
  });

  it('is acknowledged while a request for views is held, which brings it, too', async () => {
    const { ada, port } = await asked();
    await seated(port, 'Bob');
    await ada.views();
    const held = vi.waitFor(async () => {
      const answer = await ada.views(5);
      expect(answer.message('you')?.answered).toBe(true);
    }, PATIENCE);
    expect((await ada.answer(1)).message('you')?.answered).toBe(true);
    await held;
  });

  it.each([
    ['bad-answer', 400, 99, 0],
    ['wrong-question', 409, 1, 1],
  ])('rejects with the status of %s', async (code, status, answer, question) => {
    const { ada } = await asked();
    const rejected = await ada.answer(answer, question);
    expect([rejected.code, rejected.status]).toEqual([code, status]);
    expect(rejected.message('rejected')?.question).toBe(question);
  });

  it('rejects what comes twice, in a pause and too late with 409', async () => {
    const { ada, room, port } = await asked();
    const bob = await seated(port, 'Bob');
    await ada.answer(1);
    expect((await ada.answer(1)).code).toBe('already-answered');
    room.command({ type: 'pause' });
    const paused = await bob.answer(1);
    room.command({ type: 'resume' });
    room.command({ type: 'skip' });
    const late = await bob.answer(1);
    expect([paused.status, paused.code, late.status, late.code]).toEqual([409, 'paused', 409, 'too-late']);
  });

  it('counts the time until the last byte has come, whenever the first one did', async () => {
    const { port, ada, room } = await asked();
    const body = JSON.stringify({ type: 'answer', question: 0, answer: 1 });
    const head = `POST /v1/answers HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${ada.token}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
    const answered = await sayRaw(port, `${head}${body.slice(0, 10)}`, {
      bytes: body.slice(10),
      afterMs: 1500,
    });
    expect(answered).toMatch(/^HTTP\/1\.1 200 /u);
    room.command({ type: 'skip' });
    const { result } = (await phase(ada, 'reveal')).message('you') ?? {};
    expect(result?.time).toBeGreaterThan(1400);
  });
});

describe('a watcher', () => {
  it('sees the stage, is not counted, and answers nothing', async () => {
    const { port, room } = await serveRoom();
    await seated(port);
    const wrong = await new ApiClient(port).post('/v1/players', { type: 'watch', pin: '000000' });
    expect([wrong.status, wrong.code]).toEqual([401, 'wrong-pin']);
    const entered = await new ApiClient(port).post('/v1/players', { type: 'watch', pin: PIN });
    expect(entered.status).toBe(201);
    const { token, player } = entered.message('welcome') ?? {};
    expect(player).toBeNull();
    const watcher = new ApiClient(port, 'Watcher', token ?? '');
    room.command({ type: 'start' });
    room.command({ type: 'next' });
    const views = await phase(watcher, 'question');
    expect(views.message('stage')?.players).toBe(1);
    expect(views.at('you')).toBeUndefined();
    expect((await watcher.answer(1)).code).toBe('unknown-token');
    room.command({ type: 'end' });
    await phase(watcher, 'podium');
    room.command({ type: 'next' });
    expect((await bye(watcher)).message('bye')?.code).toBe('ended');
  });
});

describe('DELETE /v1/players/me', () => {
  it('gives up the seat in the lobby, and keeps the score for later after it', async () => {
    const { port, room } = await serveRoom();
    const [ada, bob] = [await seated(port), await seated(port, 'Bob')];
    expect((await bob.leave()).status).toBe(204);
    expect(room.players()).toEqual([{ name: 'Ada', connected: true }]);
    expect((await bob.views()).status).toBe(401);
    room.command({ type: 'start' });
    expect((await ada.leave()).status).toBe(204);
    expect(room.players()).toEqual([{ name: 'Ada', connected: false }]);
    expect((await ada.views()).status).toBe(200);
    expect(room.players()).toEqual([{ name: 'Ada', connected: true }]);
  });

  it('has a request for views that is held answered at once, with neither', async () => {
    const { port } = await serveRoom();
    const ada = await seated(port);
    const held = ada.views(60);
    await ada.post('/v1/answers', '');
    await ada.leave();
    expect(Object.keys(JSON.parse((await held).text))).toEqual(['now']);
  });
});

describe('the end', () => {
  it('of the host is told to who holds the line, and to who asks next', async () => {
    const { port, close } = await serveRoom();
    const [ada, bob] = [await seated(port), await seated(port, 'Bob')];
    const held = bye(ada);
    await ada.post('/v1/answers', '');
    const closed = close();
    expect((await held).message('bye')?.code).toBe('host-left');
    expect((await bob.views()).message('bye')?.code).toBe('host-left');
    await closed;
    await expect(bob.views()).rejects.toThrow('fetch failed');
  });

  it('of the host lets in nobody new', async () => {
    const { port, url, close } = await serveRoom();
    const ada = await seated(port);
    const closed = close();
    const late = await new ApiClient(port, 'Late').join();
    expect([late.status, late.message('bye')?.code]).toEqual([503, 'host-left']);
    await expect(TestSocket.open(url)).rejects.toThrow('503');
    expect((await ada.views()).message('bye')?.code).toBe('host-left');
    await closed;
  });

  it('does not wait for long for who does not ask any more, and not at all for who has gone over to WebSocket', async () => {
    const { port, url, close } = await serveRoom();
    const ada = await seated(port);
    const socket = await TestSocket.open(url);
    socket.send({ type: 'resume', token: ada.token });
    await socket.next('welcome');
    const startedAt = performance.now();
    await close();
    expect(performance.now() - startedAt).toBeLessThan(1500);
  });

  it('of the game is told with what there is to see', async () => {
    const { port, room } = await serveRoom();
    const ada = await seated(port);
    room.command({ type: 'start' });
    room.command({ type: 'end' });
    expect(await phase(ada, 'podium')).toMatchObject({ status: 200 });
    room.command({ type: 'next' });
    expect((await bye(ada)).message('bye')?.code).toBe('ended');
    expect((await ada.views()).status).toBe(403);
  });
});

describe('a room of 200 who poll', () => {
  it('plays a question, and everybody gets what they earned', async () => {
    const { port, room } = await serveRoom();
    const players = Array.from({ length: 200 }, (_, index) => new ApiClient(port, `Player ${index}`));
    const all = async <T>(act: (player: ApiClient, index: number) => Promise<T>) =>
      Promise.all(players.map(act));
    await all((player) => player.join());
    expect(room.players()).toHaveLength(200);
    room.command({ type: 'start' });
    await all((player) => phase(player, 'ready'));
    room.command({ type: 'next' });
    await all((player) => phase(player, 'question'));
    const answers = await all((player, index) => player.answer(index % 2));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const revealed = await all((player) => phase(player, 'reveal'));
    for (const [index, answer] of revealed.entries()) {
      expect(answer.message('you')?.result?.correct).toBe(index % 2 === 1);
    }
    room.command({ type: 'end' });
    await all((player) => phase(player, 'podium'));
  });
});
