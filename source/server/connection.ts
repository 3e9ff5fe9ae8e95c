import { type RejectionCode, rejectionMessages } from '../protocol/rejections.ts';
import type { Bye, ServerMessage } from '../protocol/server-message.ts';

/** One client's line, whatever carries it. */
export interface Connection {
  /** False while it holds as much as it should: what is newest goes out when the room is told that it drained. */
  readonly writable: boolean;
  send(message: EncodedMessage): void;
  /** All that is new has been sent: for a line that hands it on in one piece. */
  settle?(): void;
  /** Sends `last`, where there is one, and closes. */
  close(code: CloseCode, last?: EncodedMessage): void;
}

/** A message as it goes out: encoded once, whoever gets it. */
export interface EncodedMessage {
  readonly message: ServerMessage;
  readonly text: string;
  readonly bytes: Buffer;
}

/** A message as JSON, in text and in bytes, for however many lines it goes out on. */
export function encode(message: ServerMessage): EncodedMessage {
  const text = JSON.stringify(message);
  return { message, text, bytes: Buffer.from(text) };
}

/** The last message to a seat. */
export function encodeBye(code: Bye['code']): EncodedMessage {
  return encode({ type: 'bye', code, message: BYE_MESSAGES[code] });
}

/** Why a message was not taken. @param question Whose answer it was. */
export function encodeRejected(code: RejectionCode, question?: number): EncodedMessage {
  const message = rejectionMessages[code];
  return encode({ type: 'rejected', code, message, ...(question !== undefined && { question }) });
}

const BYE_MESSAGES: Readonly<Record<Bye['code'], string>> = {
  kicked: 'The host has removed you from the game.',
  ended: 'The game has ended. Thank you!',
  'host-left': 'The host has closed the game.',
  replaced: 'You are playing from another window now.',
};

/** Why a connection was closed, as WebSocket close codes. */
export const closeCodes = {
  normal: 1000,
  hostLeft: 1001,
  policy: 1008,
  full: 1013,
  kicked: 4001,
  replaced: 4002,
  wrongPin: 4003,
} as const;

export type CloseCode = (typeof closeCodes)[keyof typeof closeCodes];
