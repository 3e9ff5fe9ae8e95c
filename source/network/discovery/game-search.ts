import type { Bonjour, Browser, Service } from 'bonjour-service';
import { type FoundGame, SERVICE_TYPE, readAnnouncement } from './announcement.ts';
import { type Neighbourhood, neighbourhood, openMulticast } from './multicast.ts';

/** When it is asked again, in milliseconds after the question before; the last one goes on and on. */
const ASK_AGAIN_MS = [500, 1000, 2000, 4000];

/** A game that gave no answer to so many questions is gone without a goodbye. */
const PATIENCE = 3;

/** More than anybody could choose from. */
const MOST_GAMES = 100;

interface Heard {
  readonly game: FoundGame;
  /** The question that it answered last. */
  readonly question: number;
}

/** The games on the local network, looked for while somebody watches. */
export class GameSearch {
  readonly #neighbourhood: Neighbourhood;
  readonly #listeners = new Set<() => void>();
  /** By the names of their services: one that is heard twice, from two networks, is one game. */
  readonly #heard = new Map<string, Heard>();
  #snapshot: readonly FoundGame[] = [];
  #stop: () => void = () => undefined;

  constructor(places: Neighbourhood = neighbourhood) {
    this.#neighbourhood = places;
  }

  /** The games found so far, in the order in which they were: the same list until something changes. */
  snapshot(): readonly FoundGame[] {
    return this.#snapshot;
  }

  /** Looks for games, and calls `listener` after each change, until the returned function is called. */
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
    let question = 0;
    let timer: NodeJS.Timeout | undefined;
    const ask = () => {
      question += 1;
      this.#forget((heard) => heard.question < question - PATIENCE);
      this.#changed();
      // Also those that were not there before, such as a wireless network that took its time.
      for (const address of this.#neighbourhood.addresses()) {
        const network = networks.get(address) ?? new Network(address, this.#neighbourhood.port);
        networks.set(address, network);
        network.ask(
          (service) => this.#up(service, question),
          ({ fqdn }) => this.#down(fqdn),
        );
      }
      timer = setTimeout(ask, ASK_AGAIN_MS[question - 1] ?? ASK_AGAIN_MS.at(-1));
    };
    this.#heard.clear();
    this.#stop = () => {
      clearTimeout(timer);
      for (const network of networks.values()) network.close();
    };
    ask();
  }

  #up(service: Service, question: number): void {
    const known = this.#heard.get(service.fqdn);
    const game = known?.game ?? readAnnouncement(service);
    if (!game || (!known && this.#heard.size >= MOST_GAMES)) return;
    // A host that was killed and started again has another name, and the address that it had before.
    if (!known) this.#forget(({ game: { address } }) => address === game.address);
    this.#heard.set(service.fqdn, { game, question });
    this.#changed();
  }

  #down(name: string): void {
    this.#heard.delete(name);
    this.#changed();
  }

  #forget(isGone: (heard: Heard) => boolean): void {
    for (const [name, heard] of this.#heard) if (isGone(heard)) this.#heard.delete(name);
  }

  #changed(): void {
    const next = [...this.#heard.values()].map(({ game }) => game);
    if (next.length === this.#snapshot.length && next.every((game, at) => game === this.#snapshot[at]))
      return;
    this.#snapshot = next;
    for (const listener of this.#listeners) listener();
  }
}

/** One of the networks that are asked. */
class Network {
  readonly #opening: Promise<Bonjour | undefined>;
  #browser: Browser | undefined;
  #isClosed = false;

  constructor(address: string, port: number) {
    this.#opening = openMulticast(address, port);
  }

  /** Asks who is there. `up` is called once for each that answers, `down` for each that answered and says goodbye. */
  async ask(up: (service: Service) => void, down: (service: Service) => void): Promise<void> {
    const bonjour = await this.#opening;
    if (!bonjour || this.#isClosed) return;
    this.#browser?.stop();
    this.#browser = bonjour.find({ type: SERVICE_TYPE }, up);
    this.#browser.on('down', down);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const bonjour = await this.#opening;
    bonjour?.destroy();
  }
}
