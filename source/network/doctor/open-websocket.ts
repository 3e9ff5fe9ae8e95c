import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import { type Head, readHead, shownHead } from './head.ts';
import { openLine } from './line.ts';
import { type Finding, type StepResult, runStep } from './step.ts';
import { type Target, patience } from './target.ts';
import { refusedUpgrade, silentUpgrade, withOtherWay, wrongAnswer } from './upgrade-diagnosis.ts';
import { SOCKET_PATH, SUBPROTOCOL } from '../../protocol/endpoints.ts';
import { cleanText } from '../../text/clean.ts';

export interface OpenedWebSocket {
  readonly result: StepResult;
  /** The connection, to be closed by who gets it; undefined where there is none. */
  readonly socket?: Socket;
}

/**
 * The opening handshake, by hand, to show it as it was sent and received.
 *
 * @param isHttpOk Whether other requests come through.
 */
export async function openWebSocket(target: Target, isHttpOk: boolean): Promise<OpenedWebSocket> {
  let opened: Socket | undefined;
  const result = await runStep('websocket', target.system.now, async () => {
    const { socket, ...finding } = await upgrade(target);
    if (finding.diagnosis) {
      socket?.destroy();
      return { ...finding, diagnosis: withOtherWay(finding.diagnosis, isHttpOk), goOn: true };
    }
    opened = socket;
    return finding;
  });
  return { result, ...(opened && { socket: opened }) };
}

async function upgrade(target: Target): Promise<Finding & { readonly socket?: Socket }> {
  const signal = patience(target);
  const line = await openLine(target, signal);
  if (!line.ok) return line;
  const { socket, tunnel } = line.value;
  const key = target.system.random(16).toString('base64');
  const request = openingRequest(target.base, key);
  socket.write(`${request.join('\r\n')}\r\n\r\n`);
  const answer = await readHead(socket, signal);
  const sent = [...tunnel, ...request.map((sentLine) => `> ${sentLine}`)];
  if (answer.ok) return { ...findingFrom(target, answer.head, key, sent), socket };
  const { failure } = answer;
  return { summary: failure.message, details: sent, diagnosis: silentUpgrade(target, failure), socket };
}

function findingFrom(target: Target, head: Head, key: string, sent: readonly string[]): Finding {
  const { status, headers } = head;
  const expected = acceptValue(key);
  const accept = cleanText(headers.get('sec-websocket-accept') ?? '');
  const isRight = accept === expected;
  const data = { status, accept: accept || null, expected };
  const seen = [...sent, ...shownHead(head)];
  if (status !== 101) {
    const summary = `the upgrade is answered with ${status}, not 101`;
    return { summary, details: seen, data, diagnosis: refusedUpgrade(target, head) };
  }
  const comparison = isRight
    ? 'Sec-WebSocket-Accept is the value computed from the key'
    : `Sec-WebSocket-Accept should be ${expected}, computed from the key`;
  const details = [...seen, comparison];
  const subprotocol = headers.get('sec-websocket-protocol');
  if (isRight && subprotocol === SUBPROTOCOL) {
    return { summary: '101 Switching Protocols, with the right Sec-WebSocket-Accept', details, data };
  }
  const summary = isRight ? `101, but not for ${SUBPROTOCOL}` : '101, but with a wrong Sec-WebSocket-Accept';
  return { summary, details, data, diagnosis: wrongAnswer(target) };
}

/** What a server has to answer to a key. @see RFC 6455, section 4.2.2 */
export function acceptValue(key: string): string {
  return createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
}

/** The lines of the request that opens a WebSocket. @param base Of the game. @param key 16 bytes drawn at random, in Base64. */
export function openingRequest(base: string, key: string): string[] {
  const url = new URL(`${base}${SOCKET_PATH}`);
  return [
    `GET ${url.pathname} HTTP/1.1`,
    `Host: ${url.host}`,
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Key: ${key}`,
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Protocol: ${SUBPROTOCOL}`,
  ];
}
