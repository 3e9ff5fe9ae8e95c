import { describe, expect, it } from 'vitest';
import type { Room } from '../../../source/server/room/room.ts';
import {
  PIN,
  RecordedConnection,
  TestVisitor,
  openQuestion,
  roomOnManualClock,
  tokenOf,
} from '../../helpers/rooms.ts';
import { ROOM } from '../../helpers/games.ts';
import type { ManualClock } from '../../helpers/manual-clock.ts';
import { joinRoom, rejections, resumeSeat } from '../../helpers/visitors.ts';

const OTHER_ADDRESS = '192.168.1.51';

/** Lets an address take all the seats that it may take at once, apart from those that it has taken already. */
function takeSeats(room: Room, taken = 0): void {
  for (let index = taken; index < 1500; index++) {
    const connection = new RecordedConnection();
    // Watchers are the fastest.
    const watching = room.entrance.watch(connection);
    if (watching.ok) room.leave(watching.seat, connection);
  }
}

/** A room whose address has taken all its seats. */
function limitedRoom() {
  const test = roomOnManualClock();
  takeSeats(test.room);
  return test;
}

function welcomed(visitor: TestVisitor): boolean {
  return visitor.connection.last('welcome') !== undefined;
}

describe('a new player', () => {
  it('waits if too many have joined from the same address, and the host is warned', () => {
    const { room, clock } = limitedRoom();
    expect(room.snapshot().alarms).toEqual([]);
    const ada = joinRoom(room, clock, 'Ada');
    expect(welcomed(ada)).toBe(false);
    expect(room.snapshot().alarms).toEqual([{ type: 'join-flood' }]);
    expect(welcomed(new TestVisitor(room, clock, undefined, OTHER_ADDRESS).join('Bob'))).toBe(true);
    clock.advance(50);
    expect(welcomed(ada)).toBe(true);
  });

  it('waits as well if everybody from that address has left again', () => {
    const { room, clock } = roomOnManualClock();
    for (let index = 0; index < 1500; index++) {
      const connection = new RecordedConnection();
      const joined = room.entrance.join(connection, { name: 'Ghost' });
      if (joined.ok) room.leave(joined.seat, connection);
    }
    expect(room.players()).toEqual([]);
    const ada = joinRoom(room, clock, 'Ada');
    expect(welcomed(ada)).toBe(false);
    clock.advance(50);
    expect(welcomed(ada)).toBe(true);
  });

  it('gets `rate-limited` on an open connection if too many are waiting', () => {
    const { room, clock } = limitedRoom();
    const waiting = Array.from({ length: 80 }, (_, index) => joinRoom(room, clock, `Player ${index}`));
    const late = joinRoom(room, clock, 'Late');
    expect(rejections(late)).toEqual([['rate-limited', undefined]]);
    expect(late.connection.closedWith).toBeNull();
    clock.advance(4000);
    expect(waiting.every(welcomed)).toBe(true);
    late.join('Late');
    clock.advance(50);
    expect(welcomed(late)).toBe(true);
  });

  it('cannot ask for another seat while waiting, and is not closed for being late', () => {
    const { room, clock } = limitedRoom();
    for (let index = 0; index < 79; index++) joinRoom(room, clock, `Player ${index}`);
    const eve = new TestVisitor(room, clock);
    clock.advance(1000);
    eve.join('Eve').join('Mallory');
    expect(rejections(eve)).toEqual([['bad-message', undefined]]);
    clock.advance(4050);
    expect(eve.connection.closedWith).toBeNull();
    expect(eve.connection.last('welcome')?.player?.name).toBe('Eve');
  });

  it('gives up the place in the queue when the connection is lost', () => {
    const { room, clock } = limitedRoom();
    const gone = joinRoom(room, clock, 'Gone');
    const ada = joinRoom(room, clock, 'Ada');
    gone.disconnect();
    clock.advance(50);
    expect(welcomed(ada)).toBe(true);
    expect(room.players().some(({ name }) => name === 'Gone')).toBe(false);
  });

  it('is closed for being late if the name is taken and no other follows', () => {
    const { room, clock } = limitedRoom();
    new TestVisitor(room, clock, undefined, OTHER_ADDRESS).join('Ada');
    const other = new TestVisitor(room, clock);
    other.send({ type: 'join', pin: PIN, name: 'Ada', token: tokenOf('other') });
    clock.advance(50);
    expect(rejections(other)).toEqual([['name-taken', undefined]]);
    clock.advance(5000);
    expect(other.connection.closedWith).toBe(1008);
  });
});

