import type { Clock } from '../../clock.ts';
import { type ClientMessage, parseClientMessage } from '../../protocol/client-message.ts';
import type { RejectionCode } from '../../protocol/rejections.ts';
import {
  type CloseCode,
  type Connection,
  type EncodedMessage,
  closeCodes,
  encode,
  encodeRejected,
} from '../connection.ts';
import type { Credential, PinGuard, PinRejection } from '../limits/pin-guard.ts';
import { TokenBucket } from '../limits/token-bucket.ts';
import type { JoinResult, SeatRequest } from './entrance.ts';
import type { Room } from './room.ts';
import type { Seat } from './seat.ts';
import { hashToken } from './seats.ts';

/**
 * How long a connection has to take a seat, in milliseconds. The time does not count while the server is busy, or while the client
 * waits for the check of its PIN or for its turn.
 */
const JOIN_WITHIN_MS = 5000;

/** A connection is closed after this many wrong PINs and move codes, or this many invalid messages and rejected attempts to take a seat. */
const MAX_WRONG_PINS = 3;
const MAX_BAD_MESSAGES = 20;

/** Messages on one connection: at once, and per second from then on. */
const MESSAGE_BURST = 50;
const MESSAGES_PER_SECOND = 10;

type MessageOf<Type extends ClientMessage['type']> = Extract<ClientMessage, { type: Type }>;

/** The client at the other end of a connection: handles its messages, before and after it takes a seat. */
export class Visitor {
  readonly #room: Room;
  readonly #guard: PinGuard;
  readonly #clock: Clock;
  readonly #connection: Connection;
  readonly #messages: TokenBucket;
  #cancelJoinTimeout: () => void = () => undefined;
  #cancelPinCheck: (() => void) | null = null;
  /** Gives up the place in the queue for a seat; null if the visitor is not waiting for one. */
  #cancelWait: (() => void) | null = null;
  #seat: Seat | null = null;
  #wrongPins = 0;
  #badMessages = 0;
  #isDisconnected = false;
  #isFlushScheduled = false;

  constructor(room: Room, guard: PinGuard, clock: Clock, connection: Connection) {
    this.#room = room;
    this.#guard = guard;
    this.#clock = clock;
    this.#connection = connection;
    this.#messages = new TokenBucket(MESSAGE_BURST, MESSAGES_PER_SECOND, clock.now());
    this.#startJoinTimeout();
  }

  /**
   * Must be called with each message, before `receive`, and with anything else that the client sends unasked: the parts of a
   * message, and control frames. Returns whether it is within the limit. If not, call `rejectFlood`.
   */
  countMessage(receivedAt: number): boolean {
    return this.#messages.take(receivedAt);
  }

  /** Closes the connection, because the client sends too much. */
  rejectFlood(): void {
    this.#close(closeCodes.policy, 'rate-limited');
  }

  /** Handles a message that arrived at `receivedAt`, in milliseconds of the server's clock. */
  receive(text: string, receivedAt: number): void {
    if (this.#isDisconnected) return;
    this.#room.eventLoop.check(receivedAt);
    const message = parseClientMessage(text);
    if (message) this.#handle(message, receivedAt);
    else this.rejectBadMessage();
  }

  /** Rejects something that is not a valid message. */
  rejectBadMessage(): void {
    this.#rejectCounted('bad-message');
  }

  /**
   * Must be called with each measured round trip, in milliseconds.
   *
   * @param wasLate Whether the server was late during the round trip, which may have made it too long.
   */
  addRoundTrip(roundTripMs: number, wasLate = false): void {
    this.#seat?.clock.roundTrips.add(roundTripMs, wasLate);
  }

  /** Must be called when the connection is writable again. */
  drained(): void {
    if (this.#seat) this.#room.drained(this.#seat);
  }

  /** Must be called when the connection was closed, by either side. */
  disconnected(): void {
    this.#isDisconnected = true;
    this.#cancelJoinTimeout();
    this.#cancelPinCheck?.();
    this.#cancelWait?.();
    if (this.#seat) this.#room.disconnect(this.#seat, this.#connection);
  }

  #handle(message: ClientMessage, receivedAt: number): void {
    switch (message.type) {
      case 'join':
        return this.#enterWith({ pin: message.pin }, message, () =>
          this.#room.entrance.join(this.#connection, message),
        );
      case 'watch':
        return this.#withPin({ pin: message.pin }, () =>
          this.#inTurn(message, () => this.#room.entrance.watch(this.#connection)),
        );
      case 'resume':
        if (this.#isEntering()) return this.rejectBadMessage();
        return this.#inTurn(message, () => this.#room.entrance.resume(this.#connection, message.token));
      case 'continue':
        return this.#enterWith({ code: message.code }, message, () =>
          this.#room.entrance.continue(this.#connection, message),
        );
      case 'answer':
        return this.#answer(message, receivedAt);
      case 'review':
        return this.#review(message.question);
      case 'rename':
        return this.#rename(message);
      case 'move':
        return this.#move();
      case 'leave':
        return this.#leave();
      case 'ping':
        return this.#reply(encode({ type: 'pong', id: message.id }));
    }
  }

