import type { TlsIdentity } from './tls-identity.ts';
import type { Serving } from '../../journal/header.ts';

/** Returns how a game is served, for the header of its journal: only what differs from the defaults. */
export function servingOf({
  bind,
  tls,
  publicUrl,
  allowHost,
  trustProxy,
  discovery,
  durable,
  reportDir,
}: Omit<Serving, 'tlsCert' | 'tlsKey'> & { readonly tls?: TlsIdentity | undefined }): Serving {
  return {
    ...(bind !== undefined && { bind }),
    ...(tls && { tlsCert: tls.certFile, tlsKey: tls.keyFile }),
    ...(publicUrl !== undefined && { publicUrl }),
    ...(allowHost !== undefined && { allowHost }),
    ...(trustProxy && { trustProxy }),
    ...(discovery === false && { discovery }),
    ...(durable && { durable }),
    ...(reportDir !== undefined && { reportDir }),
  };
}

/** Completes the options of a resumed game from its journal. */
export function mergeServing<Options extends Serving>(options: Options, saved: Serving): Options {
  // A flag that was not passed is also true.
  const discovery = options.discovery !== false && saved.discovery !== false;
  return { ...saved, ...options, discovery };
}
