import { randomBytes } from 'node:crypto';
import type { Bonjour, ServiceConfig } from 'bonjour-service';
import { cleanText } from '../quiz/clean-text.ts';
import { type Announcement, SERVICE_TYPE, announcementRecord, cutToBytes } from './announcement.ts';
import { type Neighbourhood, neighbourhood, openMulticast } from './multicast.ts';

/** How long taking an announcement back may take, in milliseconds. */
const GOODBYE_MS = 300;

/**
 * Announces a game on the local network, as far as that can be, until the returned function is called. That one says so to
 * everybody who found it, and resolves soon whatever happens. Neither throws or rejects.
 */
export function announceGame(
  game: Announcement,
  { addresses, port }: Neighbourhood = neighbourhood,
): () => Promise<void> {
  const service = serviceOf(game);
  const published = addresses().map(async (address) => publish(service, await openMulticast(address, port)));
  return async () => {
    const takenBack = published.map(async (opening) => takeBack(await opening));
    await Promise.race([Promise.allSettled(takenBack), patience(GOODBYE_MS)]);
  };
}

/** By a name of its own for each game: several may have one title, and one machine several games. */
function serviceOf(game: Announcement): ServiceConfig {
  const id = randomBytes(4).toString('hex');
  return {
    type: SERVICE_TYPE,
    name: `${cutToBytes(cleanText(game.title), LABEL_BYTES - id.length - 1)} ${id}`,
    // Not the machine's own name: others look after that.
    host: `${SERVICE_TYPE}-${id}.local`,
    port: game.port,
    txt: announcementRecord(game),
    // Asking first whether the name is taken would take a second.
    probe: false,
  };
}

/** The length of a part of a domain name has six bits. */
const LABEL_BYTES = 63;

function publish(service: ServiceConfig, bonjour: Bonjour | undefined): Bonjour | undefined {
  try {
    bonjour?.publish(service);
    return bonjour;
  } catch {
    // It reads the interfaces of this machine, which not every system allows.
    bonjour?.destroy();
    return undefined;
  }
}

async function takeBack(bonjour: Bonjour | undefined): Promise<void> {
  if (!bonjour) return;
  await new Promise<void>((resolve) => bonjour.unpublishAll(() => bonjour.destroy(resolve)));
}

async function patience(ms: number): Promise<void> {
  await new Promise<void>((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
