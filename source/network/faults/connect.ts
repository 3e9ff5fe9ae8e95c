import { type Destination, type Failure, type Fault, namesOf } from './fault.ts';
import { unreachableProxy } from './proxy.ts';

export const CHECK_ADDRESS =
  "Compare the address with the one on the host's screen: the port, and the path if there is one.";

/** Returns why a TCP connection to a game, or to the proxy on the way, failed. */
export function connectFault(destination: Destination, failure: Failure): Fault {
  const { proxy } = destination;
  if (proxy) return unreachableProxy(proxy, failure);
  const { place, host, port } = namesOf(destination);
  switch (failure.code) {
    case 'ECONNREFUSED':
      return {
        code: 'refused',
        meaning: `No reply from ${place}: nothing is listening there.`,
        advice: 'Is the game running, and is the address correct?',
      };
    case 'timeout':
      return {
        code: 'no-reply',
        meaning: `No reply from ${place}: a firewall, another network, or a wrong address.`,
        causes:
          "The firewall may be the host's own, or the Wi-Fi keeps its devices apart (client isolation).",
        advice: `On the host's machine, allow incoming connections to port ${port}. If that doesn't help, move everyone to another network, such as a phone's hotspot.`,
      };
    case 'EHOSTUNREACH':
    case 'EHOSTDOWN':
    case 'ENETUNREACH':
    case 'ENETDOWN':
    case 'EADDRNOTAVAIL':
      return {
        code: 'unreachable',
        meaning: `${place} cannot be reached from here: it may be on another network.`,
        causes: 'It may also be switched off, or the Wi-Fi keeps its devices apart (client isolation).',
        advice: 'Join the same network as the host. If a VPN is on, turn it off.',
      };
    case 'EACCES':
    case 'EPERM':
      return {
        code: 'forbidden',
        meaning: `A firewall on this machine blocks connections to ${place}.`,
        advice: 'In its settings, allow Node.js to make outgoing connections.',
      };
    case 'ENOTFOUND':
    case 'ENODATA':
    case 'EAI_AGAIN':
      return lookupFault(host, failure);
    default:
      return {
        code: 'connect-failed',
        meaning: `The connection to ${place} failed: ${failure.message}.`,
        advice: 'Try again, then from another machine or on another network.',
      };
  }
}

/** Returns why looking up a name failed. */
export function lookupFault(name: string, { code, message }: Failure): Fault {
  switch (code) {
    case 'ENOTFOUND':
    case 'ENODATA':
      return {
        code: 'unknown-name',
        meaning: `There is no machine called ${name} on this network.`,
        advice: "Check the spelling, or use the address on the host's screen, such as 192.168.1.20.",
      };
    case 'EAI_AGAIN':
    case 'timeout':
      return {
        code: 'no-name-server',
        meaning: `The name ${name} could not be looked up: no name server replied.`,
        advice: 'Are you on the network? An address such as 192.168.1.20 needs no name server.',
      };
    default:
      return {
        code: 'lookup-failed',
        meaning: `The name ${name} could not be looked up: ${message}.`,
        advice: 'Are you on the network? An address such as 192.168.1.20 needs no name server.',
      };
  }
}

/** Returns the fault of a server that accepts a connection and then says nothing. */
export function silentServer(destination: Destination): Fault {
  return {
    code: 'silent',
    meaning: `${namesOf(destination).place} accepts connections but does not respond: another program, or a firewall that lets nothing else through.`,
    advice: CHECK_ADDRESS,
  };
}

/** Returns the fault of a server that accepts a connection and closes it at once. */
export function closingServer(destination: Destination): Fault {
  return {
    code: 'closed',
    meaning: `${namesOf(destination).place} closes connections without responding: another program, or a firewall.`,
    advice: CHECK_ADDRESS,
  };
}
