import { describe, expect, it } from 'vitest';
import { Watcher } from '../../../source/client/watcher.ts';
import { inProcessTransport } from '../../../source/client/transport/in-process.ts';
import { ApiClient } from '../../helpers/api-client.ts';
import { BreakableTransport, PIN, TestVisitor, player, roomOnManualClock } from '../../helpers/rooms.ts';
import { serveRoom } from '../../helpers/sockets.ts';

describe('a new PIN', () => {
  it('has eight random digits, which the host sees and the journal saves', () => {
    const { room, events } = roomOnManualClock();
    const changes: string[] = [];
    room.subscribe(() => changes.push(room.snapshot().pin));
    expect(room.command({ type: 'new-pin' })).toBeNull();
    expect(room.pin).toMatch(/^\d{8}$/u);
    expect(room.snapshot().pin).toBe(room.pin);
    expect(changes).toEqual([room.pin]);
    expect(events.at(-1)).toEqual({ type: 'pin-changed', at: expect.any(Number), pin: room.pin });
    const first = room.pin;
    room.command({ type: 'new-pin' });
    expect(room.pin).not.toBe(first);
  });

  it('replaces the old one for new players, and keeps everybody who is already in', () => {
    const { room, clock } = roomOnManualClock();
    const ada = player(room, clock, 'Ada');
    room.command({ type: 'new-pin' });
    const late = new TestVisitor(room, clock).join('Bob', PIN);
    expect(late.connection.last('rejected')?.code).toBe('wrong-pin');
    late.join('Bob', room.pin);
    expect(late.connection.last('welcome')?.player?.name).toBe('Bob');
    expect(ada.session.snapshot().connection).toBe('open');
    ada.transport.drop();
    clock.advance(1000);
    expect(ada.session.snapshot().connection).toBe('open');
  });

  it('is not sent to players, who come back with their tokens, even if their program repeats the old PIN', () => {
    const { room, clock } = roomOnManualClock();
    const ada = new TestVisitor(room, clock).join('Ada', PIN);
    room.command({ type: 'new-pin' });
    clock.settle();
    expect(ada.connection.sent.map(({ text }) => text).join('')).not.toContain(room.pin);
    const again = new TestVisitor(room, clock).join('Ada', PIN);
    expect(again.connection.last('welcome')?.player?.name).toBe('Ada');
  });

  it('reaches watchers, who show it and use it to come back', () => {
    const { room, clock } = roomOnManualClock();
    const transport = new BreakableTransport(inProcessTransport(room, clock));
    const watcher = new Watcher(PIN, { transport, clock, random: () => 0.5 });
    watcher.watch();
    clock.settle();
    room.command({ type: 'new-pin' });
    clock.settle();
    expect(watcher.snapshot()).toMatchObject({ connection: 'open', pin: room.pin });
    transport.drop();
    clock.advance(1000);
    expect(watcher.snapshot()).toMatchObject({ connection: 'open', pin: room.pin });
  });

  it('reaches watchers over HTTP at once, and again with every later response', async () => {
    const { port, room } = await serveRoom();
    const entered = await new ApiClient(port).post('/v1/players', { type: 'watch', pin: PIN });
    const watcher = new ApiClient(port, 'Watcher', entered.message('welcome')?.token ?? '');
    await watcher.phase('lobby');
    const held = watcher.views(20);
    room.command({ type: 'new-pin' });
    const message = { type: 'pin', pin: room.pin };
    expect((await held).message('pin')).toEqual(message);
    expect((await watcher.views()).message('pin')).toEqual(message);
    const next = watcher.views(20);
    room.command({ type: 'start' });
    expect((await next).message('stage')?.phase).toBe('ready');
  });

  it('can be drawn until the game is over', () => {
    const { room } = roomOnManualClock();
    room.command({ type: 'end' });
    expect(room.command({ type: 'new-pin' })).toBeNull();
    room.command({ type: 'end' });
    expect(room.command({ type: 'new-pin' })).toBe('not-now');
  });
});
