import { describe, expect, it } from 'vitest';
import type { PlayerSeat } from '../../../source/client/player-seat.ts';
import { choiceQuestion } from '../../helpers/questions.ts';
import { openQuestion, player, roomOnManualClock } from '../../helpers/rooms.ts';
import { joinRoom, messageSummary } from '../../helpers/visitors.ts';
import { inLobby } from '../../helpers/scripted-server.ts';

/** The phase, rank and answer that a player sees. */
function shown(seat: PlayerSeat) {
  const { stage, you, answer } = seat.snapshot();
  return { phase: stage?.phase, score: you?.score, rank: you?.rank, answer: answer?.status };
}

describe('a game in a room', () => {
  it('runs from the lobby to the podium', () => {
    const questions = [
      choiceQuestion({ time: 10 }),
      choiceQuestion({ answer: 3, explanation: 'West it is.' }),
    ];
    const { room, clock, events } = roomOnManualClock({ questions });
    const [ada, bob, cleo] = ['Ada', 'Bob', 'Cleo'].map((name) => player(room, clock, name).session);
    if (!ada || !bob || !cleo) throw new TypeError('three players make three sessions');
    clock.advance(1000);
    expect(cleo.snapshot().stage).toMatchObject({
      phase: 'lobby',
      names: inLobby('Cleo', 'Bob', 'Ada'),
      players: 3,
    });

    room.command({ type: 'start' });
    clock.settle();
    expect(shown(ada)).toEqual({ phase: 'ready', score: 0, rank: null });
    clock.advance(3000);
    expect(ada.snapshot().stage).toMatchObject({ phase: 'question', question: { index: 0, time: 10 } });
    ada.answer(1);
    clock.settle();
    expect(shown(ada)).toEqual({ phase: 'question', score: 0, rank: null, answer: 'accepted' });
    clock.advance(5000);
    bob.answer(1);
    cleo.answer(0);
    clock.settle();

    expect(shown(ada)).toEqual({ phase: 'reveal', score: 1000, rank: 1, answer: 'accepted' });
    expect(shown(bob)).toEqual({ phase: 'reveal', score: 750, rank: 2, answer: 'accepted' });
    expect(shown(cleo)).toEqual({ phase: 'reveal', score: 0, rank: 3, answer: 'accepted' });
    expect(bob.snapshot().you).toMatchObject({
      ahead: { name: 'Ada', by: 250 },
      result: { correct: true, points: 750, streakBonus: 0, answer: 1, time: 5000 },
    });
    expect(cleo.snapshot().stage).toMatchObject({ correct: 1, distribution: [1, 2, 0, 0] });

    room.command({ type: 'next' });
    clock.settle();
    expect(shown(ada).phase).toBe('standings');
    room.command({ type: 'next' });
    clock.advance(3000);
    bob.answer(3);
    clock.settle();
    room.command({ type: 'close' });
    clock.settle();
    expect(bob.snapshot().you).toMatchObject({
      score: 1850,
      streak: 2,
      result: { points: 1000, streakBonus: 100 },
    });
    expect(ada.snapshot().you).toMatchObject({
      score: 1000,
      rank: 2,
      streak: 0,
      result: { correct: false, points: 0, streakBonus: 0, answer: null, time: null },
    });
    expect(ada.snapshot().stage).toMatchObject({ phase: 'reveal', explanation: 'West it is.' });

    room.command({ type: 'next' });
    clock.settle();
    expect(ada.snapshot().stage).toMatchObject({
      phase: 'podium',
      top: [
        { rank: 1, name: 'Bob', score: 1850, change: 1 },
        { rank: 2, name: 'Ada', score: 1000, change: -1 },
        { rank: 3, name: 'Cleo', score: 0, change: 0 },
      ],
      questions: [
        { index: 0, correct: 2, answered: 3 },
        { index: 1, correct: 1, answered: 1 },
      ],
    });
    room.command({ type: 'end' });
    clock.settle();
    expect(ada.snapshot()).toMatchObject({ connection: 'closed', end: { type: 'bye', code: 'ended' } });
    expect(events.at(0)?.type).toBe('game-created');
    expect(events.at(-1)?.type).toBe('game-ended');
  });

  it('sends each phase to everybody before the `you` that belongs to it', () => {
    const { room, clock } = roomOnManualClock();
    const [ada, bob] = ['Ada', 'Bob'].map((name) => joinRoom(room, clock, name));
    clock.advance(1000);
    openQuestion(room, clock);
    ada?.send({ type: 'answer', question: 0, answer: 1 });
    bob?.send({ type: 'answer', question: 0, answer: 1 });
    expect(ada && messageSummary(ada)).toEqual([
      'welcome',
      'stage lobby',
      'you null',
      // Bob is counted 200 ms later, and named after a second.
      'counts',
      'stage lobby',
      // Announced and opened in the same turn: only the newest stage is sent.
      'stage question',
      'you 0',
      'you answered',
      'stage reveal',
      'you result',
    ]);
  });

  it('adds up for 130 players who answer at once', () => {
    const { room, clock } = roomOnManualClock({ questions: [choiceQuestion()] });
    const names = Array.from({ length: 130 }, (_, index) => `Player ${index}`);
    const visitors = names.map((name) => joinRoom(room, clock, name));
    openQuestion(room, clock);
    for (const [index, visitor] of visitors.entries()) {
      visitor.send({ type: 'answer', question: 0, answer: index % 2 });
    }
    expect(visitors[0]?.connection.last('stage')).toMatchObject({
      phase: 'reveal',
      distribution: [65, 65, 0, 0],
    });
    for (const [index, { connection }] of visitors.entries()) {
      expect(connection.last('you')).toMatchObject({ score: index % 2 === 1 ? 1000 : 0, answer: index % 2 });
    }
  });
});
