import { describe, expect, it } from 'vitest';
import { Session } from '../../../source/client/session.ts';
import { inProcessTransport } from '../../../source/client/transport/in-process.ts';
import { PIN, openQuestion, roomOnManualClock, tokenOf } from '../../helpers/rooms.ts';
import { resumeSeat, joinRoom, rejections, messageSummary } from '../../helpers/visitors.ts';

describe('reconnecting to a room', () => {
  it('replaces the older connection ten times over, before it is known to be lost', () => {
    const { room, clock } = roomOnManualClock();
    const visits = [joinRoom(room, clock, 'Ada')];
    for (let visit = 1; visit <= 10; visit++) {
      const before = visits.at(-1);
      visits.push(resumeSeat(room, clock, 'Ada'));
      expect(before?.connection.last('bye')?.code).toBe('replaced');
      expect(before?.connection.closedWith).toBe(4002);
    }
    // Only now does the network report the older ones as lost, the oldest last.
    for (const visit of visits.slice(0, -1).toReversed()) visit.disconnect();
    clock.advance(1000);
    expect(room.snapshot().stage).toMatchObject({ players: 1, connected: 1 });
    openQuestion(room, clock);
    const newest = visits.at(-1);
    expect(newest?.connection.last('stage')?.phase).toBe('question');
    newest?.send({ type: 'answer', question: 0, answer: 1 });
    expect(newest?.connection.last('you')?.answered).toBe(true);
  });

  it('survives the goodbye on the connection that it replaced', () => {
    const { room, clock } = roomOnManualClock();
    const tokenFor = () => tokenOf('Ada');
    const transport = inProcessTransport(room, clock);
    const [first, second] = [0, 1].map(() => new Session({ transport, clock, tokenFor, random: () => 0.5 }));
    first?.join(PIN, 'Ada');
    clock.settle();
    second?.join(PIN, 'Ada');
    // The join of the second and the goodbye of the first are both under way.
    clock.soon(() => first?.leave());
    clock.settle();
    expect(second?.snapshot().connection).toBe('open');
    clock.advance(1000);
    expect(room.snapshot().stage).toMatchObject({ connected: 1 });
  });

  it('works ten times over after the connection was lost, with the score', () => {
    const { room, clock } = roomOnManualClock();
    let ada = joinRoom(room, clock, 'Ada');
    openQuestion(room, clock);
    ada.send({ type: 'answer', question: 0, answer: 1 });
    for (let visit = 1; visit <= 10; visit++) {
      ada.disconnect();
      clock.advance(1000);
      expect(room.players()).toMatchObject([{ name: 'Ada', connected: false }]);
      ada = resumeSeat(room, clock, 'Ada');
      expect(messageSummary(ada)).toEqual(['welcome', 'stage reveal', 'counts', 'you result']);
      expect(ada.connection.last('you')).toMatchObject({ score: 1000, rank: 1 });
    }
  });

  it('after leaving in the lobby starts over', () => {
    const { room, clock } = roomOnManualClock();
    const ada = joinRoom(room, clock, 'Ada').send({ type: 'leave' });
    expect(ada.connection.closedWith).toBe(1000);
    expect(room.players()).toEqual([]);
    const resumed = resumeSeat(room, clock, 'Ada');
    expect(rejections(resumed)).toEqual([['unknown-token', undefined]]);
    expect(joinRoom(room, clock, 'Ada').connection.last('welcome')?.player?.name).toBe('Ada');
  });

  it('after leaving the game brings back the score', () => {
    const { room, clock } = roomOnManualClock();
    const ada = joinRoom(room, clock, 'Ada');
    joinRoom(room, clock, 'Bob');
    openQuestion(room, clock);
    ada.send({ type: 'answer', question: 0, answer: 1 });
    room.command({ type: 'close' });
    clock.settle();
    ada.send({ type: 'leave' });
    expect(room.players()).toContainEqual(expect.objectContaining({ name: 'Ada', connected: false }));
    const again = resumeSeat(room, clock, 'Ada');
    expect(again.connection.last('you')).toMatchObject({ score: 1000, rank: 1 });
  });

  it('survives a lost connection that is reported after a goodbye', () => {
    const { room, clock, events } = roomOnManualClock();
    joinRoom(room, clock, 'Ada');
    room.command({ type: 'start' });
    const ada = joinRoom(room, clock, 'Ada').send({ type: 'leave' });
    ada.disconnect();
    expect(events.map(({ type }) => type).filter((type) => type.startsWith('player'))).toEqual([
      'player-joined',
      'player-left',
    ]);
  });
});
