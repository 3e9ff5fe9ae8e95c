import { describe, expect, it } from 'vitest';
import { acceleratedClock } from '../../helpers/accelerated-clock.ts';
import { ApiClient, seated, serveOpenQuestion } from '../../helpers/api-client.ts';
import { PIN, tokenOf } from '../../helpers/rooms.ts';
import { TestSocket, serveRoom, stoppedClock } from '../../helpers/sockets.ts';

describe('GET /v1/views', () => {
  it('returns at once the views whose version differs from the given one, newer or older', async () => {
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

  it('returns no views if nothing has changed when the wait ends', async () => {
    const clock = acceleratedClock();
    const { port } = await serveRoom({ clock });
    const ada = await seated(port);
    const startedAt = clock.now();
    const response = await ada.views(1);
    expect(clock.now() - startedAt).toBeGreaterThan(900);
    expect(Object.keys(JSON.parse(response.text))).toEqual(['now']);
  });

  it('returns all changes of one turn in one response, as soon as they happen', async () => {
    const { port, room } = await serveRoom();
    const ada = await seated(port);
    const ready = ada.phase('ready');
    // By the end of this request, the one above is most likely held.
    await ada.post('/v1/answers', '');
    room.command({ type: 'start' });
    expect((await ready).message('you')?.question).toBe(0);
  });

  it('returns the views again if the response was lost', async () => {
    const { ada, room } = await serveOpenQuestion();
    const { stage, you } = ada;
    expect((await ada.answer(1)).status).toBe(200);
    room.command({ type: 'close' });
    const lost = await ada.phase('reveal');
    Object.assign(ada, { stage, you });
    const again = await ada.views();
    expect(again.message('stage')).toEqual(lost.message('stage'));
    expect(again.message('you')).toEqual(lost.message('you'));
  });

  it('drops a request whose client disconnects, and loses no changes', async () => {
    const { port, room } = await serveRoom();
    const ada = await seated(port);
    const disconnect = new AbortController();
    const held = ada.views(30, disconnect.signal);
    await ada.post('/v1/answers', '');
    disconnect.abort();
    await expect(held).rejects.toThrow('abort');
    room.command({ type: 'start' });
    expect((await ada.views()).message('stage')?.phase).toBe('ready');
  });

  it('returns no views to the older of two requests, at once', async () => {
    const { port } = await serveRoom({ clock: acceleratedClock() });
    const ada = await seated(port);
    const older = ada.views(5);
    await ada.post('/v1/answers', '');
    const newer = ada.views(1);
    expect(Object.keys(JSON.parse((await older).text))).toEqual(['now']);
    expect((await newer).status).toBe(200);
  });

  it('takes over the seat of a WebSocket in the middle of a question', async () => {
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

  it('says goodbye once a WebSocket has taken the seat, and responds with 403 from then on', async () => {
    const { ada, url, room } = await serveOpenQuestion();
    expect((await ada.answer(1)).status).toBe(200);
    const socket = await TestSocket.open(url);
    socket.send({ type: 'resume', token: ada.token });
    await socket.next('welcome');
    const goodbye = await ada.bye();
    expect(goodbye.status).toBe(200);
    expect(goodbye.message('bye')?.code).toBe('replaced');
    for (const later of [await ada.views(), await ada.answer(0), await ada.leave()]) {
      expect(later.status).toBe(403);
      expect(later.message('bye')?.code).toBe('replaced');
    }
    expect(room.players()).toMatchObject([{ name: 'Ada', connected: true }]);
    expect((await ada.resume()).status).toBe(200);
    expect(await socket.closed).toBe(4002);
    expect((await ada.views()).status).toBe(200);
  });

  it('says goodbye to a held request when a newer connection takes the seat', async () => {
    const { port } = await serveRoom();
    const ada = await seated(port);
    const held = ada.bye();
    await ada.post('/v1/answers', '');
    await new ApiClient(port).resume();
    expect((await held).message('bye')?.code).toBe('replaced');
  });

  it('says goodbye to a kicked player, and responds with 403 from then on', async () => {
    const { port, room } = await serveRoom();
    const ada = await seated(port);
    const held = ada.bye();
    await ada.post('/v1/answers', '');
    room.command({ type: 'kick', name: 'Ada' });
    expect((await held).message('bye')?.code).toBe('kicked');
    expect((await ada.views()).status).toBe(403);
  });

  it('responds with 429 to too many requests for one seat, and serves other seats', async () => {
    const { port } = await serveRoom({ clock: stoppedClock() });
    const ada = await seated(port);
    const bob = new ApiClient(port, 'Bob');
    await bob.join();
    const responses = await Promise.all(Array.from({ length: 80 }, () => ada.views()));
    const limited = responses.filter(({ status }) => status === 429);
    expect(limited.length).toBeGreaterThan(10);
    expect(limited[0]?.code).toBe('rate-limited');
    expect((await bob.views()).status).toBe(200);
  });

  it('responds with 429 to too many requests with unknown tokens from one address, and serves known and new seats', async () => {
    const { port } = await serveRoom({ clock: stoppedClock() });
    const ada = await seated(port);
    const nobody = new ApiClient(port, 'Nobody');
    const statuses = new Set<number>();
    for (let requests = 0; requests < 800; requests += 50) {
      const responses = await Promise.all(Array.from({ length: 50 }, () => nobody.views()));
      for (const { status } of responses) statuses.add(status);
    }
    expect(statuses).toEqual(new Set([401, 429]));
    expect((await ada.views()).status).toBe(200);
    expect((await new ApiClient(port, 'Bob').join()).status).toBe(201);
  });
});
