import { expect, onTestFinished, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { PlayerSnapshot } from '../../source/client/player-seat.ts';
import { Session } from '../../source/client/session.ts';
import type { Transport } from '../../source/client/transport/transport.ts';
import { type TransportChoice, createTransport } from '../../source/client/transport/create-transport.ts';
import { type Clock, systemClock } from '../../source/clock.ts';
import type { ClientMessage } from '../../source/protocol/client-message.ts';
import { inProcessTransport } from '../../source/client/transport/in-process.ts';
import type { Stage } from '../../source/view/stage.ts';
import { browserTransport, pageRequests } from '../../source/web/transport/browser-transport.ts';
import { LONG_QUESTIONS, acceleratedClock } from './accelerated-clock.ts';
import { BreakableTransport, PIN, type RoomOptions, openRoom, tokenOf } from './rooms.ts';
import { WAIT_OPTIONS, serveRoom } from './sockets.ts';
import type { TransportFailure } from '../../source/client/transport/transport.ts';

/** Every transport to a room. */
export const transportNames = ['in-process', 'websocket', 'long-polling', 'polling', 'auto'] as const;

/** One of them, or a transport of the page. */
export type TestedTransport = (typeof transportNames)[number] | PageTransport;

type PageTransport = 'page' | 'page-long-polling';

/** Opens a room that players reach over one transport, on an accelerated clock. */
export async function roomOver(way: TestedTransport, options: Omit<RoomOptions, 'clock'> = {}) {
  const clock = acceleratedClock();
  const settings = { ...LONG_QUESTIONS, ...options.settings };
  const accelerated = { ...options, settings, clock };
  if (way === 'in-process') {
    const room = openRoom(accelerated);
    return { room, player: playersBy(clock, () => inProcessTransport(room, clock)) };
  }
  const { room, base } = await serveRoom(accelerated);
  return { room, player: playersBy(clock, () => transportOver(way, base, clock)) };
}

export function transportOver(
  way: TransportChoice | PageTransport,
  base: string,
  clock = systemClock(),
): Transport {
  const options = { clock, random: Math.random, WebSocket, fetch };
  if (way === 'page') return browserTransport(base, options);
  return way === 'page-long-polling' ? pageRequests(base, options) : createTransport(base, way, options);
}

/** Opens a connection, sends a message if given, and returns why it fails. */
export async function failureOf(transport: Transport, first?: ClientMessage): Promise<TransportFailure> {
  return new Promise((resolve) => {
    const link = transport.connect({
      onOpen: () => first && link.send(first),
      onMessage: () => undefined,
      onClose: resolve,
    });
  });
}

/** A player's session whose connections can be dropped. The same name always gets the same seat. */
export class TestPlayer {
  readonly transport: BreakableTransport;
  readonly session: Session;
  readonly #name: string;

  constructor(transport: Transport, name: string, clock = systemClock()) {
    this.#name = name;
    this.transport = new BreakableTransport(transport);
    this.session = new Session({
      transport: this.transport,
      clock,
      tokenFor: () => tokenOf(name),
      random: () => 0.1,
    });
    onTestFinished(() => this.session.leave());
  }

  get snapshot(): PlayerSnapshot {
    return this.session.snapshot();
  }

  join(pin = PIN): this {
    this.session.join(pin, this.#name);
    return this;
  }

  /** Waits until the snapshot matches. */
  async has(expected: object): Promise<PlayerSnapshot> {
    await vi.waitFor(() => expect(this.snapshot).toMatchObject(expected), WAIT_OPTIONS);
    return this.snapshot;
  }

  async sees(phase: Stage['phase'], question?: number): Promise<PlayerSnapshot> {
    const about = question === undefined ? {} : { question: { index: question } };
    return this.has({ connection: 'open', stage: { phase, ...about } });
  }
}

function playersBy(clock: Clock, transport: () => Transport) {
  return (name: string) => new TestPlayer(transport(), name, clock);
}
