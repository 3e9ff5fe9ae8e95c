import { describe, expect, it } from 'vitest';
import { question, reveal, stageFields, welcome, you } from '../helpers/scripted-server.ts';
import { playingSession } from '../helpers/scripted-session.ts';

describe('what is shown', () => {
  it('is never an older version', () => {
    const { session, transport } = playingSession();
    transport.line.says(reveal(12), question(11), question(12), you(12, { score: 5 }), you(11), you(12));
    expect(session.snapshot()).toMatchObject({ stage: { phase: 'reveal', version: 12 }, you: { score: 5 } });
  });

  it('is whatever a new line says, also of a server that was restarted and counts from less', () => {
    const { session, transport, clock } = playingSession();
    transport.line.breaks();
    clock.advance(250);
    transport.line.opens().says(welcome(), reveal(3), you(2, { score: 7 }));
    expect(session.snapshot()).toMatchObject({
      stage: { phase: 'reveal', version: 3 },
      you: { score: 7, version: 2 },
    });
    transport.line.says(question(2));
    expect(session.snapshot().stage?.phase).toBe('reveal');
  });

  it('is not changed by what nobody here understands', () => {
    const { session, transport } = playingSession();
    const before = session.snapshot();
    transport.line.says({ type: 'fireworks' }, { ...stageFields, version: 99, phase: 'dance' }, [], {});
    for (const text of ['', 'hello', 'null', '{"type":"stage"', '\u0000']) transport.line.saysText(text);
    expect(session.snapshot()).toBe(before);
    transport.line.says({ ...reveal(11), confetti: true });
    expect(session.snapshot().stage?.phase).toBe('reveal');
  });

  it('is cleaned for the terminal, whoever the host is', () => {
    const { session, transport } = playingSession();
    transport.line.says({
      ...stageFields,
      version: 11,
      phase: 'lobby',
      names: ['\u001B[31mAda\u001B[0m', 'B\u202Eob'],
      locked: false,
    });
    expect(session.snapshot().stage).toMatchObject({ names: ['Ada', 'Bob'] });
  });

  it('is told to those who listen, a stage and its you in one, and to nobody else', async () => {
    const { session, transport } = playingSession();
    await Promise.resolve();
    const phases: (string | undefined)[] = [];
    const unsubscribe = session.subscribe(() => phases.push(session.snapshot().stage?.phase));
    expect(session.snapshot()).toBe(session.snapshot());
    transport.line.says(reveal(11), you(11));
    await Promise.resolve();
    expect(phases).toEqual(['reveal']);
    unsubscribe();
    transport.line.says(you(12));
    await Promise.resolve();
    expect(phases).toEqual(['reveal']);
  });
});
