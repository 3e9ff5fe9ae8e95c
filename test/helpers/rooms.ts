import { Session } from '../../source/client/session.ts';
import type {
  ConnectionHandlers,
  Transport,
  Connection as TransportConnection,
} from '../../source/client/transport/transport.ts';
import type { Clock } from '../../source/clock.ts';
import type { GameCreated, GameEvent } from '../../source/game/events.ts';
import type { JournalContents } from '../../source/journal/read-journal.ts';
import type { ClientMessage } from '../../source/protocol/client-message.ts';
import { type ServerMessage, parseServerMessage } from '../../source/protocol/server-message.ts';
import type { CloseCode, Connection, EncodedMessage } from '../../source/server/connection.ts';
import { PinGuard } from '../../source/server/limits/pin-guard.ts';
import { inProcessTransport } from '../../source/client/transport/in-process.ts';
import { Room } from '../../source/server/room/room.ts';
import { Visitor } from '../../source/server/room/visitor.ts';
import { type GameOptions, created } from './games.ts';
import { ManualClock } from './manual-clock.ts';

/** The PIN of every test room. */
export const PIN = '482913';

/** The IP address of test clients. */
export const ADDRESS = '192.168.1.50';

export interface RoomOptions extends Omit<GameOptions, 'players'> {
  readonly clock: Clock;
  readonly onEvent?: (event: GameCreated | GameEvent) => void;
  /** The events of a game to resume. */
  readonly past?: Pick<JournalContents, 'events' | 'lastAt'>;
}

/**
 * Opens a room in its lobby. By default, the first question is a choice of four options, with 1 as the correct answer, and the
 * second a true statement. Each has 20 seconds.
 */
export function openRoom({ clock, onEvent, past, ...game }: RoomOptions): Room {
  const settings = { maxPlayers: 10_000, ...game.settings };
  return new Room(created({ ...game, settings }), {
    clock,
    pin: PIN,
    ...(past && { past }),
    ...(onEvent && { log: { append: onEvent, flush: () => undefined } }),
  });
}

/** Opens a room on a clock of its own, and records its events. */
export function roomOnManualClock(options: Omit<RoomOptions, 'clock' | 'onEvent'> = {}) {
  const clock = new ManualClock();
  const events: (GameCreated | GameEvent)[] = [];
  const room = openRoom({ ...options, clock, onEvent: (event) => events.push(event) });
  return { clock, room, events };
}

/** Starts the game if necessary, and continues until the question with this index is open. */
export function openQuestion(room: Room, clock: ManualClock, index = 0): void {
  const isOpen = () => {
    const { stage } = room.snapshot();
    return stage.phase === 'question' && stage.question.index === index;
  };
  while (!isOpen()) {
    const refusal = room.command({ type: room.phase === 'lobby' ? 'start' : 'next' });
    const isRefused = refusal !== null && room.command({ type: 'close' }) !== null;
    if (isRefused) throw new Error(`question ${index} cannot be opened in ${room.phase}`);
  }
  clock.settle();
}

/** Derives a token from a name. */
export function tokenOf(name: string): string {
  return name.padEnd(22, '-').replaceAll(/[^\w-]/gu, '_');
}

/** A connection that records what is sent on it. While it is not writable, only goodbyes are sent. */
export class RecordedConnection implements Connection {
  readonly address: string;
  writable = true;
  readonly sent: EncodedMessage[] = [];
  closedWith: CloseCode | null = null;

  constructor(address = ADDRESS) {
    this.address = address;
  }

  send(message: EncodedMessage): void {
    if (this.closedWith === null) this.sent.push(message);
  }

  close(code: CloseCode, last?: EncodedMessage): void {
    if (last) this.send(last);
    this.closedWith ??= code;
  }

  get messages(): ServerMessage[] {
    return this.sent.map(({ text }) => {
      const message = parseServerMessage(text);
      if (!message) throw new TypeError(`not a message of a server: ${text}`);
      return message;
    });
  }

  /** Returns the messages of one type, in order. */
  all<Type extends ServerMessage['type']>(type: Type): Extract<ServerMessage, { type: Type }>[] {
    return this.messages.filter((message) => isOfType(message, type));
  }

  /** Returns the newest message of a type. */
  last<Type extends ServerMessage['type']>(type: Type): Extract<ServerMessage, { type: Type }> | undefined {
    return this.all(type).at(-1);
  }
}

export function isOfType<Type extends ServerMessage['type']>(
  message: ServerMessage,
  type: Type,
): message is Extract<ServerMessage, { type: Type }> {
  return message.type === type;
}

/** A visitor of a room who sends what a test wants. */
export class TestVisitor {
  readonly connection: RecordedConnection;
  readonly #visitor: Visitor;
  readonly #clock: ManualClock;

  constructor(room: Room, clock: ManualClock, guard = new PinGuard(room, clock), address?: string) {
    this.#clock = clock;
    this.connection = new RecordedConnection(address);
    this.#visitor = new Visitor(room, guard, clock, this.connection);
  }

  /** Sends a text, which need not be a valid message. */
  say(text: string): this {
    this.sayUnsettled(text);
    this.#clock.settle();
    return this;
  }

  /** Sends a text in the middle of a turn of the event loop. */
  sayUnsettled(text: string): void {
    // Nothing arrives on a closed connection.
    if (this.connection.closedWith === null) this.#receive(text, this.#clock.now());
  }

  #receive(text: string, now: number): void {
    if (this.#visitor.countMessage(now)) this.#visitor.receive(text, now);
    else this.#visitor.rejectFlood();
  }

  send(message: ClientMessage): this {
    return this.say(JSON.stringify(message));
  }

  join(name: string, pin = PIN): this {
    return this.send({ type: 'join', pin, name, token: tokenOf(name) });
  }

  /** Makes the server measure as many round trips as it remembers. */
  measure(roundTripMs: () => number): this {
    for (let index = 0; index < 20; index++) this.#visitor.addRoundTrip(roundTripMs());
    return this;
  }

  /** Loses the connection without a goodbye. */
  disconnect(): void {
    this.#visitor.disconnected();
    this.#clock.settle();
  }

  drain(): void {
    this.connection.writable = true;
    this.#visitor.drained();
    this.#clock.settle();
  }
}

/** A transport whose connections can be cut and kept down. */
export class BreakableTransport implements Transport {
  readonly #inner: Transport;
  readonly #open = new Set<() => void>();
  isDown = false;

  constructor(inner: Transport) {
    this.#inner = inner;
  }

  connect(handlers: ConnectionHandlers): TransportConnection {
    if (this.isDown) {
      handlers.onClose({ message: 'The network is down.', isFinal: false });
      return { send: () => undefined, close: () => undefined };
    }
    const link = this.#inner.connect(handlers);
    const breakOff = () => {
      link.close();
      handlers.onClose({ message: 'The connection was lost.', isFinal: false });
    };
    this.#open.add(breakOff);
    return {
      send: (message) => link.send(message),
      close: () => {
        this.#open.delete(breakOff);
        link.close();
      },
    };
  }

  drop(): void {
    const open = [...this.#open];
    this.#open.clear();
    for (const breakOff of open) breakOff();
  }
}

/** A player's session within the process. The same name gets the same seat. */
export function player(room: Room, clock: ManualClock, name: string) {
  const transport = new BreakableTransport(inProcessTransport(room, clock));
  const session = new Session({
    transport,
    clock,
    tokenFor: () => tokenOf(name),
    random: () => 0.5,
  });
  session.join(PIN, name);
  clock.settle();
  return { session, transport };
}
