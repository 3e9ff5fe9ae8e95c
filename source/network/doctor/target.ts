import { randomBytes } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { type Socket, connect } from 'node:net';
import { type Destination, namesOf } from '../faults/fault.ts';
import { type Proxy, proxyFor } from '../proxy/route.ts';

/** The game to diagnose, and the means to do so. */
export interface Target extends Destination {
  /** A name, or an address without brackets. */
  readonly host: string;
  readonly port: number;
  readonly isSecure: boolean;
  /** From the environment. */
  readonly proxy: Proxy | null;
  readonly system: System;
}

/** What the diagnosis needs from a machine. */
export interface System {
  /** Returns the addresses of a name. Rejects with the system's error. */
  lookup(name: string): Promise<readonly string[]>;
  connect(host: string, port: number): Socket;
  /** A monotonic clock, in milliseconds. */
  now(): number;
  random(bytes: number): Buffer;
  /** How long one step may take, in milliseconds. */
  readonly timeoutMs: number;
}

/** Returns the target at a game's URL. @param base As `parseAddress` returns it. */
export function targetAt(
  base: string,
  { ca, system = thisMachine }: { ca?: string | undefined; system?: System } = {},
): Target {
  const { host, port, isSecure } = namesOf({ base });
  return { base, host, port, isSecure, proxy: proxyFor(base), ca, system };
}

/** Returns a signal that aborts a step when its time is up. */
export function stepTimeout({ system }: Target): AbortSignal {
  return AbortSignal.timeout(system.timeoutMs);
}

export const thisMachine: System = {
  lookup: async (name) => (await lookup(name, { all: true })).map(({ address }) => address),
  connect: (host, port) => connect({ host, port }),
  now: () => performance.now(),
  random: randomBytes,
  timeoutMs: 5000,
};
