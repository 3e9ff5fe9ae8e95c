import { createServer } from 'node:http';
import { describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../../source/clock.ts';
import { HoldTime } from '../../../source/client/transport/send-request.ts';
import { LONG_QUESTIONS, SPEED, acceleratedClock } from '../../helpers/accelerated-clock.ts';
import { TestPlayer, failureOf, transportOver } from '../../helpers/transports.ts';
import { listening } from '../../helpers/listening.ts';
import { Middlebox } from '../../helpers/middlebox.ts';
import { LOOPBACK, WAIT_OPTIONS, serveRoom } from '../../helpers/sockets.ts';

/** Serves a room on an accelerated clock. */
async function serveAccelerated(clock = acceleratedClock()) {
  const served = await serveRoom({ clock, settings: LONG_QUESTIONS });
  const join = (way: 'long-polling' | 'polling', base = served.base) =>
    new TestPlayer(transportOver(way, base, clock), 'Ada', clock).join();
  return { ...served, clock, join };
}

/** Returns the `wait` of each request for views. */
function waits({ targets }: Middlebox): (string | null)[] {
  return targets
    .filter((target) => target.startsWith('/v1/views'))
    .map((target) => new URL(target, 'http://x').searchParams.get('wait'));
}

describe('longPollingTransport', () => {
  it.each([
    [418, true],
    [404, true],
    [502, false],
    [503, false],
  ])('fails for a response of another program with status %i', async (status, isFinal) => {
    const server = createServer((_request, response) => response.writeHead(status).end('{}'));
    const failure = await failureOf(
      transportOver('long-polling', `http://${LOOPBACK}:${await listening(server)}`),
    );
    expect(failure.message).toMatch(`(HTTP status ${status})`);
    expect(failure.isFinal).toBe(isFinal);
  });

  it('calls no handler after it was closed', async () => {
    const { room, close, join } = await serveAccelerated();
    const ada = join('long-polling');
    await ada.sees('lobby');
    ada.session.leave();
    const before = ada.snapshot;
    await vi.waitFor(() => expect(room.players()).toEqual([]), WAIT_OPTIONS);
    await close();
    expect(ada.snapshot).toBe(before);
  });

  it('sends answers over a connection that was opened in advance', async () => {
    const { room, server, join } = await serveAccelerated();
    let connections = 0;
    server.on('connection', () => connections++);
    const ada = join('long-polling');
    await ada.sees('lobby');
    await vi.waitFor(() => expect(connections).toBe(2), WAIT_OPTIONS);
    for (const [question, answer] of [1, true].entries()) {
      await vi.waitFor(() => {
        room.command({ type: question === 0 ? 'start' : 'next' });
        room.command({ type: 'next' });
        expect(room.phase).toBe('question');
      }, WAIT_OPTIONS);
      await ada.sees('question', question);
      ada.session.answer(answer);
      await ada.has({ you: { question, answered: true } });
    }
    expect(connections).toBe(2);
  });

  it('shortens the hold time if a proxy times out, and loses nothing', async () => {
    const { room, port, join } = await serveAccelerated();
    const box = await Middlebox.before(port, 'pass');
    box.timeoutMs = 2000 / SPEED;
    box.timesOutFromS = 2;
    const ada = join('long-polling', box.base);
    await ada.sees('lobby');
    const connections = new Set<string>();
    ada.session.subscribe(() => connections.add(ada.snapshot.connection));
    await vi.waitFor(() => expect(waits(box).filter((wait) => wait === '1')).toHaveLength(3), WAIT_OPTIONS);
    expect(new Set(waits(box))).toEqual(new Set(['25', '12', '6', '3', '1']));
    room.command({ type: 'start' });
    await ada.sees('ready');
    ada.transport.drop();
    await ada.sees('ready');
    expect(waits(box).slice(-1)).toEqual(['1']);
    expect([...connections]).toEqual(['open', 'reconnecting']);
  });

  it('ends if a proxy lets a player join but rejects requests for views', async () => {
    const { port, join } = await serveAccelerated();
    const box = await Middlebox.before(port, 'pass');
    box.refusesViews = 403;
    const ada = join('long-polling', box.base);
    await ada.has({
      connection: 'closed',
      end: { message: expect.stringMatching(/not as termquiz does \(HTTP status 403\)/u) },
    });
  });

  it('keeps the hold time if a proxy rejects at once, as while a host restarts', async () => {
    // In real time, a rejection comes at once on a busy machine, too.
    const { room, port, join } = await serveAccelerated(systemClock());
    const box = await Middlebox.before(port, 'pass');
    const ada = join('long-polling', box.base);
    await ada.sees('lobby');
    box.timeoutMs = 0;
    room.command({ type: 'start' });
    await ada.has({ connection: 'reconnecting' });
    box.timeoutMs = Infinity;
    await ada.has({ connection: 'open', stage: { phase: 'ready' } });
    expect(new Set(waits(box))).toEqual(new Set(['25']));
  });

  it('loses nothing when responses are lost', async () => {
    const { room, port, join } = await serveAccelerated();
    const box = await Middlebox.before(port, 'pass');
    const ada = join('long-polling', box.base);
    await ada.sees('lobby');
    const connections = new Set<string>();
    ada.session.subscribe(() => connections.add(ada.snapshot.connection));
    box.losesNext = 1;
    room.command({ type: 'start' });
    await ada.sees('ready');
    room.command({ type: 'next' });
    await ada.sees('question');
    box.losesNext = 2;
    ada.session.answer(1);
    await ada.has({ answer: { status: 'accepted' }, you: { result: { correct: true } } });
    expect([...connections]).toEqual(['open']);
  });
});

describe('pollingTransport', () => {
  it('sends about one request per second', async () => {
    const { port, clock, join } = await serveAccelerated();
    const box = await Middlebox.before(port, 'pass');
    const ada = join('polling', box.base);
    await ada.sees('lobby');
    const startedAt = clock.now();
    const before = box.targets.length;
    await vi.waitFor(() => expect(box.targets.length).toBeGreaterThanOrEqual(before + 3), WAIT_OPTIONS);
    expect(clock.now() - startedAt).toBeGreaterThan(1900);
    expect(new Set(waits(box))).toEqual(new Set(['0']));
  });
});

describe('HoldTime', () => {
  it('starts at 25 s, and halves with each interruption down to 1 s', () => {
    const hold = new HoldTime();
    const seconds = [hold.seconds];
    while (hold.shorten(hold.seconds)) seconds.push(hold.seconds);
    expect(seconds).toEqual([25, 12, 6, 3, 1]);
  });

  it('is halved once for two requests that were held at the same time', () => {
    const hold = new HoldTime();
    hold.shorten(25);
    hold.shorten(25);
    expect(hold.seconds).toBe(12);
  });
});
