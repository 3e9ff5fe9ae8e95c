import { describe, expect, it } from 'vitest';
import { question, reveal, stageFields, welcome, you } from '../helpers/scripted-server.ts';
import { playingSession } from '../helpers/scripted-session.ts';

const result = { correct: true, points: 900, streakBonus: 0, answer: 1, time: 2000 };

/** The review of a question whose explanation differs from the one on the reveal. */
function review(index: number, more: object = {}): object {
  const stage = reveal(1, index);
  const asked = 'question' in stage ? stage.question : null;
  return { type: 'review', question: asked, correct: 1, explanation: 'Fetched.', result, ...more };
}

/** A session that has seen the reveal of the first question. */
function revealedSession() {
  const setup = playingSession();
  setup.transport.connection.deliver(reveal(11), you(11, { result }));
  const { connection } = setup.transport;
  const requested = () =>
    setup.transport.connection.sent.filter((message) => 'type' in message && message.type === 'review');
  return { ...setup, connection, requested };
}

describe('the reviews of a session', () => {
  it('have what the reveals showed, also after the game is over', () => {
    const { session, transport } = revealedSession();
    transport.connection.deliver({ type: 'bye', code: 'ended', message: '' });
    expect(session.snapshot().reviews.get(0)).toMatchObject({ correct: 1, result: { points: 900 } });
  });

  it('are fetched when somebody wants to see them, once per version of the view `you`', () => {
    const { session, transport, clock, requested } = revealedSession();
    session.review(0);
    session.review(0);
    clock.advance(1000);
    expect(requested()).toEqual([{ type: 'review', question: 0 }]);
    transport.connection.deliver(review(0));
    expect(session.snapshot().reviews.get(0)).toMatchObject({ explanation: 'Fetched.' });
    transport.connection.deliver(you(12, { result }));
    session.review(0);
    expect(requested()).toHaveLength(2);
  });

  it('are fetched at most five times a second, and only the last one that was asked for', () => {
    const { session, clock, requested } = revealedSession();
    for (let index = 0; index < 20; index++) session.review(index);
    expect(requested()).toEqual([{ type: 'review', question: 0 }]);
    clock.advance(200);
    expect(requested().at(-1)).toEqual({ type: 'review', question: 19 });
    clock.advance(5000);
    expect(requested()).toHaveLength(2);
  });

  it('are fetched again over a new connection', () => {
    const { session, transport, clock, requested } = revealedSession();
    session.review(3);
    transport.connection.drop();
    session.review(3);
    clock.advance(250);
    transport.connection.open().deliver(welcome(), reveal(3), you(2));
    session.review(3);
    clock.advance(200);
    expect(requested()).toEqual([{ type: 'review', question: 3 }]);
  });

  it('are fetched bit by bit on the podium, if no reveal has shown them', () => {
    const { session, transport, clock, requested } = revealedSession();
    const outcomes = [0, 1, 2].map((index) => ({ index, correct: 1, answered: 1 }));
    const shown = { phase: 'podium', shownAt: 1_000_000, top: [], more: 0, awards: [], questions: outcomes };
    transport.connection.deliver({ ...stageFields, ...shown, version: 12 }, you(12));
    session.review(0);
    clock.advance(2000);
    expect(requested().slice(1)).toEqual([{ type: 'review', question: 1 }]);
    transport.connection.deliver(review(1));
    expect(session.snapshot().reviews.has(1)).toBe(true);
    clock.advance(60_000);
    expect(requested().slice(2)).toEqual([{ type: 'review', question: 2 }]);
  });

  it('ignore messages that nobody asked for', () => {
    const { session, transport } = revealedSession();
    transport.connection.deliver(review(7));
    expect(session.snapshot().reviews.has(7)).toBe(false);
  });

  it('ignore answers that do not fit the question', () => {
    const { session, transport } = revealedSession();
    session.review(0);
    transport.connection.deliver(
      review(0, { correct: 'Upgrade' }),
      review(0, { result: { ...result, answer: 99 } }),
    );
    expect(session.snapshot().reviews.get(0)).not.toHaveProperty('explanation', 'Fetched.');
  });

  it('start over with the next game', () => {
    const { session, transport } = revealedSession();
    transport.connection.deliver({ ...question(12), game: 2 }, you(12));
    expect(session.snapshot().reviews.size).toBe(0);
  });
});
