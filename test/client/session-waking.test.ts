import { describe, expect, it } from 'vitest';
import { ROOM } from '../helpers/games.ts';
import { MINUTE_MS } from '../helpers/manual-clock.ts';
import { bye, question, rejected, welcome } from '../helpers/scripted-server.ts';
import { RESUME, idleSession, joiningSession, playingSession } from '../helpers/scripted-session.ts';
import { TOKEN } from '../helpers/scripted-server.ts';

describe('a session whose device wakes up', () => {
  it('has its connection checked if there is one', () => {
    const { session, transport } = playingSession();
    session.wake();
    expect(transport.connection.checks).toBe(1);
    expect(transport.connections).toHaveLength(1);
  });

  it('reconnects at once instead of waiting', () => {
    const { session, transport, clock } = playingSession({ random: () => 1 });
    for (let tries = 0; tries < 6; tries++) {
      transport.connection.drop();
      clock.advance(5000);
    }
    transport.connection.drop();
    const before = transport.connections.length;
    session.wake();
    expect(transport.connections).toHaveLength(before + 1);
    clock.advance(5000);
    expect(transport.connections).toHaveLength(before + 1);
    expect(transport.connection.open().sent).toEqual([RESUME]);
  });

  it('replaces an attempt to reconnect that the sleep has interrupted', () => {
    const { session, transport, clock } = playingSession();
    transport.connection.drop();
    clock.advance(250);
    const interrupted = transport.connection;
    session.wake();
    expect(interrupted.isClosed).toBe(true);
    expect(transport.connection.open().sent).toEqual([RESUME]);
  });

  it('keeps trying after a sleep that was longer than it would have tried', () => {
    const { session, transport, clock } = playingSession();
    transport.connection.drop();
    clock.sleep(60 * MINUTE_MS);
    session.wake();
    transport.connection.drop();
    expect(session.snapshot().connection).toBe('reconnecting');
    clock.advance(MINUTE_MS);
    transport.connection.open().deliver(welcome(), question(11));
    expect(session.snapshot().connection).toBe('open');
  });

  it('eventually gives up if the game is gone', () => {
    const { session, transport, clock } = playingSession();
    transport.connection.drop();
    clock.sleep(60 * MINUTE_MS);
    session.wake();
    for (let attempts = 0; attempts < 200 && session.snapshot().connection !== 'closed'; attempts++) {
      transport.connection.drop();
      clock.advance(5000);
    }
    expect(session.snapshot()).toMatchObject({ connection: 'closed', end: { type: 'failure' } });
  });

  it('does not join a second time while it is joining', () => {
    const { session, transport } = joiningSession();
    session.wake();
    expect(transport.connections).toHaveLength(1);
  });

  it.each([
    ['has not joined', () => idleSession()],
    [
      'has left',
      () => {
        const setup = playingSession();
        setup.session.leave();
        return setup;
      },
    ],
    [
      'was replaced',
      () => {
        const setup = playingSession();
        setup.transport.connection.deliver(bye('replaced'));
        return setup;
      },
    ],
  ])('does nothing if it %s', (_state, setUp) => {
    const { session, transport } = setUp();
    const before = transport.connections.length;
    session.wake();
    expect(transport.connections).toHaveLength(before);
  });
});

describe('a session that resumes a saved seat', () => {
  it('needs no PIN and no name', () => {
    const { session, transport } = idleSession();
    session.resume(TOKEN);
    expect(transport.connection.open().sent).toEqual([RESUME]);
    transport.connection.deliver(welcome(), question(10));
    expect(session.snapshot()).toMatchObject({ connection: 'open', stage: { phase: 'question' } });
  });

  it('can join with a PIN if the seat is gone', () => {
    const { session, transport } = idleSession();
    session.resume(TOKEN);
    transport.connection.open().deliver(rejected('unknown-token'));
    expect(session.snapshot()).toMatchObject({ connection: 'idle', rejection: null });
    session.join('482913', 'Ada');
    expect(transport.connection.open().sent).toMatchObject([{ type: 'join', pin: '482913' }]);
  });
});

describe('a session that resumes a saved seat of a known room', () => {
  it('says that the player was removed if the room is still there without the seat', () => {
    const { session, transport } = idleSession();
    session.resume(TOKEN, ROOM);
    transport.connection.open().deliver(rejected('unknown-token', undefined, ROOM));
    expect(session.snapshot()).toMatchObject({ connection: 'removed', end: { type: 'failure' } });
  });

  it('can join with a PIN if another room is there, and correct the PIN', () => {
    const { session, transport } = idleSession();
    session.resume(TOKEN, ROOM);
    transport.connection.open().deliver(rejected('unknown-token'));
    expect(session.snapshot()).toMatchObject({ connection: 'idle', rejection: null, end: null });
    session.join('111111', 'Ada');
    transport.connection.open().deliver(rejected('wrong-pin', undefined, ROOM));
    expect(session.snapshot()).toMatchObject({ connection: 'idle', rejection: { code: 'wrong-pin' } });
  });
});

describe('a session that gives way to another one on the device', () => {
  it('ends as if the server had ended it', () => {
    const { session, transport, clock } = playingSession();
    transport.connection.drop();
    session.giveWay();
    expect(session.snapshot()).toMatchObject({ connection: 'closed', end: { code: 'replaced' } });
    clock.advance(MINUTE_MS);
    expect(transport.connections).toHaveLength(1);
  });
});
