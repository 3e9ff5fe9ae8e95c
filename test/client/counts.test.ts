import { describe, expect, it } from 'vitest';
import { Session } from '../../source/client/session.ts';
import { inProcessTransport } from '../../source/client/transport/in-process.ts';
import type { Transport } from '../../source/client/transport/transport.ts';
import type { Stage } from '../../source/view/stage.ts';
import { PIN, player, roomOnManualClock, tokenOf } from '../helpers/rooms.ts';
import { question, ready, welcome } from '../helpers/scripted-server.ts';
import { playingSession } from '../helpers/scripted-session.ts';

function counts(version: number, stage: number, numbers: object): object {
  return { type: 'counts', version, stage, ...numbers };
}

/** The numbers on a stage. */
function numbersOn(stage: Stage | null) {
  const answered = stage?.phase === 'question' ? stage.answered : null;
  return stage && { players: stage.players, connected: stage.connected, answered };
}

describe('a session that gets counts', () => {
  it('shows them on the stage that they belong to', () => {
    const { session, transport } = playingSession();
    transport.connection.deliver(counts(11, 10, { players: 7, connected: 6, answered: 5 }));
    expect(session.snapshot().stage).toEqual({
      ...question(10),
      players: 7,
      connected: 6,
      answered: 5,
    });
  });

  it('ignores them for any other stage', () => {
    const { session, transport } = playingSession();
    const { stage } = session.snapshot();
    transport.connection.deliver(counts(11, 9, { players: 7, connected: 6, answered: 5 }));
    transport.connection.deliver(counts(12, 11, { players: 7, connected: 6, answered: 5 }));
    expect(session.snapshot().stage).toBe(stage);
  });

  it('ignores older ones', () => {
    const { session, transport } = playingSession();
    transport.connection.deliver(
      counts(12, 10, { players: 7, connected: 6, answered: 5 }),
      counts(11, 10, { players: 3, connected: 3, answered: 1 }),
    );
    expect(numbersOn(session.snapshot().stage)).toEqual({ players: 7, connected: 6, answered: 5 });
  });

  it('has the numbers of a new stage', () => {
    const { session, transport } = playingSession();
    transport.connection.deliver(counts(11, 10, { players: 7, connected: 6, answered: 5 }), ready(12, 1));
    expect(numbersOn(session.snapshot().stage)).toEqual({ players: 2, connected: 2, answered: null });
  });

  it('accepts lower versions on a new connection, as after a restart of the server', () => {
    const { session, transport, clock } = playingSession();
    transport.connection.deliver(counts(11, 10, { players: 7, connected: 6, answered: 5 }));
    transport.connection.drop();
    clock.advance(250);
    transport.connection
      .open()
      .deliver(welcome(), question(3), counts(4, 3, { players: 8, connected: 8, answered: 0 }));
    expect(numbersOn(session.snapshot().stage)).toEqual({ players: 8, connected: 8, answered: 0 });
  });
});

/** Returns a transport that passes everything on but counts. */
function withoutCounts(transport: Transport): Transport {
  return {
    connect: (handlers) =>
      transport.connect({
        ...handlers,
        onMessage: (text) => text.startsWith('{"type":"counts"') || handlers.onMessage(text),
      }),
  };
}

describe('a client that ignores counts', () => {
  it('plays a whole game correctly', () => {
    const { room, clock } = roomOnManualClock();
    const session = new Session({
      transport: withoutCounts(inProcessTransport(room, clock)),
      clock,
      tokenFor: () => tokenOf('Ada'),
      random: () => 0.5,
    });
    session.join(PIN, 'Ada');
    clock.settle();
    const { session: other } = player(room, clock, 'Bob');
    for (let answered = 0; room.phase !== 'podium' && answered < 10; answered++) {
      room.command({ type: room.phase === 'lobby' ? 'start' : 'next' });
      clock.advance(3000);
      session.answer(1);
      other.answer(1);
      clock.advance(1000);
      expect(session.snapshot().stage?.phase).toBe(other.snapshot().stage?.phase);
    }
    expect(session.snapshot()).toMatchObject({
      stage: { phase: 'podium', top: { length: 2 } },
      you: { score: other.snapshot().you?.score },
    });
  });
});
