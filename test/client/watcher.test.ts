import { describe, expect, it } from 'vitest';
import { Watcher } from '../../source/client/watcher.ts';
import { inProcessTransport } from '../../source/client/transport/in-process.ts';
import { rejectionMessages } from '../../source/protocol/rejections.ts';
import type { Stage } from '../../source/view/stage.ts';
import { ROOM } from '../helpers/games.ts';
import { ManualClock } from '../helpers/manual-clock.ts';
import { BreakableTransport, PIN, openQuestion, player, roomOnManualClock } from '../helpers/rooms.ts';
import { ScriptedTransport } from '../helpers/scripted-transport.ts';
import {
  inLobby,
  lobby as lobbyStage,
  rejected,
  welcome as playerWelcome,
} from '../helpers/scripted-server.ts';

const WATCH = { type: 'watch', pin: PIN };
const MINUTE_MS = 60_000;

function watcherWith({ random }: { random: () => number } = { random: () => 0.5 }) {
  const clock = new ManualClock();
  const transport = new ScriptedTransport();
  const watcher = new Watcher(PIN, { transport, clock, random });
  watcher.watch();
  return { clock, transport, watcher };
}

/** Returns a watcher that sees a lobby. */
function watching(options?: { random: () => number }) {
  const setup = watcherWith(options);
  setup.transport.connection.open().deliver(welcome(), lobby(10));
  return setup;
}

function welcome(now?: number): object {
  return { ...playerWelcome(now), player: null, token: null };
}

function lobby(version: number, ...names: string[]): Stage {
  return { ...lobbyStage(version, names), players: names.length, connected: names.length };
}

describe('a watcher', () => {
  it('sends the PIN, and shows the newest stage', () => {
    const { watcher, transport } = watcherWith();
    expect(watcher.snapshot()).toMatchObject({ connection: 'connecting', stage: null });
    expect(transport.connection.open().sent).toEqual([WATCH]);
    transport.connection.deliver(welcome(), lobby(10), lobby(12, 'Ada'), lobby(11));
    expect(watcher.snapshot()).toMatchObject({
      connection: 'open',
      title: 'Two questions',
      stage: { version: 12, names: inLobby('Ada') },
      replay: null,
    });
  });

  it("follows the server's clock", () => {
    const { watcher, transport, clock } = watcherWith();
    transport.connection.open().deliver(welcome(clock.now() + 500_000));
    expect(watcher.now() - clock.now()).toBe(500_000);
  });

  it('ends with the reason if the PIN is wrong, and does not try again', () => {
    const { watcher, transport, clock } = watcherWith();
    transport.connection.open().deliver({ type: 'rejected', code: 'wrong-pin', message: 'No.' });
    expect(watcher.snapshot()).toMatchObject({
      connection: 'closed',
      end: { type: 'failure', message: rejectionMessages['wrong-pin'] },
    });
    clock.advance(MINUTE_MS);
    expect(transport.connections).toHaveLength(1);
    expect(transport.connection.isClosed).toBe(true);
  });

  it('ends if there is no reply', () => {
    const { watcher, transport } = watcherWith();
    transport.connection.drop({ message: 'No reply.', isFinal: true });
    expect(watcher.snapshot().end).toEqual({ type: 'failure', message: 'No reply.' });
  });

  it('ends with the game', () => {
    const { watcher, transport, clock } = watching();
    transport.connection.deliver({ type: 'bye', code: 'ended', message: 'Goodbye.' });
    transport.connection.drop();
    clock.advance(MINUTE_MS);
    expect(watcher.snapshot()).toMatchObject({
      connection: 'closed',
      stage: { phase: 'lobby' },
      end: { type: 'bye', code: 'ended' },
    });
    expect(transport.connections).toHaveLength(1);
  });

  it('notifies its listeners, until they unsubscribe', async () => {
    const { watcher, transport } = watching();
    await Promise.resolve();
    const seen: (number | undefined)[] = [];
    const unsubscribe = watcher.subscribe(() => seen.push(watcher.snapshot().stage?.players));
    transport.connection.deliver(lobby(11, 'Ada'));
    await Promise.resolve();
    unsubscribe();
    transport.connection.deliver(lobby(12, 'Ada', 'Bob'));
    await Promise.resolve();
    expect(seen).toEqual([1]);
  });
});

