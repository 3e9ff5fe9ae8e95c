import { Server, type ServerOptions } from 'node:https';
import type { Socket } from 'node:net';

/** A certificate with its chain, and its private key, in PEM. */
export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
}

/** Connections that take longer to send the first byte, or to finish the handshake, are destroyed, in milliseconds. */
const HANDSHAKE_TIMEOUT_MS = 5000;

/** The first byte of every TLS connection: a handshake record. */
const HANDSHAKE_RECORD = 22;

/** An HTTPS server that redirects plain HTTP requests to its https address instead of dropping the connection. */
export class TlsServer extends Server {
  readonly #sockets = new Set<Socket>();

  constructor({ handshakeTimeout = HANDSHAKE_TIMEOUT_MS, ...options }: ServerOptions) {
    super({ ...options, handshakeTimeout });
    const startTls = this.listeners('connection');
    this.removeAllListeners('connection');
    this.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
      // A client that disconnects before it has sent anything needs no handling.
      socket.on('error', () => socket.destroy());
      onFirstBytes(socket, handshakeTimeout, (bytes) => {
        if (bytes[0] !== HANDSHAKE_RECORD)
          return redirectToTls(socket, handshakeTimeout, bytes.toString('latin1'));
        socket.unshift(bytes);
        for (const listener of startTls) listener.call(this, socket);
      });
    });
  }

  /** Closes connections before their handshake, too. */
  override closeAllConnections(): void {
    super.closeAllConnections();
    for (const socket of this.#sockets) socket.destroy();
  }
}

function onFirstBytes(socket: Socket, timeout: number, callback: (bytes: Buffer) => void): void {
  const timer = setTimeout(() => socket.destroy(), timeout);
  socket.once('close', () => clearTimeout(timer));
  socket.once('readable', () => {
    clearTimeout(timer);
    const bytes: unknown = socket.read();
    if (Buffer.isBuffer(bytes)) callback(bytes);
    else socket.destroy();
  });
}

/** Redirects a plain HTTP request to the same address with https; anything else gets a 400. */
function redirectToTls(socket: Socket, timeout: number, text: string): void {
  const [, target] = /^[A-Z]+ (\/[\x21-\x7E]*) HTTP\/1/u.exec(text) ?? [];
  // The client controls this header: repeat it only if it looks like an address.
  const [, host] = /^host:[ \t]*([\w.:[\]-]{1,255})[ \t]*\r$/imu.exec(text) ?? [];
  const isRequest = target !== undefined && host !== undefined;
  const body = `This address needs TLS. Use ${isRequest ? `https://${host} or wss://${host}` : 'https or wss'}.\n`;
  const lines = [
    `HTTP/1.1 ${isRequest ? '307 Temporary Redirect' : '400 Bad Request'}`,
    ...(isRequest ? [`Location: https://${host}${target}`] : []),
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  const timer = setTimeout(() => socket.destroy(), timeout);
  socket.once('close', () => clearTimeout(timer));
  // Reads and discards further input: closing with unread input would reset the connection and lose the response.
  socket.resume().end(`${lines.join('\r\n')}\r\n\r\n${body}`);
}
