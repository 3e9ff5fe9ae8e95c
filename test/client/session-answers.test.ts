import { describe, expect, it } from 'vitest';
import { rejectionMessages } from '../../source/protocol/rejections.ts';
import { question, ready, rejected, reveal, welcome, you } from '../helpers/scripted-server.ts';
import { ANSWER, JOIN, RESUME, joiningSession, playingSession } from '../helpers/scripted-session.ts';

describe('a new name in a session', () => {
  it('is in the next you, or the session says why it was rejected', () => {
    const { session, transport } = joiningSession();
    transport.connection.open().deliver(welcome(), you(10));
    session.rename('Bob');
    expect(transport.connection.sent).toEqual([JOIN, { type: 'rename', name: 'Bob' }]);
    transport.connection.deliver(rejected('name-taken'));
    expect(session.snapshot().nameRejection).toMatchObject({ code: 'name-taken' });
    session.rename('Grace');
    expect(session.snapshot().nameRejection).toBeNull();
    transport.connection.deliver(rejected('name-taken'), you(11, { name: 'Grace' }));
    expect(session.snapshot()).toMatchObject({ nameRejection: null, you: { name: 'Grace' } });
  });
});

describe('an answer in a session', () => {
  it('is ignored while no question is open', () => {
    const { session, transport } = playingSession();
    transport.connection.deliver(reveal(11), you(11, { result: null }));
    session.answer(1);
    expect(session.snapshot().answer).toBeNull();
    expect(transport.connection.sent).toEqual([JOIN]);
  });

  it('is sent once, and later ones are ignored', () => {
    const { session, transport, clock } = playingSession();
    clock.advance(2312);
    session.answer(1);
    session.answer(0);
    expect(transport.connection.sent).toEqual([JOIN, { ...ANSWER, elapsed: 2312 }]);
    expect(session.snapshot().answer).toMatchObject({ question: 0, value: 1, status: 'sent' });
    transport.connection.deliver(you(11, { answered: true, answer: 1 }));
    expect(session.snapshot().answer).toMatchObject({ value: 1, status: 'accepted' });
    session.answer(0);
    expect(transport.connection.sent).toHaveLength(2);
  });

  it('is ignored if the seat has answered over another connection', () => {
    const { session, transport } = joiningSession();
    transport.connection.open().deliver(welcome(), question(10), you(10, { answered: true, answer: 0 }));
    session.answer(1);
    expect(transport.connection.sent).toEqual([JOIN]);
  });

  it('is sent for a new question even if the newest you belongs to the previous one', () => {
    const { session, transport, clock } = playingSession();
    transport.connection.deliver(you(11, { answered: true, answer: 1 }));
    transport.connection.drop();
    clock.advance(250);
    transport.connection.open().deliver(welcome(), question(20, 1));
    session.answer(1);
    expect(transport.connection.sent).toEqual([RESUME, { ...ANSWER, question: 1 }]);
    transport.connection.deliver(you(20, { question: 1 }));
    expect(transport.connection.sent).toHaveLength(2);
  });

  it('that is rejected says why, and can be sent again', () => {
    const { session, transport } = playingSession();
    session.answer(1);
    transport.connection.deliver(rejected('paused', 0));
    expect(session.snapshot().answer).toMatchObject({
      status: 'rejected',
      message: rejectionMessages.paused,
    });
    session.answer(1);
    expect(session.snapshot().answer).toMatchObject({ status: 'sent' });
    expect(transport.connection.sent).toEqual([JOIN, ANSWER, ANSWER]);
  });

  it('that is rejected with already-answered counts as accepted', () => {
    const { session, transport } = playingSession();
    session.answer(1);
    transport.connection.deliver(rejected('already-answered', 0));
    expect(session.snapshot().answer).toMatchObject({ status: 'accepted' });
  });

  it('is unaffected by rejections of other messages', () => {
    const { session, transport } = playingSession();
    session.answer(1);
    transport.connection.deliver(rejected('wrong-question', 1), rejected('bad-message'));
    expect(session.snapshot().answer).toMatchObject({ status: 'sent' });
  });

  it('is forgotten when the next question starts', () => {
    const { session, transport } = playingSession();
    session.answer(1);
    transport.connection.deliver(you(11, { answered: true, answer: 1 }), reveal(12));
    expect(session.snapshot().answer).toMatchObject({ status: 'accepted' });
    transport.connection.deliver(ready(13, 1), you(13, { question: 1 }));
    expect(session.snapshot().answer).toBeNull();
    transport.connection.deliver(question(14, 1));
    session.answer(0);
    expect(transport.connection.sent.at(-1)).toMatchObject({ question: 1, answer: 0 });
  });

  it('is forgotten when the next game starts', () => {
    const { session, transport } = playingSession();
    session.answer(1);
    transport.connection.deliver(question(11, 0, { game: 2 }), you(11));
    expect(session.snapshot().answer).toBeNull();
  });

  it('that was too late says so after a reconnect', () => {
    const { session, transport } = playingSession();
    session.answer(1);
    transport.connection.deliver(reveal(11), you(11), rejected('too-late', 0));
    const { answer } = session.snapshot();
    expect(answer?.status).toBe('rejected');
    expect(answer?.message).not.toMatch(/connection|line/u);
  });
});
