import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, it, vi } from 'vitest';
import { autoTransport } from '../../../source/client/transport/auto.ts';
import { systemClock } from '../../../source/clock.ts';
import { TestPlayer, failureOf } from '../../helpers/transports.ts';
import { freePort, listening } from '../../helpers/listening.ts';
import { Middlebox, type Upgrades } from '../../helpers/middlebox.ts';
import { LOOPBACK, PATIENCE, serveRoom } from '../../helpers/sockets.ts';
import type { TransportFailure } from '../../../source/network/faults/transport-failure.ts';

/** A clock on which what takes a minute or more takes a second or more. */
function hurriedClock() {
  const clock = systemClock();
  return {
    now: clock.now,
    after: (ms: number, callback: () => void) => clock.after(ms >= 60_000 ? ms / 60 : ms, callback),
    soon: clock.soon,
  };
}

/** A room behind a middlebox, and Ada on her way there. */
async function behind(upgrades: Upgrades, { idleMs = 0 } = {}) {
  const { room, port } = await serveRoom();
  const box = await Middlebox.before(port, upgrades);
  box.idleMs = idleMs;
  const ada = new TestPlayer(autoTransport(box.base, { clock: hurriedClock(), random: () => 0.1 }), 'Ada');
  return { room, box, ada: ada.join() };
}

async function failureAt(base: string): Promise<TransportFailure> {
  const transport = autoTransport(base, { clock: systemClock(), random: () => 0.1 });
  return failureOf(transport, { type: 'join', pin: '482913', name: 'Ada' });
}

