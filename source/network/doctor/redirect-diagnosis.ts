import { INFO_PATH, pathOfGame } from '../../protocol/endpoints.ts';
import { cleanText } from '../../quiz/clean-text.ts';
import type { Diagnosis } from '../diagnosis.ts';
import { RIGHT_PLACE } from './other-place.ts';
import type { Target } from './target.ts';

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
  const moved = `${url.host}${pathOfGame(url.pathname, INFO_PATH)}`;
  return `${url.protocol === 'https:' ? 'wss' : 'ws'}://${moved}`;
}
