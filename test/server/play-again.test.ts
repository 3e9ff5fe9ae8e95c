import { describe, expect, it } from 'vitest';
import type { Room } from '../../source/server/room.ts';
import type { ManualClock } from '../helpers/manual-clock.ts';
import { PIN, TestVisitor, openQuestion, player, roomOnManualClock, tokenOf } from '../helpers/rooms.ts';

/** A game that Ada has won against Bob, on its podium. */
function playedRoom(options: Parameters<typeof roomOnManualClock>[0] = {}) {
  const { room, clock, events } = roomOnManualClock(options);
  const [ada, bob] = ['Ada', 'Bob'].map((name) => new TestVisitor(room, clock).join(name));
  if (!ada || !bob) throw new TypeError('two players make two visitors');
  openQuestion(room, clock);
  ada.send({ type: 'answer', question: 0, answer: 1, game: 1 });
  room.command({ type: 'skip' });
  room.command({ type: 'end' });
  clock.settle();
  expect(room.phase).toBe('podium');
  return { room, clock, events, ada, bob };
}

function playAgain(room: Room, clock: ManualClock): void {
  expect(room.command({ type: 'again' })).toBeNull();
  clock.settle();
}

describe('playing again', () => {
  it('brings everybody into the lobby of game 2, on the same connections, without a new welcome', () => {
    const { room, clock, ada, bob } = playedRoom();
    playAgain(room, clock);
    for (const { connection } of [ada, bob]) {
      expect(connection.closedWith).toBeNull();
      expect(connection.all('welcome')).toHaveLength(1);
      expect(connection.last('stage')).toMatchObject({ phase: 'lobby', game: 2, players: 2, connected: 2 });
      expect(connection.last('you')).toMatchObject({ question: null, score: 0, rank: null, answered: false });
    }
    expect(room.players()).toEqual([
      { name: 'Ada', connected: true },
      { name: 'Bob', connected: true },
    ]);
  });

  it('is not warned any more of what was wrong with the game before', () => {
    const { room, clock } = playedRoom();
    room.warn('The journal cannot be written: the game goes on without it.');
    playAgain(room, clock);
    expect(room.snapshot().warnings).toEqual([]);
  });

  it('is warned still of what is wrong with every game', () => {
    const { room, clock } = playedRoom({ warnings: ['The certificate is for another name.'] });
    room.warn('No report can be written.');
    playAgain(room, clock);
    expect(room.snapshot().warnings).toEqual(['The certificate is for another name.']);
  });

  it('has versions that go on growing', () => {
    const { room, clock, ada } = playedRoom();
    playAgain(room, clock);
    openQuestion(room, clock);
    for (const type of ['stage', 'you'] as const) {
      const versions = ada.connection.all(type).map(({ version }) => version);
      expect(versions).toEqual([...new Set(versions)].toSorted((a, b) => a - b));
    }
  });

  it('is played like any other game, to the next one', () => {
    const { room, clock, ada, bob } = playedRoom();
    playAgain(room, clock);
    openQuestion(room, clock);
    bob.send({ type: 'answer', question: 0, answer: 1, game: 2 });
    ada.send({ type: 'answer', question: 0, answer: 0 });
    expect(bob.connection.last('stage')).toMatchObject({ phase: 'reveal', distribution: [1, 1, 0, 0] });
    expect(bob.connection.last('you')).toMatchObject({ score: 1000, rank: 1 });
    expect(ada.connection.last('you')).toMatchObject({ score: 0, rank: 2 });
    room.command({ type: 'end' });
    playAgain(room, clock);
    expect(ada.connection.last('stage')).toMatchObject({ phase: 'lobby', game: 3 });
  });

  it('refuses an answer that was on its way to the game before', () => {
    const { room, clock, bob } = playedRoom();
    playAgain(room, clock);
    bob.send({ type: 'answer', question: 0, answer: 1, game: 1 });
    openQuestion(room, clock);
    bob.send({ type: 'answer', question: 0, answer: 1, game: 1 });
    expect(bob.connection.all('rejected').map(({ code }) => code)).toEqual([
      'wrong-question',
      'wrong-question',
    ]);
    expect(bob.connection.last('you')).toMatchObject({ answered: false });
  });

  it('lets who was lost come back by the token', () => {
    const { room, clock, bob } = playedRoom();
    bob.breakOff();
    playAgain(room, clock);
    expect(room.players()).toContainEqual({ name: 'Bob', connected: false });
    const again = new TestVisitor(room, clock).send({ type: 'resume', token: tokenOf('Bob') });
    expect(again.connection.messages).toMatchObject([
      { type: 'welcome', player: { name: 'Bob' } },
      { type: 'stage', phase: 'lobby', game: 2 },
      { type: 'you', question: null, score: 0 },
    ]);
  });

  it('is without who has left, whose token is nobody’s until joining anew', () => {
    const { room, clock, bob } = playedRoom();
    bob.send({ type: 'leave' });
    playAgain(room, clock);
    expect(room.players()).toEqual([{ name: 'Ada', connected: true }]);
    const again = new TestVisitor(room, clock).send({ type: 'resume', token: tokenOf('Bob') });
    expect(again.connection.last('rejected')?.code).toBe('unknown-token');
    again.join('Bob');
    expect(again.connection.last('welcome')?.player?.name).toBe('Bob');
    expect(again.connection.last('you')).toMatchObject({ score: 0 });
  });

  it('lets those who were kicked come back, with the name and the token', () => {
    const { room, clock } = playedRoom();
    room.command({ type: 'kick', name: 'Bob' });
    const refused = new TestVisitor(room, clock).join('Bob');
    expect(refused.connection.last('rejected')?.code).toBe('kicked');
    playAgain(room, clock);
    expect(refused.join('Bob').connection.last('welcome')?.player?.name).toBe('Bob');
  });

  it('keeps watchers watching', () => {
    const { room, clock } = playedRoom();
    const watcher = new TestVisitor(room, clock).send({ type: 'watch', pin: PIN });
    playAgain(room, clock);
    expect(watcher.connection.last('stage')).toMatchObject({ phase: 'lobby', game: 2, players: 2 });
    expect(watcher.connection.all('you')).toEqual([]);
  });

  it('lets new players in, even where nobody could come late', () => {
    const { room, clock } = playedRoom({ settings: { lateJoin: false } });
    expect(new TestVisitor(room, clock).join('Cleo').connection.last('rejected')?.code).toBe('locked');
    playAgain(room, clock);
    expect(new TestVisitor(room, clock).join('Cleo').connection.last('welcome')).toBeDefined();
  });

  it('is kept as an end and another creation, with those who play', () => {
    const { room, clock, events } = playedRoom();
    playAgain(room, clock);
    const from = events.findIndex(({ type }) => type === 'podium-shown');
    expect(events.slice(from + 1)).toMatchObject([
      { type: 'game-ended' },
      { type: 'game-created', game: 2, seed: 'seed/2', pin: PIN },
      { type: 'player-joined', name: 'Ada' },
      { type: 'player-joined', name: 'Bob' },
    ]);
    expect(events.flatMap((event) => (event.type === 'player-joined' ? [event.player] : []))).toSatisfy(
      ([ada, bob, adaAgain, bobAgain]: string[]) => ada === adaAgain && bob === bobAgain,
    );
  });

  it('works with nobody in the room', () => {
    const { room, clock } = roomOnManualClock({ settings: { startAt: 2, autoAfter: 1 } });
    room.command({ type: 'end' });
    playAgain(room, clock);
    expect(room.snapshot()).toMatchObject({ stage: { phase: 'lobby', game: 2, players: 0 }, ended: false });
  });

  it('begins at once where it starts by itself with as many players', () => {
    const { room, clock, ada } = playedRoom({ settings: { startAt: 2 } });
    playAgain(room, clock);
    expect(ada.connection.last('stage')).toMatchObject({ phase: 'ready', game: 2 });
    clock.advance(3000);
    expect(room.phase).toBe('question');
  });

  it('leaves the clocks of seats with the game before', () => {
    const { room, clock, events, ada } = playedRoom();
    playAgain(room, clock);
    openQuestion(room, clock);
    clock.advance(4000);
    ada.send({ type: 'answer', question: 0, answer: 1 });
    expect(events.findLast((event) => event.type === 'answer-accepted')).toMatchObject({ time: 4000 });
  });

  it('is seen by a player’s own program as a game that goes on', () => {
    const { room, clock } = roomOnManualClock();
    const { session } = player(room, clock, 'Ada');
    openQuestion(room, clock);
    session.answer(1);
    clock.settle();
    room.command({ type: 'end' });
    playAgain(room, clock);
    expect(session.snapshot()).toMatchObject({ connection: 'open', stage: { phase: 'lobby', game: 2 } });
    openQuestion(room, clock);
    session.answer(0);
    clock.settle();
    expect(session.snapshot()).toMatchObject({
      stage: { phase: 'reveal', game: 2 },
      you: { answer: 0, score: 0 },
    });
  });
});

