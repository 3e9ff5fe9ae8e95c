import { describe, expect, it } from 'vitest';
import { MINUTE_MS } from '../helpers/manual-clock.ts';
import { rejected, welcome } from '../helpers/scripted-server.ts';
import { RESUME, playingSession } from '../helpers/scripted-session.ts';

describe('a lost line', () => {
  it('is made again, and the seat taken by the token, not by the PIN', () => {
    const { session, transport, clock } = playingSession();
    transport.line.breaks();
    expect(session.snapshot().connection).toBe('reconnecting');
    clock.advance(250);
    expect(transport.line.opens().sent).toEqual([RESUME]);
    expect(session.snapshot().connection).toBe('reconnecting');
    transport.line.says(welcome());
    expect(session.snapshot().connection).toBe('open');
  });

  it('leaves on the screen what was there', () => {
    const { session, transport } = playingSession();
    transport.line.breaks();
    expect(session.snapshot()).toMatchObject({ stage: { phase: 'question' }, you: { question: 0 } });
  });

  it('is made again ten times over', () => {
    const { session, transport, clock } = playingSession();
    for (let loss = 0; loss < 10; loss++) {
      transport.line.breaks();
      clock.advance(250);
      transport.line.opens().says(welcome());
      expect(session.snapshot().connection).toBe('open');
    }
    expect(transport.lines).toHaveLength(11);
  });

  it('is tried again at any time up to a bound that doubles: 250 ms, 500 ms, up to 5 s', () => {
    const bounds = [250, 500, 1000, 2000, 4000, 5000, 5000, 5000];
    const { transport, clock } = playingSession({ random: () => 1 });
    transport.line.breaks();
    for (const bound of bounds) {
      const before = transport.lines.length;
      clock.advance(bound - 1);
      expect(transport.lines).toHaveLength(before);
      clock.advance(1);
      expect(transport.lines).toHaveLength(before + 1);
      transport.line.breaks();
    }
  });

  it('starts again at the shortest bound once it was back', () => {
    const { transport, clock } = playingSession({ random: () => 1 });
    for (let tries = 0; tries < 6; tries++) {
      transport.line.breaks();
      clock.advance(5000);
    }
    transport.line.opens().says(welcome());
    transport.line.breaks();
    const before = transport.lines.length;
    clock.advance(250);
    expect(transport.lines).toHaveLength(before + 1);
  });

  it('is given up after five minutes, with a word on why', () => {
    const { session, transport, clock } = playingSession({ random: () => 1 });
    transport.line.breaks();
    const lostAt = clock.now();
    while (session.snapshot().connection === 'reconnecting' && clock.now() - lostAt < 10 * MINUTE_MS) {
      clock.advance(1000);
      // A host that is not there is no reason to give up sooner: it may be started again.
      transport.line.breaks({ message: 'Nothing answers there.', isFinal: true });
    }
    expect(clock.now() - lostAt).toBeGreaterThan(5 * MINUTE_MS);
    expect(clock.now() - lostAt).toBeLessThan(5 * MINUTE_MS + 10_000);
    expect(session.snapshot()).toMatchObject({
      connection: 'closed',
      end: { type: 'failure', message: 'Nothing answers there.' },
    });
    const { length } = transport.lines;
    clock.advance(10 * MINUTE_MS);
    expect(transport.lines).toHaveLength(length);
  });

  it('may be gone for minutes each time', () => {
    const { session, transport, clock } = playingSession({ random: () => 1 });
    for (let loss = 0; loss < 3; loss++) {
      for (const lostAt = clock.now(); clock.now() - lostAt < 4 * MINUTE_MS; clock.advance(5000)) {
        transport.line.breaks();
      }
      transport.line.opens().says(welcome());
      expect(session.snapshot().connection).toBe('open');
    }
  });

  it.each(['unknown-token', 'kicked'] as const)(
    'ends it where the seat is not there any more: %s',
    (code) => {
      const { session, transport, clock } = playingSession();
      transport.line.breaks();
      clock.advance(250);
      transport.line.opens().says(rejected(code));
      expect(session.snapshot()).toMatchObject({
        connection: 'closed',
        end: { type: 'failure', message: `Because of ${code}.` },
      });
    },
  );

  it('is tried again where the server has too much to do', () => {
    const { session, transport, clock } = playingSession();
    transport.line.breaks();
    clock.advance(250);
    transport.line.opens().says(rejected('rate-limited'));
    expect(session.snapshot().connection).toBe('reconnecting');
    clock.advance(5000);
    expect(transport.line.opens().sent).toEqual([RESUME]);
  });

  it('is not made again after leaving', () => {
    const { session, transport, clock } = playingSession();
    transport.line.breaks();
    session.leave();
    clock.advance(10 * MINUTE_MS);
    expect(transport.lines).toHaveLength(1);
    expect(session.snapshot()).toMatchObject({ connection: 'closed', end: null });
  });
});
