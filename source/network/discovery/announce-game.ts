import { randomBytes } from 'node:crypto';
import type { Bonjour, ServiceConfig } from 'bonjour-service';
import { type Announcement, SERVICE_TYPE, announcementRecord, cutToBytes } from './announcement.ts';
import { type Neighbourhood, neighbourhood, openMulticast } from './multicast.ts';
import { cleanText } from '../../text/clean.ts';

/** How long taking an announcement back may take, in milliseconds. */
const GOODBYE_MS = 300;

/** An announcement that stands. None of these throws or rejects. */
export interface Announced {
  /** Announces the game on the networks that are new, and leaves those that are gone. */
  renew(): void;
  /** Tells everybody who found the game that it is gone. Resolves soon, whatever happens. */
  takeBack(): Promise<void>;
}

/** Announces a game on the local networks, as far as that can be. Never throws. */
export function announceGame(
  game: Announcement,
  { addresses, port }: Neighbourhood = neighbourhood,
): Announced {
  const service = serviceFor(game);
  const networks = new Map<string, Promise<Bonjour | undefined>>();
  const renew = () => {
    const now = new Set(addresses());
    for (const [address, opening] of networks) {
      if (now.has(address)) continue;
      networks.delete(address);
      void sayGoodbye(opening);
    }
    for (const address of now) {
      if (!networks.has(address)) networks.set(address, enter(service(address), address, port));
    }
  };
  renew();
  return {
    renew,
    async takeBack() {
      const takenBack = [...networks.values()].map(sayGoodbye);
      await Promise.race([Promise.allSettled(takenBack), patience(GOODBYE_MS)]);
    },
  };
}

/**
 * What is said of a game on the network of one of this machine's addresses, by a name of its own for each game: several may
 * have one title, and one machine several games. It names that address, because the library lists all addresses of the
 * machine in the order of its interfaces, and not those that it takes for virtual.
 */
function serviceFor(game: Announcement): (address: string) => ServiceConfig {
  const id = randomBytes(4).toString('hex');
  return (address) => ({
    type: SERVICE_TYPE,
    name: `${cutToBytes(cleanText(game.title), LABEL_BYTES - id.length - 1)} ${id}`,
    // Not the machine's own name: others look after that.
    host: `${SERVICE_TYPE}-${id}.local`,
    port: game.port,
    txt: announcementRecord({ ...game, host: game.host ?? address }),
    // Asking first whether the name is taken would take a second.
    probe: false,
  });
}

/** The length of a part of a domain name has six bits. */
const LABEL_BYTES = 63;

async function enter(service: ServiceConfig, address: string, port: number): Promise<Bonjour | undefined> {
  const bonjour = await openMulticast(address, port);
  try {
    bonjour?.publish(service);
    return bonjour;
  } catch {
    // It reads the interfaces of this machine, which not every system allows.
    bonjour?.destroy();
    return undefined;
  }
}

async function sayGoodbye(opening: Promise<Bonjour | undefined>): Promise<void> {
  const bonjour = await opening;
  if (!bonjour) return;
  await new Promise<void>((resolve) => bonjour.unpublishAll(() => bonjour.destroy(resolve)));
}

async function patience(ms: number): Promise<void> {
  await new Promise<void>((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
