import { connect } from './line.ts';
import { type StepResult, runStep } from './step.ts';
import { type Target, hostAndPort, patience } from './target.ts';

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
