import { bench, describe } from 'vitest';
import type { Clock } from '../../source/clock.ts';
import type { Connection } from '../../source/server/connection.ts';
import { Room } from '../../source/server/room/room.ts';
import { created } from '../helpers/games.ts';
import { choiceQuestion } from '../helpers/questions.ts';
import { PIN } from '../helpers/rooms.ts';

const QUESTIONS = 1000;

// The work per answer must not grow with the number of players: see the ratios at the end.
describe('one answer, accepted and marked, among', () => {
  for (const players of [100, 1000, 10_000]) bench(`${players} players`, answerer(players));
});

/** Returns a function that gives one answer per call, and moves to the next question once all players have answered. */
function answerer(players: number): () => void {
  const clock: Clock = { now: () => Date.now(), after: () => () => undefined, soon: () => undefined };
  const connection: Connection = { writable: true, send: () => undefined, close: () => undefined };
  const questions = Array.from({ length: QUESTIONS }, () => choiceQuestion({ time: 0 }));
  const room = new Room(created({ questions, settings: { maxPlayers: players } }), { clock, pin: PIN });
  const seats = Array.from({ length: players }, (_, index) => {
    const entry = room.join({ ...connection }, { name: `Player ${index}` });
    if (!entry.ok) throw new Error(entry.rejection);
    return entry.seat;
  });
  const host = (...types: ('start' | 'next')[]) => types.forEach((type) => room.command({ type }));
  host('start', 'next');
  let given = 0;
  return () => {
    const question = Math.floor(given / players);
    const seat = seats[given++ % players];
    const rejection = seat && room.answer(seat, { type: 'answer', question, answer: given % 4 }, room.now());
    if (rejection) throw new Error(rejection);
    if (given % players > 0) return;
    if (question + 1 < QUESTIONS) return host('next', 'next', 'next');
    room.command({ type: 'end' });
    room.command({ type: 'again' });
    host('start', 'next');
    given = 0;
  };
}
