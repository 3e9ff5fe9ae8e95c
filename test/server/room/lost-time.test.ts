import { describe, expect, it } from 'vitest';
import type { GameCreated, GameEvent } from '../../../source/game/events.ts';
import { openQuestion, openRoom, roomOnManualClock } from '../../helpers/rooms.ts';
import { joinRoom, resumeSeat } from '../../helpers/visitors.ts';

const SLEEP_MS = 3_600_000;
const LIMIT_MS = 20_000;
/** How much longer a question stays open, for answers on their way. */
const GRACE_MS = 250;
const CORRECT = { type: 'answer', question: 0, answer: 1 } as const;

/** A room with Ada and Bob, two questions of 20 seconds, and 5 seconds for reveal and standings. */
function automaticRoom() {
  const { room, clock, events } = roomOnManualClock({ settings: { autoAfter: 5 } });
  const [ada, bob] = [joinRoom(room, clock, 'Ada'), joinRoom(room, clock, 'Bob')];
  const returns = () => events.filter((event) => event.type === 'host-returned');
  return { room, clock, events, ada, bob, returns };
}

type TestRoom = ReturnType<typeof automaticRoom>;

/** Continues to this phase of the first question, and for 2 more seconds. */
function continueTo(
  phase: 'lobby' | 'ready' | 'question' | 'reveal' | 'standings' | 'podium',
  test: TestRoom,
) {
  const { room, clock, ada, bob } = test;
  if (phase !== 'lobby') room.command({ type: 'start' });
  if (phase === 'podium') room.command({ type: 'end' });
  else if (phase !== 'lobby' && phase !== 'ready') openQuestion(room, clock);
  if (phase === 'reveal' || phase === 'standings') {
    ada.send(CORRECT);
    bob.send(CORRECT);
  }
  if (phase === 'standings') clock.advance(5000);
  expect(room.phase).toBe(phase);
  clock.advance(2000);
}

/** Sleeps, wakes up, and handles either a message that waited in its socket first, or the timers, which are all due. */
const wakeUps = [
  { first: 'the next message', sleep: ({ clock }: TestRoom) => clock.sleep(SLEEP_MS) },
  {
    first: 'a message that means nothing',
    sleep({ clock, bob }: TestRoom) {
      clock.sleep(SLEEP_MS);
      bob.say('{}');
    },
  },
  {
    first: 'its timers',
    sleep({ clock }: TestRoom) {
      clock.sleep(SLEEP_MS);
      clock.advance(0);
    },
  },
] as const;

