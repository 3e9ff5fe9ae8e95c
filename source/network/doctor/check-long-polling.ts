import { destinationOf, pageText, unexpectedResponse } from './check-http.ts';
import { type Response, isForwarded, sendRequest } from './request.ts';
import { type Finding, type StepResult, runStep } from './step.ts';
import { type Target, stepTimeout } from './target.ts';
import { shownFailure } from '../faults/fault.ts';
import { forwardedRefusal, silentProxy } from '../faults/proxy.ts';
import { truncatedResponse } from '../faults/response.ts';
import { blockedLongPolling, longPollingFault } from '../faults/transports.ts';
import { VIEWS_PATH } from '../../protocol/endpoints.ts';
import { parseServerMessage } from '../../protocol/server-message.ts';

/**
 * Requests the views for a seat that nobody has, which the game itself rejects if the request arrives unchanged.
 *
 * @param isHttpOk Whether the game responds to other requests.
 */
export async function checkLongPolling(target: Target, isHttpOk: boolean): Promise<StepResult> {
  return runStep('long-polling', target.system.now, async () => {
    const token = target.system.random(24).toString('base64url');
    const headers = { Authorization: `Bearer ${token}` };
    const path = `${VIEWS_PATH}?stage=0&you=0&wait=0`;
    const signal = stepTimeout(target);
    const result = await sendRequest(target, path, headers, signal);
    if (result.type === 'no-connection') return result.finding;
    if (result.type === 'response') {
      const finding = viewsFinding(target, result.response);
      // Whatever responds instead of the game does so to any other request, too.
      return isHttpOk || !finding.fault
        ? finding
        : { ...(await unexpectedResponse(target, result.response, signal)), summary: finding.summary };
    }
    const { failure } = result;
    const summary = `no response: ${shownFailure(failure)}`;
    const { proxy, host } = target;
    const fault = proxy && isForwarded(target) ? silentProxy(proxy, failure, host) : blockedLongPolling();
    return { summary, fault };
  });
}

function viewsFinding(target: Target, { status, body, isTruncated }: Response): Finding {
  const data = { status };
  const message = parseServerMessage(body);
  if (status === 401 && message?.type === 'rejected' && message.code === 'unknown-token') {
    return { summary: `the game responds to GET ${VIEWS_PATH}`, data };
  }
  const summary = `GET ${VIEWS_PATH} returns ${status}`;
  if (status === 404) return { summary, data, fault: longPollingFault(status) };
  const { proxy, host, isForwarded: isThroughProxy } = destinationOf(target);
  const refusal = proxy && isThroughProxy ? forwardedRefusal(proxy, status, host) : undefined;
  const fault = refusal ?? (isTruncated ? truncatedResponse(target) : longPollingFault(status));
  return { summary, details: pageText(body), data, fault };
}
