import { describe, expect, it } from 'vitest';
import { localHostSeat } from '../../../source/server/room/local-host-seat.ts';
import type { Room } from '../../../source/server/room/room.ts';
import type { ManualClock } from '../../helpers/manual-clock.ts';
import { RecordedConnection, openQuestion, player, roomOnManualClock, tokenOf } from '../../helpers/rooms.ts';
import { booleanQuestion, quizOf } from '../../helpers/questions.ts';
import { resumeSeat, joinRoom, rejections, watchRoom } from '../../helpers/visitors.ts';

/** A game on its podium, which Ada has won against Bob. */
function playedRoom(options: Parameters<typeof roomOnManualClock>[0] = {}) {
  const { room, clock, events } = roomOnManualClock(options);
  const [ada, bob] = ['Ada', 'Bob'].map((name) => joinRoom(room, clock, name));
  if (!ada || !bob) throw new TypeError('two players make two visitors');
  openQuestion(room, clock);
  ada.send({ type: 'answer', question: 0, answer: 1, game: 1 });
  room.command({ type: 'close' });
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
  it('takes everybody to the lobby of game 2 on the same connections, without a new welcome', () => {
    const { room, clock, ada, bob } = playedRoom();
    playAgain(room, clock);
    for (const { connection } of [ada, bob]) {
      expect(connection.closedWith).toBeNull();
      expect(connection.all('welcome')).toHaveLength(1);
      expect(connection.last('stage')).toMatchObject({ phase: 'lobby', game: 2, players: 2, connected: 2 });
      expect(connection.last('you')).toMatchObject({ question: null, score: 0, rank: null, answered: false });
    }
    expect(room.players()).toMatchObject([
      { name: 'Ada', connected: true },
      { name: 'Bob', connected: true },
    ]);
  });

  it('plays another quiz if the host has chosen one, and tells everybody its title', () => {
    const { room, clock, events, ada, bob } = playedRoom();
    const quiz = { ...quizOf([booleanQuestion(), booleanQuestion()]), title: 'Another quiz' };
    expect(room.command({ type: 'again', quiz })).toBeNull();
    clock.settle();
    for (const { connection } of [ada, bob]) {
      expect(connection.last('stage')).toMatchObject({ phase: 'lobby', title: 'Another quiz', questions: 2 });
    }
    expect(room.title).toBe('Another quiz');
    expect(events.findLast(({ type }) => type === 'game-created')).toMatchObject({ game: 2, quiz });
    openQuestion(room, clock);
    expect(ada.connection.last('stage')).toMatchObject({ question: { type: 'boolean', total: 2 } });
    const late = joinRoom(room, clock, 'Late');
    expect(late.connection.last('welcome')?.quiz).toEqual({ title: 'Another quiz', questions: 2 });
  });

  it('continues with greater versions', () => {
    const { room, clock, ada } = playedRoom();
    playAgain(room, clock);
    openQuestion(room, clock);
    for (const type of ['stage', 'you'] as const) {
      const versions = ada.connection.all(type).map(({ version }) => version);
      expect(versions).toEqual([...new Set(versions)].toSorted((a, b) => a - b));
    }
  });

  it('works again after the next game', () => {
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

  it('rejects a late answer to the previous game', () => {
    const { room, clock, bob } = playedRoom();
    playAgain(room, clock);
    bob.send({ type: 'answer', question: 0, answer: 1, game: 1 });
    openQuestion(room, clock);
    bob.send({ type: 'answer', question: 0, answer: 1, game: 1 });
    expect(rejections(bob)).toEqual([
      ['wrong-question', 0],
      ['wrong-question', 0],
    ]);
    expect(bob.connection.last('you')).toMatchObject({ answered: false });
  });

  it('lets disconnected players return by token', () => {
    const { room, clock, bob } = playedRoom();
    bob.disconnect();
    playAgain(room, clock);
    expect(room.players()).toContainEqual(expect.objectContaining({ name: 'Bob', connected: false }));
    const again = resumeSeat(room, clock, 'Bob');
    expect(again.connection.messages).toMatchObject([
      { type: 'welcome', player: { name: 'Bob' } },
      { type: 'stage', phase: 'lobby', game: 2 },
      { type: 'you', question: null, score: 0 },
    ]);
  });

  it('leaves out players who have left, whose tokens are unknown until they join again', () => {
    const { room, clock, bob } = playedRoom();
    bob.send({ type: 'leave' });
    playAgain(room, clock);
    expect(room.players()).toMatchObject([{ name: 'Ada', connected: true }]);
    const again = resumeSeat(room, clock, 'Bob');
    expect(again.connection.last('rejected')?.code).toBe('unknown-token');
    again.join('Bob');
    expect(again.connection.last('welcome')?.player?.name).toBe('Bob');
    expect(again.connection.last('you')).toMatchObject({ score: 0 });
  });

  it('lets kicked players join again, with the same name and token', () => {
    const { room, clock } = playedRoom();
    room.command({ type: 'kick', name: 'Bob' });
    const refused = joinRoom(room, clock, 'Bob');
    expect(refused.connection.last('rejected')?.code).toBe('kicked');
    playAgain(room, clock);
    expect(refused.join('Bob').connection.last('welcome')?.player?.name).toBe('Bob');
  });

  it('keeps the watchers', () => {
    const { room, clock } = playedRoom();
    const watcher = watchRoom(room, clock);
    playAgain(room, clock);
    expect(watcher.connection.last('stage')).toMatchObject({ phase: 'lobby', game: 2, players: 2 });
    expect(watcher.connection.all('you')).toEqual([]);
  });

  it('lets new players join even if late joining is off', () => {
    const { room, clock } = playedRoom({ settings: { lateJoin: false } });
    expect(joinRoom(room, clock, 'Cleo').connection.last('rejected')?.code).toBe('locked');
    playAgain(room, clock);
    expect(joinRoom(room, clock, 'Cleo').connection.last('welcome')).toBeDefined();
  });

  it('is recorded as the end of one game and the creation of the next, with its players', () => {
    const { room, clock, events } = playedRoom();
    playAgain(room, clock);
    const from = events.findIndex(({ type }) => type === 'podium-shown');
    expect(events.slice(from + 1)).toMatchObject([
      { type: 'game-ended' },
      { type: 'game-created', game: 2, seed: 'seed/2' },
      { type: 'player-joined', name: 'Ada' },
      { type: 'player-joined', name: 'Bob' },
    ]);
    expect(events.flatMap((event) => (event.type === 'player-joined' ? [event.player] : []))).toSatisfy(
      ([ada, bob, adaAgain, bobAgain]: string[]) => ada === adaAgain && bob === bobAgain,
    );
  });

  it('works in an empty room', () => {
    const { room, clock } = roomOnManualClock({ settings: { startAt: 2, autoAfter: 1 } });
    room.command({ type: 'end' });
    playAgain(room, clock);
    expect(room.snapshot()).toMatchObject({ stage: { phase: 'lobby', game: 2, players: 0 }, ended: false });
  });

  it('starts at once if there are enough players for an automatic start', () => {
    const { room, clock, ada } = playedRoom({ settings: { startAt: 2 } });
    playAgain(room, clock);
    expect(ada.connection.last('stage')).toMatchObject({ phase: 'ready', game: 2 });
    clock.advance(3000);
    expect(room.phase).toBe('question');
  });

  it('resets the clocks of the seats', () => {
    const { room, clock, events, ada } = playedRoom();
    playAgain(room, clock);
    openQuestion(room, clock);
    clock.advance(4000);
    ada.send({ type: 'answer', question: 0, answer: 1 });
    expect(events.findLast((event) => event.type === 'answer-accepted')).toMatchObject({ time: 4000 });
  });

  it("is followed by the player's session", () => {
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

  describe('with 2,500 players', () => {
    const names = Array.from({ length: 2500 }, (_, index) => `Player ${index}`);

    function crowdedRoom() {
      const { room, clock, events } = roomOnManualClock();
      const visitors = names.map((name) => ({ name, seat: seatIn(room, name) }));
      room.command({ type: 'start' });
      room.command({ type: 'end' });
      clock.settle();
      return { room, clock, events, visitors };
    }

    function seatIn(room: Room, name: string) {
      const connection = new RecordedConnection();
      const joined = room.entrance.join(connection, { name, token: tokenOf(name) });
      if (!joined.ok) throw new Error(joined.rejection);
      return { ...joined, connection };
    }

    it('seats them over several turns of the event loop, and shows the lobby when all have their seats', () => {
      const { room, clock } = crowdedRoom();
      expect(room.command({ type: 'again' })).toBeNull();
      expect(room.snapshot().stage.phase).toBe('podium');
      clock.settle();
      expect(room.snapshot().stage).toMatchObject({ phase: 'lobby', players: 2500, connected: 2500 });
    });

    it("replies to the host's command once the lobby is shown", async () => {
      const { room, clock } = crowdedRoom();
      const phase = localHostSeat(room)
        .command({ type: 'again' })
        .then(() => room.snapshot().stage.phase);
      clock.settle();
      expect(await phase).toBe('lobby');
    });

    it('seats everybody before the next command', () => {
      const { room, visitors } = crowdedRoom();
      room.command({ type: 'again' });
      const { seat, connection } = visitors.at(-1)?.seat ?? seatIn(room, 'Ada');
      room.disconnect(seat, connection);
      expect(room.players()).toHaveLength(2500);
      expect(room.players().at(-1)).toMatchObject({ name: 'Player 2499', connected: false });
    });

    it('saves all seats if the host closes the room before everybody has theirs', () => {
      const { room, events } = crowdedRoom();
      room.command({ type: 'again' });
      room.close();
      const since = events.findLastIndex(({ type }) => type === 'game-created');
      const joined = events.slice(since).filter(({ type }) => type === 'player-joined');
      expect(joined).toHaveLength(2500);
    });
  });
});
