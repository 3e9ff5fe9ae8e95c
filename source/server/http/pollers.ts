import type { Clock } from '../../clock.ts';
import type { PlayerRejection } from '../../game/decision.ts';
import type { Connection } from '../connection.ts';
import { PollingConnection } from './polling-connection.ts';
import { TokenBucket } from '../limits/token-bucket.ts';
import type { JoinResult, Room } from '../room/room.ts';
import type { Seat } from '../room/seat.ts';
import { hashToken } from '../room/seats.ts';

/** Requests a second for one seat for long, and at once. */
const REQUESTS_A_SECOND = 10;
const REQUESTS_AT_ONCE = 50;

/**
 * How many may watch over HTTP at a time: far more screens than anybody sets up, and few enough to be looked at with each
 * stage. Without a bound whoever knows the PIN could take seats without end, each of which stays for ten seconds.
 */
const MOST_WATCHERS = 1000;

/** How long the host waits for those who have not fetched its goodbye, in milliseconds: plain polling asks each second. */
const GOODBYE_MS = 2000;

/** A seat, and its line over HTTP. */
export interface Line {
  readonly seat: Seat;
  readonly connection: PollingConnection;
}

/** Who asks with one token. */
interface Poller {
  readonly requests: TokenBucket;
  /** Null while the seat is away, or reached otherwise. */
  line: Line | null;
}

/** Takes a seat on a line. */
export type Entering = (connection: Connection) => JoinResult;

export type Connected =
  | { readonly ok: true; readonly line: Line; readonly isNew: boolean }
  | { readonly ok: false; readonly rejection: PlayerRejection };

/** What counting a request says of its token. */
export type Counted = 'within-limit' | 'too-many' | 'unknown';

/** The seats that are reached over HTTP, by their tokens. */
export class Pollers {
  readonly #room: Room;
  readonly #clock: Clock;
  readonly #byToken = new Map<string, Poller>();
  readonly #watchers = new Set<Line>();
  /** Those who have to fetch the goodbye; null while there is none. */
  #untold: Set<PollingConnection> | null = null;
  #allTold: () => void = () => undefined;

  constructor(room: Room, clock: Clock) {
    this.#room = room;
    this.#clock = clock;
  }

  get isClosing(): boolean {
    return this.#untold !== null;
  }

  /** Counts a request with a token, and says whether there were too many, or the token is none of those counted here. */
  count(token: string): Counted {
    const poller = this.#byToken.get(hashToken(token));
    if (!poller) return 'unknown';
    return poller.requests.take(this.#clock.now()) ? 'within-limit' : 'too-many';
  }

  /** The line of a token, which may be one for which it is over. */
  line(token: string): Line | null {
    return this.#byToken.get(hashToken(token))?.line ?? null;
  }

  /** Makes a new line for the token that enters. */
  connect(token: string, enter: Entering): Connected {
    const key = hashToken(token);
    const connection = new PollingConnection(this.#clock, {
      onAsked: () => this.#room.drained(line.seat),
      onAway: () => this.#lose(line, key),
      onToldGoodbye: () => this.#told(connection),
    });
    const entry = enter(connection);
    if (!entry.ok) return entry;
    const line: Line = { seat: entry.seat, connection };
    if (line.seat.player === null) this.#watchers.add(line);
    const known = this.#byToken.get(key);
    if (known) known.line = line;
    else this.#byToken.set(key, { requests: this.#newBucket(), line });
    return { ok: true, line, isNew: entry.isNew };
  }

  /** Seats a new watcher on a line, unless there are as many as there may be. */
  watch(connection: Connection, token: string): JoinResult {
    if (this.#watchers.size >= MOST_WATCHERS) return { ok: false, rejection: 'full' };
    return this.#room.watch(connection, token);
  }

  /** Gives up a seat for its player, or its watcher. */
  leave(token: string, line: Line): void {
    this.#byToken.delete(hashToken(token));
    this.#watchers.delete(line);
    this.#room.leave(line.seat, line.connection);
    line.connection.giveUp();
  }

  /** Resolves when everybody has fetched the goodbye that the room has said, or has had the time to. */
  async sayGoodbye(): Promise<void> {
    const connections = [...this.#byToken.values()].flatMap(({ line }) => line?.connection ?? []);
    const untold = new Set(connections.filter(({ owesGoodbye }) => owesGoodbye));
    this.#untold = untold;
    if (untold.size === 0) return;
    await new Promise<void>((resolve) => {
      const cancel = this.#clock.after(GOODBYE_MS, resolve);
      this.#allTold = () => {
        cancel();
        resolve();
      };
    });
  }

  #told(connection: PollingConnection): void {
    this.#untold?.delete(connection);
    if (this.#untold?.size === 0) this.#allTold();
  }

  #lose(line: Line, key: string): void {
    const poller = this.#byToken.get(key);
    if (poller?.line === line) poller.line = null;
    // A watcher's seat does not outlive its line.
    if (this.#watchers.delete(line)) this.#byToken.delete(key);
    this.#room.disconnect(line.seat, line.connection);
  }

  #newBucket(): TokenBucket {
    return new TokenBucket(REQUESTS_AT_ONCE, REQUESTS_A_SECOND, this.#clock.now());
  }
}