describe('a room that goes on by itself', () => {
  it('plays from the first players to the podium without a host', () => {
    const { room, clock } = roomOnManualClock({ settings: { startAt: 2, autoAfter: 5 } });
    const [ada] = ['Ada', 'Bob'].map((name) => new TestVisitor(room, clock).join(name));
    const phases: string[] = [];
    for (const ms of [0, 3000, 20_000, 5000, 5000, 3000, 20_000, 5000]) {
      clock.advance(ms);
      phases.push(room.phase);
    }
    const round = ['ready', 'question', 'reveal'];
    expect(phases).toEqual([...round, 'standings', ...round, 'podium']);
    clock.advance(1e7);
    expect(room.phase).toBe('podium');
    expect(ada?.connection.last('stage')?.phase).toBe('podium');
  });

  it('is held by a pause, and not by who comes and goes', () => {
    const { room, clock } = roomOnManualClock({ settings: { autoAfter: 5 } });
    const ada = new TestVisitor(room, clock).join('Ada');
    openQuestion(room, clock);
    room.command({ type: 'pause' });
    clock.advance(1e6);
    expect(room.phase).toBe('question');
    room.command({ type: 'resume' });
    clock.advance(20_000);
    expect(room.phase).toBe('reveal');
    clock.advance(3000);
    ada.breakOff();
    new TestVisitor(room, clock).join('Bob');
    clock.advance(1999);
    expect(room.phase).toBe('reveal');
    clock.advance(1);
    expect(room.phase).toBe('standings');
  });
});

describe('a room of teams', () => {
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
    room.command({ type: 'skip' });
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

describe('a room that gives names', () => {
  it('tells each player the own one, and needs none', () => {
    const { room, clock } = roomOnManualClock({ settings: { names: 'generated' } });
    const visitors = [0, 1].map(() => new TestVisitor(room, clock).send({ type: 'join', pin: PIN }));
    const names = visitors.map(({ connection }) => connection.last('welcome')?.player?.name);
    expect(new Set(names).size).toBe(2);
    expect(room.players().map(({ name }) => name)).toEqual(names);
  });
});
