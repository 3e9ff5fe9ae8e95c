import { describe, expect, it, vi } from 'vitest';
import { SPEED, acceleratedClock } from '../../helpers/accelerated-clock.ts';
import { seated, serveOpenQuestion } from '../../helpers/api-client.ts';
import { WAIT_OPTIONS, sendRaw } from '../../helpers/sockets.ts';

describe('POST /v1/reviews', () => {
  it('returns the review of a closed question, and rejects any other', async () => {
    const { ada, room } = await serveOpenQuestion();
    const review = { type: 'review', question: 0 };
    const early = await ada.post('/v1/reviews', review);
    expect([early.status, early.code]).toEqual([409, 'wrong-question']);
    room.command({ type: 'close' });
    const response = await ada.post('/v1/reviews', review);
    expect(response.status).toBe(200);
    expect(response.message('review')).toMatchObject({ correct: 1, result: { answer: null } });
    expect((await ada.post('/v1/reviews', { type: 'leave' })).code).toBe('bad-message');
  });
});

describe('POST /v1/answers', () => {
  it('acknowledges an answer with the you that contains it', async () => {
    const { ada, port, room } = await serveOpenQuestion();
    await seated(port, 'Bob');
    const response = await ada.answer(1);
    expect(response.status).toBe(200);
    expect(response.message('you')).toMatchObject({ answered: true, answer: 1, result: null });
    room.command({ type: 'close' });
    expect((await ada.phase('reveal')).message('you')?.result).toMatchObject({ correct: true });
  });

  it('acknowledges an answer while a request for views is held, which gets the same you', async () => {
    const { ada, port } = await serveOpenQuestion();
    await seated(port, 'Bob');
    await ada.views();
    const held = vi.waitFor(async () => {
      const views = await ada.views(5);
      expect(views.message('you')?.answered).toBe(true);
    }, WAIT_OPTIONS);
    expect((await ada.answer(1)).message('you')?.answered).toBe(true);
    await held;
  });

  it.each([
    ['bad-answer', 400, 99, 0],
    ['wrong-question', 409, 1, 1],
  ])('rejects with the status of %s', async (code, status, answer, question) => {
    const { ada } = await serveOpenQuestion();
    const rejected = await ada.answer(answer, question);
    expect([rejected.code, rejected.status]).toEqual([code, status]);
    expect(rejected.message('rejected')?.question).toBe(question);
  });

  it('rejects a second, a paused and a late answer with 409', async () => {
    const { ada, room, port } = await serveOpenQuestion();
    const bob = await seated(port, 'Bob');
    await ada.answer(1);
    expect((await ada.answer(1)).code).toBe('already-answered');
    room.command({ type: 'pause' });
    const paused = await bob.answer(1);
    room.command({ type: 'resume' });
    room.command({ type: 'close' });
    const late = await bob.answer(1);
    expect([paused.status, paused.code, late.status, late.code]).toEqual([409, 'paused', 409, 'too-late']);
  });

  it('measures the time until the last byte of the request has arrived', async () => {
    const { port, ada, room } = await serveOpenQuestion({ clock: acceleratedClock() });
    const body = JSON.stringify({ type: 'answer', question: 0, answer: 1 });
    const head = `POST /v1/answers HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${ada.token}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
    const response = await sendRaw(port, `${head}${body.slice(0, 10)}`, {
      bytes: body.slice(10),
      afterMs: 1500 / SPEED,
    });
    expect(response).toMatch(/^HTTP\/1\.1 200 /u);
    room.command({ type: 'close' });
    const { result } = (await ada.phase('reveal')).message('you') ?? {};
    expect(result?.time).toBeGreaterThan(1400);
  });
});
