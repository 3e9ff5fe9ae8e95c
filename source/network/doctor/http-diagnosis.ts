import { cleanText } from '../../quiz/clean-text.ts';
import type { Diagnosis } from '../diagnosis.ts';
import { refusalOfProxy, silentProxy } from '../proxy-faults.ts';
import type { Answer, Asked } from './ask.ts';
import { speaksTls } from './other-protocol.ts';
import type { Finding } from './step.ts';
import { type Target, addressBy, hostAndPort } from './target.ts';

const RIGHT_PORT = "Compare the address and the port with those on the host's screen.";

/** What it means that something takes connections, but no HTTP comes back. */
export async function noAnswer(
  target: Target,
  { failure, received }: Extract<Asked, { ok: false }>,
  signal: AbortSignal,
): Promise<Finding> {
  const { host, port, isSecure, proxy } = target;
  if (proxy && !isSecure) {
    const summary = `the proxy does not answer: ${failure.message}`;
    return { summary, diagnosis: silentProxy(proxy, failure, host), goOn: true };
  }
  if (failure.code === 'timeout') {
    return {
      summary: 'connected, but there is no answer',
      diagnosis: {
        meaning: `Something takes connections on port ${port} of ${host}, but does not answer: another program, or a firewall that lets connections be made and nothing through.`,
        advice: RIGHT_PORT,
      },
    };
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
    summary: `no answer: ${failure.message}`,
    diagnosis: {
      meaning: `Port ${port} of ${host} takes connections, but closes them without an answer: another program, or a firewall in between.`,
      advice: RIGHT_PORT,
    },
  };
}

/** What it means that an answer comes, but none of a termquiz. */
export function strangeAnswer(target: Target, answer: Answer): Finding {
  const { status, headers, body } = answer;
  const data = { status };
  const server = cleanText(String(headers.server ?? ''));
  const summary = `GET /v1 is answered with ${status}${server && ` by ${server}`}`;
  const details = [cleanText(body.replaceAll(/<[^>]*>/gu, ' ')).slice(0, 120)].filter((line) => line !== '');
  if (target.proxy && !target.isSecure && (status === 403 || status === 407 || status >= 500)) {
    const diagnosis = refusalOfProxy(target.proxy, status, target.host);
    return { summary, details, data, diagnosis, goOn: true };
  }
  if (asksForTls(target, answer)) return { ...tlsPort(target), data };
  return {
    summary,
    details,
    data,
    diagnosis: answerDiagnosis(target, status, String(headers.location ?? '')),
  };
}

/** Whether a server says to plain HTTP that the same port speaks TLS: a termquiz sends us there, others complain. */
function asksForTls({ host, port, isSecure }: Target, { status, headers, body }: Answer): boolean {
  if (isSecure) return false;
  const isSentOn = String(headers.location ?? '').startsWith(`https://${hostAndPort(host, port)}/`);
  return status === 307 ? isSentOn : status === 400 && /https/iu.test(body);
}

function answerDiagnosis(target: Target, status: number, location: string): Diagnosis {
  if (status >= 502 && status <= 504) {
    return {
      meaning: `A server in front of the game answers at ${target.host}, but does not reach the game (HTTP status ${status}).`,
      advice: 'Is the game running, on the port that the server in front of it goes to?',
    };
  }
  if (status >= 300 && status < 400 && location !== '') {
    return {
      meaning: `${target.host} sends us on to ${cleanText(location)}; a game does not move.`,
      advice: 'Use the address that it names, up to /v1.',
    };
  }
  return anotherProgram(target);
}

function anotherProgram({ host, port }: Target): Diagnosis {
  return { meaning: `Another program than termquiz answers on port ${port} of ${host}.`, advice: RIGHT_PORT };
}

function tlsPort(target: Target): Finding {
  const { host, port } = target;
  return {
    summary: 'TLS is spoken there, not plain HTTP',
    diagnosis: {
      meaning: `Port ${port} of ${host} speaks TLS, but ws:// and addresses without wss:// go without it.`,
      advice: `Use ${addressBy('wss', target)}.`,
    },
  };
}
