import { describe, expect, it } from 'vitest';
import { openQuestion, player, roomOnManualClock } from '../helpers/rooms.ts';
import { question, reveal, welcome, you } from '../helpers/scripted-server.ts';
import { ANSWER, RESUME, playingSession } from '../helpers/scripted-session.ts';

describe('an answer that is given while the line is down', () => {
  /** A session whose line breaks, and an answer after that. */
  function answeredWhileDown() {
    const setup = playingSession();
    setup.clock.advance(1000);
    setup.transport.line.breaks();
    setup.clock.advance(100);
    setup.session.answer(1);
    setup.clock.advance(400);
    return setup;
  }

  it('is not sent where the question is closed when the line is back', () => {
    const { session, transport } = answeredWhileDown();
    transport.line.opens().says(welcome(), reveal(20), you(20));
    expect(transport.line.sent).toEqual([RESUME]);
    expect(session.snapshot().answer).toMatchObject({ status: 'rejected' });
  });

  it('is not sent where another question is open when the line is back', () => {
    const { session, transport } = answeredWhileDown();
    transport.line.opens().says(welcome(), question(20, 1), you(20, { question: 1 }));
    expect(transport.line.sent).toEqual([RESUME]);
    expect(session.snapshot().answer).toBeNull();
  });

  it('is sent exactly once when the line is back, with the time the player took', () => {
    const { session, transport } = answeredWhileDown();
    transport.line.opens().says(welcome(), question(20));
    expect(transport.line.sent).toEqual([RESUME]);
    transport.line.says(you(20));
    expect(transport.line.sent).toEqual([RESUME, { ...ANSWER, elapsed: 1100 }]);
    transport.line.says(question(21, 0, { answered: 1 }), you(21));
    expect(transport.line.sent).toHaveLength(2);
    transport.line.says(you(22, { answered: true, answer: 1 }));
    expect(session.snapshot().answer).toMatchObject({ status: 'accepted' });
  });

  it('is sent on the line that comes to stand, however many broke before', () => {
    const { transport, clock } = answeredWhileDown();
    for (let tries = 0; tries < 3; tries++) {
      transport.line.opens().says(welcome(), question(20));
      transport.line.breaks();
      clock.advance(5000);
    }
    transport.line.opens().says(welcome(), question(20), you(20));
    expect(transport.line.sent).toEqual([RESUME, { ...ANSWER, elapsed: 1100 }]);
  });

  it('is sent again where it was sent just before the break and did not arrive', () => {
    const { session, transport, clock } = playingSession();
    session.answer(1);
    transport.line.breaks();
    clock.advance(250);
    transport.line.opens().says(welcome(), question(20), you(20));
    expect(transport.line.sent).toEqual([RESUME, ANSWER]);
  });

  it('is not sent again where it was sent just before the break and did arrive', () => {
    const { session, transport, clock } = playingSession();
    session.answer(1);
    transport.line.breaks();
    clock.advance(250);
    transport.line.opens().says(welcome(), question(20), you(20, { answered: true, answer: 1 }));
    expect(transport.line.sent).toEqual([RESUME]);
    expect(session.snapshot().answer).toMatchObject({ status: 'accepted' });
  });

  it('arrives in a real room', () => {
    const { room, clock } = roomOnManualClock();
    const { session, transport } = player(room, clock, 'Ada');
    player(room, clock, 'Bob');
    openQuestion(room, clock);
    transport.isDown = true;
    transport.breakOff();
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
