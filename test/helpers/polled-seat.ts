import type { Clock } from '../../source/clock.ts';
import { parseClientMessage } from '../../source/protocol/client-message.ts';
import { type SeatConnection, PollingSeats } from '../../source/server/http/polling-seats.ts';
import type { KnownVersions, Respond } from '../../source/server/http/polling-connection.ts';
import { OpenConnections } from '../../source/server/limits/open-connections.ts';
import type { Room } from '../../source/server/room/room.ts';
import type { ManualClock } from './manual-clock.ts';
import { ADDRESS, tokenOf } from './rooms.ts';

/** A player over HTTP, who always has a request for views pending until the connection is closed or dropped. */
export class PolledSeat {
  readonly sent: { readonly text: string }[] = [];
  readonly closedWith = null;
  readonly #room: Room;
  readonly #clock: ManualClock;
  readonly #seats: PollingSeats;
  #entered: SeatConnection | null = null;
  #token = '';
  #disconnect: () => void = () => undefined;
  #known: KnownVersions = { stage: null, counts: 0, you: null };

  constructor(room: Room, clock: ManualClock, seats: PollingSeats) {
    this.#room = room;
    this.#clock = clock;
    this.#seats = seats;
  }

  join(name: string): this {
    this.#token = tokenOf(name);
    const token = this.#token;
    const connected = this.#seats.connect({ address: ADDRESS, token }, (connection) =>
      this.#room.entrance.join(connection, { name, token }),
    );
    if (!connected.ok) {
      this.#remember(connected.rejection);
      return this;
    }
    this.#entered = connected.entered;
    connected.entered.connection.enter(200, (_status, json) => this.#remember(json));
    this.#clock.settle();
    this.#poll();
    return this;
  }

  /** Sends the body of a request. */
  say(text: string): void {
    const message = parseClientMessage(text);
    if (!this.#entered) return;
    if (message?.type === 'leave') {
      this.#seats.leave(this.#token, this.#entered);
      this.disconnect();
    }
    if (message?.type === 'answer' && !this.#entered.connection.isClosed)
      this.#answer(this.#entered, message);
    this.#clock.settle();
  }

  /** Stops polling. */
  disconnect(): void {
    this.#entered = null;
    this.#disconnect();
  }

  #answer({ seat, connection }: SeatConnection, message: Parameters<Room['answer']>[1]): void {
    const code = this.#room.answer(seat, message, this.#clock.now());
    if (code) this.#remember(code);
    else connection.acknowledge((_status, json) => this.#remember(json));
  }

  #poll(): void {
    const respond: Respond = (_status, json) => {
      this.#remember(json);
      const views: unknown = JSON.parse(json);
      this.#known = {
        stage: versionOf(views, 'stage', this.#known),
        counts: versionOf(views, 'counts', this.#known),
        you: versionOf(views, 'you', this.#known),
      };
      this.#clock.soon(() => this.#poll());
    };
    if (this.#entered && !this.#entered.connection.isClosed) {
      this.#disconnect = this.#entered.connection.poll(this.#known, 25_000, respond);
    }
  }

  #remember(text: string): void {
    this.sent.push({ text });
  }
}

function versionOf(views: unknown, key: keyof KnownVersions, known: KnownVersions): number | null {
  const version: unknown = Reflect.get(Object(Reflect.get(Object(views), key)), 'version');
  return typeof version === 'number' ? version : known[key];
}

/** Returns a room's seats over HTTP, for requests that have no TCP connection. */
export function pollingSeats(room: Room, clock: Clock): PollingSeats {
  return new PollingSeats(room, clock, new OpenConnections(Infinity, () => undefined));
}
