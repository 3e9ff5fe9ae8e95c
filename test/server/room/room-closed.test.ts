import { describe, expect, it } from 'vitest';
import { RecordedConnection, openQuestion, roomOnManualClock, tokenOf } from '../../helpers/rooms.ts';
import { joinRoom } from '../../helpers/visitors.ts';

describe('a closed room', () => {
  /** A room with Ada that was closed while its first question was open. */
  function closedRoom() {
    const { room, clock, events } = roomOnManualClock();
    const ada = joinRoom(room, clock, 'Ada');
    openQuestion(room, clock);
    const seat = room.entrance.resume(ada.connection, tokenOf('Ada'));
    clock.settle();
    room.close();
    return { room, clock, events, seat, happened: events.length };
  }

  it('rejects all commands, and nothing else happens', () => {
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
    expect(room.entrance.join(late, { name: 'Bob', token: tokenOf('Bob') })).toEqual(locked);
    expect(room.entrance.resume(late, tokenOf('Ada'))).toEqual(locked);
    expect(room.entrance.watch(late)).toEqual(locked);
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

describe('the goodbye of a big room', () => {
  const nextTurn = () => new Promise(setImmediate);

  /** A room of 1200 players, with the codes of the goodbyes so far. */
  function bigRoom() {
    const { room, clock } = roomOnManualClock();
    const players = Array.from({ length: 1200 }, (_, index) => joinRoom(room, clock, `P${index}`));
    clock.advance(1000);
    const byes = () => players.flatMap(({ connection }) => connection.last('bye')?.code ?? []);
    return { room, clock, players, byes };
  }

  it('is sent in several turns of the event loop, and to everybody', async () => {
    const { room, clock, byes } = bigRoom();
    const closed = room.close();
    const turns = [byes().length];
    while (turns.length < 3) {
      clock.settle();
      await nextTurn();
      turns.push(byes().length);
    }
    await closed;
    expect(turns).toEqual([500, 1000, 1200]);
  });

  it('is `ended` even if the host leaves before all have it, and follows the newest views', async () => {
    const { room, clock, players, byes } = bigRoom();
    openQuestion(room, clock);
    for (const type of ['close', 'end', 'next'] as const) room.command({ type });
    const closed = room.close();
    for (let turns = 0; turns < 6; turns++) {
      clock.settle();
      await nextTurn();
    }
    await closed;
    expect(new Set(byes())).toEqual(new Set(['ended']));
    expect(byes()).toHaveLength(1200);
    const phases = players.map(({ connection }) => connection.last('stage')?.phase);
    expect(new Set(phases)).toEqual(new Set(['podium']));
    const last = players.map(({ connection }) => connection.messages.at(-1)?.type);
    expect(new Set(last)).toEqual(new Set(['bye']));
  });
});
