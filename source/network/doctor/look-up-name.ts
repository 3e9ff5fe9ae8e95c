import { once } from 'node:events';
import { isIP } from 'node:net';
import { unreachableProxy } from '../proxy-faults.ts';
import { nameDiagnosis } from './connect-diagnosis.ts';
import { type Failure, failureFrom, shownFailure } from '../failure.ts';
import { nextHop } from './line.ts';
import { type StepResult, runStep } from './step.ts';
import { type Target, patience } from './target.ts';

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
