import type { TlsIdentity } from './tls-identity.ts';
import type { Serving } from '../../game/events.ts';

/** What a game's first event says of how it is served and kept; nothing where that is as usual. */
export function servingOf({
  bind,
  tls,
  publicUrl,
  trustProxy,
  discovery,
  durable,
  reportDir,
}: Omit<Serving, 'tlsCert' | 'tlsKey'> & { readonly tls?: TlsIdentity | undefined }): { serving?: Serving } {
  const serving: Serving = {
    ...(bind !== undefined && { bind }),
    ...(tls && { tlsCert: tls.certFile, tlsKey: tls.keyFile }),
    ...(publicUrl !== undefined && { publicUrl }),
    ...(trustProxy && { trustProxy }),
    ...(discovery === false && { discovery }),
    ...(durable && { durable }),
    ...(reportDir !== undefined && { reportDir }),
  };
  return Object.keys(serving).length > 0 ? { serving } : {};
}

/** What a host that comes back was told, and what it was told before where it says nothing of that. */
export function asBefore<Options extends Serving>(options: Options, serving: Serving = {}): Options {
  // A flag that was not given says nothing: only "no" is said on the command line.
  const discovery = options.discovery !== false && serving.discovery !== false;
  return { ...serving, ...options, discovery };
}
