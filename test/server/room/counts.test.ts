import { describe, expect, it } from 'vitest';
import type { ServerMessage } from '../../../source/protocol/server-message.ts';
import type { EncodedMessage } from '../../../source/server/connection.ts';
import type { Room } from '../../../source/server/room/room.ts';
import type { Seat } from '../../../source/server/room/seat.ts';
import type { ManualClock } from '../../helpers/manual-clock.ts';
import { choiceQuestion } from '../../helpers/questions.ts';
import { ADDRESS, type TestVisitor, openQuestion, roomOnManualClock } from '../../helpers/rooms.ts';
import { joinRoom, messageSummary, resumeSeat, watchRoom } from '../../helpers/visitors.ts';

/** What is sent to a visitor from now on, as short words. */
function news(visitor: TestVisitor): () => string[] {
  const before = visitor.connection.sent.length;
  return () => messageSummary(visitor).slice(before);
}

function visitors(room: Room, clock: ManualClock, count: number): TestVisitor[] {
  return Array.from({ length: count }, (_, index) => joinRoom(room, clock, `P${index}`));
}

/** An open question without a limit, which Ada, Bob and Cleo were sent some time ago. */
function openRound() {
  const { room, clock } = roomOnManualClock({ questions: [choiceQuestion({ time: 0 }), choiceQuestion()] });
  const [ada, bob, cleo] = ['Ada', 'Bob', 'Cleo'].map((name) => joinRoom(room, clock, name));
  if (!ada || !bob || !cleo) throw new TypeError('nobody came');
  openQuestion(room, clock);
  clock.advance(1000);
  return { room, clock, ada, bob, cleo };
}

/** Opens a question for a thousand players, and waits a second. Returns the first and the last player to join. */
function openBigRound() {
  const { room, clock } = roomOnManualClock();
  const [first, ...others] = visitors(room, clock, 1000);
  const last = others.at(-1);
  if (!first || !last) throw new TypeError('nobody came');
  openQuestion(room, clock);
  clock.advance(1000);
  return { clock, first, last };
}

/** The names in a lobby's stage. */
function namesOf(sent: EncodedMessage | undefined): readonly string[] {
  return sent?.message.type === 'stage' && sent.message.phase === 'lobby'
    ? sent.message.names.map(({ name }) => name)
    : [];
}

const ANSWER = { type: 'answer', question: 0, answer: 1 } as const;

