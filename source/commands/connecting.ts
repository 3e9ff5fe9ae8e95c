import type { ConnectOptions } from '../client/transport.ts';
import { agentFor } from '../network/proxy.ts';
import { readCa } from './read-ca.ts';

export interface ConnectingOptions {
  /** A file with certificates of authorities to trust, in PEM. Default: those that Node comes with. */
  readonly ca?: string | undefined;
}

/** How to connect by what the command line and the environment say; a string is why that cannot be. */
export async function connecting({ ca }: ConnectingOptions): Promise<ConnectOptions | string> {
  if (ca === undefined) return { agentFor };
  const authority = await readCa(ca);
  return authority.ok ? { agentFor, ca: authority.ca } : authority.message;
}
