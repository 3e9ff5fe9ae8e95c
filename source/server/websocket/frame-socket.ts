import type { Duplex } from 'node:stream';
import { WebSocket } from 'ws';
import { FrameScanner } from './frame-scanner.ts';

/** A socket with this much unsent data is not writable, in bytes. */
const MAX_BUFFERED_BYTES = 64 * 1024;

/** Once the unflushed frames reach this size, they are written without waiting for `flush`, in bytes. */
const MAX_BATCHED_BYTES = 16 * 1024;

/** How long a connection stays open after a flood, in milliseconds. Nothing more is read meanwhile. */
const LINGER_MS = 250;

/** The first byte of a faulty frame: its reserved bits are set. */
const FAULTY = 0x70;

/** Limits the frames that a client may send, of any kind. */
export interface FrameLimit {
  /** Counts a frame. Returns false if there are too many. */
  admitFrame(): boolean;
  /** Called once, after the frames before the one that was not admitted. No later frame is received. */
  onFlood(): void;
}

/**
 * A server's WebSocket that writes ready-made frames straight to its stream, all that were sent since the last flush in one
 * write. ws writes its own control frames to the same stream. Both write only whole frames, which needs compression to be off.
 */
export class FrameSocket extends WebSocket {
  #stream: Duplex | null = null;
  readonly #frames: Buffer[] = [];
  #batchedBytes = 0;
  #isFlooded = false;

  /** Must be called with the stream of the `upgrade` event before the first frame is sent or received. */
  attach(stream: Duplex, limit: FrameLimit): void {
    this.#stream = stream;
    const scanner = new FrameScanner();
    const onData = (bytes: Buffer) => {
      const excess = scanner.scan(bytes, () => limit.admitFrame());
      if (excess === null) return;
      // ws parses all bytes that were read at once, which may be thousands of frames. Only a faulty one stops it.
      bytes[excess] = FAULTY;
      stop();
      // ws has handled the frames before it by then, but not yet the fault.
      process.nextTick(() => {
        limit.onFlood();
        this.#isFlooded = true;
      });
    };
    const stop = () => {
      stream.off('data', onData);
      this.off('error', stop);
      stopReading(stream);
    };
    stream.prependListener('data', onData);
    // ws has sent its close frame by then.
    this.on('error', stop);
  }

  /** False while much of what was sent is still buffered. The stream emits `drain` when it no longer is. */
  get writable(): boolean {
    return this.readyState === WebSocket.OPEN && this.bufferedAmount < MAX_BUFFERED_BYTES;
  }

  /** Sends a whole frame with the next `flush` or `close`. Has no effect once the socket is closing. */
  sendFrame(frame: Buffer): void {
    if (this.readyState !== WebSocket.OPEN) return;
    this.#frames.push(frame);
    this.#batchedBytes += frame.length;
    if (this.#batchedBytes >= MAX_BATCHED_BYTES) this.flush();
  }

  /** Writes all frames sent so far. */
  flush(): void {
    const frames = this.#frames;
    const [first] = frames;
    if (!first) return;
    const bytes = frames.length === 1 ? first : Buffer.concat(frames, this.#batchedBytes);
    frames.length = 0;
    this.#batchedBytes = 0;
    // Nothing may follow a close frame.
    if (this.readyState === WebSocket.OPEN) this.#stream?.write(bytes);
  }

  /** Closes the socket. The frames sent so far go out with the close frame, even if ws itself closes it. */
  override close(code?: number, reason?: string | Buffer): void {
    // ws would end the stream because of the faulty frame, which invites the client to connect again at once.
    if (this.#isFlooded) return;
    this.#stream?.cork();
    this.flush();
    super.close(code, reason);
    this.#stream?.uncork();
  }
}

/**
 * Stops reading a stream for good, in the middle of a turn of the event loop: until its end, Node would read up to 2 MB more. ws
 * resumes a faulty stream to discard the rest, which would take as long as the client likes. Destroys the stream after a moment,
 * because resetting the connection at once could lose the reason.
 */
function stopReading(stream: Duplex): void {
  stream.pause();
  stream.resume = () => stream;
  const linger = setTimeout(() => stream.destroy(), LINGER_MS);
  // The timer would keep what was read last in memory.
  stream.once('close', () => clearTimeout(linger));
}
