import { describe, expect, it } from 'vitest';
import { PIN, TestVisitor, openQuestion, roomOnManualClock, tokenOf } from '../../helpers/rooms.ts';
import { joinRoom } from '../../helpers/visitors.ts';

/** When a question of 20 s closes: 250 ms after its time is up. */
const CLOSES_MS = 20_250;

describe('a room that continues automatically', () => {
  it('plays from the first players to the podium without a host, and shows when it continues', () => {
    const { room, clock } = roomOnManualClock({ settings: { startAt: 2, autoAfter: 5 } });
    const [ada] = ['Ada', 'Bob'].map((name) => joinRoom(room, clock, name));
    const phases: string[] = [];
    expect(ada?.connection.last('stage')).toMatchObject({
      phase: 'lobby',
      continuesAt: clock.now() + 5000,
    });
    for (const ms of [5000, 3000, CLOSES_MS, 5000, 5000, 3000, CLOSES_MS, 5000]) {
      clock.advance(ms);
      phases.push(room.phase);
    }
    const round = ['ready', 'question', 'reveal'];
    expect(phases).toEqual([...round, 'standings', ...round, 'podium']);
    clock.advance(1e7);
    expect(room.phase).toBe('podium');
    expect(ada?.connection.last('stage')?.phase).toBe('podium');
  });

  it('is stopped by a pause, but not by players who join and leave', () => {
    const { room, clock } = roomOnManualClock({ settings: { autoAfter: 5 } });
    const ada = joinRoom(room, clock, 'Ada');
    openQuestion(room, clock);
    room.command({ type: 'pause' });
    clock.advance(1e6);
    expect(room.phase).toBe('question');
    room.command({ type: 'resume' });
    clock.advance(CLOSES_MS);
    expect(room.phase).toBe('reveal');
    clock.advance(3000);
    ada.disconnect();
    joinRoom(room, clock, 'Bob');
    clock.advance(1999);
    expect(room.phase).toBe('reveal');
    clock.advance(1);
    expect(room.phase).toBe('standings');
  });
});

describe('a room with teams', () => {
  it('tells each player the team, and everybody the standings of the teams', () => {
    const { room, clock } = roomOnManualClock({ settings: { teams: ['Red', 'Blue'] } });
    const join = (name: string, team?: string) =>
      new TestVisitor(room, clock).send({
        type: 'join',
        pin: PIN,
        name,
        token: tokenOf(name),
        ...(team && { team }),
      });
    const [ada, bob, cleo] = [join('Ada', 'BLUE'), join('Bob', 'nowhere'), join('Cleo')];
    expect([ada, bob, cleo].map(({ connection }) => connection.last('welcome')?.player?.team)).toEqual([
      'Blue',
      'Red',
      'Red',
    ]);
    room.command({ type: 'start' });
    clock.advance(7999);
    expect(room.phase).toBe('ready');
    clock.advance(1);
    ada.send({ type: 'answer', question: 0, answer: 1 });
    room.command({ type: 'close' });
    room.command({ type: 'next' });
    clock.settle();
    expect(bob.connection.last('stage')).toMatchObject({
      phase: 'standings',
      top: [{ name: 'Ada', team: 'Blue' }, { team: 'Red' }, { team: 'Red' }],
      teams: [
        { rank: 1, name: 'Blue', score: 1000, change: null },
        { rank: 2, name: 'Red', score: 0, change: null },
      ],
    });
  });
});

describe('a room with generated names', () => {
  it('tells each player the generated one, and requires none', () => {
    const { room, clock } = roomOnManualClock({ settings: { names: 'generated' } });
    const visitors = [0, 1].map(() => new TestVisitor(room, clock).send({ type: 'join', pin: PIN }));
    const names = visitors.map(({ connection }) => connection.last('welcome')?.player?.name);
    expect(new Set(names).size).toBe(2);
    expect(room.players().map(({ name }) => name)).toEqual(names);
    expect(visitors[0]?.connection.last('welcome')?.names).toBe('generated');
  });
});
