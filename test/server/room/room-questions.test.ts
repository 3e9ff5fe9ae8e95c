import { describe, expect, it } from 'vitest';
import { openQuestion, player, roomOnManualClock } from '../../helpers/rooms.ts';
import { joinRoom } from '../../helpers/visitors.ts';

describe('the review of a question', () => {
  it('is sent to a player who asks for it, once the question is closed', () => {
    const { room, clock } = roomOnManualClock();
    const ada = joinRoom(room, clock, 'Ada');
    openQuestion(room, clock);
    ada.send({ type: 'answer', question: 0, answer: 1 });
    expect(room.phase).toBe('reveal');
    ada.send({ type: 'review', question: 0 });
    expect(ada.connection.last('review')).toMatchObject({ correct: 1, result: { correct: true, answer: 1 } });
  });

  it.each([0, 1, 99])('is refused while question %i is open or not asked yet', (question) => {
    const { room, clock } = roomOnManualClock();
    const [ada] = ['Ada', 'Bob'].map((name) => joinRoom(room, clock, name));
    openQuestion(room, clock);
    ada?.send({ type: 'review', question });
    expect(ada?.connection.last('rejected')).toMatchObject({ code: 'wrong-question', question });
    expect(ada?.connection.all('review')).toEqual([]);
  });

  it('is not sent to a client that does not read', () => {
    const { room, clock } = roomOnManualClock();
    const ada = joinRoom(room, clock, 'Ada');
    openQuestion(room, clock);
    room.command({ type: 'close' });
    ada.connection.writable = false;
    ada.send({ type: 'review', question: 0 });
    expect(ada.connection.all('review')).toEqual([]);
    expect(ada.connection.closedWith).toBeNull();
  });
});

describe('a question in a room', () => {
  it('waits ten seconds for the answers of disconnected players, and not at all for players who left', () => {
    const { room, clock } = roomOnManualClock();
    const [ada, bob, cleo] = ['Ada', 'Bob', 'Cleo'].map((name) => joinRoom(room, clock, name));
    openQuestion(room, clock);
    cleo?.send({ type: 'leave' });
    bob?.disconnect();
    ada?.send({ type: 'answer', question: 0, answer: 1 });
    clock.advance(9999);
    expect(room.phase).toBe('question');
    clock.advance(1);
    expect(room.phase).toBe('reveal');
  });

  it('closes at once when everybody has answered', () => {
    const { room, clock } = roomOnManualClock();
    const [ada, bob] = ['Ada', 'Bob'].map((name) => joinRoom(room, clock, name));
    openQuestion(room, clock);
    ada?.send({ type: 'answer', question: 0, answer: 1 });
    expect(room.phase).toBe('question');
    bob?.send({ type: 'answer', question: 0, answer: 1 });
    expect(room.phase).toBe('reveal');
  });

  it('still takes an answer at the moment when the last player it waited for leaves', () => {
    const { room, clock } = roomOnManualClock();
    const [ada, bob] = ['Ada', 'Bob'].map((name) => joinRoom(room, clock, name));
    openQuestion(room, clock);
    bob?.send({ type: 'leave' });
    expect(room.phase).toBe('question');
    ada?.send({ type: 'answer', question: 0, answer: 1 });
    expect(room.phase).toBe('reveal');
  });

  it('opens and closes on time even if timers fire early', () => {
    const { room, clock } = roomOnManualClock();
    const after = clock.after.bind(clock);
    // As in Node, the shortest timer takes a millisecond.
    clock.after = (delayMs, callback) => after(Math.max(1, delayMs - 2), callback);
    joinRoom(room, clock, 'Ada');
    room.command({ type: 'start' });
    clock.advance(2999);
    expect(room.phase).toBe('ready');
    clock.advance(1);
    expect(room.phase).toBe('question');
    // Answers may arrive a quarter of a second late.
    clock.advance(20_249);
    expect(room.phase).toBe('question');
    clock.advance(1);
    expect(room.phase).toBe('reveal');
  });

  it('leaves no timer behind when the room is closed', () => {
    const { room, clock } = roomOnManualClock();
    const ada = player(room, clock, 'Ada');
    openQuestion(room, clock);
    room.close();
    clock.settle();
    ada.session.leave();
    clock.settle();
    expect(clock.pending).toBe(0);
  });
});
