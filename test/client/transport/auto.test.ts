import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, it, vi } from 'vitest';
import { autoTransport } from '../../../source/client/transport/auto.ts';
import { createTransport } from '../../../source/client/transport/create-transport.ts';
import { systemClock } from '../../../source/clock.ts';
import { LONG_QUESTIONS, SPEED, acceleratedClock } from '../../helpers/accelerated-clock.ts';
import { TestPlayer, failureOf } from '../../helpers/transports.ts';
import { freePort, listening } from '../../helpers/listening.ts';
import { ManualClock } from '../../helpers/manual-clock.ts';
import { Middlebox, type Upgrades } from '../../helpers/middlebox.ts';
import { ScriptedTransport } from '../../helpers/scripted-transport.ts';
import { LOOPBACK, WAIT_OPTIONS, serveRoom } from '../../helpers/sockets.ts';
import type { TransportFailure } from '../../../source/client/transport/transport.ts';

/** Returns an accelerated clock that does not wait for minutes to probe: such delays are 20 times shorter still. */
function eagerClock() {
  const clock = acceleratedClock();
  return {
    ...clock,
    after: (ms: number, callback: () => void) => clock.after(ms >= 60_000 ? ms / 20 : ms, callback),
  };
}

/** Serves a room behind a middlebox, and lets Ada join. */
async function behind(upgrades: Upgrades, { idleMs = 0, clock = acceleratedClock() } = {}) {
  const { room, port } = await serveRoom({ clock, settings: LONG_QUESTIONS });
  const box = await Middlebox.before(port, upgrades);
  box.idleMs = idleMs / SPEED;
  const handshakeTimeout = 5000 / SPEED;
  const transport = createTransport(box.base, 'auto', { clock, random: () => 0.1, handshakeTimeout });
  const ada = new TestPlayer(transport, 'Ada', clock);
  return { room, box, ada: ada.join() };
}

async function failureAt(base: string): Promise<TransportFailure> {
  const transport = createTransport(base, 'auto', { clock: systemClock(), random: () => 0.1 });
  return failureOf(transport, { type: 'join', pin: '482913', name: 'Ada' });
}

