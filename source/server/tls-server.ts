import { Server, type ServerOptions } from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type Clock, systemClock } from '../clock.ts';
import { endStream, rawResponse } from './http/respond.ts';

/** A certificate with its chain, and its private key, in PEM. */
export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
}

/** Connections that take longer to finish the handshake are destroyed, in milliseconds. */
const HANDSHAKE_TIMEOUT_MS = 5000;

/** The first byte of every TLS connection: a handshake record. */
const HANDSHAKE_RECORD = 22;

interface Handshake {
  readonly socket: Socket;
  /** Must be called when the handshake is finished or the connection is closed. */
  readonly finish: () => void;
}

const tcpSockets = new WeakMap<Duplex, Socket>();

/** Returns the TCP socket under a TLS connection of a `TlsServer`, and any other stream as it is. */
export function tcpSocketOf(stream: Duplex): Duplex {
  return tcpSockets.get(stream) ?? stream;
}

/** An HTTPS server that redirects plain HTTP requests to its https address instead of dropping the connection. */
export class TlsServer extends Server {
  /** Times the handshakes, like `Clock.after`. Default: `setTimeout`. */
  after: Clock['after'] = systemClock().after;
  readonly #sockets = new Set<Socket>();
  /** The connections that have not finished their handshake, by their addresses. */
  readonly #handshakes = new Map<string, Handshake>();

  constructor({ handshakeTimeout = HANDSHAKE_TIMEOUT_MS, ...options }: ServerOptions) {
    super(options);
    const startTls = this.listeners('connection');
    this.removeAllListeners('connection');
    this.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
      this.#limitHandshake(socket, handshakeTimeout);
      // A client that disconnects before it has sent anything needs no handling.
      socket.on('error', () => socket.destroy());
      onFirstBytes(socket, (bytes) => {
        if (bytes[0] !== HANDSHAKE_RECORD) return redirectToTls(socket, bytes.toString('latin1'));
        socket.unshift(bytes);
        for (const listener of startTls) listener.call(this, socket);
      });
    });
    // Node does not say which TCP connection carries a TLS connection, but both have the same addresses.
    this.on('secureConnection', (socket) => {
      const handshake = this.#handshakes.get(addressesOf(socket));
      if (handshake) tcpSockets.set(socket, handshake.socket);
      handshake?.finish();
    });
  }

  #limitHandshake(socket: Socket, timeoutMs: number): void {
    const key = addressesOf(socket);
    const cancelTimer = this.after(timeoutMs, () => socket.destroy());
    const finish = () => {
      cancelTimer();
      // A newer connection may have the same addresses already.
      if (this.#handshakes.get(key) === handshake) this.#handshakes.delete(key);
    };
    const handshake: Handshake = { socket, finish };
    this.#handshakes.set(key, handshake);
    socket.once('close', finish);
  }

  /** Closes connections before their handshake, too. */
  override closeAllConnections(): void {
    super.closeAllConnections();
    for (const socket of this.#sockets) socket.destroy();
  }
}

function addressesOf({ localAddress, remoteAddress, remotePort }: Socket): string {
  return `${localAddress} ${remoteAddress} ${remotePort}`;
}

function onFirstBytes(socket: Socket, callback: (bytes: Buffer) => void): void {
  socket.once('readable', () => {
    const bytes: unknown = socket.read();
    if (Buffer.isBuffer(bytes)) callback(bytes);
    else socket.destroy();
  });
}

/** Redirects a plain HTTP request to the same address with https; anything else gets a 400. */
function redirectToTls(socket: Socket, text: string): void {
  const [, target] = /^[A-Z]+ (\/[\x21-\x7E]*) HTTP\/1/u.exec(text) ?? [];
  // The client controls this header: repeat it only if it looks like an address.
  const [, host] = /^host:[ \t]*([\w.:[\]-]{1,255})[ \t]*\r$/imu.exec(text) ?? [];
  const isRequest = target !== undefined && host !== undefined;
  const body = `This address needs TLS. Use ${isRequest ? `https://${host} or wss://${host}` : 'https or wss'}.\n`;
  const response = isRequest
    ? rawResponse(307, body, [`Location: https://${host}${target}`])
    : rawResponse(400, body);
  endStream(socket, response);
}
