import type { Diagnosis } from '../diagnosis.ts';
import type { Finding } from './step.ts';
import { type Target, addressBy } from './target.ts';

export const RIGHT_PLACE =
  "Compare the address with the one on the host's screen: the port, and the path behind it where there is one.";

/** What it means that something else than a termquiz answers. */
export function anotherProgram({ host, port }: Target): Diagnosis {
  return {
    meaning: `Another program than termquiz answers on port ${port} of ${host}.`,
    advice: RIGHT_PLACE,
  };
}

/** What it means that TLS is spoken where plain HTTP was expected. */
export function tlsPort(target: Target): Finding {
  const { host, port } = target;
  return {
    summary: 'TLS is spoken there, not plain HTTP',
    diagnosis: {
      meaning: `Port ${port} of ${host} speaks TLS, but ws:// and addresses without wss:// go without it.`,
      advice: `Use ${addressBy('wss', target)}.`,
    },
  };
}