  /** Whether the connection has its seat, or waits for it. It can have only one seat. */
  #isEntering(): boolean {
    return this.#seat !== null || this.#cancelPinCheck !== null || this.#cancelWait !== null;
  }

  /** The token of a seat is a better proof than a PIN or a move code: with one, `enter` is the same as resuming. */
  #enterWith(credential: Credential, message: MessageOf<'join' | 'continue'>, enter: () => JoinResult): void {
    const takeSeat = () => this.#inTurn(message, enter);
    const { token } = message;
    const hasSeat = token !== undefined && this.#room.entrance.hasPlayer(hashToken(token));
    if (hasSeat && !this.#isEntering()) takeSeat();
    else this.#withPin(credential, takeSeat);
  }

  /** Calls `takeSeat` if the PIN or the move code is correct. The check may be delayed. */
  #withPin(credential: Credential, takeSeat: () => void): void {
    if (this.#isEntering()) return this.rejectBadMessage();
    const attempt = { ...credential, address: this.#connection.address, connection: this.#connection };
    this.#cancelPinCheck = this.#guard.check(attempt, (rejection) => {
      if (this.#cancelPinCheck) this.#startJoinTimeout();
      this.#cancelPinCheck = null;
      if (rejection === null) takeSeat();
      else this.#rejectPin(rejection);
    });
    if (this.#cancelPinCheck) this.#cancelJoinTimeout();
  }

  #rejectPin(rejection: PinRejection): void {
    if (rejection !== 'rate-limited') this.#wrongPins++;
    if (this.#wrongPins >= MAX_WRONG_PINS) this.#close(closeCodes.wrongPin, rejection);
    else this.#reject(rejection);
  }

  /** Takes a seat with `enter` when it is this client's turn. */
  #inTurn({ type, token }: Pick<SeatRequest, 'type' | 'token'>, enter: () => JoinResult): void {
    const connection = this.#connection;
    const request = { type, token, address: connection.address, connection };
    this.#cancelWait = this.#room.entrance.waitForTurn(request, (rejection) => {
      if (this.#cancelWait) this.#startJoinTimeout();
      this.#cancelWait = null;
      if (rejection === null) this.#takeSeat(enter());
      else this.#reject(rejection);
    });
    if (this.#cancelWait) this.#cancelJoinTimeout();
  }

  #takeSeat(result: JoinResult): void {
    if (result.ok) {
      this.#cancelJoinTimeout();
      this.#seat = result.seat;
      this.#connection.seated?.(result.seat.player === null ? 'watcher' : 'player');
    } else if (result.rejection === 'full') {
      this.#close(closeCodes.full, 'full');
    } else {
      this.#rejectCounted(result.rejection);
    }
  }

  #answer(message: MessageOf<'answer'>, receivedAt: number): void {
    if (!this.#seat) return this.#rejectCounted('unknown-token', message.question);
    const code = this.#room.answer(this.#seat, message, receivedAt);
    if (code) this.#reject(code, message.question);
  }

  #review(question: number): void {
    if (!this.#seat) return this.#rejectCounted('unknown-token', question);
    const review = this.#room.review(this.#seat, question);
    if (review) this.#reply(encode(review));
    else this.#rejectCounted('wrong-question', question);
  }

  #rename({ name }: MessageOf<'rename'>): void {
    const code = this.#seat ? this.#room.rename(this.#seat, name) : 'unknown-token';
    if (code) this.#rejectCounted(code);
  }

  #move(): void {
    const move = this.#seat ? this.#room.move(this.#seat) : 'unknown-token';
    if (typeof move === 'string') this.#rejectCounted(move);
    else this.#reply(encode(move));
  }

  #leave(): void {
    if (this.#seat) this.#room.leave(this.#seat, this.#connection);
    this.#seat = null;
    this.#close(closeCodes.normal);
  }

  #startJoinTimeout(): void {
    this.#cancelJoinTimeout();
    this.#cancelJoinTimeout = this.#room.eventLoop.after(JOIN_WITHIN_MS, () =>
      this.#close(closeCodes.policy),
    );
  }

  /** Rejects a message, and closes the connection after too many of them. */
  #rejectCounted(code: RejectionCode, question?: number): void {
    this.#badMessages++;
    if (this.#badMessages >= MAX_BAD_MESSAGES) this.#close(closeCodes.policy, code);
    else this.#reject(code, question);
  }

  /** Closes the connection of a client that sends messages but does not read: otherwise it could fill the server's memory. */
  #reject(code: RejectionCode, question?: number): void {
    if (!this.#connection.writable) return this.#close(closeCodes.policy);
    this.#connection.send(this.#rejected(code, question));
    this.#flushSoon();
  }

  /** Replies to a message. A client that does not read gets no reply; it can ask again. */
  #reply(reply: EncodedMessage): void {
    if (!this.#connection.writable) return;
    this.#connection.send(reply);
    this.#flushSoon();
  }

  /** Flushes the connection at the end of this turn of the event loop, so that many rejections are sent together. */
  #flushSoon(): void {
    if (this.#isFlushScheduled) return;
    this.#isFlushScheduled = true;
    this.#clock.soon(() => {
      this.#isFlushScheduled = false;
      this.#connection.flush?.();
    });
  }

  #close(closeCode: CloseCode, code?: RejectionCode): void {
    this.#cancelPinCheck?.();
    this.#cancelWait?.();
    this.#connection.close(closeCode, code && this.#rejected(code));
  }

  #rejected(code: RejectionCode, question?: number): EncodedMessage {
    return encodeRejected(code, { question, room: this.#room.id });
  }
}
