import type { Asked } from './ask.ts';
import { RIGHT_PLACE, anotherProgram, tlsPort } from './other-place.ts';
import { speaksTls } from './other-protocol.ts';
import type { Finding } from './step.ts';
import type { Target } from './target.ts';
import { shownFailure } from '../faults/fault.ts';
import { handshakeDiagnosis, isAlert } from '../faults/handshake-diagnosis.ts';
import { silentProxy } from '../faults/proxy.ts';
import { cleanText } from '../../text/clean.ts';

/** What it means that something takes connections, but no HTTP comes back. */
export async function noAnswer(
  target: Target,
  { failure, received }: Extract<Asked, { ok: false }>,
  signal: AbortSignal,
): Promise<Finding> {
  const { host, port, isSecure, proxy } = target;
  if (proxy && !isSecure) {
    const summary = `the proxy does not answer: ${shownFailure(failure)}`;
    return { summary, diagnosis: silentProxy(proxy, failure, host), goOn: true };
  }
  if (failure.code === 'timeout') {
    return {
      summary: 'connected, but there is no answer',
      diagnosis: {
        meaning: `Something takes connections on port ${port} of ${host}, but does not answer: another program, or a firewall that lets connections be made and nothing through.`,
        advice: RIGHT_PLACE,
      },
    };
  }
  if (isAlert(failure)) {
    return { summary: 'TLS is broken off', diagnosis: handshakeDiagnosis(target, failure) };
  }
  if (!isSecure && (await speaksTls(target, signal))) return tlsPort(target);
  if (received.length > 0) {
    const words = cleanText(received.toString('latin1', 0, 200)).slice(0, 60);
    return {
      summary: 'something answers, but not over HTTP',
      details: [`It says: ${words}`],
      diagnosis: anotherProgram(target),
    };
  }
  return {
    summary: `no answer: ${shownFailure(failure)}`,
    diagnosis: {
      meaning: `Port ${port} of ${host} takes connections, but closes them without an answer: another program, or a firewall in between.`,
      advice: RIGHT_PLACE,
    },
  };
}
