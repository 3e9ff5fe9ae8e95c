import { describe, expect, it, vi } from 'vitest';
import type { Clock } from '../../../source/clock.ts';
import { ApiClient, seated } from '../../helpers/api-client.ts';
import { ROOM } from '../../helpers/games.ts';
import { PIN, RecordedConnection, tokenOf } from '../../helpers/rooms.ts';
import { LOOPBACK, TestSocket, WAIT_OPTIONS, serveRoom, stoppedClock } from '../../helpers/sockets.ts';

describe('POST /v1/players', () => {
  it('creates a seat and responds with 201 and its welcome', async () => {
    const { port, room } = await serveRoom();
    const response = await new ApiClient(port).join();
    expect(response.status).toBe(201);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.message('welcome')).toMatchObject({ player: { name: 'Ada' }, token: tokenOf('Ada') });
    expect(room.players()).toMatchObject([{ name: 'Ada', connected: true }]);
  });

  it('creates a token if the client sends none', async () => {
    const { port } = await serveRoom();
    const response = await new ApiClient(port).post('/v1/players', { type: 'join', pin: PIN, name: 'Ada' });
    const { token } = response.message('welcome') ?? {};
    expect((await new ApiClient(port, 'Ada', token ?? '').views()).status).toBe(200);
  });

  it('returns the same seat with 200 to a client that lost the welcome', async () => {
    const { port, room } = await serveRoom();
    const ada = new ApiClient(port);
    const first = await ada.join();
    const second = await ada.join();
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.message('welcome')?.player).toEqual(first.message('welcome')?.player);
    expect(room.players()).toHaveLength(1);
  });

  it('resumes a seat by its token alone, and responds with 401 to an unknown token', async () => {
    const { port } = await serveRoom();
    const ada = await seated(port);
    expect((await ada.resume()).status).toBe(200);
    const nobody = await new ApiClient(port, 'Nobody').resume();
    expect([nobody.status, nobody.code]).toEqual([401, 'unknown-token']);
    expect(nobody.message('rejected')?.room).toBe(ROOM);
  });

  it.each([
    ['wrong-pin', 401, { pin: '000000' }],
    ['name-taken', 409, { name: 'ÁDA', token: tokenOf('Other') }],
    ['bad-name', 400, { name: ' ', token: tokenOf('Other') }],
    ['bad-name', 400, { name: undefined, token: tokenOf('Other') }],
  ])('rejects a join with %s', async (code, status, change) => {
    const { port } = await serveRoom();
    await seated(port, 'áda');
    const join = { type: 'join', pin: PIN, name: 'Ada', token: tokenOf('Ada'), ...change };
    const response = await new ApiClient(port).post('/v1/players', join);
    expect([response.code, response.status]).toEqual([code, status]);
  });

  it('rejects new players of a locked game and kicked players with 403', async () => {
    const { port, room } = await serveRoom();
    const ada = await seated(port);
    room.command({ type: 'kick', name: 'Ada' });
    const kicked = await ada.join();
    expect([kicked.status, kicked.code]).toEqual([403, 'kicked']);
    room.command({ type: 'lock' });
    const locked = await new ApiClient(port, 'Bob').join();
    expect([locked.status, locked.code]).toEqual([403, 'locked']);
  });

  it('rejects players of a full game with 503', async () => {
    const { port } = await serveRoom({ settings: { maxPlayers: 1 } });
    await seated(port);
    const full = await new ApiClient(port, 'Bob').join();
    expect([full.status, full.code]).toEqual([503, 'full']);
  });

  it('makes joins wait after many wrong PINs, and finally rejects them with 429', async () => {
    const stopped = stoppedClock();
    const clock: Clock = {
      ...stopped,
      after: (delayMs, callback) => stopped.after(delayMs / 50, callback),
    };
    const { port } = await serveRoom({ clock });
    const attempts = Array.from({ length: 100 }, () => new ApiClient(port).join({ pin: '000000' }));
    const statuses = (await Promise.all(attempts)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401).length).toBeLessThan(100);
    expect(new Set(statuses)).toEqual(new Set([401, 429]));
  });

  it('resumes the seat of a token even if its PIN is wrong and many others wait', async () => {
    const { port } = await serveRoom();
    const ada = await seated(port);
    const attempts = Array.from({ length: 100 }, () => new ApiClient(port, 'Eve').join({ pin: '000000' }));
    expect((await ada.join({ pin: '000000' })).status).toBe(200);
    await Promise.race(attempts);
  });

  it('shares the limit on wrong PINs with WebSockets from the same address', async () => {
    const { port, url, room } = await serveRoom({ clock: stoppedClock() });
    await Promise.all(Array.from({ length: 19 }, () => new ApiClient(port).join({ pin: '000000' })));
    expect(room.alarms.snapshot()).toEqual([]);
    const client = await TestSocket.open(url);
    client.send({ type: 'join', pin: '000000', name: 'Ada' });
    await client.next('rejected');
    expect(room.alarms.snapshot()).toEqual([{ type: 'pin-guessing' }]);
  });
});

