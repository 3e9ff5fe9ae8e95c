import { type PollingOptions, longPollingTransport } from './polling.ts';
import type { Carrier, Link, LinkHandlers, Transport } from './transport.ts';
import { webSocketTransport } from './websocket.ts';
import type { Clock } from '../../clock.ts';
import type { ClientMessage } from '../../protocol/client-message.ts';
import type { TransportFailure } from '../../network/faults/transport-failure.ts';

/** How long a WebSocket has to open, and one that is tried again while requests carry the game. In milliseconds. */
const HANDSHAKE_MS = 5000;
const SETTLES_MS = 1000;

/** What a line needs of the transport that it belongs to. */
interface Ways {
  readonly webSocket: Transport;
  readonly longPolling: Transport;
  readonly trust: WebSocketTrust;
  readonly clock: Clock;
}

/**
 * Reaches a game by WebSocket, and by long polling where something on the way refuses WebSockets, swallows or cuts them.
 * From long polling it goes back to WebSocket, also in the middle of a game, once one stays open.
 *
 * @param base As `parseAddress` gives it.
 */
export function autoTransport(base: string, options: PollingOptions): Transport {
  const ways: Ways = {
    webSocket: webSocketTransport(base, { ...options, handshakeTimeout: HANDSHAKE_MS }),
    longPolling: longPollingTransport(base, options),
    trust: new WebSocketTrust(),
    clock: options.clock,
  };
  return { open: (handlers) => new AutoLink(ways, handlers) };
}

class AutoLink implements Link {
  readonly #ways: Ways;
  readonly #handlers: LinkHandlers;
  #link: Link;
  /** The WebSocket that is tried beside long polling. */
  #trial: Link | null = null;
  #cancelTrial: () => void = () => undefined;

  constructor(ways: Ways, handlers: LinkHandlers) {
    this.#ways = ways;
    this.#handlers = handlers;
    const { trust } = ways;
    this.#link = trust.isTrusted ? this.#openFirst() : this.#openLongPolling(trust.firstWaitMs);
  }

  send(message: ClientMessage): void {
    this.#link.send(message);
  }

  close(): void {
    this.#cancelTrial();
    this.#trial?.close();
    this.#link.close();
  }

  #openFirst(): Link {
    const { trust } = this.#ways;
    return this.#openWebSocket(
      (carrier) => this.#handlers.onOpen(carrier),
      (failure) => {
        if (failure.isBlocked) this.#link = this.#openLongPolling(trust.waitMs);
        else this.#end(failure);
      },
    );
  }

  /** @param failed Is told why it does not open, or does not stay open until the game is on it. */
  #openWebSocket(opened: (carrier: Carrier) => void, failed: (failure: TransportFailure) => void): Link {
    const { webSocket, trust, clock } = this.#ways;
    let openedAt: number | null = null;
    const link = webSocket.open({
      onOpen: (carrier) => {
        openedAt = clock.now();
        opened(carrier);
      },
      onMessage: (text) => this.#handlers.onMessage(text),
      onClose: (failure) => {
        if (openedAt !== null) trust.broke(clock.now() - openedAt);
        if (openedAt === null || this.#link !== link) failed(failure);
        else this.#end(failure);
      },
    });
    return link;
  }

  #openLongPolling(trialAfterMs: number): Link {
    const { longPolling, trust } = this.#ways;
    this.#tryLater(trialAfterMs);
    return longPolling.open({
      onOpen: (carrier) => {
        trust.blocked();
        this.#handlers.onOpen(carrier);
      },
      onMessage: (text) => this.#handlers.onMessage(text),
      onClose: (failure) => this.#end(failure),
    });
  }

  #tryLater(waitMs: number): void {
    this.#cancelTrial = this.#ways.clock.after(waitMs, () => this.#try());
  }

  /** Opens a WebSocket beside long polling. Once it has stayed open for a moment the game goes on there. */
  #try(): void {
    const { clock, trust } = this.#ways;
    const trial = this.#openWebSocket(
      (carrier) => {
        this.#cancelTrial = clock.after(SETTLES_MS, () => this.#takeOver(trial, carrier));
      },
      () => {
        this.#cancelTrial();
        this.#trial = null;
        this.#tryLater(trust.waitMs);
      },
    );
    this.#trial = trial;
  }

  /** What was on its way over the old line is the session's to send again. */
  #takeOver(trial: Link, carrier: Carrier): void {
    this.#ways.trust.opened();
    this.#link.close();
    this.#link = trial;
    this.#trial = null;
    this.#handlers.onOpen(carrier);
  }

  #end(failure: TransportFailure): void {
    this.close();
    this.#handlers.onClose(failure);
  }
}

/**
 * One that breaks sooner was cut by something on the way, in milliseconds: longer than it takes to give up one on which
 * nothing comes through any more.
 */
const LASTS_MS = 20_000;

/** After so many cuts in a row nobody waits for another. */
const CUTS = 2;

/** How long until WebSocket is tried again: this, and twice as much after each further cut. In milliseconds. */
const SHORTEST_WAIT_MS = 60_000;
const LONGEST_WAIT_MS = 16 * SHORTEST_WAIT_MS;

/** Whether WebSockets get through to a game and stay, as far as it was seen. */
export class WebSocketTrust {
  #isBlocked = false;
  #cuts = 0;

  /** Whether a new line is best a WebSocket. */
  get isTrusted(): boolean {
    return !this.#isBlocked && this.#cuts < CUTS;
  }

  /** How long to wait until the next try beside a line that works, in milliseconds. */
  get waitMs(): number {
    return Math.min(LONGEST_WAIT_MS, SHORTEST_WAIT_MS * 2 ** Math.max(0, this.#cuts - CUTS));
  }

  /** How long to wait until the first try beside a new line, in milliseconds: what blocked the last one may be gone. */
  get firstWaitMs(): number {
    return this.#cuts < CUTS ? 0 : this.waitMs;
  }

  /** Another way led to the game where WebSocket did not. */
  blocked(): void {
    this.#isBlocked = true;
  }

  /** One stays open. */
  opened(): void {
    this.#isBlocked = false;
  }

  /** One that was open for so long has broken. */
  broke(afterMs: number): void {
    this.#cuts = afterMs < LASTS_MS ? this.#cuts + 1 : 0;
  }
}