describe('a returning player', () => {
  it('does not wait, however many new players do', () => {
    const { room, clock } = roomOnManualClock();
    joinRoom(room, clock, 'Ada').disconnect();
    takeSeats(room, 1);
    for (let index = 0; index < 90; index++) joinRoom(room, clock, `Player ${index}`);
    expect(welcomed(resumeSeat(room, clock, 'Ada'))).toBe(true);
    expect(rejections(resumeSeat(room, clock, 'Nobody'))).toEqual([['unknown-token', undefined]]);
  });

  it('can tell from the room in the rejection whether the game is the same as before', () => {
    const { room, clock } = roomOnManualClock();
    const ada = joinRoom(room, clock, 'Ada');
    ada.disconnect();
    room.command({ type: 'remove-away' });
    const again = resumeSeat(room, clock, 'Ada');
    expect(again.connection.last('rejected')).toMatchObject({
      code: 'unknown-token',
      room: ada.connection.last('welcome')?.room,
    });
    expect(room.id).toBe(ROOM);
  });

  it('never waits if the address has taken few seats', () => {
    const { room, clock } = roomOnManualClock();
    let ada = joinRoom(room, clock, 'Ada');
    for (let index = 0; index < 100; index++) {
      ada.disconnect();
      ada = resumeSeat(room, clock, 'Ada');
      expect(welcomed(ada)).toBe(true);
    }
  });

  it('waits like a new one after returning more than ten times and once in ten seconds', () => {
    const { room, clock } = roomOnManualClock();
    let ada = joinRoom(room, clock, 'Ada');
    openQuestion(room, clock);
    takeSeats(room, 1);
    for (let index = 0; index < 10; index++) {
      ada.disconnect();
      ada = resumeSeat(room, clock, 'Ada');
      expect(welcomed(ada)).toBe(true);
    }
    ada.disconnect();
    ada = resumeSeat(room, clock, 'Ada');
    expect(welcomed(ada)).toBe(false);
    clock.advance(50);
    expect(welcomed(ada)).toBe(true);
  });
});

describe('a room that is closed', () => {
  it('gives nobody in the queue a seat', () => {
    const { room, clock } = limitedRoom();
    const ada = joinRoom(room, clock, 'Ada');
    room.close();
    clock.advance(50);
    expect(rejections(ada)).toEqual([['locked', undefined]]);
  });
});

describe('the journal', () => {
  /** Runs visits from 20 connections, as fast as a connection can open, for 4 s. Returns the number of events. */
  function eventsAfter(visit: (room: Room, clock: ManualClock, index: number) => TestVisitor): number {
    const { room, clock, events } = roomOnManualClock();
    for (let turn = 0; turn < 100; turn++) {
      const visitors = Array.from({ length: 20 }, (_, index) => visit(room, clock, turn * 20 + index));
      clock.advance(40);
      for (const visitor of visitors) visitor.disconnect();
    }
    return events.length;
  }

  const SEATS = 1500 + 4 * 20;

  it('grows by the limit on new seats when players join and drop in a loop', () => {
    expect(eventsAfter((room, clock, index) => joinRoom(room, clock, `Ghost ${index}`))).toBeLessThan(
      2 * SEATS + 10,
    );
  });

  it('grows by that limit when players join and leave in a loop', () => {
    const visit = (room: Room, clock: ManualClock, index: number) =>
      joinRoom(room, clock, `Ghost ${index}`).send({ type: 'leave' });
    expect(eventsAfter(visit)).toBeLessThan(2 * SEATS + 10);
  });

  it('grows by that limit, and the returns of each seat, when players return in a loop', () => {
    const visit = (room: Room, clock: ManualClock, index: number) =>
      joinRoom(room, clock, `Ghost ${index % 20}`);
    expect(eventsAfter(visit)).toBeLessThan(2 * (SEATS + 20 * 11) + 10);
  });
});
