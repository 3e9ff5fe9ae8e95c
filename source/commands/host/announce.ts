import { isIPv4 } from 'node:net';
import { isEveryAddress, isLoopback } from '../../network/addresses/bind-address.ts';
import { type Announced, announceGame } from '../../network/discovery/announce-game.ts';
import type { Announcement } from '../../network/discovery/announcement.ts';
import { type Neighbourhood, neighbourhood } from '../../network/discovery/multicast.ts';

export interface AnnounceOptions {
  /** The address to listen on; undefined: all interfaces. */
  readonly bind?: string | undefined;
  /** Announce the game on the local network. Default: true. */
  readonly discovery?: boolean | undefined;
}

/** Announces a game where it can be reached, if it is to be announced at all. */
export function announce(
  game: Announcement,
  { bind, discovery = true }: AnnounceOptions,
  places: Neighbourhood = neighbourhood,
): Announced {
  if (!discovery || isLoopback(bind)) return NOT_ANNOUNCED;
  if (isEveryAddress(bind)) return announceGame(game, places);
  const itsOwn = isIPv4(bind) ? { ...places, addresses: () => [bind] } : places;
  return announceGame({ ...game, host: game.host ?? bind }, itsOwn);
}

const NOT_ANNOUNCED: Announced = { renew: () => undefined, takeBack: async () => undefined };
