import type { Duplex } from 'node:stream';
import { networkOf } from './token-bucket.ts';

/**
 * Connections without a seat that one network may have open. A thousand people behind one address may join at once, each with more
 * than one connection.
 */
const MAX_UNSEATED_PER_NETWORK = 2500;

/** Connections over which one seat may send its requests. Further ones count as connections without a seat. */
const MAX_PER_SEAT = 4;

/**
 * Watchers of one site (IPv6: a /48) whose connections count as seats: more screens than a room has, and too few to keep players out.
 */
const MAX_WATCHERS_PER_SITE = 20;

/**
 * The share of all connections that the players of one site (IPv6: a /48) can keep. More of them stay open only while there is room, so
 * that somebody who knows the PIN cannot fill a host that may open few files.
 */
const PLAYERS_SHARE = 0.75;

/** File descriptors that the process needs besides its connections: for the journal, the terminal and Node itself. */
const RESERVED_FILES = 64;

/** The connections that a seat over HTTP keeps open, the one it used last at the end. */
export type UsedConnections = Set<OpenConnection>;

interface OpenConnection {
  readonly stream: Duplex;
  readonly network: string | null;
  /** The site that it counts for while it is kept for a player; null if it counts for none. */
  site: string | null;
  /** Whether it is kept for a player. */
  isPlaying: boolean;
  /** The seats over HTTP that use it: many, if a proxy shares it between players. Null until one has used it. */
  seats: Set<UsedConnections> | null;
}

/**
 * All connections, with or without a seat. If there are too many, those without a seat are dropped, the oldest first, so that
 * newcomers still get in while somebody hoards connections.
 */
export class OpenConnections {
  readonly #capacity: number;
  readonly #onDrop: () => void;
  readonly #byStream = new Map<Duplex, OpenConnection>();
  /** By network, the oldest first. */
  readonly #unseated = new Map<string | null, Set<OpenConnection>>();
  /** How many connections of players are kept, by site. */
  readonly #playing = new Map<string, number>();
  /** The connections of players beyond that share, the oldest first. */
  readonly #excess = new Set<OpenConnection>();
  /** The connections of watchers that count as seats, by site. */
  readonly #watching = new Map<string | null, Set<OpenConnection>>();

  /**
   * @param capacity How many connections may be open, with or without a seat.
   * @param onDrop Called each time that a connection is dropped.
   */
  constructor(capacity: number, onDrop: () => void) {
    this.#capacity = capacity;
    this.#onDrop = onDrop;
  }

