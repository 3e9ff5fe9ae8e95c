import { describe, expect, it } from 'vitest';
import { openQuestion, roomOnManualClock } from '../../helpers/rooms.ts';
import { inLobby } from '../../helpers/scripted-server.ts';
import { joinRoom, rejections } from '../../helpers/visitors.ts';

describe('a player who changes their name', () => {
  it('is told the new one, and shown under it to everybody in the lobby', () => {
    const { room, clock } = roomOnManualClock();
    const [ada, bob] = ['Ada', 'Bob'].map((name) => joinRoom(room, clock, name));
    ada?.send({ type: 'rename', name: '  Ada L. ' });
    clock.advance(1000);
    expect(ada?.connection.last('you')?.name).toBe('Ada L.');
    expect(bob?.connection.last('stage')).toMatchObject({ names: inLobby('Bob', 'Ada L.') });
  });

  it('is told why a name is rejected', () => {
    const { room, clock } = roomOnManualClock();
    const ada = joinRoom(room, clock, 'Ada');
    joinRoom(room, clock, 'Bob');
    ada.send({ type: 'rename', name: 'bob' }).send({ type: 'rename', name: '' });
    openQuestion(room, clock);
    ada.send({ type: 'rename', name: 'Grace' });
    expect(rejections(ada).map(([code]) => code)).toEqual(['name-taken', 'bad-name', 'not-now']);
  });

  it('can do so five times at once, and then once every ten seconds', () => {
    const { room, clock } = roomOnManualClock();
    const ada = joinRoom(room, clock, 'Ada');
    for (let count = 1; count <= 6; count++) ada.send({ type: 'rename', name: `Ada ${count}` });
    expect(rejections(ada).map(([code]) => code)).toEqual(['rate-limited']);
    expect(room.players()[0]?.name).toBe('Ada 5');
    clock.advance(10_000);
    ada.send({ type: 'rename', name: 'Grace' });
    expect(room.players()[0]?.name).toBe('Grace');
  });
});
