import { describe, expect, it } from 'vitest';
import { RecordedConnection, openQuestion, roomOnManualClock, tokenOf } from '../../helpers/rooms.ts';
import { joinRoom } from '../../helpers/visitors.ts';

describe('a closed room', () => {
  /** A room with Ada that was closed while its first question was open. */
  function closedRoom() {
    const { room, clock, events } = roomOnManualClock();
    const ada = joinRoom(room, clock, 'Ada');
    openQuestion(room, clock);
    const seat = room.resume(ada.connection, tokenOf('Ada'));
    clock.settle();
    room.close();
    return { room, clock, events, seat, happened: events.length };
  }

  it('rejects all commands, and nothing happens any more', () => {
    const { room, clock, events, happened } = closedRoom();
    for (const type of ['next', 'skip', 'close', 'pause', 'lock', 'end', 'again'] as const) {
      expect(room.command({ type })).toBe('not-now');
    }
    expect(room.command({ type: 'kick', name: 'Ada' })).toBe('not-now');
    expect(clock.pending).toBe(0);
    clock.advance(60_000);
    expect(events).toHaveLength(happened);
  });

  it('lets nobody in to play or watch', () => {
    const { room, clock, events, happened } = closedRoom();
    const late = new RecordedConnection();
    const locked = { ok: false, rejection: 'locked' };
    expect(room.join(late, { name: 'Bob', token: tokenOf('Bob') })).toEqual(locked);
    expect(room.resume(late, tokenOf('Ada'))).toEqual(locked);
    expect(room.watch(late)).toEqual(locked);
    clock.advance(60_000);
    expect(late.sent).toEqual([]);
    expect(events).toHaveLength(happened);
  });

  it('rejects answers', () => {
    const { room, clock, events, seat, happened } = closedRoom();
    const answer = { type: 'answer', question: 0, answer: 1 } as const;
    expect(seat.ok && room.answer(seat.seat, answer, clock.now())).toBe('locked');
    expect(events).toHaveLength(happened);
  });
});
