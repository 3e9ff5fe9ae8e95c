import { isBindAddressError } from '../addresses/address.ts';
import type { Failure, Fault } from './fault.ts';

const WITHOUT_BIND = 'Without --bind, a game listens on all interfaces.';

/** Returns why a game cannot listen on a port. @param bind The address to listen on; undefined: all interfaces. */
export function portFault(port: number, bind: string | undefined, { code, message }: Failure): Fault {
  if (isBindAddressError(code)) {
    return {
      code: 'not-own-address',
      meaning: `${bind} is not an address of this machine.`,
      advice: WITHOUT_BIND,
    };
  }
  switch (code) {
    case 'EADDRINUSE':
      return {
        code: 'port-in-use',
        meaning: `Port ${port} is in use by another program.`,
        advice: 'Stop it, or pass another port with --port. --port 0 picks a free one.',
      };
    case 'EACCES':
      return {
        code: 'port-forbidden',
        meaning: `Opening port ${port} requires administrator rights.`,
        advice: 'Pass a port above 1023 with --port.',
      };
    default:
      return {
        code: 'port-failed',
        meaning: `Port ${port} cannot be opened: ${message}.`,
        advice: 'Pass another port with --port.',
      };
  }
}

/** Returns the fault of `--bind` with the name of an interface. @param address One of the interface's addresses. */
export function interfaceName(name: string, address: string | undefined): Fault {
  const own = address === undefined ? '' : `Use its address: --bind ${address}. `;
  return {
    code: 'interface-name',
    meaning: `${name} is the name of a network interface, not an address.`,
    advice: `${own}${WITHOUT_BIND}`,
  };
}

/** Returns the fault of a computer without a network. */
export function noNetwork(): Fault {
  return {
    code: 'no-network',
    meaning: 'Nobody else can reach a game on this machine: it is not on a network.',
    advice: 'Join the network that the players are on. To play on this machine only, use 127.0.0.1.',
  };
}
