import { describe, expect, it } from 'vitest';
import type { GameCreated, GameEvent } from '../../../source/game/events.ts';
import type { Settings } from '../../../source/game/settings.ts';
import { booleanQuestion, choiceQuestion } from '../../helpers/questions.ts';
import { TestVisitor, openQuestion, roomOnManualClock, tokenOf } from '../../helpers/rooms.ts';
import { resumeSeat, joinRoom, watchRoom } from '../../helpers/visitors.ts';

/** An open question of 20 seconds for Ada, whose network adds nothing, and Bob, whose answer keeps the question open. */
function openRound(settings: Partial<Settings> = {}, roundTripOfBobMs = 0) {
  const questions = [choiceQuestion({ time: 20 }), booleanQuestion()];
  const { room, clock, events } = roomOnManualClock({ questions, settings });
  const ada = joinRoom(room, clock, 'Ada').measure(() => 0);
  const bob = joinRoom(room, clock, 'Bob').measure(() => roundTripOfBobMs);
  clock.advance(1000);
  openQuestion(room, clock);
  return { room, clock, events, ada, bob };
}

const CORRECT = { type: 'answer', question: 0, answer: 1 } as const;

/** Whether the newest answer had a claim that was too short. */
function isClamped(events: readonly (GameCreated | GameEvent)[]): boolean {
  return events.findLast((event) => event.type === 'answer-accepted')?.clamped ?? false;
}

/** The credited time of the newest answer, in milliseconds. */
function creditedMs(events: readonly (GameCreated | GameEvent)[]): number | undefined {
  return events.findLast((event) => event.type === 'answer-accepted')?.time;
}

