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

/** The PIN of every room under test. */
export const PIN = '482913';

export interface RoomOptions extends Omit<GameOptions, 'players'> {
  readonly clock: Clock;
  readonly onEvent?: (event: GameCreated | GameEvent) => void;
  /** What happened before, where a host comes back to its game. */
  readonly past?: Pick<JournalContents, 'events' | 'lastAt'>;
}

/**
 * A room with its lobby open. Unless said otherwise the first question is a choice of four, with 1 as its right answer,
 * and the second a statement that is true; each has 20 seconds.
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

/** A room on a clock of its own, with all that happens in it. */
export function roomOnManualClock(options: Omit<RoomOptions, 'clock' | 'onEvent'> = {}) {
  const clock = new ManualClock();
  const events: (GameCreated | GameEvent)[] = [];
  const room = openRoom({ ...options, clock, onEvent: (event) => events.push(event) });
  return { clock, room, events };
}

/** Starts the game, where it has not begun, and goes on until the question with this index is open. */
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

/** A token that belongs to this name. */
export function tokenOf(name: string): string {
  return name.padEnd(22, '-').replaceAll(/[^\w-]/gu, '_');
}

/** A connection that remembers what was sent on it. Not writable: nothing but goodbyes comes. */
export class RecordedConnection implements Connection {
  writable = true;
  readonly sent: EncodedMessage[] = [];
  closedWith: CloseCode | null = null;

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

  /** The messages of one type, in the order in which they were sent. */
  all<Type extends ServerMessage['type']>(type: Type): Extract<ServerMessage, { type: Type }>[] {
    return this.messages.filter((message) => isOfType(message, type));
  }

  /** The newest message of a type. */
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

/** A visitor at a room's door, who says what a test makes them say. */
export class TestVisitor {
  readonly connection = new RecordedConnection();
  readonly #visitor: Visitor;
  readonly #clock: ManualClock;

  constructor(room: Room, clock: ManualClock, guard = new PinGuard(), address = '192.168.1.50') {
    this.#clock = clock;
    this.#visitor = new Visitor(room, guard, clock, this.connection, address);
  }

  /** Says something, which may be no message at all. */
  say(text: string): this {
    // What comes after the line was closed never gets here.
    if (this.connection.closedWith === null) this.#visitor.receive(text, this.#clock.now());
    this.#clock.settle();
    return this;
  }

  send(message: ClientMessage): this {
    return this.say(JSON.stringify(message));
  }

  join(name: string, pin = PIN): this {
    return this.send({ type: 'join', pin, name, token: tokenOf(name) });
  }

  /** The line breaks without a goodbye. */
  breakOff(): void {
    this.#visitor.disconnected();
    this.#clock.settle();
  }

  drain(): void {
    this.connection.writable = true;
    this.#visitor.drained();
    this.#clock.settle();
  }
}

/** A transport whose lines can be broken off and kept down. */
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
      handlers.onClose({ message: 'The line broke.', isFinal: false });
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

  breakOff(): void {
    const open = [...this.#open];
    this.#open.clear();
    for (const breakOff of open) breakOff();
  }
}

/** A player of the same process: who joins with the same name has the same seat. */
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
