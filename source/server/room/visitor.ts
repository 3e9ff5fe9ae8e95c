import type { Clock } from '../../clock.ts';
import { type ClientMessage, parseClientMessage } from '../../protocol/client-message.ts';
import type { RejectionCode } from '../../protocol/rejections.ts';
import { type CloseCode, type Connection, closeCodes, encodeRejected } from '../connection.ts';
import { type PinGuard, type PinRejection, tryPin } from '../limits/pin-guard.ts';
import { TokenBucket } from '../limits/token-bucket.ts';
import type { JoinResult, Room } from './room.ts';
import type { Seat } from './seat.ts';

/** A connection that has not joined by then is closed, in milliseconds. */
const JOIN_WITHIN_MS = 5000;

const WRONG_PINS = 3;
const BAD_MESSAGES = 20;

/** Messages a second for long, and at once. */
const MESSAGES_A_SECOND = 10;
const MESSAGES_AT_ONCE = 50;

type MessageOf<Type extends ClientMessage['type']> = Extract<ClientMessage, { type: Type }>;

/** Who is at the other end of a connection: reads the messages, and knows whether they have a seat yet. */
export class Visitor {
  readonly #room: Room;
  readonly #guard: PinGuard;
  readonly #clock: Clock;
  readonly #connection: Connection;
  readonly #address: string;
  readonly #messages: TokenBucket;
  readonly #cancelDeadline: () => void;
  #cancelTry: (() => void) | null = null;
  #seat: Seat | null = null;
  #wrongPins = 0;
  #badMessages = 0;
  #isGone = false;

  /** @param address Where the connection comes from, for counting wrong PINs. */
  constructor(room: Room, guard: PinGuard, clock: Clock, connection: Connection, address: string) {
    this.#room = room;
    this.#guard = guard;
    this.#clock = clock;
    this.#connection = connection;
    this.#address = address;
    this.#messages = new TokenBucket(MESSAGES_AT_ONCE, MESSAGES_A_SECOND, clock.now());
    this.#cancelDeadline = clock.after(JOIN_WITHIN_MS, () => this.#close(closeCodes.policy));
  }

  /** Takes a message that arrived at `receivedAt`, in milliseconds of the clock. */
  receive(text: string, receivedAt: number): void {
    if (this.#isGone) return;
    if (!this.#messages.take(receivedAt)) return this.#close(closeCodes.policy, 'rate-limited');
    const message = parseClientMessage(text);
    if (message) this.#handle(message, receivedAt);
    else this.notUnderstood();
  }

  /** Answers something that is no message at all. */
  notUnderstood(): void {
    this.#badMessages++;
    if (this.#badMessages >= BAD_MESSAGES) this.#close(closeCodes.policy, 'bad-message');
    else this.#reject('bad-message');
  }

  /** The connection takes messages again. */
  drained(): void {
    if (this.#seat) this.#room.drained(this.#seat);
  }

  /** The connection is closed, from whichever side. */
  gone(): void {
    this.#isGone = true;
    this.#cancelDeadline();
    this.#cancelTry?.();
    if (this.#seat) this.#room.disconnect(this.#seat, this.#connection);
  }

  #handle(message: ClientMessage, receivedAt: number): void {
    switch (message.type) {
      case 'join':
        return this.#withPin(message.pin, () => this.#join(message));
      case 'watch':
        return this.#withPin(message.pin, () => this.#enter(this.#room.watch(this.#connection)));
      case 'resume':
        if (this.#hasEntered()) return this.notUnderstood();
        return this.#enter(this.#room.resume(this.#connection, message.token));
      case 'answer':
        return this.#answer(message, receivedAt);
      case 'leave':
        return this.#leave();
    }
  }

  /** Whether there is a seat, or a PIN that waits to be looked at: one connection is one seat. */
  #hasEntered(): boolean {
    return this.#seat !== null || this.#cancelTry !== null;
  }

  /** Goes on where the PIN is right, which may take a while to be looked at. */
  #withPin(pin: string, enter: () => void): void {
    if (this.#hasEntered()) return this.notUnderstood();
    const tried = { pin, rightPin: this.#room.pin, address: this.#address };
    this.#cancelTry = tryPin(this.#guard, this.#clock, tried, (rejection) => {
      this.#cancelTry = null;
      if (rejection === null) enter();
      else this.#refusePin(rejection);
    });
  }

  #refusePin(rejection: PinRejection): void {
    if (rejection === 'wrong-pin') this.#wrongPins++;
    if (this.#wrongPins >= WRONG_PINS) this.#close(closeCodes.wrongPin, rejection);
    else this.#reject(rejection);
  }

  #join(message: MessageOf<'join'>): void {
    this.#enter(this.#room.join(this.#connection, message));
  }

  #enter(entry: JoinResult): void {
    if (entry.ok) return this.#sit(entry.seat);
    if (entry.rejection === 'full') this.#close(closeCodes.full, 'full');
    else this.#reject(entry.rejection);
  }

  #sit(seat: Seat): void {
    this.#cancelDeadline();
    this.#seat = seat;
  }

  #answer(message: MessageOf<'answer'>, receivedAt: number): void {
    const code = this.#seat ? this.#room.answer(this.#seat, message, receivedAt) : 'unknown-token';
    if (code) this.#reject(code, message.question);
  }

  #leave(): void {
    if (this.#seat) this.#room.leave(this.#seat, this.#connection);
    this.#seat = null;
    this.#close(closeCodes.normal);
  }

  #reject(code: RejectionCode, question?: number): void {
    this.#connection.send(encodeRejected(code, question));
  }

  #close(closeCode: CloseCode, code?: RejectionCode): void {
    this.#cancelTry?.();
    this.#connection.close(closeCode, code && encodeRejected(code));
  }
}
