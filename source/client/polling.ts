import type { Clock } from './clock.ts';
import { HoldTime } from './hold-time.ts';
import { HttpClient } from './http-client.ts';
import { PollingLink } from './polling-link.ts';
import type { Carrier, ConnectOptions, Transport } from './transport.ts';

export interface PollingOptions extends ConnectOptions {
  readonly clock: Clock;
  /** From 0 to 1. */
  readonly random: () => number;
}

/** Reaches a game by requests that the server holds until there is news. @param base As `parseAddress` gives it. */
export function longPollingTransport(base: string, options: PollingOptions): Transport {
  return transport(base, options, 'long-polling', new HoldTime());
}

/** Reaches a game by a request each second. @param base As `parseAddress` gives it. */
export function pollingTransport(base: string, options: PollingOptions): Transport {
  return transport(base, options, 'polling', null);
}

/** Its lines share what was learnt of how long a request may be held. */
function transport(
  base: string,
  options: PollingOptions,
  carrier: Carrier,
  hold: HoldTime | null,
): Transport {
  const { clock, random } = options;
  const client = new HttpClient(base, options, clock);
  return { open: (handlers) => new PollingLink({ client, hold, clock, random, carrier }, handlers) };
}
