import { readFileSync } from 'node:fs';
import { type IncomingMessage, type RequestListener, createServer, request } from 'node:http';
import { type Socket, connect, createServer as createTcpServer } from 'node:net';
import { type TlsOptions, createServer as createTlsServer } from 'node:tls';
import { fixture } from './binary.ts';
import { listening } from './listening.ts';
import { LOOPBACK } from './sockets.ts';

/** Starts a TCP server for the test. Returns its port. */
export async function tcpServer(onSocket: (socket: Socket) => void): Promise<number> {
  return listening(createTcpServer(onSocket));
}

export async function httpServer(listener: RequestListener): Promise<number> {
  return listening(createServer(listener));
}

export const testAuthority = readFileSync(fixture('tls/ca.pem'), 'utf8');

/** Starts a TLS server, with one of the test certificates, in front of a plain one. Returns its port. */
export async function tlsInFrontOf(
  port: number,
  certificate: 'server' | 'expired' | 'other-name' | 'self-signed' = 'server',
  options: TlsOptions = {},
): Promise<number> {
  const pem = (name: string) => readFileSync(fixture(`tls/${name}.pem`));
  const server = createTlsServer(
    { ...options, cert: pem(certificate), key: pem(`${certificate}-key`) },
    (secure) => join(secure, connect(port, LOOPBACK)),
  );
  server.on('tlsClientError', (_error, socket) => void socket.destroy());
  return listening(server);
}

export interface ProxyOptions {
  /** The status that rejects CONNECT. */
  readonly refuseConnect?: number;
  /** The status that rejects all other requests. */
  readonly refuseOthers?: number;
  /** The required value of `Proxy-Authorization`. */
  readonly authorization?: string;
}

/** Starts an HTTP proxy that forwards every request to this machine and strips Upgrade as proxies do. */
export async function proxyServer(options: ProxyOptions = {}) {
  /** The first line of each request. */
  const asked: string[] = [];
  const refusal = (incoming: IncomingMessage, status: number | undefined) =>
    options.authorization !== undefined && incoming.headers['proxy-authorization'] !== options.authorization
      ? 407
      : status;
  const server = createServer((incoming, answer) => {
    asked.push(`${incoming.method} ${incoming.url}`);
    const status = refusal(incoming, options.refuseOthers);
    if (status) return void answer.writeHead(status).end();
    const { port, pathname, search } = new URL(incoming.url ?? '');
    const { upgrade: _upgrade, connection: _connection, ...headers } = incoming.headers;
    const { method } = incoming;
    const onward = request({ host: LOOPBACK, port, path: `${pathname}${search}`, method, headers });
    onward.on('response', (response) => {
      answer.writeHead(response.statusCode ?? 500, response.headers);
      response.pipe(answer);
    });
    onward.on('error', () => answer.writeHead(502).end());
    incoming.pipe(onward);
  });
  server.on('connect', (incoming, socket: Socket) => {
    asked.push(`CONNECT ${incoming.url}`);
    const status = refusal(incoming, options.refuseConnect);
    if (status) return void socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\n\r\n`);
    const onward = connect(Number(incoming.url?.split(':').at(-1)), LOOPBACK);
    onward.once('connect', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      join(socket, onward);
    });
    onward.once('error', () => socket.end('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n'));
  });
  const port = await listening(server);
  return { port, url: `http://${LOOPBACK}:${port}`, asked };
}

function join(left: Socket, right: Socket): void {
  for (const [from, to] of [
    [left, right],
    [right, left],
  ] as const) {
    from.pipe(to);
    from.on('error', () => to.destroy());
    from.on('close', () => to.destroy());
  }
}
