import type { Duplex } from 'node:stream';
import { WebSocket } from 'ws';
import type { Clock } from '../../clock.ts';

/** A socket with this much unsent data is not writable, in bytes. */
const MAX_BUFFERED_BYTES = 64 * 1024;

/** Frames are held back until the end of the turn up to this size in total, in bytes. */
const MAX_BATCHED_BYTES = 16 * 1024;

/**
 * A server's WebSocket that writes ready-made frames straight to its stream, those of one turn of the event loop in one write.
 * ws writes its own control frames to the same stream. Both write only whole frames, which needs compression to be off.
 */
export class FrameSocket extends WebSocket {
  #stream: Duplex | null = null;
  #flushSoon: (socket: FrameSocket) => void = () => undefined;
  /** The frames of this turn. */
  #frames: Buffer[] = [];
  #batchedBytes = 0;

  /**
   * Must be called before the first frame is sent.
   *
   * @param stream The stream of the `upgrade` event.
   * @param flushSoon Flushes the socket at the end of this turn: see `flushAtEndOfTurn`.
   */
  attach(stream: Duplex, flushSoon: (socket: FrameSocket) => void): void {
    this.#stream = stream;
    this.#flushSoon = flushSoon;
  }

  /** False while much of what was sent is still buffered. The stream emits `drain` when it no longer is. */
  get writable(): boolean {
    return this.readyState === WebSocket.OPEN && this.bufferedAmount < MAX_BUFFERED_BYTES;
  }

  /** Sends a whole data frame, at the latest at the end of this turn. Has no effect once the socket is closing. */
  sendFrame(frame: Buffer): void {
    if (this.readyState !== WebSocket.OPEN) return;
    if (this.#frames.push(frame) === 1) this.#flushSoon(this);
    this.#batchedBytes += frame.length;
    if (this.#batchedBytes >= MAX_BATCHED_BYTES) this.flush();
  }

  /** Writes all frames that were sent so far. */
  flush(): void {
    const frames = this.#frames;
    const [first] = frames;
    if (!first) return;
    const bytes = frames.length === 1 ? first : Buffer.concat(frames, this.#batchedBytes);
    this.#frames = [];
    this.#batchedBytes = 0;
    // Nothing may follow a close frame.
    if (this.readyState === WebSocket.OPEN) this.#stream?.write(bytes);
  }

  /** Closes the socket. The frames that were sent so far go out with the close frame, even if ws itself closes it. */
  override close(code?: number, reason?: string | Buffer): void {
    this.#stream?.cork();
    this.flush();
    super.close(code, reason);
    this.#stream?.uncork();
  }
}

/** Returns a function that flushes a socket at the end of this turn of the event loop. */
export function flushAtEndOfTurn(clock: Clock): (socket: FrameSocket) => void {
  let due: FrameSocket[] = [];
  const flushAll = () => {
    const sockets = due;
    due = [];
    for (const socket of sockets) socket.flush();
  };
  return (socket) => {
    if (due.push(socket) === 1) clock.soon(flushAll);
  };
}
