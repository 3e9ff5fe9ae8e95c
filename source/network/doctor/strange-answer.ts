import { INFO_PATH } from '../../protocol/endpoints.ts';
import { cleanText } from '../../quiz/clean-text.ts';
import type { Diagnosis } from '../diagnosis.ts';
import { refusalOfProxy, strangerThroughProxy } from '../proxy-faults.ts';
import type { Answer } from './ask.ts';
import { anotherProgram, tlsPort } from './other-place.ts';
import { pageText } from './page-text.ts';
import { redirectDiagnosis } from './redirect-diagnosis.ts';
import type { Finding } from './step.ts';
import { type Target, hostAndPort } from './target.ts';
import { wrongPath } from './wrong-path.ts';

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
  if (!proxy || isSecure) return undefined;
  const isLoginRefused = status === 401 && proxy.url.username !== '';
  return isLoginRefused || status === 403 || status === 407 || status >= 500
    ? refusalOfProxy(proxy, status, host)
    : undefined;
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