describe.each(wakeUps)('a room whose host slept and that handles $first first', ({ sleep }) => {
  it.each([
    ['ready', 3000],
    ['question', LIMIT_MS + GRACE_MS],
    ['reveal', 5000],
    ['standings', 5000],
  ] as const)('continues the phase "%s" with the time that was left', (phase, lengthMs) => {
    const test = automaticRoom();
    continueTo(phase, test);
    sleep(test);
    test.clock.advance(lengthMs - 2001);
    expect(test.room.phase).toBe(phase);
    test.clock.advance(1);
    expect(test.room.phase).not.toBe(phase);
  });

  it.each(['lobby', 'ready', 'question', 'reveal', 'standings', 'podium'] as const)(
    'records the lost time once, and keeps everybody connected, in the phase "%s"',
    (phase) => {
      const test = automaticRoom();
      continueTo(phase, test);
      const downSince = test.clock.now();
      sleep(test);
      test.clock.advance(200);
      expect(test.returns()).toMatchObject([{ downSince, restarted: false }]);
      expect(test.room.players()).toMatchObject([
        { name: 'Ada', connected: true },
        { name: 'Bob', connected: true },
      ]);
      expect(test.events.filter(({ type }) => type === 'player-disconnected')).toEqual([]);
    },
  );

  it('credits waiting answers with the time until the host fell asleep', () => {
    const test = automaticRoom();
    continueTo('question', test);
    sleep(test);
    test.ada.send(CORRECT);
    expect(test.events.at(-1)).toMatchObject({ type: 'answer-accepted', time: 2000 });
    test.clock.advance(1000);
    test.bob.send(CORRECT);
    expect(test.events.findLast(({ type }) => type === 'answer-accepted')).toMatchObject({ time: 3000 });
    expect(test.room.phase).toBe('reveal');
  });

  it('sends the stage with its new times at once', () => {
    const test = automaticRoom();
    continueTo('question', test);
    sleep(test);
    test.ada.send(CORRECT);
    expect(test.bob.connection.last('stage')).toMatchObject({
      phase: 'question',
      closesAt: test.clock.now() + LIMIT_MS - 2000,
    });
  });

  it('keeps a question open for at least 10 s', () => {
    const test = automaticRoom();
    continueTo('question', test);
    test.clock.advance(LIMIT_MS - 3000);
    sleep(test);
    test.clock.advance(9999 + GRACE_MS);
    expect(test.room.phase).toBe('question');
    test.ada.send(CORRECT);
    expect(test.events.at(-1)).toMatchObject({ type: 'answer-accepted', time: LIMIT_MS });
    test.clock.advance(1);
    expect(test.room.phase).toBe('reveal');
  });

  it('closes a question as soon as everybody has answered', () => {
    const test = automaticRoom();
    continueTo('question', test);
    test.clock.advance(LIMIT_MS - 3000);
    test.ada.send(CORRECT);
    sleep(test);
    test.bob.send(CORRECT);
    expect(test.events.at(-1)).toMatchObject({ type: 'question-closed', reason: 'answered' });
  });

  it('waits 10 s for players whose connection was lost', () => {
    const test = automaticRoom();
    continueTo('question', test);
    test.ada.disconnect();
    test.bob.send(CORRECT);
    test.clock.advance(1000);
    sleep(test);
    test.clock.advance(9999);
    const ada = resumeSeat(test.room, test.clock, 'Ada').send(CORRECT);
    expect(ada.connection.last('you')).toMatchObject({ result: { correct: true } });
  });

  it('counts a pause only once if the host slept during it', () => {
    const test = automaticRoom();
    continueTo('question', test);
    test.room.command({ type: 'pause' });
    test.clock.advance(1000);
    sleep(test);
    test.clock.advance(60_000);
    expect(test.room.snapshot().stage).toMatchObject({ phase: 'question' });
    test.room.command({ type: 'resume' });
    test.clock.advance(LIMIT_MS + GRACE_MS - 2001);
    expect(test.room.phase).toBe('question');
    test.clock.advance(1);
    expect(test.room.phase).toBe('reveal');
  });

  it('resumes with the time that was left if the host is killed right afterwards', () => {
    const test = automaticRoom();
    continueTo('question', test);
    sleep(test);
    test.clock.advance(200);
    const past = pastOf(test.events);
    test.clock.advance(60_000);
    const again = openRoom({ clock: test.clock, past, settings: { autoAfter: 5 } });
    // The question's time runs until the host falls asleep, and again from its `host-returned` event.
    expect(again.snapshot().stage).toMatchObject({
      closesAt: past.lastAt + LIMIT_MS - 2000 + sinceOf(test, past),
    });
    test.clock.advance(LIMIT_MS - 2001);
    expect(again.phase).toBe('question');
    test.clock.advance(1);
    expect(again.phase).toBe('reveal');
  });
});

function pastOf(events: readonly (GameCreated | GameEvent)[]) {
  const past = events.filter((event) => event.type !== 'game-created');
  return { events: past, lastAt: past.at(-1)?.at ?? 0 };
}

function sinceOf({ clock }: TestRoom, { lastAt }: { readonly lastAt: number }): number {
  return clock.now() - lastAt;
}

describe('a room whose event loop was blocked', () => {
  it('for less than 2 s loses no time', () => {
    const test = automaticRoom();
    continueTo('question', test);
    test.clock.sleep(1990);
    test.ada.send(CORRECT);
    expect(test.returns()).toEqual([]);
    expect(test.events.at(-1)).toMatchObject({ type: 'answer-accepted', time: 3990 });
    expect(test.room.eventLoop.lagMs(test.clock.now())).toBe(1970);
  });

  it('for more than 2 s loses that time, whichever command comes first', () => {
    for (const type of ['pause', 'lock', 'close', 'end'] as const) {
      const test = automaticRoom();
      continueTo('question', test);
      test.clock.sleep(2100);
      expect(test.room.command({ type })).toBeNull();
      expect(test.events.at(-2)).toMatchObject({ type: 'host-returned', restarted: false });
    }
  });
});

describe('a room that has ended or is closed', () => {
  it('loses no time', () => {
    const ended = automaticRoom();
    continueTo('podium', ended);
    ended.room.command({ type: 'next' });
    const closed = automaticRoom();
    continueTo('question', closed);
    closed.room.close();
    for (const { clock, room } of [ended, closed]) {
      clock.sleep(SLEEP_MS);
      room.command({ type: 'next' });
      clock.advance(1000);
    }
    expect([...ended.returns(), ...closed.returns()]).toEqual([]);
  });
});

describe('a visitor without a seat', () => {
  it('has 5 s to join, not counting time during which the host slept', () => {
    const { room, clock } = roomOnManualClock();
    const late = joinRoom(room, clock, '');
    clock.advance(1000);
    clock.sleep(SLEEP_MS);
    clock.advance(3000);
    expect(late.connection.closedWith).toBeNull();
    clock.advance(1000);
    expect(late.connection.closedWith).toBe(1008);
  });
});
