import type { GameLineOptions } from '../../client/game-line.ts';
import { type TransportName, transportTo } from '../../client/transport/transports.ts';
import { systemClock } from '../../clock.ts';
import { readCa } from '../process/read-ca.ts';
import { type ParsedAddress, parseAddress } from '../../network/addresses/address.ts';
import { agentFor, proxyFault, routeTo } from '../../network/proxy/proxy.ts';

export interface ConnectingOptions {
  readonly transport: TransportName;
  /** A file with certificates of authorities to trust, in PEM. Default: those that Node comes with. */
  readonly ca?: string | undefined;
}

/** Gives what a line to the game at a base needs. */
export type LineTo = (base: string) => GameLineOptions;

/** How to connect by what the command line and the environment say; a string is why that cannot be. */
export async function connecting({ transport, ca }: ConnectingOptions): Promise<LineTo | string> {
  const authority = ca === undefined ? undefined : await readCa(ca);
  if (authority && !authority.ok) return authority.message;
  const ways = { clock: systemClock(), random: Math.random };
  const connect = { ...ways, agentFor, proxyFault, ca: authority?.ca };
  return (base) => ({ ...ways, transport: transportTo(base, transport, connect) });
}

/** Where the game is at an address as people type it, where the environment lets us go there at all. */
export function gameAddress(typed: string): ParsedAddress {
  const parsed = parseAddress(typed);
  if (!parsed.ok) return parsed;
  const route = routeTo(parsed.base);
  return route.type === 'unusable' ? { ok: false, message: route.message } : parsed;
}