describe('the credited time', () => {
  it('is what the client claims, if the network can explain it', () => {
    const { clock, events, ada } = openRound();
    clock.advance(4000);
    ada.send({ ...CORRECT, elapsed: 3975 });
    expect(creditedMs(events)).toBe(3975);
  });

  it('is hardly reduced by a false claim', () => {
    const { clock, events, ada } = openRound();
    clock.advance(4000);
    ada.send({ ...CORRECT, elapsed: 0 });
    expect(creditedMs(events)).toBe(3970);
    expect(isClamped(events)).toBe(true);
  });

  it('is reduced by no more than the bound, but is not in doubt, if the player saw the question late', () => {
    const { room, clock, events, ada } = openRound();
    joinRoom(room, clock, 'Late').measure(() => 0);
    ada.disconnect();
    room.command({ type: 'close' });
    room.command({ type: 'next' });
    room.command({ type: 'next' });
    openQuestion(room, clock, 1);
    clock.advance(3000);
    const again = resumeSeat(room, clock, 'Ada');
    clock.advance(1000);
    again.send({ type: 'answer', question: 1, answer: true, elapsed: 1000 });
    expect(creditedMs(events)).toBe(3970);
    expect(isClamped(events)).toBe(false);
  });

  it('is not in doubt as long as nothing is known about the network', () => {
    const { room, clock, events } = openRound();
    const late = joinRoom(room, clock, 'Late');
    clock.advance(2000);
    late.send({ ...CORRECT, elapsed: 1000 });
    expect(creditedMs(events)).toBe(1970);
    expect(isClamped(events)).toBe(false);
  });

  it('allows for the first round trips even if they are measured after the question is shown', () => {
    const { room, clock, events } = openRound();
    const late = joinRoom(room, clock, 'Late');
    clock.advance(250);
    late.measure(() => 250);
    clock.advance(2000);
    late.send({ ...CORRECT, elapsed: 2000 });
    expect(creditedMs(events)).toBe(2000);
    expect(isClamped(events)).toBe(false);
  });

  it('is the time until the answer arrived, if timing is strict', () => {
    const { clock, events, ada } = openRound({ timing: 'strict' });
    clock.advance(4000);
    ada.send({ ...CORRECT, elapsed: 0 });
    expect(creditedMs(events)).toBe(4000);
  });

  it('is not reduced by reconnecting late', () => {
    const { room, clock, events, ada } = openRound();
    clock.advance(10_000);
    ada.disconnect();
    clock.advance(2000);
    resumeSeat(room, clock, 'Ada').send(CORRECT);
    expect(creditedMs(events)).toBe(12_000);
  });

  it('is not reduced by being away when the question opens', () => {
    const { room, clock, events } = roomOnManualClock();
    const ada = joinRoom(room, clock, 'Ada');
    joinRoom(room, clock, 'Bob');
    ada.disconnect();
    openQuestion(room, clock);
    clock.advance(8000);
    resumeSeat(room, clock, 'Ada').send(CORRECT);
    expect(creditedMs(events)).toBe(8000);
  });

  it('is not reduced by reconnecting while the question opens', () => {
    const { room, clock, events } = roomOnManualClock();
    joinRoom(room, clock, 'Ada');
    joinRoom(room, clock, 'Bob');
    room.command({ type: 'start' });
    room.command({ type: 'next' });
    const again = resumeSeat(room, clock, 'Ada');
    again.connection.writable = false;
    clock.advance(300);
    again.drain();
    again.send(CORRECT);
    expect(creditedMs(events)).toBe(300);
  });

  it('is not reduced by joining late', () => {
    const { room, clock, events } = openRound();
    clock.advance(15_000);
    joinRoom(room, clock, 'Late').send(CORRECT);
    expect(creditedMs(events)).toBe(15_000);
  });

  it('is not reduced by reading late', () => {
    const { room, clock, events } = roomOnManualClock();
    const slow = joinRoom(room, clock, 'Ada');
    joinRoom(room, clock, 'Bob');
    slow.connection.writable = false;
    openQuestion(room, clock);
    clock.advance(300);
    slow.drain();
    clock.advance(1000);
    slow.send(CORRECT);
    expect(creditedMs(events)).toBe(1300);
  });

  it('is not reduced by answering without having read the question', () => {
    const { room, clock, events } = roomOnManualClock();
    const slow = joinRoom(room, clock, 'Ada');
    joinRoom(room, clock, 'Bob');
    room.command({ type: 'start' });
    room.command({ type: 'next' });
    slow.connection.writable = false;
    clock.settle();
    clock.advance(2000);
    slow.send(CORRECT);
    expect(creditedMs(events)).toBe(2000);
  });

  it('is not reduced by watching on a second connection', () => {
    const { room, clock, events } = roomOnManualClock();
    const ada = joinRoom(room, clock, 'Ada');
    joinRoom(room, clock, 'Bob');
    watchRoom(room, clock);
    ada.disconnect();
    openQuestion(room, clock);
    clock.advance(2000);
    resumeSeat(room, clock, 'Ada').send({ ...CORRECT, elapsed: 0 });
    expect(creditedMs(events)).toBe(1970);
  });

  it('does not include the time that the server takes to write the question', () => {
    const { room, clock, events } = roomOnManualClock();
    const ada = joinRoom(room, clock, 'Ada');
    joinRoom(room, clock, 'Bob');
    room.command({ type: 'start' });
    room.command({ type: 'next' });
    clock.sleep(240);
    clock.settle();
    clock.advance(1000);
    ada.send({ ...CORRECT, elapsed: 1000 });
    expect(creditedMs(events)).toBe(1000);
  });

  it('includes what the server takes beyond half a second to write the question', () => {
    const { room, clock, events } = roomOnManualClock();
    const ada = joinRoom(room, clock, 'Ada');
    joinRoom(room, clock, 'Bob');
    room.command({ type: 'start' });
    room.command({ type: 'next' });
    clock.sleep(1200);
    clock.settle();
    ada.send(CORRECT);
    expect(creditedMs(events)).toBe(700);
  });

  it('does not include pauses', () => {
    const { room, clock, events, ada } = openRound();
    clock.advance(2000);
    room.command({ type: 'pause' });
    clock.advance(60_000);
    room.command({ type: 'resume' });
    clock.advance(3000);
    ada.send(CORRECT);
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
    late.send(CORRECT);
    expect(creditedMs(events)).toBe(3200);
  });

  it('ends at the moment when the answer arrived', () => {
    const { room, clock, events } = openRound();
    const late = room.entrance.join(new TestVisitor(room, clock).connection, {
      name: 'Late',
      token: tokenOf('Late'),
    });
    const arrivedAt = clock.now() + 2000;
    clock.advance(5000);
    if (late.ok) room.answer(late.seat, CORRECT, arrivedAt);
    expect(creditedMs(events)).toBe(2000);
  });
});

