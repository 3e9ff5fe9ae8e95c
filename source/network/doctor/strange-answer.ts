import { type Answer, ask } from './ask.ts';
import { anotherProgram, redirectDiagnosis, tlsPort } from './other-place.ts';
import type { Finding } from './step.ts';
import { type Target, addressBy, hostAndPort } from './target.ts';
import type { Diagnosis } from '../faults/fault.ts';
import { refusalInPlaceOf, strangerThroughProxy } from '../faults/proxy.ts';
import { INFO_PATH, NOT_FOUND_BODY } from '../../protocol/endpoints.ts';
import { parseGameInfo } from '../../protocol/game-info.ts';
import { cleanText } from '../../text/clean.ts';

/** What it means that an answer comes, but none of a termquiz. */
export async function strangeAnswer(target: Target, answer: Answer, signal: AbortSignal): Promise<Finding> {
  const { status, headers, body } = answer;
  const data = { status };
  const server = cleanText(String(headers.server ?? ''));
  const { pathname } = new URL(`${target.base}${INFO_PATH}`);
  const summary = `GET ${pathname} is answered with ${status}${server && ` by ${server}`}`;
  const seen = { summary, details: pageText(body), data };
  const refusal = refusalOnTheWay(target, answer);
  if (refusal) return { ...seen, diagnosis: refusal, goOn: true };
  if (asksForTls(target, answer)) return { ...tlsPort(target), data };
  const diagnosis = answerDiagnosis(target, answer) ?? (await wrongPath(target, answer, signal));
  return { ...seen, ...(diagnosis ? { diagnosis } : stranger(target)) };
}

/** What it means that a proxy answers in place of the game that it is asked for; undefined where it does not. */
export function refusalOnTheWay(
  { proxy, isSecure, host }: Target,
  { status }: Answer,
): Diagnosis | undefined {
  return proxy && !isSecure ? refusalInPlaceOf(host, proxy, status) : undefined;
}

/** What it means that the answer does not come whole. */
export function cutAnswer({ host, port }: Target): Diagnosis {
  return {
    meaning: `An answer from port ${port} of ${host} begins, but does not come to its end: something in between cuts it off.`,
    advice: "Try another network, or TLS (wss://) on the host's side.",
  };
}

/** Whether a server says to plain HTTP that the same port speaks TLS: a termquiz sends us there, others complain. */
function asksForTls({ host, port, isSecure }: Target, { status, headers, body }: Answer): boolean {
  if (isSecure) return false;
  const isSentOn = String(headers.location ?? '').startsWith(`https://${hostAndPort(host, port)}/`);
  return status === 307 ? isSentOn : status === 400 && /https/iu.test(body);
}

function answerDiagnosis(target: Target, { status, headers, wasCut }: Answer): Diagnosis | undefined {
  if (wasCut) return cutAnswer(target);
  if (status >= 502 && status <= 504) {
    return {
      meaning: `A server in front of the game answers at ${target.host}, but does not reach the game (HTTP status ${status}).`,
      advice: 'Is the game running, on the port that the server in front of it goes to?',
    };
  }
  return redirectDiagnosis(target, status, headers.location);
}

/** Where a request is sent as a whole, the answers of the proxy look as those of the host do. */
function stranger(target: Target): Pick<Finding, 'diagnosis' | 'goOn'> {
  const { proxy, isSecure, host, port } = target;
  if (!proxy || isSecure) return { diagnosis: anotherProgram(target) };
  return { diagnosis: strangerThroughProxy(proxy, host, hostAndPort(host, port)), goOn: true };
}

const LONGEST = 120;

/** The beginning of what people would read in a body, HTML or not, as a line that is safe for a terminal; none where it is empty. */
export function pageText(body: string): string[] {
  const text = cleanText(body.replaceAll(HIDDEN, ' ').replaceAll(TAG, ' '));
  return text === '' ? [] : [text.slice(0, LONGEST)];
}

/** Comments, and what is there for browsers. */
const HIDDEN = /<!--[^]*?(?:-->|$)|<(?<name>script|style)\b[^]*?(?:<\/\k<name>\s*>|$)/giu;

const TAG = /<[^<>]*>/gu;

/** What it means that a game is there, but not by this path; undefined where none is seen. */
async function wrongPath(
  target: Target,
  { status, body }: Answer,
  signal: AbortSignal,
): Promise<Diagnosis | undefined> {
  const { host, port, isSecure, base } = target;
  const place = hostAndPort(host, port);
  const { origin, pathname } = new URL(base);
  const path = pathname === '/' ? '' : pathname;
  const atRoot = { ...target, base: origin };
  if (path !== '' && (await hasGame(atRoot, signal))) {
    return {
      meaning: `There is a game at ${place}, but not below the path ${path}.`,
      advice: `Leave the path out: ${addressBy(isSecure ? 'wss' : 'ws', atRoot)}`,
    };
  }
  if (status !== 404 || !body.startsWith(NOT_FOUND_BODY)) return undefined;
  return {
    meaning: `A termquiz answers at ${place}, but was asked for another path than ${INFO_PATH}: the path of the address is wrong, or a server in front of the game changes it.`,
    advice: `Compare the path with the one on the host's screen. A server in front has to pass ${path}${INFO_PATH} on as ${INFO_PATH}.`,
  };
}

async function hasGame(target: Target, signal: AbortSignal): Promise<boolean> {
  const asked = await ask(target, INFO_PATH, {}, signal);
  return asked.ok && asked.value.ok && parseGameInfo(asked.value.answer) !== undefined;
}
