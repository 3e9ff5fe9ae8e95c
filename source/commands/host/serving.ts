import type { TlsIdentity } from './tls-identity.ts';
import type { Serving } from '../../journal/header.ts';

/** What the header of a game's journal says about how it is served: only what differs from the defaults. */
export function servingOf({
  bind,
  tls,
  publicUrl,
  trustProxy,
  discovery,
  durable,
  reportDir,
}: Omit<Serving, 'tlsCert' | 'tlsKey'> & { readonly tls?: TlsIdentity | undefined }): Serving {
  return {
    ...(bind !== undefined && { bind }),
    ...(tls && { tlsCert: tls.certFile, tlsKey: tls.keyFile }),
    ...(publicUrl !== undefined && { publicUrl }),
    ...(trustProxy && { trustProxy }),
    ...(discovery === false && { discovery }),
    ...(durable && { durable }),
    ...(reportDir !== undefined && { reportDir }),
  };
}

/** What a host that comes back was told, and what it was told before where it says nothing of that. */
export function mergeServing<Options extends Serving>(options: Options, serving: Serving): Options {
  // A flag that was not given says nothing: only "no" is said on the command line.
  const discovery = options.discovery !== false && serving.discovery !== false;
  return { ...serving, ...options, discovery };
}
