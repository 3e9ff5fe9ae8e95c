import { describe, expect, it } from 'vitest';
import { Watcher } from '../../source/client/watcher.ts';
import { MINUTE_MS, ManualClock } from '../helpers/manual-clock.ts';
import { PIN } from '../helpers/rooms.ts';
import { bye, question, rejected, welcome, you } from '../helpers/scripted-server.ts';
import { RESUME, idleSession, playingSession } from '../helpers/scripted-session.ts';
import { ScriptedTransport } from '../helpers/scripted-transport.ts';

const HOUR_MS = 60 * MINUTE_MS;
const NOBODY_THERE = { message: 'Nothing answers there.', isFinal: true };
const HOST_LEFT = { type: 'bye', code: 'host-left' };

/** A player in the game, whose tries come as late as they may. */
function playing() {
  const { session, ...setup } = playingSession({ random: () => 1 });
  return { ...setup, seat: session, first: RESUME };
}

/** Somebody who looks on at the same game, likewise. */
function watching() {
  const clock = new ManualClock();
  const transport = new ScriptedTransport();
  const seat = new Watcher(PIN, { transport, clock, random: () => 1 });
  seat.watch();
  transport.line.opens().says(welcome(), question(10));
  return { clock, transport, seat, first: { type: 'watch', pin: PIN } };
}

