import type { Socket } from 'node:net';
import { cleanText } from '../../quiz/clean-text.ts';
import { type Failure, failureFrom } from '../failure.ts';

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

/** Reads an HTTP answer up to the end of its headers. What comes behind them stays to be read. */
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
      const length = received.indexOf('\r\n\r\n');
      const head = length === -1 ? undefined : parseHead(received.toString('latin1', 0, length));
      if (head) {
        end({ ok: true, head });
        return void socket.unshift(received.subarray(length + 4));
      }
      const isHopeless = !couldBeHttp(received) || length !== -1 || received.length > LONGEST_HEAD_BYTES;
      if (isHopeless) fail({ code: 'not-http', message: 'the answer is not HTTP' });
    };
    const onEnd = () => fail({ code: 'closed', message: 'the connection was closed without an answer' });
    const onError = (error: Error) => fail(failureFrom(error));
    const onAbort = () => fail(failureFrom(signal.reason));
    socket.on('data', onData).on('end', onEnd).on('close', onEnd).on('error', onError).resume();
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) onAbort();
  });
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
