import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../../clock.ts';
import type { ClientMessage } from '../../protocol/client-message.ts';
import { ANSWERS_PATH, OWN_PLAYER_PATH, PLAYERS_PATH, VIEWS_PATH } from '../../protocol/endpoints.ts';
import type { RejectionCode } from '../../protocol/rejections.ts';
import { encodeBye } from '../connection.ts';
import { Exchange } from './exchange.ts';
import { type Connected, type Entering, type Line, Pollers } from './pollers.ts';
import { parseViewsQuery } from './polling-connection.ts';
import { respondWithMethods } from './respond.ts';
import { type PinGuard, tryPin } from '../limits/pin-guard.ts';
import { AddressLimit } from '../limits/token-bucket.ts';
import type { Room } from '../room/room.ts';
import { makeToken } from '../../protocol/token.ts';
import type { Site } from '../site.ts';

/** Answers a plain request. */
export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => void;

interface Route {
  readonly method: string;
  readonly handle: (exchange: Exchange) => void;
}

/** The API for players whose network lets no WebSocket through: long polling and plain polling. */
export class PollingService {
  readonly #room: Room;
  readonly #guard: PinGuard;
  readonly #clock: Clock;
  readonly #site: Site;
  readonly #pollers: Pollers;
  readonly #limit = new AddressLimit();
  readonly #routes: ReadonlyMap<string, Route>;

