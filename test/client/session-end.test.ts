import { describe, expect, it } from 'vitest';
import { MINUTE_MS } from '../helpers/manual-clock.ts';
import { bye } from '../helpers/scripted-server.ts';
import { JOIN, playingSession } from '../helpers/scripted-session.ts';

describe('bye', () => {
  it.each(['kicked', 'ended', 'replaced'] as const)('ends it: %s', (code) => {
    const { session, transport, clock } = playingSession();
    transport.line.says(bye(code));
    transport.line.breaks();
    clock.advance(10 * MINUTE_MS);
    expect(session.snapshot()).toMatchObject({ connection: 'closed', end: { type: 'bye', code } });
    expect(session.snapshot().stage?.phase).toBe('question');
    expect(transport.lines).toHaveLength(1);
  });
});

describe('leaving', () => {
  it('is told to the server, and ends it', () => {
    const { session, transport } = playingSession();
    session.leave();
    expect(transport.line.sent).toEqual([JOIN, { type: 'leave' }]);
    expect(transport.line.isClosed).toBe(true);
    expect(session.snapshot()).toMatchObject({ connection: 'closed', end: null });
  });
});
