import type { TLSSocket } from 'node:tls';
import { openTunnel } from './line.ts';
import { speaksHttp } from './other-protocol.ts';
import { shakeHands, trusted } from './secure.ts';
import { type FailedAttempt, type StepResult, runStep } from './step.ts';
import { type Target, addressBy, patience } from './target.ts';
import { isAlert } from '../faults/handshake-diagnosis.ts';
import { certificateLines } from '../faults/tls-diagnosis.ts';

/** TLS with the game's host, and whether its certificate can be trusted. */
export async function checkTls(target: Target): Promise<StepResult> {
  return runStep('tls', target.system.now, async () => {
    const signal = patience(target);
    const opened = await openTunnel(target, signal);
    if (!opened.ok) return opened;
    const secured = await shakeHands(target, opened.value.socket, signal);
    if (!secured.ok) {
      const { failure, ...failed } = secured;
      // A proxy might answer by itself what the port is asked.
      const mayBePlain = !target.proxy && !isAlert(failure);
      return mayBePlain && (await speaksHttp(target, signal)) ? plainPort(target) : failed;
    }
    const checked = trusted(target, secured.value);
    if (!checked.ok) return checked;
    const finding = trustedFinding(checked.value);
    checked.value.destroy();
    return finding;
  });
}

function trustedFinding(socket: TLSSocket) {
  const protocol = socket.getProtocol() ?? 'TLS';
  const details = certificateLines(socket.getPeerCertificate());
  return { summary: `${protocol}, with a certificate to be trusted`, details, data: { protocol } };
}

function plainPort(target: Target): FailedAttempt {
  const { host, port } = target;
  return {
    summary: 'plain HTTP is spoken there, not TLS',
    diagnosis: {
      meaning: `Port ${port} of ${host} speaks plain HTTP, but wss:// and https:// go by TLS.`,
      advice: `Use ${addressBy('ws', target)}, or the port that is served by TLS.`,
    },
  };
}
