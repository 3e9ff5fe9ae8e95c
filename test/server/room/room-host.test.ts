import { describe, expect, it } from 'vitest';
import { ADDRESS, TestVisitor, openQuestion, roomOnManualClock, tokenOf } from '../../helpers/rooms.ts';
import { joinRoom } from '../../helpers/visitors.ts';

describe('the host', () => {
  it('gets a code when a command is rejected, and nothing changes', () => {
    const { room, clock, events } = roomOnManualClock();
    joinRoom(room, clock, 'Ada');
    const before = events.length;
    for (const type of ['next', 'skip', 'close', 'pause', 'resume', 'unlock'] as const) {
      expect(room.command({ type })).toBe('not-now');
    }
    expect(room.command({ type: 'kick', name: 'Bob' })).toBe('no-such-player');
    expect(events).toHaveLength(before);
  });

  it('sees each new stage, and the same snapshot until there is one', () => {
    const { room, clock } = roomOnManualClock();
    const phases: string[] = [];
    const unsubscribe = room.subscribe(() => phases.push(room.snapshot().stage.phase));
    expect(room.snapshot()).toBe(room.snapshot());
    room.command({ type: 'start' });
    clock.advance(3000);
    unsubscribe();
    room.command({ type: 'close' });
    expect(phases).toEqual(['ready', 'question']);
    expect(room.snapshot().stage.phase).toBe('reveal');
  });

  it('is the only one to see the addresses of players, the newest one of each', () => {
    const { room, clock, events } = roomOnManualClock();
    const ada = joinRoom(room, clock, 'Ada');
    const bob = joinRoom(room, clock, 'Bob');
    const moved = new TestVisitor(room, clock, undefined, '2001:db8::7');
    moved.send({ type: 'resume', token: tokenOf('Bob') }).disconnect();
    const usual = { answered: false, roundTrip: null, kicked: false, score: 0 };
    expect(room.players()).toEqual([
      { ...usual, name: 'Ada', connected: true, address: ADDRESS, network: ADDRESS },
      { ...usual, name: 'Bob', connected: false, address: '2001:db8::7', network: '2001:db8:0:0::/64' },
    ]);
    const told = [ada, bob, moved].flatMap(({ connection }) => connection.sent.map(({ text }) => text));
    expect(JSON.stringify([told, events, room.snapshot()])).not.toMatch(/192\.168|2001:db8/u);
    const past = { events: events.filter((event) => event.type !== 'game-created'), lastAt: clock.now() };
    const { room: resumed } = roomOnManualClock({ past });
    expect(resumed.players()[0]).toMatchObject({
      name: 'Ada',
      connected: false,
      address: null,
      network: null,
    });
  });

  it('locks and unlocks the lobby for everybody to see', () => {
    const { room, clock } = roomOnManualClock();
    const ada = joinRoom(room, clock, 'Ada');
    room.command({ type: 'lock' });
    clock.settle();
    expect(room.snapshot().locked).toBe(true);
    expect(ada.connection.last('stage')).toMatchObject({ locked: true });
    room.command({ type: 'unlock' });
    expect(room.snapshot().locked).toBe(false);
  });

  it('locks and unlocks a game that has started without sending the stage again', () => {
    const { room, clock } = roomOnManualClock();
    const ada = joinRoom(room, clock, 'Ada');
    openQuestion(room, clock);
    clock.advance(1000);
    const before = ada.connection.sent.length;
    for (const type of ['lock', 'unlock'] as const) {
      room.command({ type });
      expect(room.snapshot().locked).toBe(type === 'lock');
    }
    clock.advance(1000);
    expect(ada.connection.sent).toHaveLength(before);
  });

  it('ends the game with a goodbye to everybody, and all later commands are rejected', () => {
    const { room, clock } = roomOnManualClock();
    const ada = joinRoom(room, clock, 'Ada');
    room.command({ type: 'end' });
    clock.settle();
    expect(ada.connection.last('stage')?.phase).toBe('podium');
    expect(room.snapshot().ended).toBe(false);
    room.command({ type: 'end' });
    expect(ada.connection.last('bye')?.code).toBe('ended');
    expect(ada.connection.closedWith).toBe(1000);
    expect(room.snapshot().ended).toBe(true);
    expect(room.command({ type: 'next' })).toBe('not-now');
  });

  it('closes the room with a goodbye and the code 1001', () => {
    const { room, clock } = roomOnManualClock();
    const visitors = ['Ada', 'Bob'].map((name) => joinRoom(room, clock, name));
    room.close();
    for (const { connection } of visitors) {
      expect(connection.last('bye')?.code).toBe('host-left');
      expect(connection.closedWith).toBe(1001);
    }
  });
});
