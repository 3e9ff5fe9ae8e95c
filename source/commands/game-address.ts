import { type ParsedAddress, parseAddress } from '../client/address.ts';
import { routeTo } from '../network/proxy.ts';

/** Where the game is at an address as people type it, where the environment lets us go there at all. */
export function gameAddress(typed: string): ParsedAddress {
  const parsed = parseAddress(typed);
  if (!parsed.ok) return parsed;
  const route = routeTo(parsed.base);
  return route.type === 'unusable' ? { ok: false, message: route.message } : parsed;
}
