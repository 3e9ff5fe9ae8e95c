import { type Answer, ask } from './ask.ts';
import { type Finding, type StepResult, runStep } from './step.ts';
import { cutAnswer, pageText, refusalOnTheWay, strangeAnswer } from './strange-answer.ts';
import { type Target, patience } from './target.ts';
import { shownFailure } from '../faults/fault.ts';
import { silentProxy } from '../faults/proxy.ts';
import { VIEWS_PATH } from '../../protocol/endpoints.ts';
import { parseServerMessage } from '../../protocol/server-message.ts';

/**
 * Long polling: whether a request for the views gets through whole. A seat that nobody has is refused by the game itself.
 *
 * @param isHttpOk Whether the game answers to other requests.
 */
export async function poll(target: Target, isHttpOk: boolean): Promise<StepResult> {
  return runStep('long-polling', target.system.now, async () => {
    const token = target.system.random(24).toString('base64url');
    const headers = { Authorization: `Bearer ${token}` };
    const path = `${VIEWS_PATH}?stage=0&you=0&wait=0`;
    const signal = patience(target);
    const asked = await ask(target, path, headers, signal);
    if (!asked.ok) return asked;
    const { value } = asked;
    if (value.ok) {
      const finding = findingFrom(target, value.answer);
      // What answers in place of the game says the same of this as of any other request.
      return isHttpOk || !finding.diagnosis
        ? finding
        : { ...(await strangeAnswer(target, value.answer, signal)), summary: finding.summary };
    }
    const summary = `no answer: ${shownFailure(value.failure)}`;
    const { proxy, isSecure, host } = target;
    if (proxy && !isSecure) return { summary, diagnosis: silentProxy(proxy, value.failure, host) };
    return {
      summary,
      diagnosis: {
        meaning:
          'The game answers at /v1, but not to requests for long polling: something in between cuts them off.',
        advice: 'Try another network.',
      },
    };
  });
}

function findingFrom(target: Target, answer: Answer): Finding {
  const { status, body, wasCut } = answer;
  const data = { status };
  const message = parseServerMessage(body);
  if (status === 401 && message?.type === 'rejected' && message.code === 'unknown-token') {
    return { summary: `GET ${VIEWS_PATH} is answered by the game`, data };
  }
  const summary = `GET ${VIEWS_PATH} is answered with ${status}`;
  if (status === 404) {
    return {
      summary,
      data,
      diagnosis: {
        meaning:
          "The host's termquiz knows no long polling, or a proxy in between passes only some paths on.",
        advice: 'An older host needs WebSockets. Otherwise all paths have to be passed on.',
      },
    };
  }
  const details = pageText(body);
  const refusal = refusalOnTheWay(target, answer) ?? (wasCut ? cutAnswer(target) : undefined);
  if (refusal) return { summary, details, data, diagnosis: refusal };
  return {
    summary,
    details,
    data,
    diagnosis: {
      meaning: `Something in between answers in place of the game, or takes the Authorization header or the query away (HTTP status ${status}).`,
      advice: "A proxy on the host's side has to pass both on. WebSockets need neither.",
    },
  };
}
