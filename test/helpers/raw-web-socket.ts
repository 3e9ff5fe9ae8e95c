import { once } from 'node:events';
import { type Socket, connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { onTestFinished, vi } from 'vitest';
import { authority } from './certificates.ts';
import { LOOPBACK, WAIT_OPTIONS } from './sockets.ts';

/** A frame that a server sent. */
export interface Frame {
  readonly opcode: number;
  readonly payload: Buffer;
}

export const opcodes = { text: 1, close: 8, ping: 9, pong: 10 } as const;

/** A WebSocket that sees every byte of the server, and sends frames of its own making. */
export class RawWebSocket {
  readonly socket: Socket;
  readonly #chunks: Buffer[] = [];

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (chunk: Buffer) => this.#chunks.push(chunk));
    socket.on('error', () => undefined);
    onTestFinished(() => void socket.destroy());
  }

  /** Connects, with TLS if the server has it. */
  static async open(port: number, isTls = false): Promise<RawWebSocket> {
    const socket = isTls
      ? connectTls({ host: LOOPBACK, port, servername: 'localhost', ca: authority })
      : connect(port, LOOPBACK);
    await once(socket, isTls ? 'secureConnect' : 'connect');
    const client = new RawWebSocket(socket);
    socket.write(HANDSHAKE);
    await vi.waitFor(() => client.#frameBytes(), WAIT_OPTIONS);
    return client;
  }

  /** Sends text messages, all in one write. */
  sendTogether(...texts: readonly string[]): void {
    this.socket.write(Buffer.concat(texts.map((text) => clientFrame(opcodes.text, text))));
  }

  sendPing(payload: string): void {
    this.sendFrames(opcodes.ping, payload);
  }

  /** Sends frames of this kind with the same payload, all in one write. */
  sendFrames(opcode: number, payload: string, count = 1): void {
    this.socket.write(Buffer.concat(Array.from({ length: count }, () => clientFrame(opcode, payload))));
  }

  /** Returns all whole frames so far. Throws if a frame is not one that a server may send. */
  frames(): Frame[] {
    const frames: Frame[] = [];
    let bytes = this.#frameBytes();
    for (let read = readFrame(bytes); read; read = readFrame(bytes)) {
      frames.push(read.frame);
      bytes = bytes.subarray(read.size);
    }
    return frames;
  }

  /** Returns the texts of all whole text frames so far. */
  texts(): string[] {
    return this.frames().flatMap(({ opcode, payload }) =>
      opcode === opcodes.text ? [payload.toString()] : [],
    );
  }

  /** Returns the bytes after the response to the handshake. */
  #frameBytes(): Buffer {
    const bytes = Buffer.concat(this.#chunks);
    const end = bytes.indexOf('\r\n\r\n');
    if (end < 0) throw new Error('the response to the handshake is incomplete');
    return bytes.subarray(end + 4);
  }
}

const HANDSHAKE = [
  'GET /v1/socket HTTP/1.1',
  'Host: localhost',
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  'Sec-WebSocket-Protocol: termquiz.v1',
  '',
  '',
].join('\r\n');

/** Returns a frame of at most 125 bytes, with a mask of zeros. */
function clientFrame(opcode: number, text: string): Buffer {
  const payload = Buffer.from(text);
  return Buffer.concat([Buffer.from([0x80 | opcode, 0x80 | payload.length, 0, 0, 0, 0]), payload]);
}

/** Reads the first frame; undefined if it is incomplete. */
function readFrame(bytes: Buffer): { readonly frame: Frame; readonly size: number } | undefined {
  const [first, second] = bytes;
  if (first === undefined || second === undefined) return undefined;
  const opcode = first & 0x0f;
  const isKnown = Object.values(opcodes).some((known) => known === opcode);
  // A server sends no fragments, and neither compresses nor masks its frames.
  if ((first & 0xf0) !== 0x80 || (second & 0x80) !== 0 || !isKnown)
    throw new Error('not a frame of a server');
  const start = second < 126 ? 2 : second === 126 ? 4 : 10;
  if (bytes.length < start) return undefined;
  const extended = start === 4 ? bytes.readUInt16BE(2) : start === 10 ? Number(bytes.readBigUInt64BE(2)) : 0;
  const length = start === 2 ? second : extended;
  if (bytes.length < start + length) return undefined;
  return { frame: { opcode, payload: bytes.subarray(start, start + length) }, size: start + length };
}
