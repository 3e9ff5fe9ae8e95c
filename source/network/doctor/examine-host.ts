import { once } from 'node:events';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { failureFrom, shownFailure } from '../failure.ts';
import { askForGame } from './ask-for-game.ts';
import { type Finding, type StepResult, runStep } from './step.ts';
import { type Target, hostAndPort, targetAt, thisMachine } from './target.ts';

export interface HostPlace {
  readonly port: number;
  /** The address to listen on; undefined: all interfaces. */
  readonly bind: string | undefined;
}

type Interfaces = ReturnType<typeof networkInterfaces>;

/** Looks whether a game can be hosted on this machine, and under which addresses others reach it. */
export async function examineHost(
  place: HostPlace,
  onStep: (result: StepResult) => void = () => undefined,
  interfaces: Interfaces = networkInterfaces(),
): Promise<readonly StepResult[]> {
  const steps = [
    await runStep('port', thisMachine.now, async () => tryPort(place)),
    await runStep('addresses', thisMachine.now, async () => reachableAddresses(place, interfaces)),
  ];
  for (const step of steps) onStep(step);
  return steps;
}

async function tryPort({ port, bind }: HostPlace): Promise<Finding> {
  const server = createServer();
  try {
    server.listen({ port, ...(bind !== undefined && { host: bind }) });
    await once(server, 'listening');
    return { summary: `${port} is free on ${bind ?? 'all interfaces'}` };
  } catch (error) {
    const failure = failureFrom(error);
    const game = failure.code === 'EADDRINUSE' ? await gameOn({ port, bind }) : undefined;
    return (
      game ?? { summary: `${port}: ${shownFailure(failure)}`, diagnosis: portDiagnosis(port, bind, failure) }
    );
  } finally {
    server.close();
  }
}

/** The game that has the port already, where it is one. */
async function gameOn({ port, bind }: HostPlace): Promise<Finding | undefined> {
  const host = isEverywhere(bind) ? '127.0.0.1' : bind;
  const target: Target = { ...targetAt(`http://${hostAndPort(host, port)}`), proxy: null };
  const { ok, data } = await askForGame(target);
  if (!ok) return undefined;
  return {
    summary: `a termquiz is hosted on ${port} already, phase ${String(data?.['phase'])}`,
    details: ['For another game choose another port with --port.'],
    data,
  };
}

function portDiagnosis(
  port: number,
  bind: string | undefined,
  { code, message }: { code: string; message: string },
) {
  switch (code) {
    case 'EADDRINUSE':
      return {
        meaning: `Another program has port ${port}.`,
        advice: 'Stop it, or choose another port with --port; --port 0 takes any that is free.',
      };
    case 'EACCES':
      return {
        meaning: `Port ${port} needs more rights than you have.`,
        advice: 'Choose one above 1023 with --port.',
      };
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return {
        meaning: `${bind} is not an address of this machine.`,
        advice: 'Leave --bind out to listen on all interfaces.',
      };
    default:
      return { meaning: `Port ${port} cannot be opened: ${message}.`, advice: 'Choose another with --port.' };
  }
}

function reachableAddresses({ bind }: HostPlace, interfaces: Interfaces): Finding {
  const all = Object.entries(interfaces).flatMap(([name, addresses = []]) =>
    addresses.map(({ address, internal, family }) => ({ address, interface: name, internal, family })),
  );
  const chosen = isEverywhere(bind)
    ? all.filter(({ address, internal }) => !internal && !address.startsWith('fe80:'))
    : all.filter(({ address }) => address === bind);
  const inOrder = chosen.toSorted((one, other) => one.family.localeCompare(other.family));
  const addresses = inOrder.map(({ address, interface: name }) => ({ address, interface: name }));
  if (addresses.length === 0 && isEverywhere(bind)) {
    return {
      summary: 'none: this machine is on no network',
      data: { addresses },
      diagnosis: {
        meaning: 'Nobody else can reach a game on this machine: it is on no network.',
        advice: 'Join the network that the players are on. On this machine alone, play at 127.0.0.1.',
      },
    };
  }
  const isLocal = inOrder.length > 0 && inOrder.every(({ internal }) => internal);
  return {
    summary: isLocal ? 'this machine alone can join' : 'others on the same network can join',
    details: addresses.map(({ address, interface: name }) => `${address} (${name})`),
    data: { addresses },
  };
}

function isEverywhere(bind: string | undefined): bind is undefined | '0.0.0.0' | '::' {
  return bind === undefined || bind === '0.0.0.0' || bind === '::';
}
