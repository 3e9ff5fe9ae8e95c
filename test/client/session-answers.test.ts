import { describe, expect, it } from 'vitest';
import { question, ready, rejected, reveal, welcome, you } from '../helpers/scripted-server.ts';
import { ANSWER, JOIN, RESUME, joiningSession, playingSession } from '../helpers/scripted-session.ts';

describe('an answer', () => {
  it('is not given where no question is open', () => {
    const { session, transport } = playingSession();
    transport.line.says(reveal(11), you(11, { result: null }));
    session.answer(1);
    expect(session.snapshot().answer).toBeNull();
    expect(transport.line.sent).toEqual([JOIN]);
  });

  it('is given once, whatever is pressed after', () => {
    const { session, transport, clock } = playingSession();
    clock.advance(2312);
    session.answer(1);
    session.answer(0);
    expect(transport.line.sent).toEqual([JOIN, { ...ANSWER, elapsed: 2312 }]);
    expect(session.snapshot().answer).toMatchObject({ question: 0, value: 1, status: 'sent' });
    transport.line.says(you(11, { answered: true, answer: 1 }));
    expect(session.snapshot().answer).toMatchObject({ value: 1, status: 'accepted' });
    session.answer(0);
    expect(transport.line.sent).toHaveLength(2);
  });

  it('is not given where the seat has answered before, on another line', () => {
    const { session, transport } = joiningSession();
    transport.line.opens().says(welcome(), question(10), you(10, { answered: true, answer: 0 }));
    session.answer(1);
    expect(transport.line.sent).toEqual([JOIN]);
  });

  it('is given to a new question, though what is known of the seat is still of the one before', () => {
    const { session, transport, clock } = playingSession();
    transport.line.says(you(11, { answered: true, answer: 1 }));
    transport.line.breaks();
    clock.advance(250);
    transport.line.opens().says(welcome(), question(20, 1));
    session.answer(1);
    expect(transport.line.sent).toEqual([RESUME, { ...ANSWER, question: 1 }]);
    transport.line.says(you(20, { question: 1 }));
    expect(transport.line.sent).toHaveLength(2);
  });

  it('that is rejected says why, and can be given again', () => {
    const { session, transport } = playingSession();
    session.answer(1);
    transport.line.says(rejected('paused', 0));
    expect(session.snapshot().answer).toMatchObject({ status: 'rejected', message: 'Because of paused.' });
    session.answer(1);
    expect(session.snapshot().answer).toMatchObject({ status: 'sent' });
    expect(transport.line.sent).toEqual([JOIN, ANSWER, ANSWER]);
  });

  it('that is rejected as already given counts as taken', () => {
    const { session, transport } = playingSession();
    session.answer(1);
    transport.line.says(rejected('already-answered', 0));
    expect(session.snapshot().answer).toMatchObject({ status: 'accepted' });
  });

  it('is not touched by a rejection of another question, or of no answer', () => {
    const { session, transport } = playingSession();
    session.answer(1);
    transport.line.says(rejected('wrong-question', 1), rejected('bad-message'));
    expect(session.snapshot().answer).toMatchObject({ status: 'sent' });
  });

  it('is forgotten with its question', () => {
    const { session, transport } = playingSession();
    session.answer(1);
    transport.line.says(you(11, { answered: true, answer: 1 }), reveal(12));
    expect(session.snapshot().answer).toMatchObject({ status: 'accepted' });
    transport.line.says(ready(13, 1), you(13, { question: 1 }));
    expect(session.snapshot().answer).toBeNull();
    transport.line.says(question(14, 1));
    session.answer(0);
    expect(transport.line.sent.at(-1)).toMatchObject({ question: 1, answer: 0 });
  });

  it('is forgotten with its game', () => {
    const { session, transport } = playingSession();
    session.answer(1);
    transport.line.says(question(11, 0, { game: 2 }), you(11));
    expect(session.snapshot().answer).toBeNull();
  });

  it('that came too late says so, and not that a line was lost', () => {
    const { session, transport } = playingSession();
    session.answer(1);
    transport.line.says(reveal(11), you(11), rejected('too-late', 0));
    const { answer } = session.snapshot();
    expect(answer?.status).toBe('rejected');
    expect(answer?.message).not.toMatch(/connection|line/u);
  });
});
