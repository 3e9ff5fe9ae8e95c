import { isDeepStrictEqual } from 'node:util';
import type { TlsIdentity } from './tls-identity.ts';
import type { Serving } from '../../journal/header.ts';
import type { SavedGame } from '../../journal/saved-game.ts';
import { DEFAULT_PORT } from '../../protocol/endpoints.ts';

/** Returns the settings with which a game is served, for the header of its journal: only those that differ from the defaults. */
export function servingOf({
  bind,
  tls,
  publicUrl,
  allowHost,
  trustProxy,
  web,
  servePackage,
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
    ...(web === false && { web }),
    ...(servePackage && { servePackage }),
    ...(discovery === false && { discovery }),
    ...(durable && { durable }),
    ...(reportDir !== undefined && { reportDir }),
  };
}

/** Completes the options of a resumed game from its journal. */
export function mergeServing<Options extends Serving>(options: Options, saved: Serving): Options {
  // A flag that was not passed is also true.
  const discovery = options.discovery !== false && saved.discovery !== false;
  const web = options.web !== false && saved.web !== false;
  // If the option is missing, its key is present with the value undefined.
  const allowHost = options.allowHost ?? saved.allowHost;
  return { ...saved, ...options, ...(allowHost && { allowHost }), discovery, web };
}

/** The options that set how a game is served and saved. */
const OPTIONS = {
  bind: '--bind',
  discovery: '--no-discovery',
  publicUrl: '--public-url',
  allowHost: '--allow-host',
  trustProxy: '--trust-proxy',
  web: '--no-web',
  servePackage: '--serve-package',
  tlsCert: '--tls-cert',
  tlsKey: '--tls-key',
  reportDir: '--report-dir',
  durable: '--durable',
} as const satisfies Record<keyof Serving, string>;

/**
 * Returns a notice about the options whose settings are ignored because the journal is not in the state folder; undefined if there are
 * none. Does not quote the settings, because anybody may have written them.
 */
export function ignoredServingNotice(
  { file, header }: Pick<SavedGame, 'file' | 'header'>,
  options: Serving & { readonly port?: number | undefined },
): string | undefined {
  const merged: Serving = mergeServing(options, header.serving);
  const passed = mergeServing(options, {});
  const ignored = Object.entries(OPTIONS).flatMap(([key, option]) =>
    isDeepStrictEqual(Reflect.get(merged, key), Reflect.get(passed, key)) ? [] : [option],
  );
  const isPortIgnored = options.port === undefined && header.port !== DEFAULT_PORT;
  const list = [...(isPortIgnored ? ['--port'] : []), ...ignored];
  if (list.length === 0) return undefined;
  return `${file} is not in your state folder, so its settings for these options are ignored: ${list.join(', ')}. Pass them again to use them.`;
}
