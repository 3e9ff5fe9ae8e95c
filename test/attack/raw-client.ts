import { type Socket, connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { type Target, nextTurn } from './attack.ts';

const LOOPBACK = '127.0.0.1';

/** How long an attacker waits before it tries again after a refusal, in milliseconds. */
const RETRY_MS = 5;

export interface RawOptions {
  /** The local address to connect from. */
  readonly from?: string;
  /** Whether to keep this half of the connection open when the host closes the other one. */
  readonly isHalfOpen?: boolean;
  /** Whether to leave everything unread that the host sends. */
  readonly isDeaf?: boolean;
  /** Whether it speaks TLS with a host that does. Default: yes. */
  readonly speaksTls?: boolean;
}

/** A client that sends any bytes, whether or not the protocol allows them. */
export class RawClient {
  readonly #socket: Socket;
  /** Called with what the host sends. */
  onData: (bytes: Buffer) => void = () => undefined;
  /** Resolves once the connection is gone. */
  readonly closed: Promise<void>;

  private constructor(socket: Socket, { isDeaf = false }: RawOptions) {
    this.#socket = socket;
    this.closed = new Promise((resolve) => socket.once('close', () => resolve()));
    if (!isDeaf) socket.on('data', (bytes: Buffer) => this.onData(bytes));
  }

  /** Connects until the signal aborts. Resolves with null, after a moment, if the host refuses. */
  static async open(
    { port, isTls }: Target,
    signal: AbortSignal | null,
    options: RawOptions = {},
  ): Promise<RawClient | null> {
    const { from, isHalfOpen = false, speaksTls = true } = options;
    const place = { port, host: LOOPBACK, ...(from !== undefined && { localAddress: from }) };
    const socket =
      isTls && speaksTls
        ? connectTls({ ...place, rejectUnauthorized: false })
        : connect({ ...place, noDelay: true, allowHalfOpen: isHalfOpen });
    socket.on('error', () => undefined);
    const destroy = () => void socket.destroy();
    signal?.addEventListener('abort', destroy);
    socket.once('close', () => signal?.removeEventListener('abort', destroy));
    const client = new RawClient(socket, options);
    const event = isTls && speaksTls ? 'secureConnect' : 'connect';
    const isOpen = await Promise.race([
      new Promise<boolean>((resolve) => socket.once(event, () => resolve(true))),
      client.closed.then(() => false),
    ]);
    if (isOpen) return client;
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    return null;
  }

  get isOpen(): boolean {
    return !this.#socket.destroyed;
  }

  send(bytes: Buffer | string): void {
    if (this.#socket.writable) this.#socket.write(bytes);
  }

  /** Sends the bytes again and again, as fast as the host reads. Resolves with how often it did so, once the connection is gone. */
  async flood(bytes: Buffer, signal: AbortSignal): Promise<number> {
    let times = 0;
    while (!signal.aborted && this.#socket.writable) {
      times++;
      const drained = this.#socket.write(bytes);
      // Waits even if the kernel took everything: otherwise, nothing else could run.
      await (drained ? nextTurn() : Promise.race([once(this.#socket, 'drain'), this.closed]));
    }
    await this.#aborted(signal);
    return times;
  }

  /** Asks for a WebSocket. Resolves with whether the host agrees. @param header A further header. */
  async upgrade(header?: string): Promise<boolean> {
    const { onData } = this;
    const accepted = new Promise<boolean>((resolve) => {
      this.onData = (bytes) => resolve(bytes.includes('HTTP/1.1 101'));
    });
    this.send(header === undefined ? UPGRADE : UPGRADE.replace(/\r\n$/u, `${header}\r\n\r\n`));
    const isAccepted = await Promise.race([accepted, this.closed.then(() => false)]);
    this.onData = onData;
    return isAccepted;
  }

  /** Sends the last bytes, and closes the connection. */
  end(bytes: Buffer): void {
    this.#socket.end(bytes);
  }

  /** Drops the connection without a goodbye. */
  drop(): void {
    this.#socket.resetAndDestroy();
  }

  async #aborted(signal: AbortSignal): Promise<void> {
    if (signal.aborted) this.#socket.destroy();
    await this.closed;
  }
}

export const UPGRADE = upgradeOf('/v1/socket');

/** Returns a request to upgrade a connection at this path. */
export function upgradeOf(path: string): string {
  const lines = [
    `GET ${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Protocol: termquiz.v1',
  ];
  return `${lines.join('\r\n')}\r\n\r\n`;
}

async function once(socket: Socket, event: string): Promise<void> {
  await new Promise<void>((resolve) => socket.once(event, () => resolve()));
}