  constructor(room: Room, guard: PinGuard, clock: Clock, site: Site) {
    this.#room = room;
    this.#guard = guard;
    this.#clock = clock;
    this.#site = site;
    this.#pollers = new Pollers(room, clock);
    this.#routes = new Map<string, Route>([
      [PLAYERS_PATH, { method: 'POST', handle: (exchange) => this.#enter(exchange) }],
      [OWN_PLAYER_PATH, { method: 'DELETE', handle: (exchange) => this.#leave(exchange) }],
      [VIEWS_PATH, { method: 'GET', handle: (exchange) => this.#views(exchange) }],
      [ANSWERS_PATH, { method: 'POST', handle: (exchange) => this.#answers(exchange) }],
    ]);
  }

  /** What answers requests to this path; undefined where it is none of the API's. */
  handlerOf(path: string): RequestHandler | undefined {
    const route = this.#routes.get(path);
    return route && ((request, response) => this.#handle(route, request, response));
  }

  /** Resolves when everybody has fetched the goodbye that the room has said, or has had the time to. */
  async sayGoodbye(): Promise<void> {
    await this.#pollers.sayGoodbye();
  }

  #handle({ method, handle }: Route, request: IncomingMessage, response: ServerResponse): void {
    if (request.method !== method) return respondWithMethods(response, method);
    const exchange = new Exchange(request, response, this.#site);
    const { refusal } = exchange;
    if (refusal) exchange.refuse(refusal);
    else handle(exchange);
  }

  #enter(exchange: Exchange): void {
    exchange.readMessage((message) => {
      if (message?.type === 'join') this.#join(exchange, message);
      else if (message?.type === 'resume') this.#resume(exchange, message.token);
      else if (message?.type === 'watch') this.#watch(exchange, message.pin);
      else this.#reject(exchange, 'bad-message');
    });
  }

  #join(exchange: Exchange, message: Extract<ClientMessage, { type: 'join' }>): void {
    const { pin, token = makeToken() } = message;
    this.#enterByPin(exchange, pin, token, (connection) =>
      this.#room.join(connection, { ...message, token }),
    );
  }

  #resume(exchange: Exchange, token: string): void {
    const enter: Entering = (connection) => this.#room.resume(connection, token);
    this.#withinLimits(exchange, token, () => this.#welcome(exchange, token, enter));
  }

  /** A watcher gets a token that is good for as long as it is asked with. */
  #watch(exchange: Exchange, pin: string): void {
    const token = makeToken();
    this.#enterByPin(exchange, pin, token, (connection) => this.#pollers.watch(connection, token));
  }

  /** Whoever else is at the address, and asks for nothing: who brings a PIN is let in, or is slowed down for a wrong one. */
  #enterByPin(exchange: Exchange, pin: string, token: string, enter: Entering): void {
    if (this.#pollers.count(token) === 'too-many') return exchange.reject('rate-limited');
    this.#withPin(exchange, pin, () => this.#welcome(exchange, token, enter));
  }

  /** Answers with the welcome to a seat: 201 where it is a new one. */
  #welcome(exchange: Exchange, token: string, enter: Entering): void {
    const connected = this.#connect(exchange, token, enter);
    if (!connected) return;
    const { line, isNew } = connected;
    exchange.onOver(line.connection.enter(isNew ? 201 : 200, exchange.reply));
  }

  #views(exchange: Exchange): void {
    const query = parseViewsQuery(exchange.request.url ?? '');
    if (!query) return this.#reject(exchange, 'bad-message');
    this.#withLine(exchange, (line) => {
      exchange.onOver(line.connection.poll(query.known, query.waitMs, exchange.reply));
    });
  }

  #answers(exchange: Exchange): void {
    exchange.readMessage((message) => {
      // Not when the headers came: who sends those as soon as the question opens could take their time for the rest.
      const receivedAt = this.#clock.now();
      if (message?.type !== 'answer') return this.#reject(exchange, 'bad-message');
      this.#withSeat(exchange, ({ seat, connection }) => {
        const code = this.#room.answer(seat, message, receivedAt);
        if (!code) return exchange.onOver(connection.acknowledge(exchange.reply));
        connection.touch();
        exchange.reject(code, message.question);
      });
    });
  }

  #leave(exchange: Exchange): void {
    this.#withSeat(exchange, (line, token) => {
      this.#pollers.leave(token, line);
      exchange.reply(204, '');
    });
  }

  /** Goes on with the seat of a request's token, unless it is over for its line. */
  #withSeat(exchange: Exchange, goOn: (line: Line, token: string) => void): void {
    this.#withLine(exchange, (line, token) => {
      // What is asked on a line that is over is answered with the goodbye.
      if (line.connection.isOver) line.connection.acknowledge(exchange.reply);
      else goOn(line, token);
    });
  }

  /** Goes on with the line of a request's token. A seat that has none here gets one, wherever it was before. */
  #withLine(exchange: Exchange, goOn: (line: Line, token: string) => void): void {
    const { token } = exchange;
    if (token === undefined) return this.#reject(exchange, 'unknown-token');
    const enter: Entering = (connection) => this.#room.resume(connection, token);
    this.#withinLimits(exchange, token, () => {
      const line = this.#pollers.line(token) ?? this.#connect(exchange, token, enter)?.line;
      if (line) goOn(line, token);
    });
  }

  /** A new line for a token, or null where the request has been answered with why there is none. */
  #connect(exchange: Exchange, token: string, enter: Entering): Extract<Connected, { ok: true }> | null {
    if (this.#pollers.isClosing) {
      exchange.reply(503, `{"bye":${encodeBye('host-left').text}}`);
      return null;
    }
    const connected = this.#pollers.connect(token, enter);
    if (connected.ok) return connected;
    this.#reject(exchange, connected.rejection);
    return null;
  }

  /** Goes on with a request, unless too many came with its token, or for nothing from its address. */
  #withinLimits(exchange: Exchange, token: string, goOn: () => void): void {
    const counted = this.#pollers.count(token);
    const isLimited = counted === 'unknown' && !this.#limit.allows(exchange.address, this.#clock.now());
    if (counted === 'too-many' || isLimited) exchange.reject('rate-limited');
    else goOn();
  }

  /** Goes on where the PIN is right, which may take a while to be looked at. */
  #withPin(exchange: Exchange, pin: string, enter: () => void): void {
    const tried = { pin, rightPin: this.#room.pin, address: exchange.address };
    const cancel = tryPin(this.#guard, this.#clock, tried, (rejection) => {
      if (rejection === null) enter();
      else exchange.reject(rejection);
    });
    if (cancel) exchange.onOver(cancel);
  }

  /** Answers with why a request is not taken, and counts those that come to nothing. */
  #reject(exchange: Exchange, code: RejectionCode): void {
    const now = this.#clock.now();
    if (code !== 'bad-message' && code !== 'unknown-token') return exchange.reject(code);
    const isAllowed = this.#limit.allows(exchange.address, now);
    this.#limit.count(exchange.address, now);
    exchange.reject(isAllowed ? code : 'rate-limited');
  }
}
