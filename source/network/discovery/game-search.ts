import type { Bonjour, Browser, Service } from 'bonjour-service';
import { type FoundGame, SERVICE_TYPE, parseAnnouncement } from './announcement.ts';
import { type MulticastNetworks, localNetworks, openMulticast } from './multicast.ts';

/** The time after each query until the next one, in milliseconds; the last one repeats. */
const QUERY_INTERVALS_MS = [500, 1000, 2000, 4000];

/** A game that misses this many queries is gone without a goodbye. */
const MAX_MISSED_QUERIES = 3;

/** More than anybody could choose from. */
const MAX_GAMES = 100;

interface Found {
  readonly game: FoundGame;
  /** The number of the last query that it responded to. */
  readonly query: number;
}

/** A store of the games on the local network. It searches while it has subscribers. */
export class GameSearch {
  readonly #networks: MulticastNetworks;
  readonly #listeners = new Set<() => void>();
  /** By the name of the service: a game that is found on two networks is one game. */
  readonly #found = new Map<string, Found>();
  #snapshot: readonly FoundGame[] = [];
  #stop: () => void = () => undefined;

  constructor(networks: MulticastNetworks = localNetworks) {
    this.#networks = networks;
  }

  /** Returns the games in the order they were found: the same list until something changes. */
  snapshot(): readonly FoundGame[] {
    return this.#snapshot;
  }

  /** Calls `listener` after each change, until the returned function is called. */
  subscribe(listener: () => void): () => void {
    if (this.#listeners.size === 0) this.#start();
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#stop();
    };
  }

  #start(): void {
    const networks = new Map<string, Network>();
    let query = 0;
    let timer: NodeJS.Timeout | undefined;
    const sendQuery = () => {
      query += 1;
      this.#forget((found) => found.query < query - MAX_MISSED_QUERIES);
      this.#changed();
      // There may be new networks, such as Wi-Fi that has just connected.
      for (const address of this.#networks.addresses()) {
        const network = networks.get(address) ?? new Network(address, this.#networks.port);
        networks.set(address, network);
        network.query(
          (service) => this.#onUp(service, query),
          ({ fqdn }) => this.#onDown(fqdn),
        );
      }
      timer = setTimeout(sendQuery, QUERY_INTERVALS_MS[query - 1] ?? QUERY_INTERVALS_MS.at(-1));
    };
    this.#found.clear();
    this.#stop = () => {
      clearTimeout(timer);
      for (const network of networks.values()) network.close();
    };
    sendQuery();
  }

  #onUp(service: Service, query: number): void {
    const known = this.#found.get(service.fqdn);
    const game = known?.game ?? parseAnnouncement(service);
    if (!game || (!known && this.#found.size >= MAX_GAMES)) return;
    // A host that was killed and restarted has a new name at the same address.
    if (!known) this.#forget(({ game: { address } }) => address === game.address);
    this.#found.set(service.fqdn, { game, query });
    this.#changed();
  }

  #onDown(name: string): void {
    this.#found.delete(name);
    this.#changed();
  }

  #forget(isGone: (found: Found) => boolean): void {
    for (const [name, found] of this.#found) if (isGone(found)) this.#found.delete(name);
  }

  #changed(): void {
    const next = [...this.#found.values()].map(({ game }) => game);
    if (next.length === this.#snapshot.length && next.every((game, at) => game === this.#snapshot[at]))
      return;
    this.#snapshot = next;
    for (const listener of this.#listeners) listener();
  }
}

/** One of the networks to search. */
class Network {
  readonly #opening: Promise<Bonjour | undefined>;
  #browser: Browser | undefined;
  #isClosed = false;

  constructor(address: string, port: number) {
    this.#opening = openMulticast(address, port);
  }

  /** Sends a query. Calls `onUp` once for each game that responds, and `onDown` when one of them says goodbye. */
  async query(onUp: (service: Service) => void, onDown: (service: Service) => void): Promise<void> {
    const bonjour = await this.#opening;
    if (!bonjour || this.#isClosed) return;
    this.#browser?.stop();
    this.#browser = bonjour.find({ type: SERVICE_TYPE }, onUp);
    this.#browser.on('down', onDown);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const bonjour = await this.#opening;
    bonjour?.destroy();
  }
}