describe('counts', () => {
  it('are sent instead of the question when players answer, join, leave, and lose their connections', () => {
    const { room, clock, ada, bob, cleo } = openRound();
    const toCleo = news(cleo);
    ada.send(ANSWER);
    expect(cleo.connection.last('counts')).toMatchObject({ players: 3, connected: 3, answered: 1 });
    bob.disconnect();
    clock.advance(200);
    expect(cleo.connection.last('counts')).toMatchObject({ players: 3, connected: 2, answered: 1 });
    joinRoom(room, clock, 'Dan');
    clock.advance(200);
    expect(cleo.connection.last('counts')).toMatchObject({ players: 4, connected: 3, answered: 1 });
    ada.send({ type: 'leave' });
    clock.advance(200);
    expect(cleo.connection.last('counts')).toMatchObject({ players: 4, connected: 2, answered: 1 });
    expect(toCleo()).toEqual(['counts', 'counts', 'counts', 'counts']);
  });

  it('are sent instead of the question when the host removes a player', () => {
    const { room, clock, cleo } = openRound();
    const toCleo = news(cleo);
    room.command({ type: 'kick', name: 'Bob' });
    expect(room.snapshot().stage).toMatchObject({ players: 2, connected: 2 });
    clock.advance(1000);
    expect(toCleo()).toEqual(['counts', 'you 0']);
    expect(cleo.connection.last('counts')).toMatchObject({ players: 2, connected: 2, answered: 0 });
  });

  it('name their stage, and have greater versions than it and each other', () => {
    const { clock, ada, bob, cleo } = openRound();
    const stage = cleo.connection.last('stage');
    ada.send(ANSWER);
    clock.advance(200);
    bob.send(ANSWER);
    clock.advance(200);
    const counts = cleo.connection.all('counts').slice(-2);
    expect(counts.map(({ stage: version }) => version)).toEqual([stage?.version, stage?.version]);
    const versions = [stage, ...counts].map((view) => view?.version ?? 0);
    expect(versions).toEqual([...new Set(versions)].toSorted((a, b) => a - b));
  });

  it('say how many have answered only while a question is open', () => {
    const { room, clock, ada } = openRound();
    room.command({ type: 'close' });
    joinRoom(room, clock, 'Dan');
    clock.advance(200);
    expect(ada.connection.last('counts')).toMatchObject({ players: 4, connected: 4 });
    expect(ada.connection.last('counts')).not.toHaveProperty('answered');
  });

  it('are encoded once: everybody gets the very same message', () => {
    const { ada, bob, cleo } = openRound();
    ada.send(ANSWER);
    const [first, second] = [bob, cleo].map(({ connection }) => connection.sent.at(-1));
    expect(first?.message.type).toBe('counts');
    expect(second).toBe(first);
  });

  it('of twenty answers at once are sent once, beside twenty acknowledgements', () => {
    const { room, clock } = roomOnManualClock();
    const [watching, ...answering] = visitors(room, clock, 21);
    openQuestion(room, clock);
    const toWatching = watching && news(watching);
    for (const visitor of answering) visitor.send(ANSWER);
    clock.advance(1000);
    expect(toWatching?.()).toEqual(['counts']);
    expect(watching?.connection.last('counts')).toMatchObject({ answered: 20 });
    for (const { connection } of answering) expect(connection.last('you')?.answered).toBe(true);
  });

  it('follow the stage on a new connection', () => {
    const { room, clock, ada, bob } = openRound();
    ada.send(ANSWER);
    bob.disconnect();
    clock.advance(1000);
    expect(messageSummary(resumeSeat(room, clock, 'Bob'))).toEqual([
      'welcome',
      'stage question',
      'counts',
      'you 0',
    ]);
    expect(messageSummary(watchRoom(room, clock))).toEqual(['welcome', 'stage question', 'counts']);
  });

  it('do not delay a change of phase, whose stage has the same numbers', () => {
    const { room, clock, ada, bob } = openRound();
    ada.send(ANSWER);
    const toAda = news(ada);
    bob.disconnect();
    room.command({ type: 'pause' });
    clock.advance(1000);
    expect(toAda()).toEqual(['stage question']);
    expect(ada.connection.last('stage')).toMatchObject({ connected: 2, answered: 1 });
  });

  it('are on the stage that the host sees', () => {
    const { room, clock, ada } = openRound();
    const { version } = room.snapshot().stage;
    ada.send(ANSWER);
    expect(room.snapshot().stage).toMatchObject({ phase: 'question', version, answered: 1 });
    joinRoom(room, clock, 'Dan');
    clock.advance(200);
    expect(room.snapshot().stage).toMatchObject({ players: 4, connected: 4, answered: 1 });
  });

  it('leave no timer behind once everybody has them', () => {
    const { clock, ada } = openRound();
    const before = clock.pending;
    ada.send(ANSWER);
    expect(clock.pending).toBe(before);
  });
});

