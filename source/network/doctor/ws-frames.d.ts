import type { Duplex, Writable } from 'node:stream';

/** Exports of ws that its types leave out. */
declare module 'ws' {
  /** Parses the frames written to it; emits `ping`, `pong`, `message`, and `conclude` for a close frame. */
  export class Receiver extends Writable {
    constructor(options?: { isServer?: boolean; maxPayload?: number });
  }

  /** Writes frames to a socket. */
  export class Sender {
    constructor(socket: Duplex);
    ping(data: Buffer, mask: boolean): void;
    close(code: number, reason: string, mask: boolean): void;
  }
}
