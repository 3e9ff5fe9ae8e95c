import { type Socket, connect } from 'node:net';
import { pongFrame } from './client-frames.ts';

/** Receives the events of a raw player. Payloads are valid only during the call. */
export interface RawPlayerHandlers {
  onOpen(player: RawPlayer): void;
  onMessage(player: RawPlayer, payload: Buffer): void;
  onClose(player: RawPlayer): void;
}

/** Each thousand players have an address of their own, because the host limits how fast one address takes seats. */
const handshake = (player: number) =>
  'GET /v1/socket HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
  `X-Forwarded-For: 192.0.2.${Math.floor(player / 1000)}\r\n` +
  'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: termquiz.v1\r\n\r\n';

/** All sockets read into one buffer, because each read is handled before the next. */
const received = Buffer.allocUnsafe(64 * 1024);

const NOTHING = Buffer.alloc(0);
const OPCODE_TEXT = 1;
const OPCODE_PING = 9;

/** A WebSocket client without a library, so that thousands of them do not use up their core. */
export class RawPlayer {
  readonly index: number;
  readonly #socket: Socket;
  readonly #handlers: RawPlayerHandlers;
  #isOpen = false;
  #rest = NOTHING;
  /** When it sent its answer, according to `performance.now()`; 0 before that. */
  answeredAt = 0;
  isAcknowledged = false;
  /** The delay of its pongs, in milliseconds. */
  pongDelayMs = 0;

  constructor(index: number, port: number, handlers: RawPlayerHandlers) {
    this.index = index;
    this.#handlers = handlers;
    const onread = { buffer: received, callback: (size: number) => this.#read(size) };
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true, onread });
    this.#socket.on('connect', () => this.#socket.write(handshake(index)));
    this.#socket.on('error', () => undefined);
    this.#socket.on('close', () => handlers.onClose(this));
  }

  send(frame: Buffer): void {
    this.#socket.write(frame);
  }

  /** Closes the connection without leaving a port in TIME_WAIT. */
  destroy(): void {
    this.#socket.resetAndDestroy();
  }

  #read(size: number): boolean {
    const chunk = received.subarray(0, size);
    const data = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    let offset = 0;
    if (!this.#isOpen) {
      const end = data.indexOf('\r\n\r\n');
      if (end >= 0) {
        offset = end + 4;
        this.#isOpen = true;
        this.#handlers.onOpen(this);
      }
    }
    if (this.#isOpen) offset = this.#readFrames(data, offset);
    this.#rest = offset === data.length ? NOTHING : Buffer.from(data.subarray(offset));
    return true;
  }

  /** Reads the frames from an offset on, and returns the offset of the first incomplete one. */
  #readFrames(data: Buffer, start: number): number {
    let offset = start;
    while (data.length - offset >= 2) {
      const opcode = (data[offset] ?? 0) & 15;
      let length = (data[offset + 1] ?? 0) & 127;
      let header = 2;
      if (length === 126) {
        header = 4;
        if (data.length - offset < header) break;
        length = data.readUInt16BE(offset + 2);
      } else if (length === 127) {
        header = 10;
        if (data.length - offset < header) break;
        length = data.readUInt32BE(offset + 6);
      }
      const end = offset + header + length;
      if (end > data.length) break;
      const payload = data.subarray(offset + header, end);
      if (opcode === OPCODE_TEXT) this.#handlers.onMessage(this, payload);
      else if (opcode === OPCODE_PING) this.#pong(payload);
      offset = end;
    }
    return offset;
  }

  #pong(payload: Buffer): void {
    const frame = pongFrame(payload);
    if (this.pongDelayMs === 0) this.send(frame);
    else setTimeout(() => this.send(frame), this.pongDelayMs);
  }
}
