import { describe, expect, it } from 'vitest';
import { PIN, TestVisitor, openQuestion, roomOnManualClock, tokenOf } from '../../helpers/rooms.ts';
import { resumeSeat, joinRoom, rejections, messageSummary, watchRoom } from '../../helpers/visitors.ts';

describe('taking a seat', () => {
  it('is rejected for a name that is taken or looks like one that is', () => {
    const { room, clock } = roomOnManualClock();
    joinRoom(room, clock, 'Ada');
    for (const name of ['Ada', 'ADA', ' ada ', 'Аdа', 'A\u200Bda']) {
      const other = new TestVisitor(room, clock);
      other.send({ type: 'join', pin: PIN, name, token: tokenOf('somebody else') });
      expect(rejections(other), JSON.stringify(name)).toEqual([['name-taken', undefined]]);
    }
    expect(room.players()).toHaveLength(1);
  });

  it('is rejected without a name, in a locked game, and with 1013 in a full one', () => {
    const { room, clock } = roomOnManualClock({ settings: { maxPlayers: 1 } });
    const nameless = new TestVisitor(room, clock).send({ type: 'join', pin: PIN });
    expect(rejections(nameless)).toEqual([['bad-name', undefined]]);
    room.command({ type: 'lock' });
    expect(rejections(joinRoom(room, clock, 'Ada'))).toEqual([['locked', undefined]]);
    room.command({ type: 'unlock' });
    joinRoom(room, clock, 'Ada');
    const bob = joinRoom(room, clock, 'Bob');
    expect(rejections(bob)).toEqual([['full', undefined]]);
    expect(bob.connection.closedWith).toBe(1013);
  });

  it('is rejected for a token without a seat', () => {
    const { room, clock } = roomOnManualClock();
    const stranger = resumeSeat(room, clock, 'Ada');
    expect(rejections(stranger)).toEqual([['unknown-token', undefined]]);
    expect(stranger.connection.closedWith).toBeNull();
  });

  it('is followed by the welcome, the stage and `you`, in this order', () => {
    const { room, clock } = roomOnManualClock();
    expect(messageSummary(joinRoom(room, clock, 'Ada'))).toEqual(['welcome', 'stage lobby', 'you null']);
    openQuestion(room, clock);
    expect(messageSummary(joinRoom(room, clock, 'Bob'))).toEqual(['welcome', 'stage question', 'you 0']);
  });

  it('tells the token to nobody else', () => {
    const { room, clock } = roomOnManualClock();
    const ada = joinRoom(room, clock, 'Ada');
    const bob = joinRoom(room, clock, 'Bob');
    clock.advance(1000);
    expect(ada.connection.last('welcome')?.token).toBe(tokenOf('Ada'));
    expect(bob.connection.sent.map(({ text }) => text).join('')).not.toContain(tokenOf('Ada'));
  });

  it('without a token makes one that works', () => {
    const { room, clock } = roomOnManualClock();
    const ada = new TestVisitor(room, clock).send({ type: 'join', pin: PIN, name: 'Ada' });
    const token = ada.connection.last('welcome')?.token ?? '';
    expect(token).toMatch(/^[\w-]{22}$/u);
    ada.disconnect();
    const again = new TestVisitor(room, clock).send({ type: 'resume', token });
    expect(again.connection.last('welcome')?.player).toEqual(ada.connection.last('welcome')?.player);
  });

  it('by repeating the join is the same as a resume, even with another name or in a locked game', () => {
    const { room, clock } = roomOnManualClock();
    const ada = joinRoom(room, clock, 'Ada');
    room.command({ type: 'lock' });
    const token = tokenOf('Ada');
    const again = new TestVisitor(room, clock).send({ type: 'join', pin: PIN, name: 'Eve', token });
    expect(again.connection.last('welcome')?.player).toEqual(ada.connection.last('welcome')?.player);
    expect(room.players()).toMatchObject([{ name: 'Ada', connected: true }]);
  });

  it('is possible in the middle of a game', () => {
    const { room, clock } = roomOnManualClock();
    joinRoom(room, clock, 'Ada');
    openQuestion(room, clock, 1);
    const late = joinRoom(room, clock, 'Bob').send({ type: 'answer', question: 1, answer: true });
    expect(late.connection.last('you')).toMatchObject({ answered: true, score: 0, rank: 1 });
  });
});

describe('a player who joins during the standings', () => {
  it('appears there with 0 points', () => {
    const { room, clock } = roomOnManualClock();
    const ada = joinRoom(room, clock, 'Ada');
    openQuestion(room, clock);
    room.command({ type: 'close' });
    room.command({ type: 'next' });
    expect(room.phase).toBe('standings');
    const bob = joinRoom(room, clock, 'Bob');
    clock.advance(1000);
    for (const { connection } of [ada, bob]) {
      expect(connection.last('stage')).toMatchObject({ top: [{ name: 'Ada' }, { name: 'Bob', score: 0 }] });
    }
  });
});

describe('a watcher', () => {
  it('sees the stages, is not counted, and gets a goodbye', () => {
    const { room, clock } = roomOnManualClock();
    joinRoom(room, clock, 'Ada');
    const watcher = watchRoom(room, clock);
    openQuestion(room, clock);
    room.close();
    expect(messageSummary(watcher)).toEqual(['welcome', 'stage lobby', 'stage question', 'bye']);
    expect(watcher.connection.last('welcome')).toMatchObject({ player: null, token: null });
    expect(watcher.connection.last('stage')).toMatchObject({ players: 1, connected: 1 });
  });
});
