import type { Clock } from '../../clock.ts';
import type { ClientMessage } from '../../protocol/client-message.ts';
import type { RejectionCode } from '../../protocol/rejections.ts';
import { makeToken } from '../../protocol/token.ts';
import { encodeBye } from '../connection.ts';
import type { ApiRequest } from './api-request.ts';
import type { ConnectResult, EnterRoom, PollingSeats, SeatConnection } from './polling-seats.ts';
import type { Credential, PinGuard } from '../limits/pin-guard.ts';
import { InvalidRequestLimit } from '../limits/token-bucket.ts';
import type { SeatRequest } from '../room/entrance.ts';
import type { Room } from '../room/room.ts';
import { hashToken } from '../room/seats.ts';

export type MessageOf<Type extends ClientMessage['type']> = Extract<ClientMessage, { type: Type }>;

/** How a client wants to enter the room. */
interface Entry {
  readonly type: SeatRequest['type'];
  readonly token: string;
}

/** Gives requests over HTTP their seats: new ones for a PIN or a move code, and known ones for a token. */
export class PollingEntrance {
  readonly #room: Room;
  readonly #guard: PinGuard;
  readonly #clock: Clock;
  readonly #seats: PollingSeats;
  readonly #invalidRequests = new InvalidRequestLimit();

  constructor(room: Room, guard: PinGuard, clock: Clock, seats: PollingSeats) {
    this.#room = room;
    this.#guard = guard;
    this.#clock = clock;
    this.#seats = seats;
  }

  enter(request: ApiRequest): void {
    request.readMessage((message) => {
      if (message?.type === 'join') this.#join(request, message);
      else if (message?.type === 'resume') this.#resume(request, message.token);
      else if (message?.type === 'continue') this.#continue(request, message);
      else if (message?.type === 'watch') this.#watch(request, message.pin);
      else this.reject(request, 'bad-message');
    });
  }

  /** Continues with the seat of the request's token. If its connection is closed, responds with its `bye`. */
  withOpenSeat(request: ApiRequest, next: (found: SeatConnection, token: string) => void): void {
    this.withSeat(request, (found, token) => {
      if (found.connection.isClosed) found.connection.acknowledge(request.respond);
      else next(found, token);
    });
  }

  /** Continues with the seat of the request's token. A seat without a connection over HTTP gets one. */
  withSeat(request: ApiRequest, next: (found: SeatConnection, token: string) => void): void {
    const { token } = request;
    if (token === undefined) return this.reject(request, 'unknown-token');
    const enter: EnterRoom = (connection) => this.#room.entrance.resume(connection, token);
    this.#withinLimits(request, token, () => {
      const found = this.#seats.find(token);
      if (found?.connection.isClosed === false) this.#seats.keepOpen(token, request.tcpSocket);
      if (found) return next(found, token);
      this.#inTurn(request, { type: 'resume', token }, () => {
        // Another request with this token may have waited as well.
        const entered = this.#seats.find(token) ?? this.#connect(request, token, enter)?.entered;
        if (entered) next(entered, token);
      });
    });
  }

  /** Responds with a rejection, and counts it if the request was invalid. */
  reject(request: ApiRequest, code: RejectionCode): void {
    const now = this.#clock.now();
    if (code !== 'bad-message' && code !== 'unknown-token') return request.reject(code);
    const isAllowed = this.#invalidRequests.allows(request.address, now);
    this.#invalidRequests.count(request.address, now);
    request.reject(isAllowed ? code : 'rate-limited');
  }

  #join(request: ApiRequest, message: MessageOf<'join'>): void {
    const { pin, token = makeToken() } = message;
    const entry: Entry = { type: 'join', token };
    const enter: EnterRoom = (connection) => this.#room.entrance.join(connection, { ...message, token });
    // The token of a seat is a better proof than a PIN: with one, joining is the same as resuming.
    if (this.#hasSeat(token)) this.#withinLimits(request, token, () => this.#welcome(request, entry, enter));
    else this.#enterWithPin(request, { pin }, entry, enter);
  }

  #resume(request: ApiRequest, token: string): void {
    const enter: EnterRoom = (connection) => this.#room.entrance.resume(connection, token);
    this.#withinLimits(request, token, () => this.#welcome(request, { type: 'resume', token }, enter));
  }

  /** A device whose `welcome` was lost repeats its request: the code is used up by then, but the token has the seat. */
  #continue(request: ApiRequest, { code, token = makeToken() }: MessageOf<'continue'>): void {
    if (this.#hasSeat(token)) return this.#resume(request, token);
    this.#enterWithPin(request, { code }, { type: 'continue', token }, (connection) =>
      this.#room.entrance.continue(connection, { code, token }),
    );
  }

  /** A watcher gets a token that is valid for as long as the watcher keeps polling. */
  #watch(request: ApiRequest, pin: string): void {
    const token = makeToken();
    this.#enterWithPin(request, { pin }, { type: 'watch', token }, (connection) =>
      this.#seats.watch(connection, token),
    );
  }

  /** The limit on invalid requests does not apply here: a wrong PIN is slowed down, and the correct one always gets in. */
  #enterWithPin(request: ApiRequest, credential: Credential, entry: Entry, enter: EnterRoom): void {
    if (this.#seats.countRequest(entry.token) === 'too-many') return request.reject('rate-limited');
    const attempt = { ...credential, address: request.address, connection: request.request.socket };
    const cancel = this.#guard.check(attempt, (rejection) => {
      if (rejection === null) this.#welcome(request, entry, enter);
      else request.reject(rejection);
    });
    if (cancel) request.onClose(cancel);
  }

  /** Responds with the welcome when it is this client's turn, with status 201 for a new seat. */
  #welcome(request: ApiRequest, entry: Entry, enter: EnterRoom): void {
    this.#inTurn(request, entry, () => {
      const result = this.#connect(request, entry.token, enter);
      if (!result) return;
      const { entered, isNew } = result;
      request.onClose(entered.connection.enter(isNew ? 201 : 200, request.respond));
    });
  }

  #inTurn(request: ApiRequest, entry: Entry, next: () => void): void {
    const { address } = request;
    const { socket: connection } = request.request;
    const cancel = this.#room.entrance.waitForTurn({ ...entry, address, connection }, (rejection) => {
      if (rejection === null) next();
      else request.reject(rejection);
    });
    if (cancel) request.onClose(cancel);
  }

  /** Creates a connection for a token, or responds with a rejection and returns null. */
  #connect(
    request: ApiRequest,
    token: string,
    enter: EnterRoom,
  ): Extract<ConnectResult, { ok: true }> | null {
    if (this.#seats.isClosing) {
      request.respond(503, `{"bye":${encodeBye('host-left').text}}`);
      return null;
    }
    const result = this.#seats.connect({ address: request.address, token }, enter);
    if (result.ok) {
      this.#seats.keepOpen(token, request.tcpSocket);
      return result;
    }
    this.reject(request, result.rejection);
    return null;
  }

  /** Continues unless there were too many requests with this token, or too many invalid ones from this address. */
  #withinLimits(request: ApiRequest, token: string, next: () => void): void {
    const check = this.#seats.countRequest(token);
    const isUnknown = check === 'unknown' && !this.#hasSeat(token);
    const isBlocked = isUnknown && !this.#invalidRequests.allows(request.address, this.#clock.now());
    if (check === 'too-many' || isBlocked) request.reject('rate-limited');
    else next();
  }

  /** Whether a player has this token, over whatever transport. */
  #hasSeat(token: string): boolean {
    return this.#room.entrance.hasPlayer(hashToken(token));
  }
}
