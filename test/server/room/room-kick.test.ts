import { describe, expect, it } from 'vitest';
import {
  PIN,
  RecordedConnection,
  TestVisitor,
  openQuestion,
  roomOnManualClock,
  tokenOf,
} from '../../helpers/rooms.ts';
import { resumeSeat, joinRoom, rejections } from '../../helpers/visitors.ts';
import { inLobby } from '../../helpers/scripted-server.ts';

describe('a kicked player', () => {
  it('gets a goodbye, is closed with 4001, and disappears for the others', () => {
    const { room, clock } = roomOnManualClock();
    const [ada, bob] = ['Ada', 'Bob'].map((name) => joinRoom(room, clock, name));
    expect(room.command({ type: 'kick', name: 'BOB' })).toBeNull();
    clock.settle();
    expect(bob?.connection.last('bye')?.code).toBe('kicked');
    expect(bob?.connection.closedWith).toBe(4001);
    expect(ada?.connection.last('stage')).toMatchObject({ players: 1, connected: 1, names: inLobby('Ada') });
    const players = [
      { name: 'Ada', connected: true, kicked: false },
      { name: 'Bob', connected: false, kicked: true },
    ];
    expect(room.players()).toMatchObject(players);
    bob?.disconnect();
    expect(room.players()).toMatchObject(players);
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

  it('can come back with the token once the host lets them back in', () => {
    const { room, clock } = roomOnManualClock();
    joinRoom(room, clock, 'Ada');
    joinRoom(room, clock, 'Bob');
    room.command({ type: 'kick', name: 'Bob' });
    expect(room.command({ type: 'readmit', name: 'Bob' })).toBeNull();
    const back = resumeSeat(room, clock, 'Bob');
    expect(back.connection.last('welcome')?.player?.name).toBe('Bob');
    expect(room.players()[1]).toMatchObject({ name: 'Bob', connected: true, kicked: false });
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

describe('removing everybody from an address', () => {
  it('says goodbye to those who are connected, keeps their tokens out, and leaves all others alone', () => {
    const { room, clock, events } = roomOnManualClock();
    const from = (address: string, name: string) =>
      new TestVisitor(room, clock, undefined, address).join(name);
    const eves = ['Eve 1', 'Eve 2'].map((name) => from('192.168.1.66', name));
    from('192.168.1.66', 'Eve 3').disconnect();
    const ada = joinRoom(room, clock, 'Ada');
    const before = events.length;
    expect(room.command({ type: 'remove-address', address: '192.168.1.66' })).toBeNull();
    clock.settle();
    expect(events.slice(before)).toMatchObject([{ type: 'players-removed', banned: true }]);
    for (const { connection } of eves) {
      expect(connection.last('bye')?.code).toBe('kicked');
      expect(connection.closedWith).toBe(4001);
    }
    expect(ada.connection.last('stage')).toMatchObject({ players: 1, connected: 1, names: inLobby('Ada') });
    for (const name of ['Eve 1', 'Eve 3']) {
      expect(rejections(resumeSeat(room, clock, name))).toEqual([['kicked', undefined]]);
    }
    const newcomer = new TestVisitor(room, clock, undefined, '192.168.1.66');
    newcomer.send({ type: 'join', pin: PIN, name: 'Eve 1', token: tokenOf('new') });
    expect(newcomer.connection.last('welcome')?.player?.name).toBe('Eve 1');
  });

  it('goes by the newest address of each player, and by the /64 of IPv6', () => {
    const { room, clock } = roomOnManualClock();
    for (const [index, address] of ['2001:db8::1', '2001:db8::2', '2001:db8:0:1::1'].entries()) {
      new TestVisitor(room, clock, undefined, address).join(`Player ${index}`);
    }
    new TestVisitor(room, clock, undefined, '192.168.1.7').send({
      type: 'resume',
      token: tokenOf('Player 1'),
    });
    expect(room.command({ type: 'remove-address', address: '2001:db8::abc' })).toBeNull();
    expect(room.players().map(({ name }) => name)).toEqual(['Player 1', 'Player 2']);
    expect(room.command({ type: 'remove-address', address: '2001:db8::abc' })).toBe('no-such-player');
    const { network } = room.players().at(-1) ?? {};
    expect(room.command({ type: 'remove-address', address: network ?? '' })).toBeNull();
    expect(room.players().map(({ name }) => name)).toEqual(['Player 1']);
    expect(room.command({ type: 'remove-address', address: 'nonsense' })).toBe('no-such-player');
  });
});

describe('removing everybody who is away', () => {
  it('frees their seats, which they may take again with the same name', () => {
    const { room, clock } = roomOnManualClock({ settings: { maxPlayers: 2 } });
    joinRoom(room, clock, 'Ada');
    joinRoom(room, clock, 'Bob').disconnect();
    expect(room.command({ type: 'remove-away' })).toBeNull();
    expect(room.players().map(({ name }) => name)).toEqual(['Ada']);
    expect(rejections(resumeSeat(room, clock, 'Bob'))).toEqual([['unknown-token', undefined]]);
    expect(joinRoom(room, clock, 'Bob').connection.last('welcome')?.player?.name).toBe('Bob');
    expect(room.command({ type: 'remove-away' })).toBe('no-such-player');
  });

  it('is one event, even for thousands of ghosts', () => {
    const { room, clock, events } = roomOnManualClock();
    const connection = new RecordedConnection();
    for (let index = 0; index < 3000; index++) {
      const joined = room.entrance.join(connection, { name: `Ghost ${index}` });
      if (joined.ok) room.disconnect(joined.seat, connection);
    }
    const before = events.length;
    expect(room.command({ type: 'remove-away' })).toBeNull();
    clock.settle();
    expect(events).toHaveLength(before + 1);
    expect(room.snapshot().stage).toMatchObject({ players: 0 });
  });
});