  /**
   * Adds a new connection, without a seat.
   *
   * @param address The IP address that it comes from. Null if many clients share it, as behind a reverse proxy: it has no limits then.
   */
  add(stream: Duplex, address: string | null): void {
    const network = address === null ? null : networkOf(address);
    const site = address === null ? null : networkOf(address, 48);
    const connection: OpenConnection = { stream, network, site, isPlaying: false, seats: null };
    this.#byStream.set(stream, connection);
    add(this.#unseated, network, connection);
    stream.on('close', () => this.#remove(connection));
    const neighbours = this.#unseated.get(network);
    if (network !== null && neighbours && neighbours.size > MAX_UNSEATED_PER_NETWORK) this.#drop(neighbours);
    else if (this.#byStream.size > this.#capacity)
      this.#drop(this.#excess.size > 0 ? this.#excess : this.#mostCrowded());
  }

  /**
   * Keeps a connection open because it has a player's seat of its own, unless the players of its site have too many already.
   *
   * @param address The player's IP address, if a trusted reverse proxy tells it.
   */
  play(stream: Duplex, address: string | null = null): void {
    const connection = this.#byStream.get(stream);
    if (connection) this.#keep(connection, address === null ? connection.site : networkOf(address, 48));
  }

  /** Keeps a connection open because a watcher uses it, unless its site has too many watchers already. */
  watch(stream: Duplex): void {
    const connection = this.#byStream.get(stream);
    if (!connection || (this.#watching.get(connection.site)?.size ?? 0) >= MAX_WATCHERS_PER_SITE) return;
    add(this.#watching, connection.site, connection);
    remove(this.#unseated, connection.network, connection);
  }

  /** Keeps a connection open because a player's seat uses it for requests. The seat's older connections may be dropped again. */
  use(stream: Duplex, seat: UsedConnections): void {
    const connection = this.#byStream.get(stream);
    if (!connection || !this.#keep(connection)) return;
    (connection.seats ??= new Set()).add(seat);
    seat.delete(connection);
    seat.add(connection);
    const [oldest] = seat;
    if (oldest && seat.size > MAX_PER_SEAT) this.#release(oldest, seat);
  }

  /** Must be called when a seat over HTTP is given up. */
  releaseAll(seat: UsedConnections): void {
    for (const connection of seat) this.#release(connection, seat);
  }

  /** Returns whether the connection is kept for a player from now on. */
  #keep(connection: OpenConnection, site = connection.site): boolean {
    if (connection.isPlaying) return true;
    if (site !== null) {
      const kept = this.#playing.get(site) ?? 0;
      if (kept >= Math.floor(PLAYERS_SHARE * this.#capacity)) {
        this.#excess.add(connection);
        return false;
      }
      this.#playing.set(site, kept + 1);
    }
    this.#excess.delete(connection);
    connection.isPlaying = true;
    connection.site = site;
    remove(this.#unseated, connection.network, connection);
    return true;
  }

  #stopKeeping(connection: OpenConnection): void {
    if (!connection.isPlaying) return;
    connection.isPlaying = false;
    if (connection.site === null) return;
    const kept = (this.#playing.get(connection.site) ?? 0) - 1;
    if (kept > 0) this.#playing.set(connection.site, kept);
    else this.#playing.delete(connection.site);
  }

  #release(connection: OpenConnection, seat: UsedConnections): void {
    seat.delete(connection);
    connection.seats?.delete(seat);
    if (connection.seats?.size !== 0) return;
    this.#stopKeeping(connection);
    add(this.#unseated, connection.network, connection);
  }

  #remove(connection: OpenConnection): void {
    this.#byStream.delete(connection.stream);
    this.#excess.delete(connection);
    this.#stopKeeping(connection);
    remove(this.#unseated, connection.network, connection);
    remove(this.#watching, connection.site, connection);
    for (const seat of connection.seats ?? []) seat.delete(connection);
  }

  /** Returns the connections without a seat of the network that has most of them. */
  #mostCrowded(): ReadonlySet<OpenConnection> {
    let most: ReadonlySet<OpenConnection> = new Set();
    for (const neighbours of this.#unseated.values()) if (neighbours.size > most.size) most = neighbours;
    return most;
  }

  /** Drops the oldest of these connections. */
  #drop([oldest]: ReadonlySet<OpenConnection>): void {
    if (!oldest) return;
    this.#remove(oldest);
    oldest.stream.destroy();
    this.#onDrop();
  }
}

type Grouped = Map<string | null, Set<OpenConnection>>;

function add(groups: Grouped, key: string | null, connection: OpenConnection): void {
  const group = groups.get(key);
  if (group) group.add(connection);
  else groups.set(key, new Set([connection]));
}

function remove(groups: Grouped, key: string | null, connection: OpenConnection): void {
  const group = groups.get(key);
  group?.delete(connection);
  if (group?.size === 0) groups.delete(key);
}

/** Returns how many connections the open-file limit leaves room for. Beyond it, Node fails in unexpected places. */
export function connectionCapacity(): number {
  return Math.floor(0.9 * openFileLimit()) - RESERVED_FILES;
}

/** Returns the soft limit on open files, or 10,000 if the system has none or does not report one. */
function openFileLimit(): number {
  // Without this option the report resolves the names of all peers. Node has it since 20.13, but its older types do not.
  Object.assign(process.report, { excludeNetwork: true });
  const report: unknown = process.report.getReport();
  const limit = property(property(property(report, 'userLimits'), 'open_files'), 'soft');
  return typeof limit === 'number' ? limit : 10_000;
}

function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
