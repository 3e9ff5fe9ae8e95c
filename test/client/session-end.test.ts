import { describe, expect, it } from 'vitest';
import { MINUTE_MS } from '../helpers/manual-clock.ts';
import { bye } from '../helpers/scripted-server.ts';
import { JOIN, playingSession } from '../helpers/scripted-session.ts';

describe('a goodbye', () => {
  it.each(['kicked', 'ended', 'replaced', 'moved'] as const)('ends the session: %s', (code) => {
    const { session, transport, clock } = playingSession();
    transport.connection.deliver(bye(code));
    transport.connection.drop();
    clock.advance(10 * MINUTE_MS);
    expect(session.snapshot()).toMatchObject({ connection: 'closed', end: { type: 'bye', code } });
    expect(session.snapshot().stage?.phase).toBe('question');
    expect(transport.connections).toHaveLength(1);
  });
});

describe('leaving a session', () => {
  it('tells the server, and ends the session', () => {
    const { session, transport } = playingSession();
    session.leave();
    expect(transport.connection.sent).toEqual([JOIN, { type: 'leave' }]);
    expect(transport.connection.isClosed).toBe(true);
    expect(session.snapshot()).toMatchObject({ connection: 'closed', end: null });
  });
});
