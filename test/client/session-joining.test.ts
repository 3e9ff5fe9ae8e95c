import { describe, expect, it } from 'vitest';
import { MINUTE_MS } from '../helpers/manual-clock.ts';
import { PIN } from '../helpers/rooms.ts';
import { rejected, welcome } from '../helpers/scripted-server.ts';
import { JOIN, idleSession, joiningSession } from '../helpers/scripted-session.ts';

describe('the first connection of a session', () => {
  it('fails at once, with the reason, if trying again is useless', () => {
    const { session, transport } = joiningSession();
    transport.connection.drop({ message: 'No reply.', isFinal: true });
    expect(session.snapshot()).toMatchObject({
      connection: 'closed',
      end: { type: 'failure', message: 'No reply.' },
    });
    expect(transport.connections).toHaveLength(1);
  });

  it('is attempted three times if it might succeed', () => {
    const { session, transport, clock } = joiningSession();
    for (let tries = 1; tries <= 2; tries++) {
      transport.connection.drop();
      expect(session.snapshot().connection).toBe('connecting');
      clock.advance(10_000);
    }
    transport.connection.drop({ message: 'It cannot be reached.' });
    expect(session.snapshot().end).toEqual({ type: 'failure', message: 'It cannot be reached.' });
    clock.advance(MINUTE_MS);
    expect(transport.connections).toHaveLength(3);
  });

  it('fails after three attempts that get a welcome but no stage', () => {
    const { session, transport, clock } = joiningSession();
    for (let tries = 1; tries <= 3; tries++) {
      transport.connection.open().deliver(welcome());
      transport.connection.drop({ message: 'The proxy does not let it through.' });
      clock.advance(10_000);
    }
    expect(transport.connections).toHaveLength(3);
    expect(session.snapshot()).toMatchObject({
      connection: 'closed',
      end: { type: 'failure', message: 'The proxy does not let it through.' },
    });
  });

  it('joins with the PIN, the name and a token', () => {
    const { session, transport } = idleSession();
    expect(session.snapshot().connection).toBe('idle');
    session.join(PIN, 'Ada');
    expect(session.snapshot().connection).toBe('connecting');
    expect(transport.connection.open().sent).toEqual([JOIN]);
    transport.connection.deliver(welcome());
    expect(session.snapshot()).toMatchObject({ connection: 'open', welcome: { player: { name: 'Ada' } } });
  });

  it('sends the same join again if it was lost before the welcome', () => {
    const { transport, clock } = joiningSession();
    transport.connection.open().drop();
    clock.advance(10_000);
    expect(transport.connection.open().sent).toEqual([JOIN]);
  });

  it('can be left before it opens', () => {
    const { session, transport, clock } = joiningSession();
    transport.connection.drop();
    session.leave();
    clock.advance(MINUTE_MS);
    expect(session.snapshot().connection).toBe('closed');
    expect(transport.connections).toHaveLength(1);
  });
});

describe('a rejected join', () => {
  it.each(['wrong-pin', 'name-taken', 'locked', 'full', 'kicked'] as const)(
    'returns to the prompt with the reason: %s',
    (code) => {
      const { session, transport } = joiningSession();
      transport.connection.open().deliver(rejected(code));
      expect(session.snapshot()).toMatchObject({ connection: 'idle', rejection: { code }, end: null });
      expect(transport.connection.isClosed).toBe(true);
    },
  );

  it('can be corrected, over a new connection', () => {
    const { session, transport } = idleSession();
    session.join('000000', 'Ada');
    transport.connection.open().deliver(rejected('wrong-pin'));
    session.join(PIN, 'Ada');
    expect(session.snapshot()).toMatchObject({ connection: 'connecting', rejection: null });
    transport.connection.open().deliver(welcome());
    expect(transport.connections).toHaveLength(2);
    expect(session.snapshot()).toMatchObject({ connection: 'open', rejection: null });
  });

  it('can be corrected any number of times', () => {
    const { session, transport } = idleSession();
    for (let tries = 0; tries < 10; tries++) {
      session.join('000000', 'Ada');
      transport.connection.open().deliver(rejected('wrong-pin'));
      expect(session.snapshot().connection).toBe('idle');
    }
    expect(transport.connections).toHaveLength(10);
  });

  it('is sent again, as often as it takes, if the server is busy', () => {
    const { session, transport, clock } = joiningSession();
    for (let tries = 0; tries < 20; tries++) {
      transport.connection.open().deliver(rejected('rate-limited'));
      expect(session.snapshot()).toMatchObject({
        connection: 'connecting',
        rejection: { code: 'rate-limited' },
        end: null,
      });
      clock.advance(5000);
    }
    expect(transport.connection.open().sent).toEqual([JOIN]);
    transport.connection.deliver(welcome());
    expect(session.snapshot()).toMatchObject({ connection: 'open', rejection: null });
  });

  it('is sent again after a busy server drops two connections, but not after the third', () => {
    const { session, transport, clock } = joiningSession();
    for (let tries = 0; tries < 10; tries++) {
      transport.connection.open().deliver(rejected('rate-limited'));
      clock.advance(5000);
    }
    for (let drops = 1; drops <= 3; drops++) {
      expect(session.snapshot().connection).toBe('connecting');
      transport.connection.drop();
      clock.advance(5000);
    }
    expect(session.snapshot().connection).toBe('closed');
  });

  it('is not sent again to a busy server once the player has left', () => {
    const { session, transport, clock } = joiningSession();
    transport.connection.open().deliver(rejected('rate-limited'));
    session.leave();
    clock.advance(MINUTE_MS);
    expect(transport.connections).toHaveLength(1);
  });

  it('with a code that only newer servers know counts as a rejection', () => {
    const { session, transport } = joiningSession();
    transport.connection.open().deliver(rejected('of-a-newer-server'));
    expect(session.snapshot()).toMatchObject({
      connection: 'idle',
      rejection: { code: 'bad-message', message: 'The host says: Because of of-a-newer-server.' },
    });
  });
});
