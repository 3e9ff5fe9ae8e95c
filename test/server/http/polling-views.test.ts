import { describe, expect, it } from 'vitest';
import { ApiClient, seated, serveOpenQuestion } from '../../helpers/api-client.ts';
import { PIN, tokenOf } from '../../helpers/rooms.ts';
import { TestSocket, serveRoom, stoppedClock } from '../../helpers/sockets.ts';

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
    const ready = ada.phase('ready');
    // By then the request is most likely held.
    await ada.post('/v1/answers', '');
    room.command({ type: 'start' });
    expect((await ready).message('you')?.question).toBe(0);
  });

  it('gives again what was lost on its way', async () => {
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
    const { ada, url, room } = await serveOpenQuestion();
    expect((await ada.answer(1)).status).toBe(200);
    const socket = await TestSocket.open(url);
    socket.send({ type: 'resume', token: ada.token });
    await socket.next('welcome');
    const over = await ada.bye();
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
    const held = ada.bye();
    await ada.post('/v1/answers', '');
    await new ApiClient(port).resume();
    expect((await held).message('bye')?.code).toBe('replaced');
  });

  it('says goodbye to who was kicked, and 403 after that', async () => {
    const { port, room } = await serveRoom();
    const ada = await seated(port);
    const held = ada.bye();
    await ada.post('/v1/answers', '');
    room.command({ type: 'kick', name: 'Ada' });
    expect((await held).message('bye')?.code).toBe('kicked');
    expect((await ada.views()).status).toBe(403);
  });

  it('gets 429 where one seat asks too much, without a word on other seats', async () => {
    const { port } = await serveRoom({ clock: stoppedClock() });
    const [ada, bob] = [await seated(port), await seated(port, 'Bob')];
    const answers = await Promise.all(Array.from({ length: 80 }, () => ada.views()));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(10);
    expect(refused[0]?.code).toBe('rate-limited');
    expect((await bob.views()).status).toBe(200);
  });

  it('gets 429 where one address asks for seats that are not there, without a word on those that are or that are taken', async () => {
    const { port } = await serveRoom({ clock: stoppedClock() });
    const ada = await seated(port);
    const nobody = new ApiClient(port, 'Nobody');
    const statuses = new Set<number>();
    for (let asked = 0; asked < 800; asked += 50) {
      const answers = await Promise.all(Array.from({ length: 50 }, () => nobody.views()));
      for (const { status } of answers) statuses.add(status);
    }
    expect(statuses).toEqual(new Set([401, 429]));
    expect((await ada.views()).status).toBe(200);
    expect((await new ApiClient(port, 'Bob').join()).status).toBe(201);
  });
});