describe('autoTransport', () => {
  it('fails as soon as a connection is refused, without another attempt', async () => {
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
    const received: string[] = [];
    const server = createServer((request, response) => {
      void text(request).then((body) => received.push(`${request.method} ${body}`));
      response.writeHead(200).end('<h1>Welcome to nginx!</h1>');
    });
    const { code, isFinal } = await failureAt(`http://${LOOPBACK}:${await listening(server)}`);
    expect(code).toBe('other-program');
    expect(isFinal).toBe(true);
    expect(received.join()).not.toContain('482913');
    expect(received.at(-1)).toBe('GET ');
  });

  it('uses a WebSocket if one gets through', async () => {
    const { ada, box } = await behind('pass');
    await ada.has({ connection: 'open', transport: 'websocket' });
    expect(box.targets).toEqual([]);
  });

  it.each([400, 403, 404, 405, 426, 501, 502, 503])(
    'falls back to long polling if an upgrade is rejected with %i',
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

  it('falls back to long polling if an upgrade gets no response', async () => {
    const { ada } = await behind('swallow');
    await ada.has({ connection: 'open', transport: 'long-polling' });
  });

  it('falls back to long polling if WebSockets are dropped as soon as they open', async () => {
    const { ada, box } = await behind('cut');
    await ada.has({ connection: 'open', transport: 'long-polling' });
    expect(box.upgradeCount).toBe(2);
  });

  it('falls back to long polling if a WebSocket carries no messages, and joins only then', async () => {
    const { room, ada } = await behind('mute');
    const seatedBy = new Set<unknown>();
    room.subscribe(() => seatedBy.add(ada.snapshot.transport));
    await ada.has({ connection: 'open', transport: 'long-polling', stage: { phase: 'lobby' } });
    expect([...seatedBy]).toEqual(['long-polling']);
  });

  it('keeps a WebSocket open after an idle one was dropped', async () => {
    const { box, ada } = await behind('pass', { idleMs: 2500 });
    await ada.has({ connection: 'open', transport: 'websocket' });
    await ada.has({ connection: 'reconnecting' });
    // Longer than the server's pings alone would keep a connection open.
    await vi.waitFor(() => expect(box.ageMs).toBeGreaterThan(7600 / SPEED), { timeout: 20_000 });
    expect([box.upgradeCount, ada.snapshot.transport, box.targets]).toEqual([2, 'websocket', []]);
  });

  it('switches to WebSocket in the middle of a question', async () => {
    const { room, box, ada } = await behind(426, { clock: eagerClock() });
    await ada.has({ connection: 'open', transport: 'long-polling' });
    room.command({ type: 'start' });
    room.command({ type: 'next' });
    await ada.sees('question');
    const connections = new Set<string>();
    ada.session.subscribe(() => connections.add(ada.snapshot.connection));
    box.upgrades = 'pass';
    await ada.has({ transport: 'websocket' });
    ada.session.answer(1);
    await ada.has({ answer: { status: 'accepted' }, you: { result: { correct: true } } });
    expect([...connections]).toEqual(['open']);
    expect(room.players()).toMatchObject([{ name: 'Ada', connected: true }]);
  });

  it('switches only after long polling has carried a message, because a request to enter would take the seat back', () => {
    const clock = new ManualClock();
    const [webSocket, longPolling] = [new ScriptedTransport(), new ScriptedTransport()];
    const opened: string[] = [];
    autoTransport({ webSocket, longPolling, clock }).connect({
      onOpen: (transport) => opened.push(transport),
      onMessage: () => undefined,
      onClose: () => undefined,
    });
    webSocket.connection.drop({ isBlocked: true });
    longPolling.connection.open('long-polling');
    clock.advance(60_000);
    webSocket.connection.open();
    clock.advance(5000);
    expect(opened).toEqual(['long-polling']);
    longPolling.connection.deliver({ type: 'welcome' });
    expect(opened).toEqual(['long-polling', 'websocket']);
    expect(longPolling.connection.isClosed).toBe(true);
  });

  it('loses no answer that is sent during the switch', async () => {
    const { room, box, ada } = await behind(426, { clock: eagerClock() });
    await ada.has({ connection: 'open', transport: 'long-polling' });
    room.command({ type: 'start' });
    room.command({ type: 'next' });
    await ada.sees('question');
    box.upgrades = 'pass';
    ada.session.subscribe(() => {
      // Right after the new connection opened, before its first message.
      if (ada.snapshot.transport === 'websocket') ada.session.answer(1);
    });
    await ada.has({ you: { result: { correct: true, answer: 1 } } });
    expect(room.snapshot().stage).toMatchObject({ phase: 'reveal', distribution: [0, 1, 0, 0] });
  });

  it('stays with long polling, unnoticed by the player, while probing WebSockets are dropped', async () => {
    const { box, ada } = await behind(403, { clock: eagerClock() });
    await ada.has({ connection: 'open', transport: 'long-polling' });
    box.upgrades = 'cut';
    const seen = new Set<string>();
    ada.session.subscribe(() => seen.add(`${ada.snapshot.connection} ${ada.snapshot.transport}`));
    await vi.waitFor(() => expect(box.upgradeCount).toBeGreaterThan(2), WAIT_OPTIONS);
    expect([...seen].filter((state) => state !== 'open long-polling')).toEqual([]);
  });

  it('stays with long polling, unnoticed by the player, while a probing WebSocket carries no messages', async () => {
    const { room, box, ada } = await behind(403, { clock: eagerClock() });
    await ada.has({ connection: 'open', transport: 'long-polling' });
    box.upgrades = 'mute';
    const seen = new Set<string>();
    ada.session.subscribe(() => seen.add(`${ada.snapshot.connection} ${ada.snapshot.transport}`));
    await vi.waitFor(() => expect(box.ageMs).toBeGreaterThan(2000 / SPEED), WAIT_OPTIONS);
    room.command({ type: 'start' });
    await ada.sees('ready');
    await vi.waitFor(() => expect(box.upgradeCount).toBe(3), { timeout: 20_000 });
    expect([...seen].filter((state) => state !== 'open long-polling')).toEqual([]);
  });

  it('reconnects over long polling after WebSocket was blocked, and probes WebSocket at once', async () => {
    const { box, ada } = await behind(403);
    await ada.has({ connection: 'open', transport: 'long-polling' });
    ada.transport.drop();
    await ada.has({ connection: 'open', transport: 'long-polling' });
    await vi.waitFor(() => expect(box.upgradeCount).toBe(2), WAIT_OPTIONS);
    box.upgrades = 'pass';
    ada.transport.drop();
    await ada.has({ connection: 'open', transport: 'websocket' });
    ada.transport.drop();
    const { targets } = box;
    const before = targets.length;
    await ada.has({ connection: 'open', transport: 'websocket' });
    expect(targets).toHaveLength(before);
  });
});
