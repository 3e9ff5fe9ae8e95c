import { once } from 'node:events';
import { isIP } from 'node:net';
import { hostAndPort } from '../addresses/address.ts';
import { connectTcp, nextHop, openTunnel } from './connection.ts';
import { sendRequest } from './request.ts';
import { type Finding, type StepResult, runStep } from './step.ts';
import { type Target, stepTimeout } from './target.ts';
import { certificateLines, startTls, tlsFinding, verifyCertificate } from './tls-handshake.ts';
import { lookupFault } from '../faults/connect.ts';
import { failureFrom, shownFailure } from '../faults/fault.ts';
import { unreachableProxy, unusableProxy } from '../faults/proxy.ts';
import { isTlsAlert, plainHttp } from '../faults/tls.ts';
import { routeTo } from '../proxy/route.ts';
import { INFO_PATH } from '../../protocol/endpoints.ts';

/** Finds the proxy in the environment. */
export async function checkProxy({ base, system }: Target): Promise<StepResult> {
  return runStep('proxy', system.now, async () => {
    const route = routeTo(base);
    switch (route.type) {
      case 'direct':
        return { summary: 'none', data: { proxy: null } };
      case 'unusable':
        return {
          summary: 'the environment names one that cannot be used',
          fault: unusableProxy(route.variable),
        };
      case 'proxy': {
        const { shown, variable } = route;
        return { summary: `${shown}, from ${variable}`, data: { proxy: shown, variable } };
      }
    }
  });
}

/** Looks up the name of the next hop. A proxy looks up the host's name itself. */
export async function checkName(target: Target): Promise<StepResult> {
  const { system, proxy } = target;
  const { host: name } = nextHop(target);
  return runStep('name', system.now, async () => {
    if (isIP(name)) return { summary: `${name} is already an address`, data: { addresses: [name] } };
    try {
      const addresses = await Promise.race([system.lookup(name), rejectOnAbort(stepTimeout(target))]);
      return { summary: `${name} is ${shownAddresses(addresses)}`, data: { addresses } };
    } catch (error) {
      const failure = failureFrom(error);
      const fault = proxy ? unreachableProxy(proxy, failure) : lookupFault(name, failure);
      return { summary: `${name}: ${shownFailure(failure)}`, fault };
    }
  });
}

/** Lists the first few addresses: a name may have any number. */
function shownAddresses(addresses: readonly string[]): string {
  const more = addresses.length - MAX_SHOWN_ADDRESSES;
  const shown = addresses.slice(0, MAX_SHOWN_ADDRESSES).join(', ');
  return more > 0 ? `${shown} and ${more} more` : shown;
}

const MAX_SHOWN_ADDRESSES = 8;

async function rejectOnAbort(signal: AbortSignal): Promise<never> {
  await once(signal, 'abort');
  throw signal.reason;
}

/** Connects to the next hop. */
export async function checkTcp(target: Target): Promise<StepResult> {
  return runStep('tcp', target.system.now, async () => {
    const connected = await connectTcp(target, stepTimeout(target));
    if (!connected.ok) return connected.finding;
    const { remoteAddress = '', remotePort = 0, localAddress } = connected.value;
    connected.value.destroy();
    const who = target.proxy ? 'the proxy at ' : '';
    const to = hostAndPort(remoteAddress, remotePort);
    return { summary: `${who}${to} accepts connections from ${localAddress}` };
  });
}

/** Starts TLS with the game's host and verifies its certificate. */
export async function checkTls(target: Target): Promise<StepResult> {
  return runStep('tls', target.system.now, async (): Promise<Finding> => {
    const signal = stepTimeout(target);
    const tunnel = await openTunnel(target, signal);
    if (!tunnel.ok) return tunnel.finding;
    const handshake = await startTls(target, tunnel.value.socket, signal);
    if (!handshake.ok) {
      const { failure } = handshake;
      // A proxy might itself respond to a request for the port.
      const mayBePlain = !target.proxy && !isTlsAlert(failure);
      return mayBePlain && (await speaksHttp(target, signal))
        ? { summary: 'the port speaks plain HTTP, not TLS', fault: plainHttp(target) }
        : tlsFinding(target, failure);
    }
    const verified = verifyCertificate(target, handshake.socket);
    if (!verified.ok) return verified.finding;
    const socket = verified.value;
    const protocol = socket.getProtocol() ?? 'TLS';
    const details = certificateLines(socket.getPeerCertificate());
    socket.destroy();
    return { summary: `${protocol}, with a trusted certificate`, details, data: { protocol } };
  });
}

/** Whether a port that should use TLS speaks plain HTTP. */
async function speaksHttp(target: Target, signal: AbortSignal): Promise<boolean> {
  const base = `http://${hostAndPort(target.host, target.port)}`;
  const result = await sendRequest({ ...target, base, isSecure: false }, INFO_PATH, {}, signal);
  // Servers with TLS answer plain HTTP with 400 or a redirect.
  return result.type === 'response' && ![307, 400].includes(result.response.status);
}
