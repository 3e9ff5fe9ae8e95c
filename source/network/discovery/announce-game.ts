import { randomBytes } from 'node:crypto';
import type { Bonjour, ServiceConfig } from 'bonjour-service';
import { type Announcement, SERVICE_TYPE, truncateToBytes, txtRecord } from './announcement.ts';
import { type MulticastNetworks, localNetworks, openMulticast } from './multicast.ts';
import { cleanText } from '../../text/clean.ts';

/** How long to wait for the goodbyes to be sent, in milliseconds. */
const GOODBYE_MS = 300;

/** A game that is announced. No method throws or rejects. */
export interface Publication {
  /** Announces the game under this title, if it has changed. */
  rename(title: string): void;
  /** Announces the game on new networks, and leaves those that are gone. */
  refresh(): void;
  /** Tells everybody who found the game that it is gone. Resolves within a second, even without a network. */
  unpublish(): Promise<void>;
}

/** Announces a game on the local networks, as far as possible. Never throws. */
export function announceGame(
  game: Announcement,
  { addresses, port }: MulticastNetworks = localNetworks,
): Publication {
  let { title } = game;
  let service = serviceFor(game);
  const networks = new Map<string, Promise<Bonjour | undefined>>();
  const refresh = () => {
    const current = new Set(addresses());
    for (const [address, opening] of networks) {
      if (current.has(address)) continue;
      networks.delete(address);
      void sayGoodbye(opening);
    }
    for (const address of current) {
      if (!networks.has(address)) networks.set(address, publish(service(address), address, port));
    }
  };
  refresh();
  return {
    rename(next) {
      if (next === title) return;
      title = next;
      service = serviceFor({ ...game, title });
      for (const opening of networks.values()) void sayGoodbye(opening);
      networks.clear();
      refresh();
    },
    refresh,
    async unpublish() {
      const goodbyes = [...networks.values()].map(sayGoodbye);
      await Promise.race([Promise.allSettled(goodbyes), delay(GOODBYE_MS)]);
    },
  };
}

/**
 * Returns the service that announces a game at one of this machine's addresses. Its name is unique, because several games may
 * have the same title. It contains that address, because the library lists the machine's addresses in the order of its
 * interfaces, and leaves out those that it considers virtual.
 */
function serviceFor(game: Announcement): (address: string) => ServiceConfig {
  const id = randomBytes(4).toString('hex');
  return (address) => ({
    type: SERVICE_TYPE,
    name: `${truncateToBytes(cleanText(game.title), MAX_LABEL_BYTES - id.length - 1)} ${id}`,
    // Not the machine's own name, which other software announces.
    host: `${SERVICE_TYPE}-${id}.local`,
    port: game.port,
    txt: txtRecord({ ...game, host: game.host ?? address }),
    // Checking that the name is free would take a second.
    probe: false,
  });
}

/** The length of a label in a domain name has six bits (RFC 1035, section 2.3.4). */
const MAX_LABEL_BYTES = 63;

async function publish(service: ServiceConfig, address: string, port: number): Promise<Bonjour | undefined> {
  const bonjour = await openMulticast(address, port);
  try {
    bonjour?.publish(service);
    return bonjour;
  } catch {
    // It reads this machine's interfaces, which not every system allows.
    bonjour?.destroy();
    return undefined;
  }
}

async function sayGoodbye(opening: Promise<Bonjour | undefined>): Promise<void> {
  const bonjour = await opening;
  if (!bonjour) return;
  await new Promise<void>((resolve) => bonjour.unpublishAll(() => bonjour.destroy(resolve)));
}

async function delay(ms: number): Promise<void> {
  await new Promise<void>((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
