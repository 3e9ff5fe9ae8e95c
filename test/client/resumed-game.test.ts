import { once } from 'node:events';
import { createServer } from 'node:http';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { Watcher } from '../../source/client/watcher.ts';
import type { GameCreated, GameEvent } from '../../source/game/events.ts';
import { LONG_QUESTIONS, acceleratedClock } from '../helpers/accelerated-clock.ts';
import { TestPlayer, transportOver, transportNames } from '../helpers/transports.ts';
import { freePort } from '../helpers/listening.ts';
import { PIN } from '../helpers/rooms.ts';
import { LOOPBACK, WAIT_OPTIONS, serveRoom } from '../helpers/sockets.ts';

const waiting = { connection: 'waiting', end: { type: 'bye', code: 'host-left' } };
const over = { connection: 'closed', end: { type: 'bye', code: 'host-left' } };

type NetworkTransport = Exclude<(typeof transportNames)[number], 'in-process'>;

/** Starts a game with a player and a watcher, and closes it in the middle of a question. */
async function closedGame(name: NetworkTransport) {
  const port = await freePort();
  const log: (GameCreated | GameEvent)[] = [];
  // Not faster, because clients that poll have only two seconds to learn that the host is gone.
  const clock = acceleratedClock(2);
  const accelerated = { port, clock, settings: LONG_QUESTIONS };
  const { room, base, close } = await serveRoom({ ...accelerated, onEvent: (event) => log.push(event) });
  const ada = new TestPlayer(transportOver(name, base, clock), 'Ada', clock).join();
  const watcher = new Watcher(PIN, {
    transport: transportOver(name, base, clock),
    clock,
    random: () => 0.1,
  });
  watcher.watch();
  onTestFinished(() => watcher.leave());
  const watcherHas = async (expected: object) =>
    vi.waitFor(() => expect(watcher.snapshot()).toMatchObject(expected), WAIT_OPTIONS);
  await ada.sees('lobby');
  room.command({ type: 'start' });
  room.command({ type: 'next' });
  await Promise.all([ada.sees('question', 0), watcherHas({ stage: { phase: 'question' } })]);
  await close();
  await Promise.all([ada.has(waiting), watcherHas(waiting)]);
  const events = log.filter((event) => event.type !== 'game-created');
  return { accelerated, ada, watcherHas, past: { events, lastAt: events.at(-1)?.at ?? 0 } };
}

describe.each(transportNames.filter((name) => name !== 'in-process'))(
  'a game over %s that its host has closed',
  (name) => {
    it('returns to all screens when it resumes, and is played to its end', async () => {
      const { accelerated, ada, watcherHas, past } = await closedGame(name);
      const { room } = await serveRoom({ ...accelerated, past });
      await Promise.all([ada.sees('question', 0), watcherHas({ connection: 'open', end: null })]);
      expect(ada.snapshot.end).toBeNull();
      ada.session.answer(1);
      await ada.has({ stage: { phase: 'reveal' }, you: { result: { correct: true } } });
      await watcherHas({ stage: { phase: 'reveal' } });
      room.command({ type: 'end' });
      room.command({ type: 'end' });
      const ended = { connection: 'closed', end: { type: 'bye', code: 'ended' } };
      await Promise.all([ada.has(ended), watcherHas(ended)]);
    });

    it('can be closed and resumed repeatedly', async () => {
      const { accelerated, ada, past } = await closedGame(name);
      for (let count = 0; count < 2; count++) {
        const { close } = await serveRoom({ ...accelerated, past });
        await ada.sees('question', 0);
        await close();
        await ada.has(waiting);
      }
    });

    it('has players who look for it if another game uses its port', async () => {
      const { accelerated, ada } = await closedGame(name);
      const { room } = await serveRoom({ ...accelerated, room: 'another' });
      await ada.has({ ...over, connection: 'other-game' });
      expect(room.players()).toEqual([]);
    });

    it('tells players that the host has removed them meanwhile', async () => {
      const { accelerated, ada, past } = await closedGame(name);
      const [joined] = past.events;
      if (joined?.type !== 'player-joined') throw new TypeError('a game begins with its players');
      const removed = {
        type: 'players-removed',
        at: past.lastAt,
        players: [joined.player],
        banned: false,
      } as const;
      const { room } = await serveRoom({
        ...accelerated,
        past: { ...past, events: [...past.events, removed] },
      });
      await ada.has({ connection: 'removed', end: { type: 'failure' } });
      expect(room.players()).toEqual([]);
    });

    it('is over for its players if another program uses its port', async () => {
      const { accelerated, ada, watcherHas } = await closedGame(name);
      const server = createServer((_request, response) => void response.writeHead(404).end());
      onTestFinished(() => void server.close().closeAllConnections());
      await once(server.listen(accelerated.port, LOOPBACK), 'listening');
      await Promise.all([ada.has(over), watcherHas(over)]);
    });
  },
);
