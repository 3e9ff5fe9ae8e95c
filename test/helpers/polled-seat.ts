import { parseClientMessage } from '../../source/protocol/client-message.ts';
import type { Line, Pollers } from '../../source/server/http/pollers.ts';
import type { KnownVersions, Reply } from '../../source/server/http/polling-connection.ts';
import type { Room } from '../../source/server/room/room.ts';
import type { ManualClock } from './manual-clock.ts';
import { tokenOf } from './rooms.ts';

/** A player's seat that is reached by requests: there is always one held, until it is over or breaks off. */
export class PolledSeat {
  readonly sent: { readonly text: string }[] = [];
  readonly closedWith = null;
  readonly #room: Room;
  readonly #clock: ManualClock;
  readonly #pollers: Pollers;
  #line: Line | null = null;
  #token = '';
  #hangUp: () => void = () => undefined;
  #known: KnownVersions = { stage: null, you: null };

  constructor(room: Room, clock: ManualClock, pollers: Pollers) {
    this.#room = room;
    this.#clock = clock;
    this.#pollers = pollers;
  }

  join(name: string): this {
    this.#token = tokenOf(name);
    const token = this.#token;
    const connected = this.#pollers.connect(token, (connection) =>
      this.#room.join(connection, { name, token }),
    );
    if (!connected.ok) {
      this.#remember(connected.rejection);
      return this;
    }
    this.#line = connected.line;
    connected.line.connection.enter(200, (_status, json) => this.#remember(json));
    this.#clock.settle();
    this.#poll();
    return this;
  }

  /** Says what goes in the body of a request. */
  say(text: string): void {
    const message = parseClientMessage(text);
    if (!this.#line) return;
    if (message?.type === 'leave') {
      this.#pollers.leave(this.#token, this.#line);
      this.breakOff();
    }
    if (message?.type === 'answer' && !this.#line.connection.isOver) this.#answer(this.#line, message);
    this.#clock.settle();
  }

  /** Asks for nothing any more. */
  breakOff(): void {
    this.#line = null;
    this.#hangUp();
  }

  #answer({ seat, connection }: Line, message: Parameters<Room['answer']>[1]): void {
    const code = this.#room.answer(seat, message, this.#clock.now());
    if (code) this.#remember(code);
    else connection.acknowledge((_status, json) => this.#remember(json));
  }

  #poll(): void {
    const reply: Reply = (_status, json) => {
      this.#remember(json);
      const answer: unknown = JSON.parse(json);
      this.#known = {
        stage: versionOf(answer, 'stage', this.#known),
        you: versionOf(answer, 'you', this.#known),
      };
      this.#clock.soon(() => this.#poll());
    };
    if (this.#line && !this.#line.connection.isOver) {
      this.#hangUp = this.#line.connection.poll(this.#known, 25_000, reply);
    }
  }

  #remember(text: string): void {
    this.sent.push({ text });
  }
}

function versionOf(answer: unknown, key: 'stage' | 'you', known: KnownVersions): number | null {
  const version: unknown = Reflect.get(Object(Reflect.get(Object(answer), key)), 'version');
  return typeof version === 'number' ? version : known[key];
}
