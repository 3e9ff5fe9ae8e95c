import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { hostAndPort, unbracketed } from '../addresses/address.ts';
import { type Outcome, shownText } from './step.ts';
import type { Target } from './target.ts';
import { serverName, startTrustedTls } from './tls-handshake.ts';
import { connectFault } from '../faults/connect.ts';
import { type Failure, failureFrom, shownFailure } from '../faults/fault.ts';
import { proxyRefusal, silentProxy } from '../faults/proxy.ts';
import type { Proxy } from '../proxy/route.ts';
import { pluralize } from '../../text/numbers.ts';

/** A connection to the game's host. Its opener closes it. */
export interface Connection {
  readonly socket: Socket;
  /** The request to the proxy and its response, line by line; empty for a direct route. */
  readonly transcript: readonly string[];
}

/** Connects to the game's host, with TLS if the target uses it. */
export async function openConnection(target: Target, signal: AbortSignal): Promise<Outcome<Connection>> {
  const tunnel = await openTunnel(target, signal);
  if (!tunnel.ok || !target.isSecure) return tunnel;
  const secured = await startTrustedTls(target, tunnel.value.socket, signal);
  return secured.ok ? { ok: true, value: { ...tunnel.value, socket: secured.value } } : secured;
}

/** Connects to the game's host without TLS: directly, or through the proxy with CONNECT. */
export async function openTunnel(target: Target, signal: AbortSignal): Promise<Outcome<Connection>> {
  const connected = await connectTcp(target, signal);
  if (!connected.ok) return connected;
  const socket = connected.value;
  return target.proxy
    ? throughProxy(target, target.proxy, socket, signal)
    : { ok: true, value: { socket, transcript: [] } };
}

/** Connects to the next hop: to the proxy, with TLS if it uses it, or to the game's host without. */
export async function connectTcp(target: Target, signal: AbortSignal): Promise<Outcome<Socket>> {
  const { host, port } = nextHop(target);
  const socket = target.system.connect(host, port);
  socket.on('error', () => undefined);
  try {
    await once(socket, 'connect', { signal });
    if (target.proxy?.url.protocol !== 'https:') return { ok: true, value: socket };
    const secured = connectTls({ socket, host, ...serverName(host) });
    secured.on('error', () => undefined);
    await once(secured, 'secureConnect', { signal });
    return { ok: true, value: secured };
  } catch (error) {
    socket.destroy();
    const failure = failureFrom(error);
    const summary = `${hostAndPort(host, port)}: ${shownFailure(failure)}`;
    return { ok: false, finding: { summary, fault: connectFault(target, failure) } };
  }
}

/** Returns where packets go first: to the proxy, or directly to the game's host. */
export function nextHop({ host, port, proxy }: Target): { readonly host: string; readonly port: number } {
  if (!proxy) return { host, port };
  const { hostname, port: proxyPort, protocol } = proxy.url;
  return {
    host: unbracketed(hostname),
    port: Number(proxyPort || (protocol === 'https:' ? 443 : 80)),
  };
}

/** Returns the `Proxy-Authorization` header for the user name and password in a proxy's URL, if it has them. */
export function proxyAuthorization({ url }: Proxy): string | undefined {
  if (url.username === '' && url.password === '') return undefined;
  const credentials = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  return `Basic ${Buffer.from(credentials).toString('base64')}`;
}

/** Returns the head of a request as it is sent, line by line. */
export function shownRequest(start: string, headers: Readonly<Record<string, string>>): string[] {
  const fields = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`${start} HTTP/1.1`, ...fields].map((line) => `> ${line}`);
}

/** Returns the head of a response as it came, line by line, safe to draw on a terminal. */
export function shownResponse(
  response: Pick<IncomingMessage, 'httpVersion' | 'statusCode' | 'statusMessage' | 'rawHeaders'>,
): string[] {
  const { httpVersion, statusCode, statusMessage, rawHeaders } = response;
  const fields = rawHeaders.flatMap((name, index) =>
    index % 2 === 0 ? [`${name}: ${rawHeaders[index + 1] ?? ''}`] : [],
  );
  const status = `HTTP/${httpVersion} ${statusCode} ${statusMessage ?? ''}`;
  const lines = [status, ...fields].slice(0, MAX_SHOWN_LINES).map((line) => `< ${shownText(line)}`);
  const hidden = fields.length + 1 - lines.length;
  return hidden > 0 ? [...lines, `  (and ${pluralize(hidden, 'more header')})`] : lines;
}

/** The most lines of a response's head that are shown. */
const MAX_SHOWN_LINES = 30;

async function throughProxy(
  target: Target,
  proxy: Proxy,
  socket: Socket,
  signal: AbortSignal,
): Promise<Outcome<Connection>> {
  const to = hostAndPort(target.host, target.port);
  const authorization = proxyAuthorization(proxy);
  const secret = authorization === undefined ? {} : { 'Proxy-Authorization': authorization };
  const response = await sendConnect(socket, to, { Host: to, ...secret }, signal);
  const hidden = authorization === undefined ? {} : { 'Proxy-Authorization': '(not shown)' };
  const sent = shownRequest(`CONNECT ${to}`, { Host: to, ...hidden });
  if ('failure' in response) {
    socket.destroy();
    const fault = silentProxy(proxy, response.failure, target.host);
    const summary = 'the proxy does not respond to CONNECT';
    return { ok: false, finding: { summary, details: sent, fault } };
  }
  const transcript = [...sent, ...shownResponse(response)];
  const { statusCode: status = 0 } = response;
  if (status === 200) return { ok: true, value: { socket, transcript } };
  socket.destroy();
  const summary = `the proxy refuses CONNECT: ${status}`;
  const fault = proxyRefusal(proxy, status, target.host);
  return { ok: false, finding: { summary, details: transcript, fault } };
}

/** Node reports every response to CONNECT by the event `connect`, whatever its status. */
async function sendConnect(
  socket: Socket,
  path: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<IncomingMessage | { readonly failure: Failure }> {
  return new Promise((resolve) => {
    const connecting = request({
      method: 'CONNECT',
      path,
      headers,
      signal,
      createConnection: () => socket,
    });
    // Node adds this header by default, and the request as shown does not have it.
    connecting.removeHeader('Connection');
    connecting.once('connect', (response, _socket, head) => {
      if (head.length > 0) socket.unshift(head);
      resolve(response);
    });
    connecting.once('error', (error) => resolve({ failure: failureFrom(error) }));
    connecting.end();
  });
}
