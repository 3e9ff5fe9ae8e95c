import { once } from 'node:events';
import { createServer } from 'node:net';
import type { NetworkInterfaceInfo } from 'node:os';
import { connect as connectTls } from 'node:tls';
import { isElsewhere, isEveryAddress, isLoopback } from '../addresses/bind-address.ts';
import {
  type Interfaces,
  type LanAddress,
  kindOf,
  lanAddresses,
  readInterfaces,
  shownNetwork,
} from '../addresses/lan-addresses.ts';
import { type Finding, type StepResult, runStep } from './step.ts';
import { type Target, hostAndPort, targetAt, thisMachine } from './target.ts';
import { failureFrom, shownFailure } from '../faults/fault.ts';
import { askForGame } from './ask-for-game.ts';

export interface HostPlace {
  readonly port: number;
  /** The address to listen on; undefined: all interfaces. */
  readonly bind: string | undefined;
}

/** What the system says of this machine's networks. */
export interface HostNetworks {
  readonly lanAddresses: () => Promise<readonly LanAddress[]>;
  readonly readInterfaces: () => Interfaces;
}

/**
 * Looks whether a game can be hosted on this machine, and under which addresses others reach it.
 *
 * @param onStep Is told of each step once it is done.
 */
export async function examineHost(
  place: HostPlace,
  onStep: (result: StepResult) => void = () => undefined,
  networks: HostNetworks = { lanAddresses, readInterfaces },
): Promise<readonly StepResult[]> {
  const port = await runStep('port', thisMachine.now, async () => tryPort(place, networks.readInterfaces()));
  onStep(port);
  if (isElsewhere(port.data?.['code'])) return [port];
  const addresses = await runStep('addresses', thisMachine.now, async () =>
    reachableAddresses(place, networks),
  );
  onStep(addresses);
  return [port, addresses];
}

async function tryPort({ port, bind }: HostPlace, interfaces: Interfaces): Promise<Finding> {
  const named = bind === undefined ? undefined : interfaces[bind];
  if (bind !== undefined && named) return interfaceNamed(bind, named);
  const server = createServer();
  try {
    server.listen({ port, ...(bind !== undefined && { host: bind }) });
    await once(server, 'listening');
    return { summary: `${port} is free on ${bind ?? 'all interfaces'}` };
  } catch (error) {
    const failure = failureFrom(error);
    const game = failure.code === 'EADDRINUSE' ? await gameOn({ port, bind }) : undefined;
    return (
      game ?? {
        summary: `${port}: ${shownFailure(failure)}`,
        data: { code: failure.code },
        diagnosis: portDiagnosis(port, bind, failure),
      }
    );
  } finally {
    server.close();
  }
}

/** The game that has the port already, where it is one. */
async function gameOn({ port, bind }: HostPlace): Promise<Finding | undefined> {
  const host = isEveryAddress(bind) ? '127.0.0.1' : bind;
  const target: Target = { ...targetAt(`http://${hostAndPort(host, port)}`), proxy: null };
  const plain = await askForGame(target);
  // Without TLS a game that is served with it says that we should come with it.
  const { ok, data } = plain.data?.['status'] === 307 ? await askForGame(withTls(target)) : plain;
  if (!ok) return undefined;
  return {
    summary: `a termquiz is hosted on ${port} already, phase ${String(data?.['phase'])}`,
    details: ['For another game choose another port with --port.'],
    data,
  };
}

/** The same port with TLS, whatever its certificate is for: this machine knows itself. */
function withTls(target: Target): Target {
  const connect = (host: string, port: number) => connectTls({ host, port, rejectUnauthorized: false });
  return { ...target, system: { ...target.system, connect } };
}

function portDiagnosis(
  port: number,
  bind: string | undefined,
  { code, message }: { code: string; message: string },
) {
  if (isElsewhere(code)) {
    return { meaning: `${bind} is not an address of this machine.`, advice: EVERY_INTERFACE };
  }
  switch (code) {
    case 'EADDRINUSE':
      return {
        meaning: `Another program has port ${port}.`,
        advice: 'Stop it, or host on another port with --port; 0 takes any that is free.',
      };
    case 'EACCES':
      return {
        meaning: `Port ${port} needs more rights than you have.`,
        advice: 'Choose one above 1023 with --port.',
      };
    default:
      return { meaning: `Port ${port} cannot be opened: ${message}.`, advice: 'Choose another with --port.' };
  }
}

/** An interface is not listened on by its name: looking that up would take long, and find nothing. */
function interfaceNamed(name: string, addresses: readonly NetworkInterfaceInfo[]): Finding {
  const own = addresses.find(({ family }) => family === 'IPv4') ?? addresses[0];
  const advice = own ? `Use its address: --bind ${own.address}. ${EVERY_INTERFACE}` : EVERY_INTERFACE;
  return {
    summary: `${name} is no address`,
    data: { code: 'EADDRNOTAVAIL' },
    diagnosis: { meaning: `${name} is not an address, but a network interface.`, advice },
  };
}

const EVERY_INTERFACE = 'Without --bind a game is on all interfaces.';

async function reachableAddresses({ bind }: HostPlace, networks: HostNetworks): Promise<Finding> {
  const addresses = isEveryAddress(bind)
    ? (await networks.lanAddresses()).filter(({ kind }) => kind !== 'loopback')
    : [boundAddress(bind, networks.readInterfaces())];
  if (addresses.length === 0) {
    return {
      summary: 'none: this machine is on no network',
      data: { addresses },
      diagnosis: {
        meaning: 'Nobody else can reach a game on this machine: it is on no network.',
        advice: 'Join the network that the players are on. On this machine alone, play at 127.0.0.1.',
      },
    };
  }
  const isLocal = addresses.every(({ kind }) => kind === 'loopback');
  return {
    summary: isLocal ? 'this machine alone can join' : 'others on the same network can join',
    details: addresses.map(shownAddress),
    data: { addresses },
  };
}

/** The one address that is listened on, or a name for it. */
function boundAddress(bind: string, interfaces: Interfaces): LanAddress {
  const name = Object.keys(interfaces).find((each) =>
    interfaces[each]?.some(({ address }) => address === bind),
  );
  const kind = isLoopback(bind) ? 'loopback' : kindOf(name ?? '');
  return { address: bind, interface: name ?? '', kind };
}

function shownAddress(each: LanAddress): string {
  const network = each.kind === 'loopback' ? each.interface : shownNetwork(each);
  return network === '' ? each.address : `${each.address} (${network})`;
}
