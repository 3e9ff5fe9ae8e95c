import { describe, expect, it } from 'vitest';
import { Watcher } from '../../source/client/watcher.ts';
import { rejectionMessages } from '../../source/protocol/rejections.ts';
import { MINUTE_MS, ManualClock } from '../helpers/manual-clock.ts';
import { PIN } from '../helpers/rooms.ts';
import { bye, question, rejected, welcome, you } from '../helpers/scripted-server.ts';
import { RESUME, idleSession, playingSession } from '../helpers/scripted-session.ts';
import { ScriptedTransport } from '../helpers/scripted-transport.ts';

const HOUR_MS = 60 * MINUTE_MS;
const NO_REPLY = { message: 'No reply.', isFinal: true };
const HOST_LEFT = { type: 'bye', code: 'host-left' };

/** Returns a player in the game, who reconnects after the longest delays. */
function playing() {
  const { session, ...setup } = playingSession({ random: () => 1 });
  return { ...setup, seat: session, first: RESUME };
}

/** Returns a watcher of the same game, likewise. */
function watching() {
  const clock = new ManualClock();
  const transport = new ScriptedTransport();
  const seat = new Watcher(PIN, { transport, clock, random: () => 1 });
  seat.watch();
  transport.connection.open().deliver(welcome(), question(10));
  return { clock, transport, seat, first: { type: 'watch', pin: PIN } };
}

