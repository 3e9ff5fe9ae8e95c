import { describe, expect, it } from 'vitest';
import { openQuestion, player, roomOnManualClock } from '../helpers/rooms.ts';
import { question, reveal, welcome, you } from '../helpers/scripted-server.ts';
import { ANSWER, RESUME, playingSession } from '../helpers/scripted-session.ts';

describe('an answer given while disconnected', () => {
  /** Drops the connection of a session, then answers. */
  function answeredWhileDown() {
    const setup = playingSession();
    setup.clock.advance(1000);
    setup.transport.connection.drop();
    setup.clock.advance(100);
    setup.session.answer(1);
    setup.clock.advance(400);
    return setup;
  }

  it('is not sent if the question is closed after the reconnect', () => {
    const { session, transport } = answeredWhileDown();
    transport.connection.open().deliver(welcome(), reveal(20), you(20));
    expect(transport.connection.sent).toEqual([RESUME]);
    expect(session.snapshot().answer).toMatchObject({ status: 'rejected' });
  });

  it('is not sent if another question is open after the reconnect', () => {
    const { session, transport } = answeredWhileDown();
    transport.connection.open().deliver(welcome(), question(20, 1), you(20, { question: 1 }));
    expect(transport.connection.sent).toEqual([RESUME]);
    expect(session.snapshot().answer).toBeNull();
  });

  it('is sent exactly once after the reconnect, with the time the player took', () => {
    const { session, transport } = answeredWhileDown();
    transport.connection.open().deliver(welcome(), question(20));
    expect(transport.connection.sent).toEqual([RESUME]);
    transport.connection.deliver(you(20));
    expect(transport.connection.sent).toEqual([RESUME, { ...ANSWER, elapsed: 1100 }]);
    transport.connection.deliver(question(21, 0, { answered: 1 }), you(21));
    expect(transport.connection.sent).toHaveLength(2);
    transport.connection.deliver(you(22, { answered: true, answer: 1 }));
    expect(session.snapshot().answer).toMatchObject({ status: 'accepted' });
  });

  it('is sent on the first connection that works, after several that fail', () => {
    const { transport, clock } = answeredWhileDown();
    for (let tries = 0; tries < 3; tries++) {
      transport.connection.open().deliver(welcome(), question(20));
      transport.connection.drop();
      clock.advance(5000);
    }
    transport.connection.open().deliver(welcome(), question(20), you(20));
    expect(transport.connection.sent).toEqual([RESUME, { ...ANSWER, elapsed: 1100 }]);
  });

  it('is sent again if it was sent just before and was lost', () => {
    const { session, transport, clock } = playingSession();
    session.answer(1);
    transport.connection.drop();
    clock.advance(250);
    transport.connection.open().deliver(welcome(), question(20), you(20));
    expect(transport.connection.sent).toEqual([RESUME, ANSWER]);
  });

  it('is not sent again if it was sent just before and has arrived', () => {
    const { session, transport, clock } = playingSession();
    session.answer(1);
    transport.connection.drop();
    clock.advance(250);
    transport.connection.open().deliver(welcome(), question(20), you(20, { answered: true, answer: 1 }));
    expect(transport.connection.sent).toEqual([RESUME]);
    expect(session.snapshot().answer).toMatchObject({ status: 'accepted' });
  });

  it('arrives in a room', () => {
    const { room, clock } = roomOnManualClock();
    const { session, transport } = player(room, clock, 'Ada');
    player(room, clock, 'Bob');
    openQuestion(room, clock);
    transport.isDown = true;
    transport.drop();
    session.answer(1);
    clock.advance(3000);
    expect(session.snapshot()).toMatchObject({ connection: 'reconnecting', answer: { status: 'sent' } });
    transport.isDown = false;
    clock.advance(5000);
    expect(session.snapshot()).toMatchObject({ connection: 'open', answer: { status: 'accepted' } });
    room.command({ type: 'close' });
    clock.settle();
    expect(session.snapshot().you?.result).toMatchObject({ correct: true, answer: 1 });
  });
});
