import type { Finding } from './step.ts';
import { type Target, addressBy } from './target.ts';
import type { Diagnosis } from '../faults/fault.ts';
import { INFO_PATH, basePath } from '../../protocol/endpoints.ts';
import { cleanText } from '../../text/clean.ts';

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

/** What it means that we are sent on, or told to log in to the network; undefined where we are not. */
export function redirectDiagnosis(
  target: Target,
  status: number,
  location: string | undefined,
): Diagnosis | undefined {
  // 511 is Network Authentication Required.
  if (status === 511) return loginDiagnosis('The network wants a login before it lets anything through.');
  if (status < 300 || status >= 400 || location === undefined) return undefined;
  const moved = movedAddress(target, location);
  const there = `${target.host} sends us on to ${cleanText(location).slice(0, 200)}`;
  if (moved !== undefined) return { meaning: `${there}.`, advice: `Use ${moved}` };
  return loginDiagnosis(
    `${there}, where no game is: the network may want a login first, or the address is another server's.`,
  );
}

function loginDiagnosis(meaning: string): Diagnosis {
  return {
    meaning,
    advice: `Open any page in a browser, log in to the network if it asks you to, and try again. ${RIGHT_PLACE}`,
  };
}

/** The game's other address, where we are sent on to the same path below another one. */
function movedAddress({ base }: Target, location: string): string | undefined {
  const from = `${base}${INFO_PATH}`;
  const url = URL.canParse(location, from) ? new URL(location, from) : undefined;
  if (!url || !/^https?:$/u.test(url.protocol) || !/\/v1\/*$/u.test(url.pathname)) return undefined;
  const moved = `${url.host}${basePath(url.pathname, INFO_PATH)}`;
  return `${url.protocol === 'https:' ? 'wss' : 'ws'}://${moved}`;
}
