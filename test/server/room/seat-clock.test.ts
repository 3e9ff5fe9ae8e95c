import { describe, expect, it } from 'vitest';
import type { GameCreated, GameEvent } from '../../../source/game/events.ts';
import { choiceQuestion } from '../../helpers/questions.ts';
import { TestVisitor, openQuestion, roomOnManualClock, tokenOf } from '../../helpers/rooms.ts';
import { resumeSeat, joinRoom, watchRoom } from '../../helpers/visitors.ts';

/** An open question of 20 seconds. Ada was shown it at once, and Bob, who does not answer, keeps it open. */
function openRound() {
  const { room, clock, events } = roomOnManualClock({ questions: [choiceQuestion({ time: 20 })] });
  const ada = joinRoom(room, clock, 'Ada');
  const bob = joinRoom(room, clock, 'Bob');
  clock.advance(1000);
  openQuestion(room, clock);
  return { room, clock, events, ada, bob };
}

const RIGHT = { type: 'answer', question: 0, answer: 1 } as const;

/** The credited time of the newest answer, in milliseconds. */
function creditedMs(events: readonly (GameCreated | GameEvent)[]): number | undefined {
  return events.findLast((event) => event.type === 'answer-accepted')?.time;
}

describe('the credited time', () => {
  it('is the time since the question was shown, whatever the client says', () => {
    const { clock, events, ada } = openRound();
    clock.advance(4000);
    ada.send({ ...RIGHT, elapsed: 0 });
    expect(creditedMs(events)).toBe(4000);
  });

  it('is not reduced by reconnecting late', () => {
    const { room, clock, events, ada } = openRound();
    clock.advance(10_000);
    ada.disconnect();
    clock.advance(2000);
    resumeSeat(room, clock, 'Ada').send(RIGHT);
    expect(creditedMs(events)).toBe(12_000);
  });

  it('is reduced by half a second at most if the player was away when the question opened', () => {
    const { room, clock, events } = roomOnManualClock();
    const ada = joinRoom(room, clock, 'Ada');
    joinRoom(room, clock, 'Bob');
    ada.disconnect();
    openQuestion(room, clock);
    clock.advance(8000);
    resumeSeat(room, clock, 'Ada').send(RIGHT);
    expect(creditedMs(events)).toBe(7500);
  });

  it('is reduced by half a second at most if the player joined late', () => {
    const { room, clock, events } = openRound();
    clock.advance(15_000);
    joinRoom(room, clock, 'Late').send(RIGHT);
    expect(creditedMs(events)).toBe(14_500);
  });

  it('starts when the question was written to this seat', () => {
    const { room, clock, events } = roomOnManualClock();
    const slow = joinRoom(room, clock, 'Ada');
    joinRoom(room, clock, 'Bob');
    slow.connection.writable = false;
    openQuestion(room, clock);
    clock.advance(300);
    slow.drain();
    clock.advance(1000);
    slow.send(RIGHT);
    expect(creditedMs(events)).toBe(1000);
  });

  it('does not include pauses', () => {
    const { room, clock, events, ada } = openRound();
    clock.advance(2000);
    room.command({ type: 'pause' });
    clock.advance(60_000);
    room.command({ type: 'resume' });
    clock.advance(3000);
    ada.send(RIGHT);
    expect(creditedMs(events)).toBe(5000);
  });

  it('does not include a pause during which the player joined', () => {
    const { room, clock, events } = openRound();
    clock.advance(200);
    room.command({ type: 'pause' });
    clock.advance(60_000);
    const late = joinRoom(room, clock, 'Late');
    room.command({ type: 'resume' });
    clock.advance(3000);
    late.send(RIGHT);
    expect(creditedMs(events)).toBe(3000);
  });

  it('ends at the moment when the answer arrived', () => {
    const { room, clock, events } = openRound();
    const late = room.join(new TestVisitor(room, clock).connection, { name: 'Late', token: tokenOf('Late') });
    const arrivedAt = clock.now() + 2000;
    clock.advance(5000);
    if (late.ok) room.answer(late.seat, RIGHT, arrivedAt);
    expect(creditedMs(events)).toBe(2000);
  });
});

describe('the deadline of a question', () => {
  it('is different for each seat, by its own clock', () => {
    const { room, clock, ada, bob } = openRound();
    clock.advance(10_000);
    const late = joinRoom(room, clock, 'Late');
    clock.advance(10_400);
    ada.send(RIGHT);
    expect(ada.connection.last('rejected')).toMatchObject({ code: 'too-late', question: 0 });
    late.send(RIGHT);
    expect(late.connection.last('you')).toMatchObject({ answered: true });
    clock.advance(100);
    expect(room.phase).toBe('reveal');
    expect(bob.connection.last('you')?.result).toMatchObject({ correct: false, time: null });
  });

  it('is not moved by watchers', () => {
    const { room, clock } = openRound();
    clock.advance(10_000);
    watchRoom(room, clock);
    clock.advance(10_000);
    expect(room.phase).toBe('reveal');
  });

  it('is not moved by a returning player who was shown the question before', () => {
    const { room, clock, ada } = openRound();
    ada.disconnect();
    clock.advance(15_000);
    resumeSeat(room, clock, 'Ada');
    clock.advance(5000);
    expect(room.phase).toBe('reveal');
  });

  it('moves by the length of a pause', () => {
    const { room, clock } = openRound();
    clock.advance(19_000);
    room.command({ type: 'pause' });
    clock.advance(60_000);
    expect(room.phase).toBe('question');
    room.command({ type: 'resume' });
    clock.advance(999);
    expect(room.phase).toBe('question');
    clock.advance(1);
    expect(room.phase).toBe('reveal');
  });

  it('does not exist without a limit', () => {
    const { room, clock } = roomOnManualClock({ questions: [choiceQuestion({ time: 0 })] });
    const ada = joinRoom(room, clock, 'Ada');
    openQuestion(room, clock);
    clock.advance(24 * 60 * 60 * 1000);
    expect(room.phase).toBe('question');
    ada.send(RIGHT);
    expect(room.phase).toBe('reveal');
    expect(ada.connection.last('you')?.result).toMatchObject({ points: 1000 });
  });
});

describe('the countdown before a question', () => {
  it('can be paused', () => {
    const { room, clock } = roomOnManualClock();
    joinRoom(room, clock, 'Ada');
    room.command({ type: 'start' });
    clock.advance(1000);
    room.command({ type: 'pause' });
    clock.advance(60_000);
    expect(room.phase).toBe('ready');
    room.command({ type: 'resume' });
    clock.advance(2000);
    expect(room.phase).toBe('question');
  });

  it('is followed by the newest stage only, however long a connection was not writable', () => {
    const { room, clock } = roomOnManualClock();
    const slow = joinRoom(room, clock, 'Ada');
    slow.connection.writable = false;
    openQuestion(room, clock);
    clock.advance(20_000);
    slow.drain();
    // The question has closed in the meantime, so the reveal is sent instead.
    expect(slow.connection.all('stage').map(({ phase }) => phase)).toEqual(['lobby', 'reveal']);
  });
});
