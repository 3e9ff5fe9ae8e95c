import { describe, expect, it } from 'vitest';
import { openQuestion, player, roomOnManualClock } from '../helpers/rooms.ts';
import { question, ready, rejected, reveal, welcome, you } from '../helpers/scripted-server.ts';
import { joiningSession, playingSession } from '../helpers/scripted-session.ts';

type Playing = ReturnType<typeof playingSession>;

const OPENED_AT = 1_000_000;

/** Answers, and returns the time that the session claims. */
function answerIn({ session, transport }: Playing): unknown {
  session.answer(1);
  const { sent } = transport.connection;
  return sent.findLast((message) => message.type === 'answer')?.elapsed;
}

/** Drops the connection, and opens another one 250 ms later. */
function reconnected({ transport, clock }: Playing, ...messages: readonly object[]): void {
  transport.connection.drop();
  clock.advance(250);
  transport.connection.open().deliver(welcome(), ...messages);
}

describe('the time that a session claims for an answer', () => {
  it('starts when the question is shown, not when it is announced', () => {
    const playing = joiningSession();
    const { transport, clock } = playing;
    transport.connection.open().deliver(welcome(), ready(10, 0), you(10));
    clock.advance(3000);
    transport.connection.deliver(question(11));
    clock.advance(1234);
    expect(answerIn(playing)).toBe(1234);
  });

  it('starts over with each question, and with each game', () => {
    const playing = playingSession();
    const { transport, clock } = playing;
    clock.advance(2000);
    transport.connection.deliver(question(11, 1), you(11, { question: 1 }));
    clock.advance(700);
    expect(answerIn(playing)).toBe(700);
    transport.connection.deliver(question(12, 1, { game: 2 }), you(12, { question: 1 }));
    clock.advance(300);
    expect(answerIn(playing)).toBe(300);
  });

  it('is not affected by stages that only count answers', () => {
    const playing = playingSession();
    const { transport, clock } = playing;
    for (const version of [11, 12, 13]) {
      clock.advance(500);
      transport.connection.deliver(question(version, 0, { answered: version }));
    }
    expect(answerIn(playing)).toBe(1500);
  });

  it('leaves out paused time', () => {
    const playing = playingSession();
    const { transport, clock } = playing;
    clock.advance(2000);
    transport.connection.deliver(question(11, 0, { pausedAt: OPENED_AT + 2000 }));
    clock.advance(30_000);
    transport.connection.deliver(question(12, 0, { openedAt: OPENED_AT + 30_000 }));
    clock.advance(1000);
    expect(answerIn(playing)).toBe(3000);
  });

  it('starts at the end of the pause if the question is first shown during one', () => {
    const playing = joiningSession();
    const { transport, clock } = playing;
    transport.connection.open();
    transport.connection.deliver(welcome(), question(10, 0, { pausedAt: OPENED_AT + 2000 }), you(10));
    clock.advance(4000);
    transport.connection.deliver(question(11, 0, { openedAt: OPENED_AT + 25_000 }));
    clock.advance(1000);
    expect(answerIn(playing)).toBe(1000);
  });

  it('still starts at the first showing after a reconnect', () => {
    const playing = playingSession();
    playing.clock.advance(2000);
    reconnected(playing, question(20), you(20));
    playing.clock.advance(1000);
    expect(answerIn(playing)).toBe(3250);
  });

  it('leaves out a pause that begins and ends while the connection is lost', () => {
    const playing = playingSession();
    playing.clock.advance(2000);
    playing.transport.connection.drop();
    playing.clock.advance(8000);
    playing.transport.connection
      .open()
      .deliver(welcome(), question(20, 0, { openedAt: OPENED_AT + 6000 }), you(20));
    playing.clock.advance(1000);
    expect(answerIn(playing)).toBe(5000);
  });

  it('leaves out lost time, with or without a new connection', () => {
    const stalled = playingSession();
    stalled.clock.advance(32_000);
    stalled.transport.connection.deliver(question(11, 0, { openedAt: OPENED_AT + 30_000 }), you(11));
    stalled.clock.advance(1000);
    expect(answerIn(stalled)).toBe(3000);

    const killed = playingSession();
    killed.clock.advance(31_750);
    reconnected(killed, question(20, 0, { openedAt: OPENED_AT + 30_000 }), you(20));
    killed.clock.advance(1000);
    expect(answerIn(killed)).toBe(3000);
  });

  it("never starts in the future, even if the host's clock was set forward while the host was away", () => {
    const playing = playingSession();
    playing.clock.advance(2000);
    reconnected(playing, question(20, 0, { openedAt: OPENED_AT + 3_600_000 }), you(20));
    playing.clock.advance(1500);
    expect(answerIn(playing)).toBe(1500);
  });

  it("is a whole number of at least 0, whatever the client's clock does", () => {
    const playing = playingSession();
    playing.clock.advance(1000.4);
    expect(answerIn(playing)).toBe(1000);

    const turned = playingSession();
    turned.transport.connection.deliver(reveal(11), you(11), question(12, 1), you(12, { question: 1 }));
    turned.clock.advance(-5000);
    expect(answerIn(turned)).toBe(0);
  });

  it('stays the same when the answer is sent again, even if the question has moved', () => {
    const playing = playingSession();
    const { transport, clock } = playing;
    clock.advance(2000);
    expect(answerIn(playing)).toBe(2000);
    reconnected(playing, question(20, 0, { openedAt: OPENED_AT + 1500 }), you(20));
    expect(transport.connection.sent.at(-1)).toMatchObject({ type: 'answer', elapsed: 2000 });
  });

  it('is measured anew for another answer after a rejection', () => {
    const playing = playingSession();
    const { transport, clock } = playing;
    clock.advance(1000);
    expect(answerIn(playing)).toBe(1000);
    transport.connection.deliver(rejected('bad-answer', 0));
    clock.advance(1000);
    expect(answerIn(playing)).toBe(2000);
  });

  it('equals what the room measures in the same process', () => {
    const { room, clock } = roomOnManualClock();
    const { session } = player(room, clock, 'Ada');
    openQuestion(room, clock);
    clock.advance(1500);
    room.command({ type: 'pause' });
    clock.advance(60_000);
    room.command({ type: 'resume' });
    clock.advance(1500);
    session.answer(1);
    clock.advance(0);
    room.command({ type: 'close' });
    clock.settle();
    expect(session.snapshot().you?.result).toMatchObject({ answer: 1, time: 3000 });
  });
});
