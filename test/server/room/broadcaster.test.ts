import { describe, expect, it } from 'vitest';
import type { Room } from '../../../source/server/room/room.ts';
import type { ManualClock } from '../../helpers/manual-clock.ts';
import { TestVisitor, openQuestion, roomOnManualClock } from '../../helpers/rooms.ts';
import { joinRoom, resumeSeat, watchRoom } from '../../helpers/visitors.ts';

function enterMany(room: Room, clock: ManualClock, count: number): TestVisitor[] {
  return Array.from({ length: count }, (_, index) => joinRoom(room, clock, `P${index}`));
}

describe('a stage', () => {
  it('is encoded and framed once: everybody gets the very same buffer', () => {
    const { room, clock } = roomOnManualClock();
    const visitors = enterMany(room, clock, 5);
    openQuestion(room, clock);
    const sent = visitors.map(({ connection }) =>
      connection.sent.find(({ text }) => text.includes('"phase":"question"')),
    );
    expect(sent[0]).toBeDefined();
    for (const message of sent) expect(message?.frame).toBe(sent[0]?.frame);
  });

  it('has a greater version each time, and so has `you`', () => {
    const { room, clock } = roomOnManualClock();
    const ada = joinRoom(room, clock, 'Ada');
    for (const index of [0, 1]) {
      openQuestion(room, clock, index);
      ada.send({ type: 'answer', question: index, answer: index === 0 ? 1 : true });
    }
    for (const type of ['stage', 'you'] as const) {
      const versions = ada.connection.all(type).map(({ version }) => version);
      expect(versions).toEqual([...new Set(versions)].toSorted((a, b) => a - b));
      expect(versions[0]).toBeGreaterThanOrEqual(1_000_000);
    }
  });

  it('is written to a different seat first each time', () => {
    const { room, clock } = roomOnManualClock();
    const visitors = enterMany(room, clock, 4);
    clock.advance(1000);
    const firsts: number[] = [];
    for (const [index, { connection }] of visitors.entries()) {
      const send = connection.send.bind(connection);
      connection.send = (message) => {
        if (message.text.startsWith('{"type":"stage"')) firsts.push(index);
        send(message);
      };
    }
    const rounds = ['lock', 'unlock', 'lock', 'unlock'] as const;
    for (const type of rounds) {
      room.command({ type });
      clock.settle();
    }
    const order = rounds.map((_, round) => firsts.slice(round * 4, round * 4 + 4));
    for (const written of order) expect(written.toSorted()).toEqual([0, 1, 2, 3]);
    expect(order.map(([first]) => first).toSorted()).toEqual([0, 1, 2, 3]);
  });

  it('is written to players before watchers, so that nobody sees a question sooner by watching', () => {
    const { room, clock } = roomOnManualClock();
    const seats = [watchRoom(room, clock), ...enterMany(room, clock, 2), watchRoom(room, clock)];
    const written: number[] = [];
    for (const [index, { connection }] of seats.entries()) {
      const send = connection.send.bind(connection);
      connection.send = (message) => {
        if (message.text.includes('"phase":"question"')) written.push(index);
        send(message);
      };
    }
    openQuestion(room, clock);
    expect(written.slice(0, 2).toSorted()).toEqual([1, 2]);
    expect(written).toHaveLength(4);
  });

  it('reaches a big room in several turns, so that answers are handled in between', () => {
    const { room, clock } = roomOnManualClock();
    const visitors = enterMany(room, clock, 1200);
    clock.advance(1000);
    room.command({ type: 'start' });
    const turns: number[] = [];
    const soon = clock.soon.bind(clock);
    clock.soon = (callback) =>
      soon(() => {
        turns.push(
          visitors.filter((visitor) => visitor.connection.sent.at(-1)?.text.includes('"question":0')).length,
        );
        callback();
      });
    clock.settle();
    // The first turn was scheduled before the clock was wrapped.
    expect(turns).toEqual([500, 1000]);
    for (const { connection } of visitors) expect(connection.last('stage')?.phase).toBe('ready');
  });
});

describe('a connection that is not writable', () => {
  it('gets only the newest views once it has drained', () => {
    const { room, clock } = roomOnManualClock();
    const [slow] = enterMany(room, clock, 2);
    if (!slow) throw new TypeError('nobody came');
    const before = slow.connection.sent.length;
    slow.connection.writable = false;
    openQuestion(room, clock);
    room.command({ type: 'close' });
    clock.settle();
    room.command({ type: 'next' });
    clock.settle();
    openQuestion(room, clock, 1);
    expect(slow.connection.sent).toHaveLength(before);
    slow.drain();
    const news = slow.connection.messages.slice(before);
    expect(news).toMatchObject([
      { type: 'stage', phase: 'question', question: { index: 1 } },
      { type: 'you', question: 1, answered: false },
    ]);
  });

  it('gets the welcome before anything else', () => {
    const { room, clock } = roomOnManualClock();
    const slow = new TestVisitor(room, clock);
    slow.connection.writable = false;
    slow.join('Ada');
    room.command({ type: 'start' });
    clock.settle();
    slow.drain();
    expect(slow.connection.messages).toMatchObject([
      { type: 'welcome' },
      { type: 'stage', phase: 'ready' },
      { type: 'you' },
    ]);
  });

  it('gets nothing twice when it drains without changes', () => {
    const { room, clock } = roomOnManualClock();
    const ada = joinRoom(room, clock, 'Ada');
    clock.advance(1000);
    const before = ada.connection.sent.length;
    ada.drain();
    clock.advance(1000);
    expect(ada.connection.sent).toHaveLength(before);
  });

  it('still gets the goodbye', () => {
    const { room, clock } = roomOnManualClock();
    const slow = joinRoom(room, clock, 'Ada');
    slow.connection.writable = false;
    room.close();
    expect(slow.connection.last('bye')?.code).toBe('host-left');
  });

  it('does not delay the others', () => {
    const { room, clock } = roomOnManualClock();
    const [slow, quick] = enterMany(room, clock, 2);
    if (slow) slow.connection.writable = false;
    openQuestion(room, clock);
    expect(quick?.connection.last('stage')?.phase).toBe('question');
  });
});

describe('a seat whose connection was lost', () => {
  it('is sent nothing while it is away, and only the newest views when it is back', () => {
    const { room, clock } = roomOnManualClock();
    const ada = joinRoom(room, clock, 'Ada');
    joinRoom(room, clock, 'Bob');
    ada.disconnect();
    const before = ada.connection.sent.length;
    openQuestion(room, clock);
    room.command({ type: 'close' });
    clock.settle();
    expect(ada.connection.sent).toHaveLength(before);
    const again = resumeSeat(room, clock, 'Ada');
    expect(again.connection.messages).toMatchObject([
      { type: 'welcome' },
      { type: 'stage', phase: 'reveal' },
      { type: 'you', question: 0, result: { correct: false, points: 0 } },
    ]);
  });
});
