import { describe, expect, it } from 'vitest';
import { rejectionMessages } from '../../source/protocol/rejections.ts';
import { ROOM } from '../helpers/games.ts';
import { MINUTE_MS } from '../helpers/manual-clock.ts';
import { question, rejected, welcome } from '../helpers/scripted-server.ts';
import { RESUME, playingSession } from '../helpers/scripted-session.ts';

describe('a session that loses its connection', () => {
  it('reconnects, and resumes its seat by the token, not by the PIN', () => {
    const { session, transport, clock } = playingSession();
    transport.connection.drop();
    expect(session.snapshot().connection).toBe('reconnecting');
    clock.advance(250);
    expect(transport.connection.open().sent).toEqual([RESUME]);
    expect(session.snapshot().connection).toBe('reconnecting');
    transport.connection.deliver(welcome());
    expect(session.snapshot().connection).toBe('open');
  });

  it('keeps its stage and its you', () => {
    const { session, transport } = playingSession();
    transport.connection.drop();
    expect(session.snapshot()).toMatchObject({ stage: { phase: 'question' }, you: { question: 0 } });
  });

  it('reconnects ten times in a row', () => {
    const { session, transport, clock } = playingSession();
    for (let loss = 0; loss < 10; loss++) {
      transport.connection.drop();
      clock.advance(5000);
      transport.connection.open().deliver(welcome(), question(11 + loss));
      expect(session.snapshot().connection).toBe('open');
    }
    expect(transport.connections).toHaveLength(11);
  });

  it('reconnects after delays whose bound doubles from 250 ms to 5 s', () => {
    const bounds = [250, 500, 1000, 2000, 4000, 5000, 5000, 5000];
    const { transport, clock } = playingSession({ random: () => 1 });
    transport.connection.drop();
    for (const bound of bounds) {
      const before = transport.connections.length;
      clock.advance(bound - 1);
      expect(transport.connections).toHaveLength(before);
      clock.advance(1);
      expect(transport.connections).toHaveLength(before + 1);
      transport.connection.drop();
    }
  });

  it('starts over with the shortest delay once it was back', () => {
    const { transport, clock } = playingSession({ random: () => 1 });
    for (let tries = 0; tries < 6; tries++) {
      transport.connection.drop();
      clock.advance(5000);
    }
    transport.connection.open().deliver(welcome(), question(11));
    clock.advance(5000);
    transport.connection.drop();
    const before = transport.connections.length;
    clock.advance(250);
    expect(transport.connections).toHaveLength(before + 1);
  });

  it('keeps the longest delay if the server lets the client in and drops it at once', () => {
    const { transport, clock } = playingSession({ random: () => 1 });
    for (let tries = 0; tries < 1000; tries++) {
      transport.connection.open().deliver(welcome(), question(11)).drop();
      clock.advance(100);
    }
    expect(transport.connections.length).toBeLessThan(30);
  });

  it('gives up after five minutes, with the reason', () => {
    const { session, transport, clock } = playingSession({ random: () => 1 });
    transport.connection.drop();
    const lostAt = clock.now();
    while (session.snapshot().connection === 'reconnecting' && clock.now() - lostAt < 10 * MINUTE_MS) {
      clock.advance(1000);
      // A missing host is no reason to give up sooner: it may be restarted.
      transport.connection.drop({ message: 'No reply.', isFinal: true });
    }
    expect(clock.now() - lostAt).toBeGreaterThan(5 * MINUTE_MS);
    expect(clock.now() - lostAt).toBeLessThan(5 * MINUTE_MS + 10_000);
    expect(session.snapshot()).toMatchObject({
      connection: 'closed',
      end: { type: 'failure', message: 'No reply.' },
    });
    const { length } = transport.connections;
    clock.advance(10 * MINUTE_MS);
    expect(transport.connections).toHaveLength(length);
  });

  it('gives up after five minutes even if each attempt gets a welcome, but no stage', () => {
    const { session, transport, clock } = playingSession({ random: () => 1 });
    const lostAt = clock.now();
    while (session.snapshot().connection !== 'closed' && clock.now() - lostAt < 10 * MINUTE_MS) {
      transport.connection.open().deliver(welcome());
      transport.connection.drop({ message: 'The proxy does not let it through.' });
      clock.advance(5000);
    }
    expect(clock.now() - lostAt).toBeGreaterThan(5 * MINUTE_MS);
    expect(session.snapshot().end).toEqual({
      type: 'failure',
      message: 'The proxy does not let it through.',
    });
  });

  it('reconnects after several losses that last for minutes', () => {
    const { session, transport, clock } = playingSession({ random: () => 1 });
    for (let loss = 0; loss < 3; loss++) {
      for (const lostAt = clock.now(); clock.now() - lostAt < 4 * MINUTE_MS; clock.advance(5000)) {
        transport.connection.drop();
      }
      transport.connection.open().deliver(welcome(), question(11));
      expect(session.snapshot().connection).toBe('open');
    }
  });

  it('ends if the player has been removed', () => {
    const { session, transport, clock } = playingSession();
    transport.connection.drop();
    clock.advance(250);
    transport.connection.open().deliver(rejected('kicked'));
    expect(session.snapshot()).toMatchObject({
      connection: 'closed',
      end: { type: 'failure', message: rejectionMessages.kicked },
    });
  });

  it('says that another game is there, and looks for its own, even without a goodbye from the host', () => {
    const { session, transport, clock } = playingSession();
    transport.connection.drop();
    clock.advance(250);
    transport.connection.open().deliver(rejected('unknown-token'));
    expect(session.snapshot()).toMatchObject({ connection: 'other-game', end: { type: 'failure' } });
    clock.advance(30_000);
    transport.connection.drop();
    expect(session.snapshot()).toMatchObject({ connection: 'reconnecting', end: null });
  });

  it('gives up if the same game no longer has its seat, and says that the player was removed', () => {
    const { session, transport, clock } = playingSession();
    transport.connection.drop();
    clock.advance(250);
    transport.connection.open().deliver(rejected('unknown-token', undefined, ROOM));
    expect(session.snapshot()).toMatchObject({
      connection: 'removed',
      end: { type: 'failure', message: 'You were removed from the game while you were away.' },
    });
    const { length } = transport.connections;
    clock.advance(MINUTE_MS);
    session.wake();
    expect(transport.connections).toHaveLength(length);
  });

  it('tries again if the server is busy', () => {
    const { session, transport, clock } = playingSession();
    transport.connection.drop();
    clock.advance(250);
    transport.connection.open().deliver(rejected('rate-limited'));
    expect(session.snapshot().connection).toBe('reconnecting');
    clock.advance(5000);
    expect(transport.connection.open().sent).toEqual([RESUME]);
  });

  it('does not reconnect after leaving', () => {
    const { session, transport, clock } = playingSession();
    transport.connection.drop();
    session.leave();
    clock.advance(10 * MINUTE_MS);
    expect(transport.connections).toHaveLength(1);
    expect(session.snapshot()).toMatchObject({ connection: 'closed', end: null });
  });
});
