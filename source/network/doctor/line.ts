import { once } from 'node:events';
import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { type Head, readHead, shownHead } from './head.ts';
import { secure, serverName } from './secure.ts';
import type { Attempt } from './step.ts';
import { type Target, hostAndPort } from './target.ts';
import { connectDiagnosis } from '../faults/connect-diagnosis.ts';
import { failureFrom, shownFailure } from '../faults/fault.ts';
import { refusalOfProxy, silentProxy } from '../faults/proxy.ts';
import type { Proxy } from '../proxy/proxy.ts';
import { unbracketed } from '../addresses/address.ts';

/** A connection on which the game's host can be talked to. */
export interface Line {
  readonly socket: Socket;
  /** What was said to the proxy and what it said, line by line; nothing where there is none. */
  readonly tunnel: readonly string[];
}

/** Connects up to the game's host, with TLS where the target has it. Closed by who gets it. */
export async function openLine(target: Target, signal: AbortSignal): Promise<Attempt<Line>> {
  const opened = await openTunnel(target, signal);
  if (!opened.ok || !target.isSecure) return opened;
  const secured = await secure(target, opened.value.socket, signal);
  return secured.ok ? { ok: true, value: { ...opened.value, socket: secured.value } } : secured;
}

/** Connects up to the game's host, without TLS to it: straight, or through the proxy with CONNECT. */
export async function openTunnel(target: Target, signal: AbortSignal): Promise<Attempt<Line>> {
  const connected = await connect(target, signal);
  if (!connected.ok) return connected;
  const socket = connected.value;
  if (!target.proxy) return { ok: true, value: { socket, tunnel: [] } };
  return throughProxy(target, target.proxy, socket, signal);
}

/** Connects by TCP: to the proxy where there is one, with TLS to it where it wants that; else to the game's host. */
export async function connect(target: Target, signal: AbortSignal): Promise<Attempt<Socket>> {
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
    return { ok: false, summary, diagnosis: connectDiagnosis(target, failure) };
  }
}

/** Where packets go first. */
export function nextHop({ host, port, proxy }: Target): { readonly host: string; readonly port: number } {
  if (!proxy) return { host, port };
  const { hostname, port: proxyPort, protocol } = proxy.url;
  return {
    host: unbracketed(hostname),
    port: Number(proxyPort || (protocol === 'https:' ? 443 : 80)),
  };
}

/** What a proxy is told about who asks, where its URL has a name. */
export function proxyAuthorization({ url }: Proxy): string | undefined {
  if (url.username === '' && url.password === '') return undefined;
  const credentials = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  return `Basic ${Buffer.from(credentials).toString('base64')}`;
}

async function throughProxy(
  target: Target,
  proxy: Proxy,
  socket: Socket,
  signal: AbortSignal,
): Promise<Attempt<Line>> {
  const to = hostAndPort(target.host, target.port);
  const authorization = proxyAuthorization(proxy);
  const request = [`CONNECT ${to} HTTP/1.1`, `Host: ${to}`];
  const secret = authorization === undefined ? [] : [`Proxy-Authorization: ${authorization}`];
  socket.write(`${[...request, ...secret].join('\r\n')}\r\n\r\n`);
  const shown = [...request, ...secret.map(() => 'Proxy-Authorization: (not shown)')].map(
    (line) => `> ${line}`,
  );
  const answer = await readHead(socket, signal);
  const tunnel = answer.ok ? [...shown, ...shownHead(answer.head)] : shown;
  if (answer.ok && answer.head.status === 200) return { ok: true, value: { socket, tunnel } };
  socket.destroy();
  if (answer.ok) return refusal(target, proxy, answer.head, tunnel);
  const diagnosis = silentProxy(proxy, answer.failure, target.host);
  return { ok: false, summary: 'the proxy does not answer CONNECT', details: tunnel, diagnosis };
}

function refusal(
  { host }: Target,
  proxy: Proxy,
  { status }: Head,
  details: readonly string[],
): Attempt<never> {
  const summary = `the proxy refuses CONNECT: ${status}`;
  return { ok: false, summary, details, diagnosis: refusalOfProxy(proxy, status, host) };
}
