import type { Socket } from 'node:net';
import { type Frame, decodeFrames, opcodes } from './frames.ts';

/** Why no more frames come. */
export type FramesEnd = 'closed' | 'time-up';

/** The frames that come on a socket, until it is closed or the time is up. */
export class FrameSource {
  /** Null while more may come. */
  end: FramesEnd | null = null;
  #unread = Buffer.alloc(0);
  #isPong: (frame: Frame) => boolean = () => false;
  #done: (came: boolean) => void = () => undefined;

  constructor(socket: Socket, signal: AbortSignal) {
    const end = (why: FramesEnd) => {
      this.end ??= why;
      this.#done(false);
    };
    const close = () => end('closed');
    socket.on('data', (chunk: Buffer) => {
      const { frames, rest } = decodeFrames(Buffer.concat([this.#unread, chunk]));
      this.#unread = Buffer.from(rest);
      if (frames.some((frame) => this.#isPong(frame))) this.#done(true);
      if (frames.some(({ opcode }) => opcode === opcodes.close)) close();
    });
    socket.on('close', close).on('end', close).resume();
    signal.addEventListener('abort', () => end('time-up'));
  }

  /** Waits for the pong to a ping. False: none will come. */
  async pong(payload: Buffer): Promise<boolean> {
    this.#isPong = (frame) => frame.opcode === opcodes.pong && frame.payload.equals(payload);
    return new Promise((resolve) => {
      this.#done = resolve;
      if (this.end !== null) resolve(false);
    });
  }
}
