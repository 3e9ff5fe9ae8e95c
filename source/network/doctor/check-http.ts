import { openTunnel } from './connection.ts';
import { type RequestResult, type Response, isForwarded, sendRequest } from './request.ts';
import { type FailedFinding, type Finding, type StepResult, runStep, shownText } from './step.ts';
import { type Target, stepTimeout } from './target.ts';
import { startTls } from './tls-handshake.ts';
import { closingServer, silentServer } from '../faults/connect.ts';
import { shownFailure } from '../faults/fault.ts';
import { silentProxy } from '../faults/proxy.ts';
import {
  gameAtRoot,
  needsTls,
  notHttp,
  otherProtocol,
  responseFault,
  truncatedResponse,
} from '../faults/response.ts';
import { isTlsAlert, tlsFault } from '../faults/tls.ts';
import { INFO_PATH, PROTOCOL } from '../../protocol/endpoints.ts';
import { parseGameInfo } from '../../protocol/game-info.ts';
import { cleanText } from '../../text/clean.ts';

/** Asks the host about its game: whether it is termquiz, and speaks this protocol. */
export async function checkHttp(target: Target): Promise<StepResult> {
  return runStep('http', target.system.now, async () => {
    const signal = stepTimeout(target);
    const result = await sendRequest(target, INFO_PATH, {}, signal);
    switch (result.type) {
      case 'response':
        return gameFinding(target, result.response, signal);
      case 'no-response':
        return noResponse(target, result, signal);
      case 'no-connection':
        return result.finding;
    }
  });
}

async function gameFinding(target: Target, response: Response, signal: AbortSignal): Promise<Finding> {
  const game = parseGameInfo(response);
  if (!game) return unexpectedResponse(target, response, signal);
  const { version, protocol, phase } = game;
  const summary = `termquiz ${version}, protocol ${protocol}, phase ${phase}`;
  const data = { status: response.status, version, protocol, phase };
  return protocol === PROTOCOL
    ? { summary: `GET ${INFO_PATH} finds ${summary}`, data }
    : { summary, data, fault: otherProtocol(game) };
}

/** Returns why a response does not come from a game, asking the server again if the path may be wrong. */
export async function unexpectedResponse(
  target: Target,
  response: Response,
  signal: AbortSignal,
): Promise<FailedFinding> {
  const { status, headers, body } = response;
  const data = { status };
  const server = shownText(String(headers.server ?? ''));
  const { pathname } = new URL(`${target.base}${INFO_PATH}`);
  const summary = `GET ${pathname} returns ${status}${server && ` from ${server}`}`;
  const details = pageText(body);
  const fault = response.isTruncated
    ? truncatedResponse(target)
    : responseFault(destinationOf(target), { status, body, location: headers.location }, INFO_PATH);
  if (fault.code === 'needs-tls') return { summary: NEEDS_TLS, data, fault };
  const mayHaveWrongPath = ['wrong-path', 'other-program', 'proxy-other-program'].includes(fault.code);
  if (mayHaveWrongPath && (await hasGameAtRoot(target, signal))) {
    return { summary, details, data, fault: gameAtRoot(target) };
  }
  // WebSockets go through a tunnel, which the proxy may open all the same.
  const canContinue = fault.code.startsWith('proxy-');
  return { summary, details, data, fault, ...(canContinue && { canContinue }) };
}

/** Returns the target as faults of HTTP responses see it. */
export function destinationOf(target: Target) {
  return { ...target, isForwarded: isForwarded(target) };
}

const NEEDS_TLS = 'the port uses TLS, not plain HTTP';

async function hasGameAtRoot(target: Target, signal: AbortSignal): Promise<boolean> {
  const { origin, pathname } = new URL(target.base);
  if (pathname === '/') return false;
  const result = await sendRequest({ ...target, base: origin }, INFO_PATH, {}, signal);
  return result.type === 'response' && parseGameInfo(result.response) !== undefined;
}

/** Returns why something accepts connections and sends no HTTP. */
async function noResponse(
  target: Target,
  { failure, received }: Extract<RequestResult, { type: 'no-response' }>,
  signal: AbortSignal,
): Promise<FailedFinding> {
  const { host, isSecure, proxy } = target;
  if (proxy && isForwarded(target)) {
    const summary = `the proxy does not respond: ${shownFailure(failure)}`;
    return { summary, fault: silentProxy(proxy, failure, host), canContinue: true };
  }
  if (failure.code === 'timeout') {
    return { summary: 'connected, but there is no response', fault: silentServer(target) };
  }
  if (isTlsAlert(failure))
    return { summary: 'the server aborts the TLS handshake', fault: tlsFault(target, failure) };
  if (!isSecure && (await speaksTls(target, signal))) return { summary: NEEDS_TLS, fault: needsTls(target) };
  if (received.length > 0) {
    const words = cleanText(Buffer.from(received).toString('latin1', 0, 200)).slice(0, 60);
    return {
      summary: 'something responds, but not over HTTP',
      details: [`It says: ${words}`],
      fault: notHttp(target, received),
    };
  }
  return { summary: `no response: ${shownFailure(failure)}`, fault: closingServer(target) };
}

/** Whether a port that should speak plain HTTP uses TLS. */
async function speaksTls(target: Target, signal: AbortSignal): Promise<boolean> {
  const tunnel = await openTunnel(target, signal);
  if (!tunnel.ok) return false;
  const handshake = await startTls(target, tunnel.value.socket, signal);
  tunnel.value.socket.destroy();
  return handshake.ok;
}

const MAX_TEXT = 120;

/** Returns the beginning of the text that people would read on a page, as one line that is safe to draw, if there is any. */
export function pageText(body: string): string[] {
  const text = cleanText(body.replaceAll(HIDDEN, ' ').replaceAll(TAG, ' '));
  return text === '' ? [] : [text.slice(0, MAX_TEXT)];
}

/** Comments, scripts and styles. */
const HIDDEN = /<!--[^]*?(?:-->|$)|<(?<name>script|style)\b[^]*?(?:<\/\k<name>\s*>|$)/giu;

const TAG = /<[^<>]*>/gu;