describe('the deadline of a question', () => {
  it.each(['fair', 'strict'] as const)(
    'gives answers a quarter of a second to arrive, with %s timing',
    (timing) => {
      const { room, clock, ada, bob } = openRound({ timing });
      clock.advance(20_249);
      expect(room.phase).toBe('question');
      ada.send({ ...CORRECT, elapsed: 20_000 });
      expect(ada.connection.last('you')).toMatchObject({ answered: true });
      clock.advance(1);
      expect(room.phase).toBe('reveal');
      expect(ada.connection.last('you')?.result).toMatchObject({ correct: true, time: 20_000 });
      bob.send(CORRECT);
      expect(bob.connection.last('rejected')).toMatchObject({ code: 'too-late', question: 0 });
    },
  );

  it('does not depend on the seat’s network', () => {
    const { room, clock, bob } = openRound({}, 1000);
    bob.measure(() => 2000);
    clock.advance(20_249);
    expect(room.phase).toBe('question');
    clock.advance(1);
    expect(room.phase).toBe('reveal');
  });

  it('is later for players to whom the server sent the question late', () => {
    const { room, clock } = roomOnManualClock();
    const ada = joinRoom(room, clock, 'Ada');
    const bob = joinRoom(room, clock, 'Bob');
    room.command({ type: 'start' });
    room.command({ type: 'next' });
    clock.sleep(240);
    clock.settle();
    clock.advance(20_249);
    ada.send(CORRECT);
    expect(ada.connection.last('you')).toMatchObject({ answered: true });
    expect(room.phase).toBe('question');
    clock.advance(1);
    expect(room.phase).toBe('reveal');
    expect(bob.connection.last('you')?.result).toMatchObject({ correct: false });
  });

  it('does not reject an answer that is waiting in a socket when the timer fires', () => {
    const { clock, ada, bob, room } = openRound();
    clock.advance(20_249);
    const soon = clock.soon.bind(clock);
    clock.soon = (callback) => {
      clock.soon = soon;
      bob.send(CORRECT);
      soon(callback);
    };
    clock.advance(1);
    expect(bob.connection.last('you')?.result).toMatchObject({ correct: true, time: 20_000 });
    expect(ada.connection.last('you')?.result).toMatchObject({ correct: false });
    expect(room.phase).toBe('reveal');
  });

  it('is not moved by watchers, nor by players who join late', () => {
    const { room, clock } = openRound();
    clock.advance(10_000);
    watchRoom(room, clock);
    joinRoom(room, clock, 'Late');
    clock.advance(10_250);
    expect(room.phase).toBe('reveal');
  });

  it('is not moved by a returning player who was shown the question before', () => {
    const { room, clock, ada } = openRound();
    ada.disconnect();
    clock.advance(15_000);
    resumeSeat(room, clock, 'Ada');
    clock.advance(5250);
    expect(room.phase).toBe('reveal');
  });

  it('moves by the length of a pause', () => {
    const { room, clock } = openRound();
    clock.advance(19_000);
    room.command({ type: 'pause' });
    clock.advance(60_000);
    expect(room.phase).toBe('question');
    room.command({ type: 'resume' });
    clock.advance(1249);
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
    ada.send(CORRECT);
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
