import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SeatLimit } from '../../../source/server/limits/seat-limit.ts';
import { ManualClock } from '../../helpers/manual-clock.ts';
import { ADDRESS } from '../../helpers/rooms.ts';

/** A limit whose clients take a seat whenever it is their turn. */
class LimitedRoom {
  readonly clock = new ManualClock();
  /** The clients that have a seat, in the order of their turns. */
  readonly seated: string[] = [];
  readonly rejected: string[] = [];
  /** How many clients did not get a seat at once. */
  limited = 0;
  readonly limit = new SeatLimit(this.clock, () => this.limited++);

  /** Asks for a seat. Returns a function that gives up the place in the queue. */
  ask(name: string, { address = ADDRESS, connection = {}, takesSeat = true } = {}): (() => void) | null {
    return this.limit.waitForTurn({ address, connection }, (rejection) => {
      if (rejection !== null) return void this.rejected.push(name);
      this.seated.push(name);
      if (takesSeat) this.limit.count(address);
    });
  }

  askAll(count: number, address?: string): void {
    for (let index = 0; index < count; index++) this.ask(`Player ${index}`, { ...(address && { address }) });
  }
}

/** A room in which an address has taken all its seats. */
function fullRoom(): LimitedRoom {
  const room = new LimitedRoom();
  room.askAll(1500);
  room.seated.length = 0;
  return room;
}

describe('SeatLimit', () => {
  it('lets in 1,500 players from one address at once, and as many from any other address', () => {
    const room = new LimitedRoom();
    room.askAll(1500);
    expect([room.seated.length, room.limited]).toEqual([1500, 0]);
    room.ask('Eve');
    expect([room.seated.length, room.limited]).toEqual([1500, 1]);
    room.askAll(1500, '192.168.1.51');
    expect([room.seated.length, room.limited]).toEqual([3000, 1]);
  });

  it('gives the others their turns in order, 20 a second', () => {
    const room = fullRoom();
    for (const name of ['Ada', 'Bob', 'Cleo']) room.ask(name);
    room.clock.advance(50);
    expect(room.seated).toEqual(['Ada']);
    room.ask('Dan');
    room.clock.advance(100);
    expect(room.seated).toEqual(['Ada', 'Bob', 'Cleo']);
    room.clock.advance(50);
    expect(room.seated).toEqual(['Ada', 'Bob', 'Cleo', 'Dan']);
    expect(room.clock.pending).toBe(0);
  });

  it('lets nobody jump the queue', () => {
    const room = fullRoom();
    room.ask('Ada');
    room.clock.sleep(1000);
    room.ask('Bob');
    expect(room.seated).toEqual([]);
    room.clock.advance(50);
    expect(room.seated).toEqual(['Ada', 'Bob']);
  });

  it('lets 80 wait, one per connection, and rejects the others', () => {
    const room = fullRoom();
    const connection = {};
    room.ask('Ada', { connection });
    room.ask('Ada again', { connection });
    room.askAll(79);
    room.ask('Late');
    expect(room.rejected).toEqual(['Ada again', 'Late']);
    room.clock.advance(4000);
    expect(room.seated).toHaveLength(80);
  });

  it('moves the queue on when a client gives up its place', () => {
    const room = fullRoom();
    const connection = {};
    const giveUp = room.ask('Ada', { connection });
    giveUp?.();
    room.ask('Bob', { connection });
    // A connection over HTTP outlives its requests.
    giveUp?.();
    room.clock.advance(50);
    expect(room.seated).toEqual(['Bob']);
  });

  it('does not count a turn that has taken no seat', () => {
    const room = fullRoom();
    room.clock.advance(50);
    for (let index = 0; index < 10; index++) room.ask('Bad name', { takesSeat: false });
    room.ask('Ada');
    expect(room.seated.at(-1)).toBe('Ada');
  });

  it('gives everybody a turn when the room closes', () => {
    const room = fullRoom();
    for (const name of ['Ada', 'Bob']) room.ask(name);
    room.limit.stop();
    expect(room.seated).toEqual(['Ada', 'Bob']);
    room.clock.advance(50);
    expect(room.clock.pending).toBe(0);
  });

  it('never gives an address more than 1,500 seats and 20 a second, whatever its clients do', () => {
    const step = fc.record({ asks: fc.nat(100), givesUp: fc.boolean(), afterMs: fc.nat(500) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const room = fullRoom();
        const start = room.clock.now();
        for (const { asks, givesUp, afterMs } of steps) {
          const waits = Array.from({ length: asks }, () => room.ask('Eve'));
          if (givesUp) for (const giveUp of waits) giveUp?.();
          room.clock.advance(afterMs);
          const seconds = (room.clock.now() - start) / 1000;
          expect(room.seated.length).toBeLessThanOrEqual(seconds * 20);
          expect(room.clock.pending).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 50 },
    );
  });
});
