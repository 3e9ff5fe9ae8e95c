import { type ByeCode, type RejectionCode, byeMessages, rejectionMessages } from '../protocol/rejections.ts';
import type { Rejected, ServerMessage } from '../protocol/server-message.ts';
import { textFrame } from './websocket/text-frame.ts';

/** A connection to one client, over whichever transport. */
export interface Connection {
  /** The client's IP address. */
  readonly address: string;
  /** False while its buffer is full. The room sends the newest state once it is told that the buffer has drained. */
  readonly writable: boolean;
  /** Whether the client polls, so that the connection is writable only while a request is pending. Default: false. */
  readonly isPolled?: boolean;
  /** Must be followed by `flush` or `close` in the same turn of the event loop. */
  send(message: EncodedMessage): void;
  /** Called after everything new has been sent, for connections that batch messages. */
  flush?(): void;
  /** Called once a seat has been taken over this connection. */
  seated?(as: 'player' | 'watcher'): void;
  /** Sends `last`, if given, and closes. */
  close(code: CloseCode, last?: EncodedMessage): void;
}

/** A message, encoded once for all its recipients. */
export interface EncodedMessage {
  readonly message: ServerMessage;
  /** The message as JSON. */
  readonly text: string;
  /** The text as a WebSocket frame, made when it is first needed. */
  readonly frame: Buffer;
}

/** Encodes a message as JSON. */
export function encode(message: ServerMessage): EncodedMessage {
  return new JsonMessage(message);
}

class JsonMessage implements EncodedMessage {
  readonly message: ServerMessage;
  readonly text: string;
  #frame: Buffer | null = null;

  constructor(message: ServerMessage) {
    this.message = message;
    this.text = JSON.stringify(message);
  }

  get frame(): Buffer {
    return (this.#frame ??= textFrame(this.text));
  }
}

/** Encodes the last message to a seat. */
export function encodeBye(code: ByeCode): EncodedMessage {
  return encode({ type: 'bye', code, message: byeMessages[code] });
}

/** Encodes the rejection of a message. */
export function encodeRejected(
  code: RejectionCode,
  { question, room }: Partial<Pick<Rejected, 'question' | 'room'>> = {},
): EncodedMessage {
  return encode({
    type: 'rejected',
    code,
    message: rejectionMessages[code],
    ...(question !== undefined && { question }),
    ...(room !== undefined && { room }),
  });
}

/** Why a connection is closed, as WebSocket close codes. */
export const closeCodes = {
  normal: 1000,
  hostLeft: 1001,
  policy: 1008,
  full: 1013,
  kicked: 4001,
  replaced: 4002,
  wrongPin: 4003,
  moved: 4004,
} as const;

export type CloseCode = (typeof closeCodes)[keyof typeof closeCodes];