describe('a watcher that loses its connection', () => {
  it('keeps its stage, and reconnects', () => {
    const { watcher, transport, clock } = watching();
    transport.connection.drop();
    expect(watcher.snapshot()).toMatchObject({ connection: 'reconnecting', stage: { version: 10 } });
    clock.advance(250);
    expect(transport.connection.open().sent).toEqual([WATCH]);
    expect(watcher.snapshot().connection).toBe('reconnecting');
    transport.connection.deliver(welcome(), lobby(20, 'Ada'));
    expect(watcher.snapshot()).toMatchObject({ connection: 'open', stage: { version: 20 } });
  });

  it('reconnects after delays whose bound doubles, for five minutes', () => {
    const { watcher, transport, clock } = watching({ random: () => 1 });
    const lostAt = clock.now();
    transport.connection.drop();
    for (const bound of [250, 500, 1000, 2000, 4000, 5000, 5000]) {
      const { length } = transport.connections;
      clock.advance(bound - 1);
      expect(transport.connections).toHaveLength(length);
      clock.advance(1);
      expect(transport.connections).toHaveLength(length + 1);
      transport.connection.drop({ message: 'No reply.', isFinal: true });
    }
    while (watcher.snapshot().connection === 'reconnecting' && clock.now() - lostAt < 10 * MINUTE_MS) {
      clock.advance(1000);
      transport.connection.drop({ message: 'No reply.', isFinal: true });
    }
    expect(clock.now() - lostAt).toBeGreaterThan(5 * MINUTE_MS);
    expect(clock.now() - lostAt).toBeLessThan(5 * MINUTE_MS + 10_000);
    expect(watcher.snapshot()).toMatchObject({
      connection: 'closed',
      end: { type: 'failure', message: 'No reply.' },
    });
  });

  it('accepts lower versions of a restarted server', () => {
    const { watcher, transport, clock } = watching();
    transport.connection.drop();
    clock.advance(250);
    transport.connection.open().deliver(welcome(clock.now() - 90_000), lobby(3, 'Ada'), lobby(2));
    expect(watcher.snapshot().stage).toMatchObject({ version: 3, names: inLobby('Ada') });
    expect(watcher.now() - clock.now()).toBe(-90_000);
  });

  it('tries again if the server is busy, and says if another game is there', () => {
    const { watcher, transport, clock } = watching();
    transport.connection.drop();
    clock.advance(250);
    transport.connection.open().deliver({ type: 'rejected', code: 'rate-limited', message: 'Wait.' });
    expect(watcher.snapshot()).toMatchObject({ connection: 'reconnecting', end: null });
    clock.advance(5000);
    transport.connection.open().deliver({ type: 'rejected', code: 'wrong-pin', message: 'No.' });
    expect(watcher.snapshot()).toMatchObject({ connection: 'other-game', end: { type: 'failure' } });
  });

  it('gives up if the same game has a new PIN', () => {
    const { watcher, transport, clock } = watching();
    transport.connection.drop();
    clock.advance(250);
    transport.connection.open().deliver(rejected('wrong-pin', undefined, ROOM));
    expect(watcher.snapshot()).toMatchObject({
      connection: 'new-pin',
      end: { type: 'failure', message: 'The game has a new PIN.' },
    });
    const { length } = transport.connections;
    clock.advance(MINUTE_MS);
    expect(transport.connections).toHaveLength(length);
  });

  it('tries again if the server is too busy to let it in', () => {
    const { watcher, transport, clock } = watcherWith();
    transport.connection.open().deliver({ type: 'rejected', code: 'rate-limited', message: 'Wait.' });
    expect(watcher.snapshot()).toMatchObject({ connection: 'connecting', isBusy: true, end: null });
    clock.advance(5000);
    transport.connection.open().deliver(welcome(clock.now()));
    expect(watcher.snapshot()).toMatchObject({ connection: 'open', isBusy: false });
  });

  it('does not reconnect after leaving', () => {
    const { watcher, transport, clock } = watching();
    transport.connection.drop();
    watcher.leave();
    clock.advance(MINUTE_MS);
    expect(transport.connections).toHaveLength(1);
    expect(watcher.snapshot()).toMatchObject({ connection: 'closed', end: null });
  });
});

describe('a watcher of a room', () => {
  it('sees every stage of the host, is not counted, and adds no events', () => {
    const { room, clock, events } = roomOnManualClock();
    player(room, clock, 'Ada');
    const before = events.length;
    const transport = new BreakableTransport(inProcessTransport(room, clock));
    const watcher = new Watcher(PIN, { transport, clock, random: () => 0.5 });
    watcher.watch();
    clock.advance(1000);
    expect(watcher.snapshot().stage).toEqual(room.snapshot().stage);
    expect(watcher.snapshot().stage).toMatchObject({ players: 1, connected: 1 });
    transport.drop();
    clock.advance(5000);
    expect(watcher.snapshot().connection).toBe('open');
    expect(events).toHaveLength(before);
    openQuestion(room, clock);
    expect(watcher.snapshot().stage).toEqual(room.snapshot().stage);
    room.command({ type: 'end' });
    room.command({ type: 'end' });
    clock.settle();
    expect(watcher.snapshot()).toMatchObject({ stage: { phase: 'podium' }, end: { code: 'ended' } });
  });

  it('learns that the host has drawn a new PIN while the connection was lost', () => {
    const { room, clock } = roomOnManualClock();
    const transport = new BreakableTransport(inProcessTransport(room, clock));
    const watcher = new Watcher(PIN, { transport, clock, random: () => 0.5 });
    watcher.watch();
    clock.advance(1000);
    transport.drop();
    room.command({ type: 'new-pin' });
    clock.advance(5000);
    expect(watcher.snapshot()).toMatchObject({ connection: 'new-pin', end: { type: 'failure' } });
  });
});
