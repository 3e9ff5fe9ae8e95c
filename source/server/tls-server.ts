import { Server, type ServerOptions } from 'node:https';
import type { Socket } from 'node:net';

/** A certificate, with those that lead up to its authority, and its key, in PEM. */
export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
}

/** Who takes longer to say the first byte, or to shake hands, is cut off, in milliseconds. */
const HANDSHAKE_MS = 5000;

/** The first byte of every TLS connection: a handshake record. */
const HANDSHAKE_RECORD = 22;

/** An HTTPS server that tells those who come without TLS where they should go, in place of breaking off. */
export class TlsServer extends Server {
  readonly #sockets = new Set<Socket>();

  constructor(options: ServerOptions) {
    super({ ...options, handshakeTimeout: HANDSHAKE_MS });
    const shakeHands = this.listeners('connection');
    this.removeAllListeners('connection');
    this.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
      // Who is gone before saying anything is nobody's loss.
      socket.on('error', () => socket.destroy());
      onFirstBytes(socket, (bytes) => {
        if (bytes[0] !== HANDSHAKE_RECORD) return answerWithoutTls(socket, bytes.toString('latin1'));
        socket.unshift(bytes);
        for (const listener of shakeHands) listener.call(this, socket);
      });
    });
  }

  /** Those that have not shaken hands, too. */
  override closeAllConnections(): void {
    super.closeAllConnections();
    for (const socket of this.#sockets) socket.destroy();
  }
}

function onFirstBytes(socket: Socket, take: (bytes: Buffer) => void): void {
  const timer = setTimeout(() => socket.destroy(), HANDSHAKE_MS);
  socket.once('close', () => clearTimeout(timer));
  socket.once('readable', () => {
    clearTimeout(timer);
    const bytes: unknown = socket.read();
    if (Buffer.isBuffer(bytes)) take(bytes);
    else socket.destroy();
  });
}

/** Sends a plain request to the same address with https; what is none gets a 400. */
function answerWithoutTls(socket: Socket, text: string): void {
  const [, target] = /^[A-Z]+ (\/[\x21-\x7E]*) HTTP\/1/u.exec(text) ?? [];
  // The header is the visitor's own words: only what looks like an address goes back.
  const [, host] = /^host:[ \t]*([\w.:[\]-]{1,255})[ \t]*\r$/imu.exec(text) ?? [];
  const isRequest = target !== undefined && host !== undefined;
  const body = `This address speaks TLS: use ${isRequest ? `https://${host} or wss://${host}` : 'https or wss'}.\n`;
  const lines = [
    `HTTP/1.1 ${isRequest ? '307 Temporary Redirect' : '400 Bad Request'}`,
    ...(isRequest ? [`Location: https://${host}${target}`] : []),
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  const timer = setTimeout(() => socket.destroy(), HANDSHAKE_MS);
  socket.once('close', () => clearTimeout(timer));
  // What else is said is read away: closing on it would take the answer back.
  socket.resume().end(`${lines.join('\r\n')}\r\n\r\n${body}`);
}