describe.each([
  ['a player', playing],
  ['who looks on', watching],
] as const)('%s whose host has closed the game', (_who, enter) => {
  /** The host has closed the game, and the first try is on its way. */
  function left() {
    const setup = enter();
    setup.transport.line.says(bye('host-left'));
    setup.clock.advance(250);
    return setup;
  }

  it('is told so at once, and gives up the line', () => {
    const { transport, seat } = enter();
    const { line } = transport;
    line.says(bye('host-left'));
    expect(line.isClosed).toBe(true);
    expect(seat.snapshot()).toMatchObject({ connection: 'waiting', end: HOST_LEFT });
  });

  it('is back by itself when the game goes on, by the same seat', () => {
    const { transport, clock, seat, first } = left();
    for (let tries = 0; tries < 20; tries++) {
      transport.line.breaks(NOBODY_THERE);
      expect(seat.snapshot()).toMatchObject({ connection: 'waiting', end: HOST_LEFT });
      clock.advance(5000);
    }
    expect(transport.line.opens().sent).toEqual([first]);
    expect(seat.snapshot().connection).toBe('waiting');
    transport.line.says(welcome(), question(3, 1), you(3, { question: 1 }));
    expect(seat.snapshot()).toMatchObject({
      connection: 'open',
      end: null,
      stage: { version: 3, question: { index: 1 } },
    });
  });

  it('tries at any time up to a bound that doubles, to 5 s', () => {
    const { transport, clock } = left();
    for (const bound of [500, 1000, 2000, 4000, 5000, 5000]) {
      transport.line.breaks(NOBODY_THERE);
      const { length } = transport.lines;
      clock.advance(bound - 1);
      expect(transport.lines).toHaveLength(length);
      clock.advance(1);
      expect(transport.lines).toHaveLength(length + 1);
    }
  });

  it('tries for twelve hours, and is told nothing else then', () => {
    const { transport, clock, seat } = left();
    const leftAt = clock.now() - 250;
    while (seat.snapshot().connection === 'waiting' && clock.now() - leftAt < 24 * HOUR_MS) {
      transport.line.breaks(NOBODY_THERE);
      clock.advance(5000);
    }
    expect(clock.now() - leftAt).toBeGreaterThan(12 * HOUR_MS);
    expect(clock.now() - leftAt).toBeLessThan(12 * HOUR_MS + MINUTE_MS);
    expect(seat.snapshot()).toMatchObject({ connection: 'closed', end: HOST_LEFT });
    const { length } = transport.lines;
    clock.advance(HOUR_MS);
    expect(transport.lines).toHaveLength(length);
  });

  it('waits on where the host is just going away, or has too much to do', () => {
    const { transport, clock, seat } = left();
    for (const message of [bye('host-left'), rejected('rate-limited'), bye('host-left')]) {
      transport.line.opens().says(message);
      expect(transport.line.isClosed).toBe(true);
      expect(seat.snapshot()).toMatchObject({ connection: 'waiting', end: HOST_LEFT });
      clock.advance(5000);
    }
    transport.line.opens().says(welcome());
    expect(seat.snapshot()).toMatchObject({ connection: 'open', end: null });
  });

  it.each(['unknown-token', 'wrong-pin'] as const)(
    'stops to try where another game is played there, and is told nothing else: %s',
    (code) => {
      const { transport, clock, seat } = left();
      transport.line.opens().says(rejected(code));
      expect(seat.snapshot()).toMatchObject({ connection: 'closed', end: HOST_LEFT });
      clock.advance(HOUR_MS);
      expect(transport.lines).toHaveLength(2);
    },
  );

  it('stops to try where another program is there, and is told nothing else', () => {
    const { transport, clock, seat } = left();
    transport.line.breaks({ message: 'This is a web server.', isFinal: true, isForeign: true });
    expect(seat.snapshot()).toMatchObject({ connection: 'closed', end: HOST_LEFT });
    clock.advance(HOUR_MS);
    expect(transport.lines).toHaveLength(2);
  });

  it('is told that the host has removed them meanwhile', () => {
    const { transport, seat } = left();
    transport.line.opens().says(rejected('kicked'));
    const end = { type: 'failure', message: 'Because of kicked.' };
    expect(seat.snapshot()).toMatchObject({ connection: 'closed', end });
  });

  it('stops to try once they leave', () => {
    const { transport, clock, seat } = left();
    seat.leave();
    clock.advance(HOUR_MS);
    expect(transport.lines).toHaveLength(2);
    expect(seat.snapshot().connection).toBe('closed');
  });

  it('has the usual five minutes again for a line that breaks after the game went on', () => {
    const { transport, clock, seat } = left();
    transport.line.opens().says(welcome(), question(20));
    transport.line.breaks();
    const lostAt = clock.now();
    while (seat.snapshot().connection === 'reconnecting' && clock.now() - lostAt < HOUR_MS) {
      clock.advance(5000);
      transport.line.breaks(NOBODY_THERE);
    }
    expect(clock.now() - lostAt).toBeLessThan(6 * MINUTE_MS);
    expect(seat.snapshot()).toMatchObject({ connection: 'closed', end: { type: 'failure' } });
  });
});

describe('a game that goes on hours later', () => {
  it('may break off before there is something to see, and is reconnected to as any other', () => {
    const { session, transport, clock } = playingSession({ random: () => 1 });
    transport.line.says(bye('host-left'));
    for (const leftAt = clock.now(); clock.now() - leftAt < HOUR_MS; clock.advance(5000)) {
      transport.line.breaks(NOBODY_THERE);
    }
    transport.line.opens().says(welcome());
    transport.line.breaks();
    expect(session.snapshot()).toMatchObject({ connection: 'reconnecting', end: null });
    clock.advance(5000);
    transport.line.opens().says(welcome(), question(3));
    expect(session.snapshot()).toMatchObject({ connection: 'open', stage: { version: 3 } });
  });
});

describe('a host that closes the game', () => {
  it.each([
    ['before there is a seat', []],
    ['before there is something to see', [welcome()]],
  ])('%s leaves nothing to come back to', (_when, before) => {
    const { session, transport, clock } = idleSession();
    session.join(PIN, 'Ada');
    transport.line.opens().says(...before, bye('host-left'));
    clock.advance(HOUR_MS);
    expect(session.snapshot()).toMatchObject({ connection: 'closed', end: HOST_LEFT });
    expect(transport.lines).toHaveLength(1);
  });
});