describe.each([
  ['a player', playing],
  ['a watcher', watching],
] as const)('%s whose host has closed the game', (_who, enter) => {
  /** Closes the game, and waits for the first attempt to reconnect. */
  function left() {
    const setup = enter();
    setup.transport.connection.deliver(bye('host-left'));
    setup.clock.advance(250);
    return setup;
  }

  it('shows the goodbye at once, and closes the connection', () => {
    const { transport, seat } = enter();
    const { connection } = transport;
    connection.deliver(bye('host-left'));
    expect(connection.isClosed).toBe(true);
    expect(seat.snapshot()).toMatchObject({ connection: 'waiting', end: HOST_LEFT });
  });

  it('reconnects automatically when the game resumes, with the same seat', () => {
    const { transport, clock, seat, first } = left();
    for (let attempts = 0; attempts < 20; attempts++) {
      transport.connection.drop(NO_REPLY);
      expect(seat.snapshot()).toMatchObject({ connection: 'waiting', end: HOST_LEFT });
      clock.advance(5000);
    }
    expect(transport.connection.open().sent).toEqual([first]);
    expect(seat.snapshot().connection).toBe('waiting');
    transport.connection.deliver(welcome(), question(3, 1), you(3, { question: 1 }));
    expect(seat.snapshot()).toMatchObject({
      connection: 'open',
      end: null,
      stage: { version: 3, question: { index: 1 } },
    });
  });

  it('reconnects after delays whose bound doubles up to 5 s', () => {
    const { transport, clock } = left();
    for (const bound of [500, 1000, 2000, 4000, 5000, 5000]) {
      transport.connection.drop(NO_REPLY);
      const { length } = transport.connections;
      clock.advance(bound - 1);
      expect(transport.connections).toHaveLength(length);
      clock.advance(1);
      expect(transport.connections).toHaveLength(length + 1);
    }
  });

  it('keeps reconnecting for twelve hours, and then still shows the goodbye', () => {
    const { transport, clock, seat } = left();
    const leftAt = clock.now() - 250;
    while (seat.snapshot().connection === 'waiting' && clock.now() - leftAt < 24 * HOUR_MS) {
      transport.connection.drop(NO_REPLY);
      clock.advance(5000);
    }
    expect(clock.now() - leftAt).toBeGreaterThan(12 * HOUR_MS);
    expect(clock.now() - leftAt).toBeLessThan(12 * HOUR_MS + MINUTE_MS);
    expect(seat.snapshot()).toMatchObject({ connection: 'closed', end: HOST_LEFT });
    const { length } = transport.connections;
    clock.advance(HOUR_MS);
    expect(transport.connections).toHaveLength(length);
  });

  it('keeps waiting if the host says goodbye again, or is busy', () => {
    const { transport, clock, seat } = left();
    for (const message of [bye('host-left'), rejected('rate-limited'), bye('host-left')]) {
      transport.connection.open().deliver(message);
      expect(transport.connection.isClosed).toBe(true);
      expect(seat.snapshot()).toMatchObject({ connection: 'waiting', end: HOST_LEFT });
      clock.advance(5000);
    }
    transport.connection.open().deliver(welcome());
    expect(seat.snapshot()).toMatchObject({ connection: 'open', end: null });
  });

  it.each(['unknown-token', 'wrong-pin'] as const)(
    'says that another game is there, and checks every half minute whether its own is back: %s',
    (code) => {
      const { transport, clock, seat, first } = left();
      for (let looks = 0; looks < 3; looks++) {
        transport.connection.open().deliver(rejected(code));
        expect(seat.snapshot()).toMatchObject({ connection: 'other-game', end: HOST_LEFT });
        const { length } = transport.connections;
        clock.advance(29_999);
        expect(transport.connections).toHaveLength(length);
        clock.advance(1);
      }
      expect(transport.connection.open().sent).toEqual([first]);
      transport.connection.deliver(welcome(), question(12));
      expect(seat.snapshot()).toMatchObject({ connection: 'open', end: null });
    },
  );

  it('gives up after twelve hours if another game is there all the time', () => {
    const { transport, clock, seat } = left();
    for (let looks = 0; looks <= 12 * 60; looks++) {
      if (seat.snapshot().connection !== 'closed')
        transport.connection.open().deliver(rejected('unknown-token'));
      clock.advance(MINUTE_MS);
    }
    expect(seat.snapshot()).toMatchObject({ connection: 'closed', end: HOST_LEFT });
  });

  it('stops reconnecting if another program is there, and still shows the goodbye', () => {
    const { transport, clock, seat } = left();
    transport.connection.drop({ message: 'This is a web server.', isFinal: true, isForeign: true });
    expect(seat.snapshot()).toMatchObject({ connection: 'closed', end: HOST_LEFT });
    clock.advance(HOUR_MS);
    expect(transport.connections).toHaveLength(2);
  });

  it('shows that the host has removed the player in the meantime', () => {
    const { transport, seat } = left();
    transport.connection.open().deliver(rejected('kicked'));
    const end = { type: 'failure', message: rejectionMessages.kicked };
    expect(seat.snapshot()).toMatchObject({ connection: 'closed', end });
  });

  it('stops reconnecting after leaving', () => {
    const { transport, clock, seat } = left();
    seat.leave();
    clock.advance(HOUR_MS);
    expect(transport.connections).toHaveLength(2);
    expect(seat.snapshot().connection).toBe('closed');
  });

  it('gives up after the usual five minutes if the connection is lost after the game has resumed', () => {
    const { transport, clock, seat } = left();
    transport.connection.open().deliver(welcome(), question(20));
    transport.connection.drop();
    const lostAt = clock.now();
    while (seat.snapshot().connection === 'reconnecting' && clock.now() - lostAt < HOUR_MS) {
      clock.advance(5000);
      transport.connection.drop(NO_REPLY);
    }
    expect(clock.now() - lostAt).toBeLessThan(6 * MINUTE_MS);
    expect(seat.snapshot()).toMatchObject({ connection: 'closed', end: { type: 'failure' } });
  });
});

describe('a game that resumes after hours', () => {
  it('gets its players back as usual if the connection is lost before the first stage', () => {
    const { session, transport, clock } = playingSession({ random: () => 1 });
    transport.connection.deliver(bye('host-left'));
    for (const leftAt = clock.now(); clock.now() - leftAt < HOUR_MS; clock.advance(5000)) {
      transport.connection.drop(NO_REPLY);
    }
    transport.connection.open().deliver(welcome());
    transport.connection.drop();
    expect(session.snapshot()).toMatchObject({ connection: 'reconnecting', end: null });
    clock.advance(5000);
    transport.connection.open().deliver(welcome(), question(3));
    expect(session.snapshot()).toMatchObject({ connection: 'open', stage: { version: 3 } });
  });
});

describe('a host that closes the game early', () => {
  it.each([
    ['before the welcome', []],
    ['before the first stage', [welcome()]],
  ])('ends the session %s', (_when, before) => {
    const { session, transport, clock } = idleSession();
    session.join(PIN, 'Ada');
    transport.connection.open().deliver(...before, bye('host-left'));
    clock.advance(HOUR_MS);
    expect(session.snapshot()).toMatchObject({ connection: 'closed', end: HOST_LEFT });
    expect(transport.connections).toHaveLength(1);
  });
});
