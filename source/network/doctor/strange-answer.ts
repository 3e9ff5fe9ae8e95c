import { INFO_PATH } from '../../protocol/endpoints.ts';
import { cleanText } from '../../quiz/clean-text.ts';
import type { Diagnosis } from '../diagnosis.ts';
import { refusalOfProxy } from '../proxy-faults.ts';
import type { Answer } from './ask.ts';
import { anotherProgram, tlsPort } from './other-place.ts';
import { wrongPath } from './wrong-path.ts';
import type { Finding } from './step.ts';
import { type Target, hostAndPort } from './target.ts';

/** What it means that an answer comes, but none of a termquiz. */
export async function strangeAnswer(target: Target, answer: Answer, signal: AbortSignal): Promise<Finding> {
  const { status, headers, body } = answer;
  const data = { status };
  const server = cleanText(String(headers.server ?? ''));
  const summary = `GET ${INFO_PATH} is answered with ${status}${server && ` by ${server}`}`;
  const details = [cleanText(body.replaceAll(/<[^>]*>/gu, ' ')).slice(0, 120)].filter((line) => line !== '');
  const refusal = refusalOnTheWay(target, answer);
  if (refusal) return { summary, details, data, diagnosis: refusal, goOn: true };
  if (asksForTls(target, answer)) return { ...tlsPort(target), data };
  return { summary, details, data, diagnosis: await answerDiagnosis(target, answer, signal) };
}

/** What a proxy means that answers in place of the game that it was asked for; undefined where it does not. */
export function refusalOnTheWay(
  { proxy, isSecure, host }: Target,
  { status }: Answer,
): Diagnosis | undefined {
  if (!proxy || isSecure) return undefined;
  return status === 403 || status === 407 || status >= 500 ? refusalOfProxy(proxy, status, host) : undefined;
}

/** Whether a server says to plain HTTP that the same port speaks TLS: a termquiz sends us there, others complain. */
function asksForTls({ host, port, isSecure }: Target, { status, headers, body }: Answer): boolean {
  if (isSecure) return false;
  const isSentOn = String(headers.location ?? '').startsWith(`https://${hostAndPort(host, port)}/`);
  return status === 307 ? isSentOn : status === 400 && /https/iu.test(body);
}

async function answerDiagnosis(target: Target, answer: Answer, signal: AbortSignal): Promise<Diagnosis> {
  const { status, headers } = answer;
  if (status >= 502 && status <= 504) {
    return {
      meaning: `A server in front of the game answers at ${target.host}, but does not reach the game (HTTP status ${status}).`,
      advice: 'Is the game running, on the port that the server in front of it goes to?',
    };
  }
  if (status >= 300 && status < 400 && headers.location !== undefined) {
    return {
      meaning: `${target.host} sends us on to ${cleanText(headers.location)}; a game does not move.`,
      advice: 'Use the address that it names, up to /v1.',
    };
  }
  return (await wrongPath(target, answer, signal)) ?? anotherProgram(target);
}