describe('autoTransport', () => {
  it('says that there is no reply as soon as it knows, without another attempt', async () => {
    const port = await freePort();
    const startedAt = performance.now();
    expect(await failureAt(`http://${LOOPBACK}:${port}`)).toEqual({
      code: 'refused',
      message: expect.stringContaining(`${LOOPBACK}:${port}`),
      isFinal: true,
    });
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });

  it('recognises another program, and sends it nothing', async () => {
    const heard: string[] = [];
    const server = createServer((request, response) => {
      void text(request).then((body) => heard.push(`${request.method} ${body}`));
      response.writeHead(200).end('<h1>Welcome to nginx!</h1>');
    });
    const { code, isFinal } = await failureAt(`http://${LOOPBACK}:${await listening(server)}`);
    expect(code).toBe('other-program');
    expect(isFinal).toBe(true);
    expect(heard.join()).not.toContain('482913');
    expect(heard.at(-1)).toBe('GET ');
  });

  it('is a WebSocket where one gets through', async () => {
    const { ada, box } = await behind('pass');
    await ada.has({ connection: 'open', transport: 'websocket' });
    expect(box.targets).toEqual([]);
  });

  it.each([400, 403, 404, 405, 426, 501, 502, 503])(
    'goes on by long polling where an upgrade is refused with %i',
    async (status) => {
      const { room, ada } = await behind(status);
      await ada.has({ connection: 'open', transport: 'long-polling', stage: { phase: 'lobby' } });
      room.command({ type: 'start' });
      room.command({ type: 'next' });
      await ada.sees('question');
      ada.session.answer(1);
      await ada.has({ you: { result: { correct: true } } });
    },
  );

  it('goes on by long polling where an upgrade is never answered', async () => {
    const { ada } = await behind('swallow');
    await ada.has({ connection: 'open', transport: 'long-polling' });
  });

  it('goes on by long polling where WebSockets are cut as soon as they are open', async () => {
    const { ada, box } = await behind('cut');
    await ada.has({ connection: 'open', transport: 'long-polling' });
    expect(box.asked).toBe(2);
  });

  it('goes on by long polling where a WebSocket opens and nothing comes through it, and nobody is seated before', async () => {
    const { room, ada } = await behind('mute');
    const seatedBy = new Set<unknown>();
    room.subscribe(() => seatedBy.add(ada.now.transport));
    await ada.has({ connection: 'open', transport: 'long-polling', stage: { phase: 'lobby' } });
    expect([...seatedBy]).toEqual(['long-polling']);
  });

  it('keeps a WebSocket where quiet ones are cut, once one was', async () => {
    const { box, ada } = await behind('pass', { idleMs: 2500 });
    await ada.has({ connection: 'open', transport: 'websocket' });
    await ada.has({ connection: 'reconnecting' });
    // Longer than a line can live there by the server's pings alone.
    await vi.waitFor(() => expect(box.ageMs).toBeGreaterThan(7600), { timeout: 20_000 });
    expect([box.asked, ada.now.transport, box.targets]).toEqual([2, 'websocket', []]);
  });

  it('goes over to WebSocket in the middle of a question, with the answer that was given', async () => {
    const { room, box, ada } = await behind(426);
    await ada.has({ connection: 'open', transport: 'long-polling' });
    room.command({ type: 'start' });
    room.command({ type: 'next' });
    await ada.sees('question');
    const connections = new Set<string>();
    ada.session.subscribe(() => connections.add(ada.now.connection));
    box.upgrades = 'pass';
    await ada.has({ transport: 'websocket' });
    ada.session.answer(1);
    await ada.has({ answer: { status: 'accepted' }, you: { result: { correct: true } } });
    expect([...connections]).toEqual(['open']);
    expect(room.players()).toEqual([{ name: 'Ada', connected: true }]);
  });

  it('loses no answer that is on its way while it goes over', async () => {
    const { room, box, ada } = await behind(426);
    await ada.has({ connection: 'open', transport: 'long-polling' });
    room.command({ type: 'start' });
    room.command({ type: 'next' });
    await ada.sees('question');
    box.upgrades = 'pass';
    ada.session.subscribe(() => {
      // In the very moment in which the other line is there, before it has said a word.
      if (ada.now.transport === 'websocket') ada.session.answer(1);
    });
    await ada.has({ you: { result: { correct: true, answer: 1 } } });
    expect(room.snapshot().stage).toMatchObject({ phase: 'reveal', distribution: [0, 1, 0, 0] });
  });

  it('stays with long polling while WebSockets that are tried are cut, and the player sees nothing of it', async () => {
    const { box, ada } = await behind(403);
    await ada.has({ connection: 'open', transport: 'long-polling' });
    box.upgrades = 'cut';
    const seen = new Set<string>();
    ada.session.subscribe(() => seen.add(`${ada.now.connection} ${ada.now.transport}`));
    await vi.waitFor(() => expect(box.asked).toBeGreaterThan(2), PATIENCE);
    expect([...seen].filter((state) => state !== 'open long-polling')).toEqual([]);
  });

  it('stays with long polling where nothing comes through the WebSocket that is tried, and the player sees nothing of it', async () => {
    const { room, box, ada } = await behind(403);
    await ada.has({ connection: 'open', transport: 'long-polling' });
    box.upgrades = 'mute';
    const seen = new Set<string>();
    ada.session.subscribe(() => seen.add(`${ada.now.connection} ${ada.now.transport}`));
    await vi.waitFor(() => expect(box.ageMs).toBeGreaterThan(2000), PATIENCE);
    room.command({ type: 'start' });
    await ada.sees('ready');
    await vi.waitFor(() => expect(box.asked).toBe(3), { timeout: 20_000 });
    expect([...seen].filter((state) => state !== 'open long-polling')).toEqual([]);
  });

  it('comes back by long polling after WebSocket did not get through, and tries WebSocket beside it at once', async () => {
    const { box, ada } = await behind(403);
    await ada.has({ connection: 'open', transport: 'long-polling' });
    ada.transport.breakOff();
    await ada.has({ connection: 'open', transport: 'long-polling' });
    await vi.waitFor(() => expect(box.asked).toBe(2), PATIENCE);
    box.upgrades = 'pass';
    ada.transport.breakOff();
    await ada.has({ connection: 'open', transport: 'websocket' });
    ada.transport.breakOff();
    const { targets } = box;
    const before = targets.length;
    await ada.has({ connection: 'open', transport: 'websocket' });
    expect(targets).toHaveLength(before);
  });
});
