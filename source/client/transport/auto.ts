import type {
  Connection,
  ConnectionHandlers,
  Transport,
  TransportFailure,
  TransportName,
} from './transport.ts';
import type { Clock } from '../../clock.ts';
import type { ClientMessage } from '../../protocol/client-message.ts';

/** How long a probing WebSocket has to stay open before it takes over, in milliseconds. */
const PROBE_MS = 1000;

export interface AutoOptions {
  readonly webSocket: Transport;
  readonly longPolling: Transport;
  readonly clock: Clock;
}

/** What the connections of one transport share. */
interface AutoContext extends AutoOptions {
  readonly policy: FallbackPolicy;
}

/**
 * Creates a transport over WebSocket that falls back to long polling if something on the way blocks WebSockets, or drops
 * them. While long polling, it keeps probing, and returns to WebSocket once one stays open, even in the middle of a game.
 */
export function autoTransport(options: AutoOptions): Transport {
  const context = { ...options, policy: new FallbackPolicy() };
  return { connect: (handlers) => new AutoConnection(context, handlers) };
}

class AutoConnection implements Connection {
  readonly #context: AutoContext;
  readonly #handlers: ConnectionHandlers;
  #current: Connection;
  /** The WebSocket that is tried beside long polling. */
  #probe: Connection | null = null;
  #cancelTimer: () => void = () => undefined;
  /** Whether long polling has carried a message. */
  #hasPolled = false;
  /** Replaces long polling with the probe; null until the probe has stayed open. */
  #switch: (() => void) | null = null;

  constructor(context: AutoContext, handlers: ConnectionHandlers) {
    this.#context = context;
    this.#handlers = handlers;
    const { policy } = context;
    this.#current = policy.prefersWebSocket
      ? this.#openFirst()
      : this.#openLongPolling(policy.firstProbeDelayMs);
  }

  send(message: ClientMessage): void {
    this.#current.send(message);
  }

  close(): void {
    this.#cancelTimer();
    this.#switch = null;
    this.#probe?.close();
    this.#current.close();
  }

  check(): void {
    this.#current.check?.();
  }

  #openFirst(): Connection {
    const { policy } = this.#context;
    return this.#openWebSocket(
      (transport) => this.#handlers.onOpen(transport),
      (failure) => {
        if (failure.isBlocked) this.#current = this.#openLongPolling(policy.probeDelayMs);
        else this.#end(failure);
      },
    );
  }

  /** @param onFailed Called if the WebSocket does not open, or closes before it carries the game. */
  #openWebSocket(
    onOpen: (transport: TransportName) => void,
    onFailed: (failure: TransportFailure) => void,
  ): Connection {
    const { webSocket, policy, clock } = this.#context;
    let openedAt: number | null = null;
    const connection = webSocket.connect({
      onOpen: (transport) => {
        openedAt = clock.now();
        onOpen(transport);
      },
      onMessage: (text) => this.#handlers.onMessage(text),
      onRoundTrip: (ms) => {
        if (this.#current === connection) this.#handlers.onRoundTrip?.(ms);
      },
      onClose: (failure) => {
        if (openedAt !== null) policy.onWebSocketLost(clock.now() - openedAt);
        if (openedAt === null || this.#current !== connection) onFailed(failure);
        else this.#end(failure);
      },
    });
    return connection;
  }

  #openLongPolling(probeDelayMs: number): Connection {
    const { longPolling, policy } = this.#context;
    this.#scheduleProbe(probeDelayMs);
    return longPolling.connect({
      onOpen: (transport) => {
        policy.onWebSocketBlocked();
        this.#handlers.onOpen(transport);
      },
      onMessage: (text) => {
        this.#handlers.onMessage(text);
        this.#hasPolled = true;
        this.#switch?.();
      },
      onRoundTrip: (ms) => this.#handlers.onRoundTrip?.(ms),
      onClose: (failure) => this.#end(failure),
    });
  }

  #scheduleProbe(delayMs: number): void {
    this.#cancelTimer = this.#context.clock.after(delayMs, () => this.#startProbe());
  }

  #startProbe(): void {
    const { clock, policy } = this.#context;
    const probe = this.#openWebSocket(
      (transport) => {
        this.#cancelTimer = clock.after(PROBE_MS, () => {
          this.#switch = () => this.#switchTo(probe, transport);
          // A request to enter that is still in transit would take the seat back from the WebSocket.
          if (this.#hasPolled) this.#switch();
        });
      },
      () => {
        this.#cancelTimer();
        this.#switch = null;
        this.#probe = null;
        this.#scheduleProbe(policy.probeDelayMs);
      },
    );
    this.#probe = probe;
  }

  /** Messages that were in transit on the old connection may be lost; the session sends them again. */
  #switchTo(probe: Connection, transport: TransportName): void {
    this.#context.policy.onWebSocketOpen();
    this.#current.close();
    this.#current = probe;
    this.#probe = null;
    this.#switch = null;
    this.#handlers.onOpen(transport);
  }

  #end(failure: TransportFailure): void {
    this.close();
    this.#handlers.onClose(failure);
  }
}

/**
 * A WebSocket that breaks sooner was dropped by something on the way, in milliseconds. Longer than it takes to detect a
 * silent connection.
 */
const STABLE_AFTER_MS = 20_000;

/** Consecutive drops before falling back. */
const MAX_DROPS = 2;

/** The delay before WebSocket is tried again; it doubles with each further drop. In milliseconds. */
const MIN_PROBE_DELAY_MS = 60_000;
const MAX_PROBE_DELAY_MS = 16 * MIN_PROBE_DELAY_MS;

/** Decides between WebSocket and long polling by what has worked before. */
export class FallbackPolicy {
  #isBlocked = false;
  #drops = 0;

  /** Whether a new connection should start with a WebSocket. */
  get prefersWebSocket(): boolean {
    return !this.#isBlocked && this.#drops < MAX_DROPS;
  }

  /** The delay before the next probe, in milliseconds. */
  get probeDelayMs(): number {
    return Math.min(MAX_PROBE_DELAY_MS, MIN_PROBE_DELAY_MS * 2 ** Math.max(0, this.#drops - MAX_DROPS));
  }

  /** The delay before the first probe of a new connection, in milliseconds: what blocked the last one may be gone. */
  get firstProbeDelayMs(): number {
    return this.#drops < MAX_DROPS ? 0 : this.probeDelayMs;
  }

  /** Long polling works where a WebSocket did not open. */
  onWebSocketBlocked(): void {
    this.#isBlocked = true;
  }

  /** A probe has stayed open. */
  onWebSocketOpen(): void {
    this.#isBlocked = false;
  }

  /** An open WebSocket has closed. @param afterMs How long it was open, in milliseconds. */
  onWebSocketLost(afterMs: number): void {
    this.#drops = afterMs < STABLE_AFTER_MS ? this.#drops + 1 : 0;
  }
}
