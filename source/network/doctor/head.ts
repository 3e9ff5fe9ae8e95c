import type { Socket } from 'node:net';
import { type Failure, failureFrom } from '../faults/fault.ts';
import { cleanText } from '../../text/clean.ts';

/** The first part of an HTTP answer, as it came. */
export interface Head {
  readonly status: number;
  /** By their names in small letters. Of several by the same name, the last. */
  readonly headers: ReadonlyMap<string, string>;
  /** Status line and headers. */
  readonly lines: readonly string[];
}

export type ReadHead =
  | { readonly ok: true; readonly head: Head }
  /** `received`: what came instead, from its beginning; may be empty. */
  | { readonly ok: false; readonly failure: Failure; readonly received: Buffer };

const LONGEST_HEAD_BYTES = 16 * 1024;

/**
 * Reads an HTTP answer up to the end of its headers. What comes behind them stays to be read. What a server says before its
 * answer (100 Continue, 103 Early Hints) is passed over.
 */
export async function readHead(socket: Socket, signal: AbortSignal): Promise<ReadHead> {
  let received = Buffer.alloc(0);
  return new Promise((resolve) => {
    const end = (result: ReadHead) => {
      socket.off('data', onData).off('end', onEnd).off('close', onEnd).off('error', onError).pause();
      signal.removeEventListener('abort', onAbort);
      resolve(result);
    };
    const fail = (failure: Failure) => end({ ok: false, failure, received });
    const onData = (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      const answer = answerIn(received);
      if (typeof answer === 'object') {
        end({ ok: true, head: answer.head });
        return void socket.unshift(answer.rest);
      }
      if (answer === 'not-http' || received.length > LONGEST_HEAD_BYTES)
        fail({ code: 'not-http', message: 'the answer is not HTTP' });
    };
    const onEnd = () => fail({ code: 'closed', message: 'the connection was closed without an answer' });
    const onError = (error: Error) => fail(failureFrom(error));
    const onAbort = () => fail(failureFrom(signal.reason));
    socket.on('data', onData).on('end', onEnd).on('close', onEnd).on('error', onError).resume();
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) onAbort();
  });
}

function answerIn(bytes: Buffer): { readonly head: Head; readonly rest: Buffer } | 'incomplete' | 'not-http' {
  const length = bytes.indexOf('\r\n\r\n');
  if (length === -1) return couldBeHttp(bytes) ? 'incomplete' : 'not-http';
  const head = parseHead(bytes.toString('latin1', 0, length));
  if (!head) return 'not-http';
  const rest = bytes.subarray(length + 4);
  const isInterim = head.status < 200 && head.status !== 101;
  return isInterim ? answerIn(rest) : { head, rest };
}

/** Status line and headers, or undefined where they are none. */
export function parseHead(text: string): Head | undefined {
  const lines = text.split('\r\n');
  const status = /^HTTP\/1\.[01] (?<status>\d{3})(?: |$)/u.exec(lines[0] ?? '')?.groups?.['status'];
  if (status === undefined) return undefined;
  const headers = lines.slice(1).map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return { status: Number(status), headers: new Map(headers), lines };
}

/** An answer as it is shown: what came from outside is made safe for a terminal. */
export function shownHead({ lines }: Head): string[] {
  return lines.map((line) => `< ${cleanText(line)}`);
}

function couldBeHttp(bytes: Buffer): boolean {
  const start = bytes.toString('latin1', 0, 5);
  return 'HTTP/'.startsWith(start);
}
