import { describe, expect, it } from 'vitest';
import { inLobby, lobby, question, reveal, stageFields, welcome, you } from '../helpers/scripted-server.ts';
import { playingSession } from '../helpers/scripted-session.ts';

describe('the snapshot of a session', () => {
  it('never returns to an older version', () => {
    const { session, transport } = playingSession();
    transport.connection.deliver(
      reveal(12),
      question(11),
      question(12),
      you(12, { score: 5 }),
      you(11),
      you(12),
    );
    expect(session.snapshot()).toMatchObject({ stage: { phase: 'reveal', version: 12 }, you: { score: 5 } });
  });

  it('accepts lower versions on a new connection, as after a restart of the server', () => {
    const { session, transport, clock } = playingSession();
    transport.connection.drop();
    clock.advance(250);
    transport.connection.open().deliver(welcome(), reveal(3), you(2, { score: 7 }));
    expect(session.snapshot()).toMatchObject({
      stage: { phase: 'reveal', version: 3 },
      you: { score: 7, version: 2 },
    });
    transport.connection.deliver(question(2));
    expect(session.snapshot().stage?.phase).toBe('reveal');
  });

  it('ignores unknown and invalid messages', () => {
    const { session, transport } = playingSession();
    const before = session.snapshot();
    transport.connection.deliver(
      { type: 'fireworks' },
      { ...stageFields, version: 99, phase: 'dance' },
      [],
      {},
    );
    for (const text of ['', 'hello', 'null', '{"type":"stage"', '\u0000'])
      transport.connection.deliverText(text);
    expect(session.snapshot()).toBe(before);
    transport.connection.deliver({ ...reveal(11), confetti: true });
    expect(session.snapshot().stage?.phase).toBe('reveal');
  });

  it('is cleaned of control characters', () => {
    const { session, transport } = playingSession();
    transport.connection.deliver(lobby(11, ['\u001B[31mAda\u001B[0m', 'B\u202Eob']));
    expect(session.snapshot().stage).toMatchObject({ names: inLobby('Ada', 'Bob') });
  });

  it('notifies its listeners once for a stage and its you, until they unsubscribe', async () => {
    const { session, transport } = playingSession();
    await Promise.resolve();
    const phases: (string | undefined)[] = [];
    const unsubscribe = session.subscribe(() => phases.push(session.snapshot().stage?.phase));
    expect(session.snapshot()).toBe(session.snapshot());
    transport.connection.deliver(reveal(11), you(11));
    await Promise.resolve();
    expect(phases).toEqual(['reveal']);
    unsubscribe();
    transport.connection.deliver(you(12));
    await Promise.resolve();
    expect(phases).toEqual(['reveal']);
  });
});