describe('a seat that moves over HTTP', () => {
  it('gets a code, continues under another token with 200, and ends on the first device with moved', async () => {
    const { port, room } = await serveRoom();
    const ada = await seated(port);
    const response = await ada.post('/v1/players/me/move', { type: 'move' });
    expect(response.status).toBe(200);
    const { code = '', expiresAt = 0 } = response.message('move') ?? {};
    expect(expiresAt - room.now()).toBeGreaterThan(50_000);
    const held = ada.bye();
    const phone = new ApiClient(port, 'phone');
    const continued = await phone.post('/v1/players', { type: 'continue', code, token: phone.token });
    expect([continued.status, continued.message('welcome')?.player?.name]).toEqual([200, 'Ada']);
    expect((await held).message('bye')?.code).toBe('moved');
    const [answered, resumed] = [await ada.answer(1), await ada.resume()];
    expect([answered.status, answered.message('bye')?.code]).toEqual([403, 'moved']);
    expect([resumed.status, resumed.code]).toEqual([403, 'moved']);
    expect((await phone.views()).message('you')?.name).toBe('Ada');
    expect(room.players()).toMatchObject([{ name: 'Ada', connected: true }]);
  });

  it('moves between WebSocket and HTTP, and gives the welcome again to a device that lost it', async () => {
    const { port, url, room } = await serveRoom();
    const terminal = await TestSocket.open(url);
    terminal.send({ type: 'join', pin: PIN, name: 'Ada' });
    await terminal.next('welcome');
    terminal.send({ type: 'move' });
    const { code } = await terminal.next('move');
    const phone = new ApiClient(port, 'phone');
    const message = { type: 'continue', code, token: phone.token };
    const responses = [await phone.post('/v1/players', message), await phone.post('/v1/players', message)];
    expect(responses.map(({ status }) => status)).toEqual([200, 200]);
    expect((await terminal.next('bye')).code).toBe('moved');
    expect(await terminal.closed).toBe(4004);
    const back = (await phone.post('/v1/players/me/move', { type: 'move' })).message('move');
    const laptop = await TestSocket.open(url);
    laptop.send({ type: 'continue', code: back?.code ?? '' });
    expect((await laptop.next('welcome')).token).toMatch(/^[\w-]{22,}$/u);
    expect((await phone.bye()).message('bye')?.code).toBe('moved');
    expect(room.players()).toHaveLength(1);
  });

  it('rejects a wrong code with 401, a request without a seat with 401, and too many codes with 429', async () => {
    const { port } = await serveRoom();
    const ada = await seated(port);
    const wrong = await new ApiClient(port, 'phone').post('/v1/players', {
      type: 'continue',
      code: 'K7QX2M9P',
    });
    expect([wrong.status, wrong.code]).toEqual([401, 'wrong-code']);
    const nobody = await new ApiClient(port, 'Nobody').post('/v1/players/me/move', { type: 'move' });
    expect([nobody.status, nobody.code]).toEqual([401, 'unknown-token']);
    expect((await ada.post('/v1/players/me/move', { type: 'leave' })).code).toBe('bad-message');
    for (let count = 0; count < 5; count++) await ada.post('/v1/players/me/move', { type: 'move' });
    const limited = await ada.post('/v1/players/me/move', { type: 'move' });
    expect([limited.status, limited.code]).toEqual([429, 'rate-limited']);
  });
});

describe('a watcher over HTTP', () => {
  it('sees the stage, is not counted and cannot answer', async () => {
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
    const views = await watcher.phase('question');
    expect(views.message('stage')?.players).toBe(1);
    expect(views.at('you')).toBeUndefined();
    expect((await watcher.answer(1)).code).toBe('unknown-token');
    room.command({ type: 'end' });
    await watcher.phase('podium');
    room.command({ type: 'next' });
    expect((await watcher.bye()).message('bye')?.code).toBe('ended');
  });
});

describe('DELETE /v1/players/me', () => {
  it('gives up the seat in the lobby, and keeps the score once the game has started', async () => {
    const { port, room } = await serveRoom();
    const [ada, bob] = [await seated(port), await seated(port, 'Bob')];
    expect((await bob.leave()).status).toBe(204);
    expect(room.players()).toMatchObject([{ name: 'Ada', connected: true }]);
    expect((await bob.views()).status).toBe(401);
    room.command({ type: 'start' });
    expect((await ada.leave()).status).toBe(204);
    expect(room.players()).toMatchObject([{ name: 'Ada', connected: false }]);
    expect((await ada.views()).status).toBe(200);
    expect(room.players()).toMatchObject([{ name: 'Ada', connected: true }]);
  });

  it('ends a held request for views at once, without views', async () => {
    const { port } = await serveRoom();
    const ada = await seated(port);
    const held = ada.views(60);
    await ada.post('/v1/answers', '');
    await ada.leave();
    expect(Object.keys(JSON.parse((await held).text))).toEqual(['now']);
  });
});

describe('a player whose address has taken many seats', () => {
  it('waits for a new one, but returns at once', async () => {
    const stopped = stoppedClock();
    let now = stopped.now();
    const { port, room } = await serveRoom({ clock: { ...stopped, now: () => now } });
    const ada = await seated(port);
    const connection = new RecordedConnection(LOOPBACK);
    for (let seat = 1; seat < 1500; seat++) room.entrance.watch(connection);
    const waiting = ['Bob', 'Cleo', 'Dan'].map(async (name) => new ApiClient(port, name).join());
    await vi.waitFor(() => expect(room.snapshot().alarms).toEqual([{ type: 'join-flood' }]), WAIT_OPTIONS);
    expect((await ada.resume()).status).toBe(200);
    expect(room.players()).toHaveLength(1);
    now += 1000;
    expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual([201, 201, 201]);
  });
});
