import { once } from 'node:events';
import { createServer } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { hostAndPort, isBindAddressError, isLoopback, isWildcard } from '../addresses/address.ts';
import {
  type Interfaces,
  type LanAddress,
  kindOf,
  lanAddresses,
  readInterfaces,
  networkLabel,
} from '../addresses/lan-addresses.ts';
import { checkHttp } from './check-http.ts';
import { type Finding, type StepResult, runStep } from './step.ts';
import { type Target, targetAt, thisMachine } from './target.ts';
import { failureFrom, shownFailure } from '../faults/fault.ts';
import { interfaceName, noNetwork, portFault } from '../faults/hosting.ts';

export interface ListenOptions {
  readonly port: number;
  /** The address to listen on; undefined: all interfaces. */
  readonly bind: string | undefined;
}

/** How to learn about this machine's networks. */
export interface HostNetworks {
  readonly lanAddresses: () => Promise<readonly LanAddress[]>;
  readonly readInterfaces: () => Interfaces;
}

/**
 * Checks whether a game can be hosted on this machine, and at which addresses others reach it.
 *
 * @param onStep Called after each step.
 */
export async function diagnoseHost(
  options: ListenOptions,
  onStep: (result: StepResult) => void = () => undefined,
  networks: HostNetworks = { lanAddresses, readInterfaces },
): Promise<readonly StepResult[]> {
  const { now } = thisMachine;
  const port = await runStep('port', now, async () => checkPort(options, networks.readInterfaces()));
  onStep(port);
  if (isBindAddressError(port.data?.['code'])) return [port];
  const addresses = await runStep('addresses', now, async () => checkAddresses(options, networks));
  onStep(addresses);
  return [port, addresses];
}

async function checkPort({ port, bind }: ListenOptions, interfaces: Interfaces): Promise<Finding> {
  const named = bind === undefined ? undefined : interfaces[bind];
  // Looking up an interface's name would take long and find nothing.
  if (bind !== undefined && named) {
    const own = named.find(({ family }) => family === 'IPv4') ?? named[0];
    const data = { code: 'EADDRNOTAVAIL' };
    return { summary: `${bind} is not an address`, data, fault: interfaceName(bind, own?.address) };
  }
  const server = createServer();
  try {
    server.listen({ port, ...(bind !== undefined && { host: bind }) });
    await once(server, 'listening');
    return { summary: `${port} is free on ${bind ?? 'all interfaces'}` };
  } catch (error) {
    const failure = failureFrom(error);
    const game = failure.code === 'EADDRINUSE' ? await findGame({ port, bind }) : undefined;
    const summary = `${port}: ${shownFailure(failure)}`;
    return game ?? { summary, data: { code: failure.code }, fault: portFault(port, bind, failure) };
  } finally {
    server.close();
  }
}

/** Finds the game that is already on a port. */
async function findGame({ port, bind }: ListenOptions): Promise<Finding | undefined> {
  const host = isWildcard(bind) ? '127.0.0.1' : bind;
  const target: Target = { ...targetAt(`http://${hostAndPort(host, port)}`), proxy: null };
  const plain = await checkHttp(target);
  // A game that is served with TLS redirects requests without it.
  const { ok, data } = plain.data?.['status'] === 307 ? await checkHttp(withTls(target)) : plain;
  if (!ok) return undefined;
  return {
    summary: `a termquiz game is already on ${port}, phase ${String(data?.['phase'])}`,
    details: ['To host another game, pass another port with --port.'],
    data,
  };
}

/** Connects with TLS and accepts any certificate: the server is on this machine. */
function withTls(target: Target): Target {
  const connect = (host: string, port: number) => connectTls({ host, port, rejectUnauthorized: false });
  return { ...target, system: { ...target.system, connect } };
}

async function checkAddresses({ bind }: ListenOptions, networks: HostNetworks): Promise<Finding> {
  const addresses = isWildcard(bind)
    ? (await networks.lanAddresses()).filter(({ kind }) => kind !== 'loopback')
    : [boundAddress(bind, networks.readInterfaces())];
  if (addresses.length === 0) {
    return { summary: 'none: this machine is not on a network', data: { addresses }, fault: noNetwork() };
  }
  const isLocal = addresses.every(({ kind }) => kind === 'loopback');
  return {
    summary: isLocal ? 'only this machine can join' : 'others on the same network can join',
    details: addresses.map(shownAddress),
    data: { addresses },
  };
}

/** Returns the address to listen on, which may be given by a name, with its interface. */
function boundAddress(bind: string, interfaces: Interfaces): LanAddress {
  const name = Object.keys(interfaces).find((each) =>
    interfaces[each]?.some(({ address }) => address === bind),
  );
  const kind = isLoopback(bind) ? 'loopback' : kindOf(name ?? '');
  return { address: bind, interface: name ?? '', kind };
}

function shownAddress(each: LanAddress): string {
  const network = each.kind === 'loopback' ? each.interface : networkLabel(each);
  return network === '' ? each.address : `${each.address} (${network})`;
}