describe('names in the lobby', () => {
  it('change once a second, and the counts in between', () => {
    const { room, clock } = roomOnManualClock();
    const watcher = watchRoom(room, clock);
    clock.advance(1000);
    const toWatcher = news(watcher);
    for (let joined = 0; joined < 250; joined++) {
      joinRoom(room, clock, `P${joined}`);
      clock.advance(20);
    }
    clock.advance(1000);
    const messages = toWatcher();
    expect(messages.slice(0, 6)).toEqual(['stage lobby', ...Array(4).fill('counts'), 'stage lobby']);
    expect(messages.filter((message) => message === 'stage lobby')).toHaveLength(6);
    expect(messages.length).toBeLessThanOrEqual(26);
    expect(watcher.connection.last('stage')).toMatchObject({
      players: 250,
      names: { 0: { name: 'P249' }, 49: { name: 'P200' } },
    });
  });

  it('are sent to the first player at once', () => {
    const { room, clock } = roomOnManualClock();
    expect(joinRoom(room, clock, 'Ada').connection.last('stage')).toMatchObject({ names: [{ name: 'Ada' }] });
  });

  it('do not change when a connection is lost', () => {
    const { room, clock } = roomOnManualClock();
    const ada = joinRoom(room, clock, 'Ada');
    const bob = joinRoom(room, clock, 'Bob');
    clock.advance(5000);
    const toAda = news(ada);
    bob.disconnect();
    clock.advance(5000);
    expect(toAda()).toEqual(['counts']);
  });
});

describe('a seat whose turn has not come', () => {
  it('gets only the acknowledgement of its answer', () => {
    const { clock, first, last } = openBigRound();
    const toLast = news(last);
    first.send(ANSWER);
    last.send(ANSWER);
    expect(toLast()).toEqual(['you answered']);
    clock.advance(1000);
    expect(toLast()).toEqual(['you answered', 'counts']);
    expect(last.connection.last('counts')).toMatchObject({ answered: 2 });
  });

  it('gets nothing when its connection has drained', () => {
    const { first, last } = openBigRound();
    const toLast = news(last);
    first.send(ANSWER);
    last.drain();
    expect(toLast()).toEqual([]);
  });
});

describe('a seat in the lobby whose turn has not come', () => {
  it('gets no new names when its connection has drained', () => {
    const { room, clock } = roomOnManualClock();
    const everybody = visitors(room, clock, 1000);
    clock.advance(5000);
    joinRoom(room, clock, 'Ada');
    const waiting = everybody.find(({ connection }) => !namesOf(connection.sent.at(-1)).includes('Ada'));
    const toWaiting = waiting && news(waiting);
    waiting?.drain();
    expect(toWaiting?.()).toEqual([]);
    clock.advance(1000);
    expect(toWaiting?.()).toEqual(['stage lobby']);
  });
});

describe('a seat whose turn came while its connection was not writable', () => {
  it('gets the newest counts, once, when it has drained', () => {
    const { clock, ada, bob, cleo } = openRound();
    cleo.connection.writable = false;
    const toCleo = news(cleo);
    ada.send(ANSWER);
    clock.advance(1000);
    bob.send(ANSWER);
    clock.advance(5000);
    expect(toCleo()).toEqual([]);
    cleo.drain();
    clock.advance(5000);
    expect(toCleo()).toEqual(['counts']);
    expect(cleo.connection.last('counts')).toMatchObject({ answered: 2 });
  });

  it('gets the newest stage instead if it has an older one', () => {
    const { room, clock, ada, bob } = openRound();
    bob.connection.writable = false;
    const toBob = news(bob);
    ada.send(ANSWER);
    clock.advance(1000);
    room.command({ type: 'close' });
    clock.advance(1000);
    bob.drain();
    expect(toBob()).toEqual(['stage reveal', 'you result']);
  });
});

/** A message to one player or watcher, with the time in milliseconds. */
interface Delivery {
  readonly seat: number;
  readonly at: number;
  readonly message: ServerMessage;
}

/** Seats players whose messages are recorded without parsing them. */
function crowd(room: Room, clock: ManualClock, count: number) {
  const deliveries: Delivery[] = [];
  const seats: Seat[] = [];
  for (let index = 0; index < count; index++) {
    const send = ({ message }: EncodedMessage) =>
      void deliveries.push({ seat: index, at: clock.now(), message });
    const joined = room.entrance.join(
      { address: ADDRESS, writable: true, send, close: () => undefined },
      { name: `P${index}` },
    );
    if (joined.ok) seats.push(joined.seat);
  }
  clock.advance(10_000);
  return { seats, deliveries };
}

