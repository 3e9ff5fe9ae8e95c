import { type Target, hostAndPort } from '../doctor/target.ts';
import type { Diagnosis, Failure } from './fault.ts';
import { unreachableProxy } from './proxy.ts';

/** Why a TCP connection could not be had. */
export function connectDiagnosis({ host, port, proxy }: Target, failure: Failure): Diagnosis {
  if (proxy) return unreachableProxy(proxy, failure);
  switch (failure.code) {
    case 'ECONNREFUSED':
      return {
        meaning: `${host} is there, but nothing listens on its port ${port}: the game is not running, or on another port.`,
        advice: "Is the game running? Compare the address and the port with those on the host's screen.",
      };
    case 'timeout':
    case 'ETIMEDOUT':
      return {
        meaning: `${host} does not answer at all. A firewall drops what is sent to port ${port}, the Wi-Fi keeps its devices apart (client isolation, as guest networks do), or nobody has this address.`,
        advice: `On the host's machine, allow incoming connections to port ${port}. If that does not help, use another network, such as a phone's hotspot, for everybody.`,
      };
    case 'EHOSTUNREACH':
    case 'EHOSTDOWN':
    case 'ENETUNREACH':
    case 'ENETDOWN':
    case 'EADDRNOTAVAIL':
      return {
        meaning: `There is no way from here to ${host}: it is on another network, switched off, or kept apart from this machine by the Wi-Fi (client isolation).`,
        advice: 'Are you on the same network as the host? If there is a VPN on this machine, turn it off.',
      };
    case 'EACCES':
    case 'EPERM':
      return {
        meaning: `This machine does not allow connections to ${hostAndPort(host, port)}: a firewall of its own forbids them.`,
        advice: 'Allow outgoing connections for Node in the firewall of this machine.',
      };
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return nameDiagnosis(host, failure);
    default:
      return {
        meaning: `The connection to ${hostAndPort(host, port)} failed: ${failure.message}.`,
        advice:
          'A firewall may have cut it off. Try again, and then from another machine or on another network.',
      };
  }
}

/** Why a name could not be looked up. */
export function nameDiagnosis(name: string, { code, message }: Failure): Diagnosis {
  if (code === 'ENOTFOUND' || code === 'ENODATA') {
    return {
      meaning: `There is no computer called ${name} on this network.`,
      advice:
        "Check the spelling. In a local network use the address on the host's screen, such as 192.168.1.20.",
    };
  }
  return {
    meaning: `The name ${name} could not be looked up: ${code === 'EAI_AGAIN' || code === 'timeout' ? 'no name server answers' : message}.`,
    advice:
      "Is this machine on the network? The address on the host's screen, such as 192.168.1.20, needs no name server.",
  };
}
