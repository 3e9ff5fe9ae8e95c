import { describe, expect, it } from 'vitest';
import { bye, move, question, rejected, welcome, you } from '../helpers/scripted-server.ts';
import { JOIN, RESUME, idleSession, joiningSession, playingSession } from '../helpers/scripted-session.ts';

const CODE = 'K7QX2M9P';

describe('a session whose seat moves away', () => {
  it('has the newest code in its snapshot, until the seat has moved', () => {
    const { session, transport } = playingSession();
    expect(session.snapshot().move).toBeNull();
    session.move();
    expect(transport.connection.sent).toEqual([JOIN, { type: 'move' }]);
    transport.connection.deliver(move(CODE, 61_000));
    expect(session.snapshot().move).toEqual({ code: CODE, expiresAt: 61_000 });
    transport.connection.deliver(bye('moved'));
    expect(session.snapshot()).toMatchObject({ connection: 'closed', move: null, end: { code: 'moved' } });
  });

  it('says why there is no newer code, without mistaking it for the rejection of a name', () => {
    const { session, transport } = playingSession();
    session.move();
    transport.connection.deliver(move(CODE, 61_000));
    session.move();
    transport.connection.deliver(rejected('rate-limited'));
    expect(session.snapshot()).toMatchObject({
      move: { code: CODE },
      moveRejection: { code: 'rate-limited' },
      nameRejection: null,
    });
    session.move();
    expect(session.snapshot().moveRejection).toBeNull();
    transport.connection.deliver(move(CODE, 61_000));
    session.rename('Grace');
    transport.connection.deliver(rejected('rate-limited'));
    expect(session.snapshot()).toMatchObject({
      moveRejection: null,
      nameRejection: { code: 'rate-limited' },
    });
  });

  it('forgets the code when it reconnects: the host may have been restarted', () => {
    const { session, transport, clock } = playingSession();
    session.move();
    transport.connection.deliver(move(CODE, 61_000)).drop();
    clock.advance(10_000);
    transport.connection.open().deliver(welcome());
    expect(session.snapshot().move).toBeNull();
  });

  it('asks for no code while it is not connected', () => {
    const { session, transport } = joiningSession();
    session.move();
    transport.connection.open();
    expect(transport.connection.sent).toEqual([JOIN]);
  });

  it('ends when it comes back, if it was away during the move', () => {
    const { session, transport, clock } = playingSession();
    transport.connection.drop();
    clock.advance(10_000);
    expect(transport.connection.open().sent).toEqual([RESUME]);
    transport.connection.deliver(rejected('moved'));
    expect(session.snapshot()).toMatchObject({ connection: 'closed', end: { type: 'bye', code: 'moved' } });
  });
});

describe('a session that continues the seat of another device', () => {
  it('sends the code in capitals, without spaces or dashes, and with a token of its own', () => {
    const { session, transport } = idleSession();
    session.continueSeat('k7qx-2m9p ');
    expect(session.snapshot().connection).toBe('connecting');
    const [message] = transport.connection.open().sent;
    expect(message).toEqual({ type: 'continue', code: CODE, token: expect.stringMatching(/^[\w-]{22}$/u) });
    transport.connection.deliver(welcome(), question(10), you(10));
    expect(session.snapshot()).toMatchObject({ connection: 'open', welcome: { token: tokenIn(message) } });
  });

  it('sends the same again if the welcome was lost, and later resumes by the token', () => {
    const { session, transport, clock } = idleSession();
    session.continueSeat(CODE);
    const [message] = transport.connection.open().sent;
    transport.connection.drop();
    clock.advance(10_000);
    expect(transport.connection.open().sent).toEqual([message]);
    transport.connection.deliver(welcome()).drop();
    clock.advance(10_000);
    expect(transport.connection.open().sent).toEqual([{ type: 'resume', token: tokenIn(message) }]);
  });

  it('can try another code, or join with a PIN, after a wrong one', () => {
    const { session, transport } = idleSession();
    session.continueSeat(CODE);
    transport.connection.open().deliver(rejected('wrong-code'));
    expect(session.snapshot()).toMatchObject({ connection: 'idle', rejection: { code: 'wrong-code' } });
    session.join(JOIN.pin, JOIN.name);
    expect(session.snapshot().rejection).toBeNull();
    expect(transport.connection.open().sent).toEqual([JOIN]);
  });
});

function tokenIn(message: object | undefined): unknown {
  return Reflect.get(message ?? {}, 'token');
}
