import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../../clock.ts';
import type { ClientMessage } from '../../protocol/client-message.ts';
import {
  ANSWERS_PATH,
  MOVE_PATH,
  NAME_PATH,
  OWN_PLAYER_PATH,
  PLAYERS_PATH,
  REVIEWS_PATH,
  VIEWS_PATH,
} from '../../protocol/endpoints.ts';
import { encode } from '../connection.ts';
import { ApiRequest } from './api-request.ts';
import { type MessageOf, PollingEntrance } from './polling-entrance.ts';
import { PollingSeats, type SeatConnection } from './polling-seats.ts';
import { respondWithMethods } from './respond.ts';
import type { OpenConnections } from '../limits/open-connections.ts';
import type { PinGuard } from '../limits/pin-guard.ts';
import type { ReverseProxy } from '../reverse-proxy.ts';
import type { Room } from '../room/room.ts';

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => void;

interface Route {
  readonly method: string;
  readonly handle: (request: ApiRequest) => void;
}

/** The API for clients whose network blocks WebSockets: long polling and plain polling. */
export class PollingService {
  readonly #room: Room;
  readonly #clock: Clock;
  readonly #reverseProxy: ReverseProxy;
  readonly #seats: PollingSeats;
  readonly #entrance: PollingEntrance;
  readonly #routes: ReadonlyMap<string, Route>;

  constructor(
    room: Room,
    guard: PinGuard,
    connections: OpenConnections,
    clock: Clock,
    reverseProxy: ReverseProxy,
  ) {
    this.#room = room;
    this.#clock = clock;
    this.#reverseProxy = reverseProxy;
    this.#seats = new PollingSeats(room, clock, connections);
    this.#entrance = new PollingEntrance(room, guard, clock, this.#seats);
    this.#routes = new Map<string, Route>([
      [PLAYERS_PATH, { method: 'POST', handle: (request) => this.#entrance.enter(request) }],
      [OWN_PLAYER_PATH, { method: 'DELETE', handle: (request) => this.#leave(request) }],
      [NAME_PATH, { method: 'POST', handle: (request) => this.#rename(request) }],
      [MOVE_PATH, { method: 'POST', handle: (request) => this.#move(request) }],
      [VIEWS_PATH, { method: 'GET', handle: (request) => this.#poll(request) }],
      [ANSWERS_PATH, { method: 'POST', handle: (request) => this.#answer(request) }],
      [REVIEWS_PATH, { method: 'POST', handle: (request) => this.#review(request) }],
    ]);
  }

  /** Returns the handler of a path, or undefined if it is not part of the API. */
  handlerOf(path: string): RequestHandler | undefined {
    const route = this.#routes.get(path);
    return route && ((request, response) => this.#handle(route, request, response));
  }

  /** Resolves once all clients have fetched the goodbye that the room has sent, or after a timeout. */
  async deliverBye(): Promise<void> {
    await this.#seats.deliverBye();
  }

  #handle({ method, handle }: Route, incoming: IncomingMessage, response: ServerResponse): void {
    if (incoming.method !== method) return respondWithMethods(response, method);
    const request = new ApiRequest(incoming, response, {
      reverseProxy: this.#reverseProxy,
      room: this.#room.id,
    });
    const { earlyRejection } = request;
    if (earlyRejection) request.rejectEarly(earlyRejection);
    else handle(request);
  }

  #poll(request: ApiRequest): void {
    const query = request.viewsQuery;
    if (!query) return this.#entrance.reject(request, 'bad-message');
    this.#entrance.withSeat(request, ({ connection }) => {
      request.onClose(connection.poll(query.known, query.waitMs, request.respond));
    });
  }

  #answer(request: ApiRequest): void {
    this.#readFromSeat(request, 'answer', (message, { seat, connection }, receivedAt) => {
      const code = this.#room.answer(seat, message, receivedAt);
      if (!code) return request.onClose(connection.acknowledge(request.respond));
      connection.touch();
      request.reject(code, message.question);
    });
  }

  #review(request: ApiRequest): void {
    this.#readFromSeat(request, 'review', ({ question }, { seat, connection }) => {
      const review = this.#room.review(seat, question);
      connection.touch();
      if (review) request.respond(200, encode(review).text);
      else request.reject('wrong-question', question);
    });
  }

  #rename(request: ApiRequest): void {
    this.#readFromSeat(request, 'rename', ({ name }, { seat, connection }) => {
      const code = this.#room.rename(seat, name);
      if (!code) return request.onClose(connection.acknowledge(request.respond));
      connection.touch();
      request.reject(code);
    });
  }

  #move(request: ApiRequest): void {
    this.#readFromSeat(request, 'move', (_, { seat, connection }) => {
      const move = this.#room.move(seat);
      connection.touch();
      if (typeof move === 'string') request.reject(move);
      else request.respond(200, encode(move).text);
    });
  }

  #leave(request: ApiRequest): void {
    this.#entrance.withOpenSeat(request, (leaving, token) => {
      this.#seats.leave(token, leaving);
      request.respond(204, '');
    });
  }

  /** Reads a message of one type, and continues with it and with the seat of the request's token. */
  #readFromSeat<Type extends ClientMessage['type']>(
    request: ApiRequest,
    type: Type,
    next: (message: MessageOf<Type>, found: SeatConnection, receivedAt: number) => void,
  ): void {
    request.readMessage((message) => {
      // Measured at the end of the body: otherwise a player could send the headers early and then take more time to answer.
      const receivedAt = this.#clock.now();
      if (!isOfType(message, type)) return this.#entrance.reject(request, 'bad-message');
      this.#entrance.withOpenSeat(request, (found) => next(message, found, receivedAt));
    });
  }
}

function isOfType<Type extends ClientMessage['type']>(
  message: ClientMessage | undefined,
  type: Type,
): message is MessageOf<Type> {
  return message?.type === type;
}
