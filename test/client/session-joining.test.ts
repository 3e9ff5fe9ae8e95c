import { describe, expect, it } from 'vitest';
import { MINUTE_MS } from '../helpers/manual-clock.ts';
import { PIN } from '../helpers/rooms.ts';
import { rejected, welcome } from '../helpers/scripted-server.ts';
import { JOIN, idleSession, joiningSession } from '../helpers/scripted-session.ts';

describe('the first connection', () => {
  it('fails at once, with the reason, where trying again is no use', () => {
    const { session, transport } = joiningSession();
    transport.line.breaks({ message: 'Nothing answers there.', isFinal: true });
    expect(session.snapshot()).toMatchObject({
      connection: 'closed',
      end: { type: 'failure', message: 'Nothing answers there.' },
    });
    expect(transport.lines).toHaveLength(1);
  });

  it('is tried three times where it might do', () => {
    const { session, transport, clock } = joiningSession();
    for (let tries = 1; tries <= 2; tries++) {
      transport.line.breaks();
      expect(session.snapshot().connection).toBe('connecting');
      clock.advance(10_000);
    }
    transport.line.breaks({ message: 'It cannot be reached.' });
    expect(session.snapshot().end).toEqual({ type: 'failure', message: 'It cannot be reached.' });
    clock.advance(MINUTE_MS);
    expect(transport.lines).toHaveLength(3);
  });

  it('joins with the PIN, the name and a token', () => {
    const { session, transport } = idleSession();
    expect(session.snapshot().connection).toBe('idle');
    session.join(PIN, 'Ada');
    expect(session.snapshot().connection).toBe('connecting');
    expect(transport.line.opens().sent).toEqual([JOIN]);
    transport.line.says(welcome());
    expect(session.snapshot()).toMatchObject({ connection: 'open', welcome: { player: { name: 'Ada' } } });
  });

  it('sends the same join again where the line broke before the welcome', () => {
    const { transport, clock } = joiningSession();
    transport.line.opens().breaks();
    clock.advance(10_000);
    expect(transport.line.opens().sent).toEqual([JOIN]);
  });

  it('may be left before it is there', () => {
    const { session, transport, clock } = joiningSession();
    transport.line.breaks();
    session.leave();
    clock.advance(MINUTE_MS);
    expect(session.snapshot().connection).toBe('closed');
    expect(transport.lines).toHaveLength(1);
  });
});

describe('a rejected join', () => {
  it.each(['wrong-pin', 'name-taken', 'locked', 'full', 'kicked', 'rate-limited'] as const)(
    'goes back to the prompt with the reason: %s',
    (code) => {
      const { session, transport } = joiningSession();
      transport.line.opens().says(rejected(code));
      expect(session.snapshot()).toMatchObject({ connection: 'idle', rejection: { code }, end: null });
      expect(transport.line.isClosed).toBe(true);
    },
  );

  it('can be corrected: the second one has a line of its own', () => {
    const { session, transport } = idleSession();
    session.join('000000', 'Ada');
    transport.line.opens().says(rejected('wrong-pin'));
    session.join(PIN, 'Ada');
    expect(session.snapshot()).toMatchObject({ connection: 'connecting', rejection: null });
    transport.line.opens().says(welcome());
    expect(transport.lines).toHaveLength(2);
    expect(session.snapshot()).toMatchObject({ connection: 'open', rejection: null });
  });

  it('can be corrected however often', () => {
    const { session, transport } = idleSession();
    for (let tries = 0; tries < 10; tries++) {
      session.join('000000', 'Ada');
      transport.line.opens().says(rejected('wrong-pin'));
      expect(session.snapshot().connection).toBe('idle');
    }
    expect(transport.lines).toHaveLength(10);
  });

  it('with a reason of a newer server is a rejection all the same', () => {
    const { session, transport } = joiningSession();
    transport.line.opens().says(rejected('of-a-newer-server'));
    expect(session.snapshot()).toMatchObject({
      connection: 'idle',
      rejection: { code: 'bad-message', message: 'Because of of-a-newer-server.' },
    });
  });
});
