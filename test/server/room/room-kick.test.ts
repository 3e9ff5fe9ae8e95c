import { describe, expect, it } from 'vitest';
import { PIN, TestVisitor, openQuestion, roomOnManualClock, tokenOf } from '../../helpers/rooms.ts';
import { resumeSeat, joinRoom, rejections } from '../../helpers/visitors.ts';

describe('a kicked player', () => {
  it('gets a goodbye, is closed with 4001, and disappears for the others', () => {
    const { room, clock } = roomOnManualClock();
    const [ada, bob] = ['Ada', 'Bob'].map((name) => joinRoom(room, clock, name));
    expect(room.command({ type: 'kick', name: 'BOB' })).toBeNull();
    clock.settle();
    expect(bob?.connection.last('bye')?.code).toBe('kicked');
    expect(bob?.connection.closedWith).toBe(4001);
    expect(ada?.connection.last('stage')).toMatchObject({ players: 1, connected: 1, names: ['Ada'] });
    expect(room.players()).toMatchObject([{ name: 'Ada', connected: true }]);
    bob?.disconnect();
    expect(room.players()).toMatchObject([{ name: 'Ada', connected: true }]);
  });

  it('cannot come back with the token or the name until the game ends', () => {
    const { room, clock } = roomOnManualClock();
    joinRoom(room, clock, 'Ada');
    joinRoom(room, clock, 'Bob');
    room.command({ type: 'kick', name: 'Bob' });
    const token = tokenOf('Bob');
    const attempts = [
      new TestVisitor(room, clock).send({ type: 'resume', token }),
      new TestVisitor(room, clock).send({ type: 'join', pin: PIN, name: 'Other', token }),
      new TestVisitor(room, clock).send({ type: 'join', pin: PIN, name: 'bob', token: tokenOf('new') }),
    ];
    for (const attempt of attempts) expect(rejections(attempt)).toEqual([['kicked', undefined]]);
    expect(room.command({ type: 'kick', name: 'Bob' })).toBe('no-such-player');
  });

  it('holds up no question, leaves the standings, and loses the answer', () => {
    const { room, clock } = roomOnManualClock();
    const [ada, bob, cleo] = ['Ada', 'Bob', 'Cleo'].map((name) => joinRoom(room, clock, name));
    openQuestion(room, clock);
    bob?.send({ type: 'answer', question: 0, answer: 1 });
    room.command({ type: 'kick', name: 'Bob' });
    clock.settle();
    expect(room.snapshot().stage).toMatchObject({ answered: 0, players: 2 });
    clock.advance(200);
    expect(ada?.connection.last('counts')).toMatchObject({ answered: 0, players: 2 });
    ada?.send({ type: 'answer', question: 0, answer: 2 });
    cleo?.send({ type: 'answer', question: 0, answer: 2 });
    expect(ada?.connection.last('stage')).toMatchObject({ phase: 'reveal', distribution: [0, 0, 2, 0] });
    room.command({ type: 'next' });
    clock.settle();
    const standings = ada?.connection.last('stage');
    expect(standings?.phase === 'standings' && standings.top.map(({ name }) => name)).toEqual([
      'Ada',
      'Cleo',
    ]);
  });

  it('cannot return after being kicked while away', () => {
    const { room, clock } = roomOnManualClock();
    joinRoom(room, clock, 'Ada').disconnect();
    expect(room.command({ type: 'kick', name: 'Ada' })).toBeNull();
    const again = resumeSeat(room, clock, 'Ada');
    expect(rejections(again)).toEqual([['kicked', undefined]]);
  });
});