/** Returns how many messages there were in each second from `start` on. */
function perSecond(deliveries: readonly Delivery[], start: number): number[] {
  const counts: number[] = [];
  for (const { at } of deliveries) {
    const second = Math.floor((at - start) / 1000);
    counts[second] = (counts[second] ?? 0) + 1;
  }
  return counts;
}

/** Returns the times between the messages to each seat, from `start` on, as the shortest and the longest. */
function gaps(deliveries: readonly Delivery[], start: number): { shortest: number; longest: number } {
  const last = new Map<number, number>();
  let shortest = Infinity;
  let longest = 0;
  for (const { seat, at } of deliveries) {
    const previous = last.get(seat);
    if (previous !== undefined) shortest = Math.min(shortest, at - previous);
    longest = Math.max(longest, at - (previous ?? start));
    last.set(seat, at);
  }
  return { shortest, longest };
}

describe('counts for players', () => {
  const seconds = 12;

  for (const [size, expected] of [
    [300, 1500],
    [5000, 2000],
    [12_000, 2400],
  ] as const) {
    it(`are ${expected} a second in a room of ${size}: each player gets some every 200 ms to 5 s, and the newest in the end`, () => {
      const { room, clock } = roomOnManualClock({
        questions: [choiceQuestion({ time: 0 })],
        settings: { maxPlayers: 20_000 },
      });
      const { seats, deliveries } = crowd(room, clock, size);
      openQuestion(room, clock);
      clock.advance(1000);
      deliveries.length = 0;
      const start = clock.now();
      for (let now = 0; now < seconds * 1000; now += 50) {
        const seat = seats[now / 50];
        if (seat) room.answer(seat, ANSWER, clock.now());
        clock.advance(50);
      }
      expect(deliveries.filter(({ message }) => message.type === 'stage')).toEqual([]);
      const counts = deliveries.filter(({ message }) => message.type === 'counts');
      expect(perSecond(counts, start).slice(0, seconds)).toEqual(Array(seconds).fill(expected));
      const { shortest, longest } = gaps(counts, start);
      expect(shortest).toBeGreaterThanOrEqual(200);
      expect(longest).toBeLessThanOrEqual(5000);
      expect(new Set(counts.map(({ seat }) => seat)).size).toBe(size);
      clock.advance(5000);
      const newest = new Map(deliveries.map(({ seat, message }) => [seat, message]));
      for (const message of newest.values()) expect(message).toMatchObject({ answered: 240 });
    });
  }
});

describe('the acknowledgement of an answer', () => {
  it('is sent before the others get the counts', () => {
    const { room, clock } = roomOnManualClock();
    const { seats, deliveries } = crowd(room, clock, 300);
    openQuestion(room, clock);
    clock.advance(1000);
    deliveries.length = 0;
    const last = seats.at(-1);
    if (last) room.answer(last, ANSWER, clock.now());
    clock.settle();
    expect(deliveries).toHaveLength(301);
    expect(deliveries.find(({ message }) => message.type === 'you')?.seat).toBe(299);
    expect(deliveries.slice(0, 2).map(({ seat }) => seat)).toEqual([299, 299]);
  });
});

describe('players in a big lobby that fills', () => {
  it('get 2,000 stages and counts a second', () => {
    const { room, clock } = roomOnManualClock();
    const { deliveries } = crowd(room, clock, 3000);
    deliveries.length = 0;
    const start = clock.now();
    for (let joined = 0; joined < 100; joined++) {
      joinRoom(room, clock, `Late ${joined}`);
      clock.advance(50);
    }
    for (const count of perSecond(deliveries, start)) expect(count).toBeLessThanOrEqual(2000);
    expect(gaps(deliveries, start).longest).toBeLessThanOrEqual(5000);
    expect(new Set(deliveries.map(({ seat }) => seat)).size).toBe(3000);
  });
});
