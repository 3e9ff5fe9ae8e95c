import { once } from 'node:events';
import { isIP } from 'node:net';
import { connect, nextHop } from './line.ts';
import { type StepResult, runStep } from './step.ts';
import { type Target, hostAndPort, patience } from './target.ts';
import { nameDiagnosis } from '../faults/connect-diagnosis.ts';
import { type Failure, failureFrom, shownFailure } from '../faults/fault.ts';
import { unreachableProxy } from '../faults/proxy.ts';

/** TCP: to the proxy where there is one. */
export async function connectTcp(target: Target): Promise<StepResult> {
  return runStep('tcp', target.system.now, async () => {
    const connected = await connect(target, patience(target));
    if (!connected.ok) return connected;
    const { remoteAddress = '', remotePort = 0, localAddress } = connected.value;
    connected.value.destroy();
    const whom = target.proxy ? 'the proxy at ' : '';
    return {
      summary: `${whom}${hostAndPort(remoteAddress, remotePort)} takes connections from ${localAddress}`,
    };
  });
}

/** Name → address: of the proxy where there is one, which looks the host's up itself. */
export async function lookUpName(target: Target): Promise<StepResult> {
  const { system, proxy } = target;
  const { host: name } = nextHop(target);
  return runStep('name', system.now, async () => {
    if (isIP(name)) return { summary: `${name} is an address already`, data: { addresses: [name] } };
    try {
      const addresses = await Promise.race([system.lookup(name), timeUp(patience(target))]);
      return { summary: `${name} is ${addresses.join(', ')}`, data: { addresses } };
    } catch (error) {
      const failure: Failure = failureFrom(error);
      const diagnosis = proxy ? unreachableProxy(proxy, failure) : nameDiagnosis(name, failure);
      return { summary: `${name}: ${shownFailure(failure)}`, diagnosis };
    }
  });
}

async function timeUp(signal: AbortSignal): Promise<never> {
  await once(signal, 'abort');
  throw signal.reason;
}
