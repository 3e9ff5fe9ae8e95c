import { describe, expect, it } from 'vitest';
import { openQuestion, player, roomOnManualClock } from '../helpers/rooms.ts';
import { question, reveal, welcome, you } from '../helpers/scripted-server.ts';
import { playingSession } from '../helpers/scripted-session.ts';

type Playing = ReturnType<typeof playingSession>;

/** Returns the answers sent on the current connection. */
function answersOf({ transport }: Playing): unknown[] {
  return transport.connection.sent.filter((message) => message.type === 'answer');
}

const SENT_AT_ZERO = { type: 'answer', question: 0, answer: 1, elapsed: 20_000, game: 1 };

describe('an answer that is not sent when time runs out', () => {
  it('is sent at zero, with the full time limit as the time it took', () => {
    const playing = playingSession();
    const { session, clock } = playing;
    clock.advance(5000);
    session.setDraft(1);
    clock.advance(14_999);
    expect(answersOf(playing)).toEqual([]);
    clock.advance(1);
    expect(answersOf(playing)).toEqual([SENT_AT_ZERO]);
    expect(session.snapshot().answer).toMatchObject({ value: 1, status: 'sent', isAutomatic: true });
  });

  it.each([
    [220, 19_780],
    [5000, 19_000],
  ])('is sent a round trip of %i ms earlier, but at most a second', (roundTripMs, sentAfterMs) => {
    const playing = playingSession();
    playing.session.setDraft(1);
    playing.clock.advance(10_000);
    playing.transport.connection.measure(roundTripMs);
    playing.clock.advance(sentAfterMs - 10_001);
    expect(answersOf(playing)).toEqual([]);
    playing.clock.advance(1);
    expect(answersOf(playing)).toEqual([SENT_AT_ZERO]);
  });

  it('is the newest draft', () => {
    const playing = playingSession();
    for (const draft of [0, null, 1]) playing.session.setDraft(draft);
    playing.clock.advance(20_000);
    expect(answersOf(playing)).toEqual([SENT_AT_ZERO]);
  });

  it('waits as long as the game is paused', () => {
    const playing = playingSession();
    const { session, transport, clock } = playing;
    session.setDraft(1);
    clock.advance(10_000);
    transport.connection.deliver(question(11, 0, { pausedAt: clock.now() }));
    clock.advance(60_000);
    expect(answersOf(playing)).toEqual([]);
    transport.connection.deliver(question(12, 0, { openedAt: 1_060_000, closesAt: 1_080_000 }));
    clock.advance(9999);
    expect(answersOf(playing)).toEqual([]);
    clock.advance(1);
    expect(answersOf(playing)).toEqual([SENT_AT_ZERO]);
  });

  it('is sent after a reconnect if the connection is down at zero', () => {
    const playing = playingSession();
    const { session, transport, clock } = playing;
    session.setDraft(1);
    clock.advance(19_900);
    transport.connection.drop();
    clock.advance(250);
    transport.connection.open().deliver(welcome(), question(20), you(20));
    expect(answersOf(playing)).toEqual([SENT_AT_ZERO]);
  });

  it.each<[string, (playing: Playing) => void]>([
    ['there is none', ({ session }) => session.setDraft(null)],
    ['the player has answered', ({ session }) => session.answer(0)],
    ['the question was closed before', ({ transport }) => transport.connection.deliver(reveal(11))],
    ['the next question is open', ({ transport }) => transport.connection.deliver(question(11, 1))],
    ['the player has left', ({ session }) => session.leave()],
    ['the seat is given up', ({ session }) => session.disconnect()],
    [
      'the game does not want it',
      ({ transport }) => transport.connection.deliver(question(11, 0, { autoSubmit: false })),
    ],
    [
      'there is no time limit',
      ({ transport }) => transport.connection.deliver(question(11, 0, { closesAt: null })),
    ],
  ])('is not sent if %s', (_when, happens) => {
    const playing = playingSession();
    playing.session.setDraft(1);
    happens(playing);
    playing.clock.advance(30_000);
    expect(answersOf(playing)).not.toContainEqual(SENT_AT_ZERO);
    expect(answersOf(playing).length).toBeLessThanOrEqual(1);
  });

  it.each(['fair', 'strict'] as const)(
    'earns the points for the full time limit if timing is %s',
    (timing) => {
      const { room, clock, events } = roomOnManualClock({ settings: { timing } });
      const { session: ada } = player(room, clock, 'Ada');
      const { session: bob } = player(room, clock, 'Bob');
      openQuestion(room, clock);
      ada.setDraft(1);
      clock.advance(21_000);
      expect(room.phase).toBe('reveal');
      expect(ada.snapshot().you?.result).toMatchObject({ correct: true, points: 500, time: 20_000 });
      expect(bob.snapshot().you?.result).toMatchObject({ answer: null });
      expect(events.filter(({ type }) => type === 'answer-accepted')).not.toContainEqual(
        expect.objectContaining({ clamped: true }),
      );
    },
  );
});
