import { randomBytes } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { type Socket, connect } from 'node:net';
import { type Proxy, routeTo } from '../proxy/proxy.ts';
import { unbracketed } from '../addresses/address.ts';
import { bracketed } from '../addresses/address.ts';

/** What is examined, and by what means. */
export interface Target {
  /** The http or https URL that the game is served below, without a slash at its end. */
  readonly base: string;
  /** A name, or an address without brackets. */
  readonly host: string;
  readonly port: number;
  readonly isSecure: boolean;
  /** What a request is sent through, by the environment. */
  readonly proxy: Proxy | null;
  /** Certificates of authorities to trust, in PEM. Default: those that Node comes with. */
  readonly ca?: string | undefined;
  readonly system: System;
}

/** What a machine does for an examination. */
export interface System {
  /** The addresses of a name. Rejects with the system's error. */
  lookup(name: string): Promise<readonly string[]>;
  connect(host: string, port: number): Socket;
  /** A clock that only goes forward, in milliseconds. */
  now(): number;
  random(bytes: number): Buffer;
  /** How long one step may take, in milliseconds. */
  readonly patienceMs: number;
}

/** A target by the URL of its game. @param base As `parseAddress` gives it. */
export function targetAt(
  base: string,
  { ca, system = thisMachine }: { ca?: string | undefined; system?: System } = {},
): Target {
  const { hostname, port, protocol } = new URL(base);
  const isSecure = protocol === 'https:';
  const route = routeTo(base);
  return {
    base,
    host: unbracketed(hostname),
    port: Number(port || (isSecure ? 443 : 80)),
    isSecure,
    proxy: route.type === 'proxy' ? route : null,
    ca,
    system,
  };
}

/** As it stands in a URL. */
export function hostAndPort(host: string, port: number): string {
  return `${bracketed(host)}:${port}`;
}

/** The same place by WebSocket with TLS or without it, as it is typed to join. */
export function addressBy(scheme: 'ws' | 'wss', { base, host, port }: Target): string {
  const path = base.slice(new URL(base).origin.length);
  return `${scheme}://${hostAndPort(host, port)}${path}`;
}

/** A step's time, as a signal that ends what takes longer. */
export function patience({ system }: Target): AbortSignal {
  return AbortSignal.timeout(system.patienceMs);
}

export const thisMachine: System = {
  lookup: async (name) => (await lookup(name, { all: true })).map(({ address }) => address),
  connect: (host, port) => connect({ host, port }),
  now: () => performance.now(),
  random: randomBytes,
  patienceMs: 5000,
};
