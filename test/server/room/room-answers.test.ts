import { describe, expect, it } from 'vitest';
import { TestVisitor, openQuestion, roomOnManualClock } from '../../helpers/rooms.ts';
import { resumeSeat, joinRoom, rejections, watchRoom } from '../../helpers/visitors.ts';

describe('an answer', () => {
  it('is rejected before the question opens, and can be given once it does', () => {
    const { room, clock } = roomOnManualClock();
    const ada = joinRoom(room, clock, 'Ada');
    room.command({ type: 'start' });
    clock.settle();
    ada.send({ type: 'answer', question: 0, answer: 1 });
    expect(rejections(ada)).toEqual([['wrong-question', 0]]);
    clock.advance(3000);
    ada.send({ type: 'answer', question: 0, answer: 1 });
    expect(ada.connection.last('you')?.answered).toBe(true);
  });

  it('is rejected in the lobby', () => {
    const { room, clock } = roomOnManualClock();
    const ada = joinRoom(room, clock, 'Ada').send({ type: 'answer', question: 0, answer: 1 });
    expect(rejections(ada)).toEqual([['wrong-question', 0]]);
  });

  it('is rejected from a visitor who has not joined', () => {
    const { room, clock } = roomOnManualClock();
    joinRoom(room, clock, 'Ada');
    openQuestion(room, clock);
    const stranger = new TestVisitor(room, clock).send({ type: 'answer', question: 0, answer: 1 });
    expect(rejections(stranger)).toEqual([['unknown-token', 0]]);
  });

  it('is rejected from a watcher', () => {
    const { room, clock } = roomOnManualClock();
    joinRoom(room, clock, 'Ada');
    openQuestion(room, clock);
    const watcher = watchRoom(room, clock);
    watcher.send({ type: 'answer', question: 0, answer: 1 });
    expect(rejections(watcher)).toEqual([['unknown-token', 0]]);
  });

  it('is rejected the second time, and the first one stands', () => {
    const { room, clock } = roomOnManualClock();
    const ada = joinRoom(room, clock, 'Ada');
    joinRoom(room, clock, 'Bob');
    openQuestion(room, clock);
    ada.send({ type: 'answer', question: 0, answer: 2 }).send({ type: 'answer', question: 0, answer: 1 });
    expect(rejections(ada)).toEqual([['already-answered', 0]]);
    room.command({ type: 'close' });
    clock.settle();
    expect(ada.connection.last('you')?.result).toMatchObject({ answer: 2, correct: false });
  });

  it('is rejected for another question, for another game, or if it is invalid', () => {
    const { room, clock } = roomOnManualClock();
    const ada = joinRoom(room, clock, 'Ada');
    openQuestion(room, clock);
    ada.send({ type: 'answer', question: 1, answer: true });
    ada.send({ type: 'answer', question: 0, answer: 1, game: 2 });
    ada.send({ type: 'answer', question: 0, answer: 4 });
    ada.send({ type: 'answer', question: 0, answer: '1' });
    expect(rejections(ada)).toEqual([
      ['wrong-question', 1],
      ['wrong-question', 0],
      ['bad-answer', 0],
      ['bad-answer', 0],
    ]);
    expect(ada.connection.last('you')?.answered).toBe(false);
  });

  it('is rejected while the game is paused, and accepted after', () => {
    const { room, clock } = roomOnManualClock();
    const ada = joinRoom(room, clock, 'Ada');
    openQuestion(room, clock);
    room.command({ type: 'pause' });
    ada.send({ type: 'answer', question: 0, answer: 1 });
    expect(rejections(ada)).toEqual([['paused', 0]]);
    room.command({ type: 'resume' });
    ada.send({ type: 'answer', question: 0, answer: 1 });
    expect(ada.connection.last('you')?.answered).toBe(true);
  });

  it('is rejected once the question is closed', () => {
    const { room, clock } = roomOnManualClock();
    const ada = joinRoom(room, clock, 'Ada');
    openQuestion(room, clock);
    room.command({ type: 'close' });
    ada.send({ type: 'answer', question: 0, answer: 1 });
    expect(rejections(ada)).toEqual([['too-late', 0]]);
  });

  it('is acknowledged to its player, without telling whether it is correct', () => {
    const { room, clock } = roomOnManualClock();
    const [ada, bob, cleo] = ['Ada', 'Bob', 'Cleo'].map((name) => joinRoom(room, clock, name));
    openQuestion(room, clock);
    const heardBefore = cleo?.connection.all('you').length;
    ada?.send({ type: 'answer', question: 0, answer: 1 });
    bob?.send({ type: 'answer', question: 0, answer: 2 });
    const [correct, wrong] = [ada, bob].map((visitor) => visitor?.connection.last('you'));
    expect(correct).toMatchObject({
      answered: true,
      answer: 1,
      score: 0,
      rank: null,
      streak: 0,
      result: null,
    });
    expect(wrong).toEqual({ ...correct, name: 'Bob', answer: 2 });
    expect(cleo?.connection.all('you')).toHaveLength(heardBefore ?? 0);
  });

  it('is not lost when its player disconnects and reconnects', () => {
    const { room, clock } = roomOnManualClock();
    const ada = joinRoom(room, clock, 'Ada');
    joinRoom(room, clock, 'Bob');
    openQuestion(room, clock);
    ada.send({ type: 'answer', question: 0, answer: 1 }).disconnect();
    const again = resumeSeat(room, clock, 'Ada');
    expect(again.connection.last('you')).toMatchObject({ answered: true, answer: 1 });
    again.send({ type: 'answer', question: 0, answer: 2 });
    expect(rejections(again)).toEqual([['already-answered', 0]]);
    room.command({ type: 'close' });
    clock.settle();
    expect(again.connection.last('you')?.result).toMatchObject({ correct: true, points: 1000 });
  });
});
