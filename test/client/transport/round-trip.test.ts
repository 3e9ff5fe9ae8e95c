import { describe, expect, it, vi } from 'vitest';
import type { TransportChoice } from '../../../source/client/transport/create-transport.ts';
import type { ConnectionHandlers } from '../../../source/client/transport/transport.ts';
import { systemClock } from '../../../source/clock.ts';
import { acceleratedClock } from '../../helpers/accelerated-clock.ts';
import { FaultyNetwork } from '../../helpers/faulty-network.ts';
import { LOOPBACK, WAIT_OPTIONS, serveRoom } from '../../helpers/sockets.ts';
import { TestPlayer, roomOver, transportOver } from '../../helpers/transports.ts';

/** Joins over a network with this delay in each direction, in milliseconds. Returns the player and the measured round trips. */
async function playerBehind(delayMs: number, way: TransportChoice, clock = systemClock()) {
  const { room, port } = await serveRoom({ clock });
  const network = await FaultyNetwork.before(port);
  network.delayMs = delayMs;
  const transport = transportOver(way, `http://${LOOPBACK}:${network.port}`, clock);
  const roundTrips: number[] = [];
  const connect = (handlers: ConnectionHandlers) => {
    const onRoundTrip = (ms: number) => {
      roundTrips.push(ms);
      handlers.onRoundTrip?.(ms);
    };
    return transport.connect({
      onOpen: (name) => handlers.onOpen(name),
      onMessage: (text) => handlers.onMessage(text),
      onClose: (failure) => handlers.onClose(failure),
      onRoundTrip,
    });
  };
  return { room, ada: new TestPlayer({ connect }, 'Ada', clock).join(), roundTrips };
}

describe.each(['auto', 'websocket', 'long-polling', 'polling'] as const)('a round trip over %s', (way) => {
  it('includes the delay of the network, and is known with the first stage', async () => {
    const { ada, roundTrips } = await playerBehind(50, way);
    const { roundTripMs } = await ada.sees('lobby');
    expect(roundTripMs).toBeGreaterThanOrEqual(100);
    expect(Math.min(...roundTrips)).toBeGreaterThanOrEqual(100);
  });
});

describe('a round trip over long polling', () => {
  it('is measured by joins, answers and the first views, never by requests that the server holds', async () => {
    const { room, ada, roundTrips } = await playerBehind(0, 'long-polling');
    await ada.sees('lobby');
    expect(roundTrips).toHaveLength(2);
    for (const phase of ['ready', 'question'] as const) {
      room.command({ type: phase === 'ready' ? 'start' : 'next' });
      await ada.sees(phase);
    }
    expect(roundTrips).toHaveLength(2);
    ada.session.answer(1);
    await ada.has({ answer: { status: 'accepted' } });
    await vi.waitFor(() => expect(roundTrips).toHaveLength(3), WAIT_OPTIONS);
  });
});

describe('a round trip in the same process', () => {
  it('is not measured', async () => {
    const { player } = await roomOver('in-process');
    const { roundTripMs } = await player('Ada').join().sees('lobby');
    expect(roundTripMs).toBeNull();
  });
});

describe('a round trip over polling', () => {
  it('is measured by each request', async () => {
    const { ada, roundTrips } = await playerBehind(0, 'polling', acceleratedClock());
    await ada.sees('lobby');
    await vi.waitFor(() => expect(roundTrips.length).toBeGreaterThan(4), WAIT_OPTIONS);
  });
});
