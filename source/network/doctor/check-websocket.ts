import { createHash } from 'node:crypto';
import { type IncomingMessage, request } from 'node:http';
import type { Socket } from 'node:net';
import { openConnection, shownRequest, shownResponse } from './connection.ts';
import { type Finding, type StepResult, runStep, shownText } from './step.ts';
import { type Target, stepTimeout } from './target.ts';
import { type Failure, type Fault, failureFrom, shownFailure } from '../faults/fault.ts';
import { blockedWebSocket, upgradeFault, wrongWebSocket } from '../faults/transports.ts';
import { SOCKET_PATH, SUBPROTOCOL } from '../../protocol/endpoints.ts';

export interface OpenedWebSocket {
  readonly result: StepResult;
  /** The open connection, which the caller closes; undefined if the handshake failed. */
  readonly socket?: Socket;
}

/**
 * Opens a WebSocket, and shows the opening handshake as it was sent and received.
 *
 * @param isHttpOk Whether other requests reach the game, and so long polling may work.
 */
export async function checkWebSocket(target: Target, isHttpOk: boolean): Promise<OpenedWebSocket> {
  let opened: Socket | undefined;
  const result = await runStep('websocket', target.system.now, async () => {
    const { socket, ...finding } = await openWebSocket(target);
    if (finding.fault) {
      socket?.destroy();
      const fault = isHttpOk ? withOtherTransport(finding.fault) : finding.fault;
      return { ...finding, fault, canContinue: true };
    }
    opened = socket;
    return finding;
  });
  return { result, ...(opened && { socket: opened }) };
}

/** Adds to a WebSocket's fault that the game can be played without one. */
export function withOtherTransport(fault: Fault): Fault {
  const advice = `${fault.advice} Long polling needs no WebSocket, and join switches to it automatically.`;
  return { ...fault, advice };
}

async function openWebSocket(target: Target): Promise<Finding & { readonly socket?: Socket }> {
  const signal = stepTimeout(target);
  const connection = await openConnection(target, signal);
  if (!connection.ok) return connection.finding;
  const { socket, transcript } = connection.value;
  const key = target.system.random(16).toString('base64');
  const url = new URL(`${target.base}${SOCKET_PATH}`);
  const headers = {
    Host: url.host,
    Upgrade: 'websocket',
    Connection: 'Upgrade',
    'Sec-WebSocket-Key': key,
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Protocol': SUBPROTOCOL,
  };
  const sent = [...transcript, ...shownRequest(`GET ${url.pathname}`, headers)];
  const handshake = await shakeHands(socket, url.pathname, headers, signal);
  if ('failure' in handshake) {
    const { failure } = handshake;
    const summary = `no response: ${shownFailure(failure)}`;
    return { summary, details: sent, fault: blockedWebSocket(target, failure), socket };
  }
  return { ...handshakeFinding(target, handshake, key, sent), socket };
}

interface Handshake {
  readonly response: IncomingMessage;
  readonly isUpgraded: boolean;
  /** The heads of all responses, line by line. */
  readonly received: readonly string[];
}

/** A server may send any number of interim responses. */
const MAX_INTERIM_RESPONSES = 5;

async function shakeHands(
  socket: Socket,
  path: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Handshake | { readonly failure: Failure }> {
  return new Promise((resolve) => {
    const interim: string[][] = [];
    const end = (response: IncomingMessage, isUpgraded: boolean) =>
      resolve({ response, isUpgraded, received: [...interim.flat(), ...shownResponse(response)] });
    const sent = request({ createConnection: () => socket, path, headers, signal });
    sent.on('information', (information) => {
      if (interim.length < MAX_INTERIM_RESPONSES) interim.push(shownResponse(information));
    });
    sent.once('upgrade', (response, _socket, head) => {
      if (head.length > 0) socket.unshift(head);
      end(response, response.headers.upgrade?.toLowerCase() === 'websocket');
    });
    sent.once('response', (response) => end(response, false));
    sent.once('error', (error) => resolve({ failure: failureFrom(error) }));
    sent.end();
  });
}

function handshakeFinding(
  target: Target,
  { response, isUpgraded, received }: Handshake,
  key: string,
  sent: readonly string[],
): Finding {
  const { statusCode: status = 0, headers } = response;
  const expected = acceptValue(key);
  const accept = shownText(headers['sec-websocket-accept'] ?? '');
  const isAccepted = accept === expected;
  const data = { status, accept: accept || null, expected };
  const heads = [...sent, ...received];
  if (status !== 101) {
    const summary = `the response to the upgrade is ${status}, not 101`;
    return { summary, details: heads, data, fault: upgradeFault(target, status) };
  }
  const comparison = isAccepted
    ? 'Sec-WebSocket-Accept matches the key'
    : `Sec-WebSocket-Accept does not match the key: it should be ${expected}`;
  const details = [...heads, comparison];
  if (isUpgraded && isAccepted && headers['sec-websocket-protocol'] === SUBPROTOCOL) {
    return { summary: '101 Switching Protocols, with the correct Sec-WebSocket-Accept', details, data };
  }
  const problem = isAccepted
    ? isUpgraded
      ? `without the subprotocol ${SUBPROTOCOL}`
      : 'without the headers of an upgrade'
    : 'with a wrong Sec-WebSocket-Accept';
  return { summary: `101, but ${problem}`, details, data, fault: wrongWebSocket(target) };
}

/** Returns the `Sec-WebSocket-Accept` header for a key. @see https://www.rfc-editor.org/rfc/rfc6455#section-4.2.2 */
export function acceptValue(key: string): string {
  return createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
}
