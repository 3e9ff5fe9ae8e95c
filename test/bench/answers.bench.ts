import { bench, describe } from 'vitest';
import { Room } from '../../source/server/room.ts';
import type { Clock } from '../../source/server/clock.ts';
import type { Connection } from '../../source/server/connection.ts';
import type { Seat } from '../../source/server/seat.ts';
import { choiceQuestion, created } from '../helpers/games.ts';

// Work per answer must not grow with the number of players: the ratios between these should stay near 1.
describe.each([100, 1000, 10_000])('an answer among %i players', (players) => {
  const { room, seats } = fullRoom(players);
  const game = { question: 0, game: 1 } as const;
  let next = 0;
  bench('is decided, kept and acknowledged', () => {
    const seat = seats[next++ % seats.length];
    // After everybody's first answer these are rejected ones, which take the same way up to the last step.
    if (seat) room.answer(seat, { type: 'answer', answer: next % 2, ...game }, room.now());
  });
});

/** A room with a question open, in which nothing is written before the bench gives way. */
function fullRoom(players: number): { room: Room; seats: Seat[] } {
  const clock: Clock = { now: () => Date.now(), after: () => () => undefined, soon: () => undefined };
  const connection: Connection = { writable: true, send: () => undefined, close: () => undefined };
  const question = choiceQuestion({ time: 0 });
  const room = new Room(created({ questions: [question], settings: { maxPlayers: players } }), { clock });
  const seats = Array.from({ length: players }, (_, index) => {
    const entry = room.join({ ...connection }, { name: `Player ${index}` });
    if (!entry.ok) throw new Error(entry.rejection);
    return entry.seat;
  });
  room.command({ type: 'start' });
  room.command({ type: 'next' });
  return { room, seats };
}
