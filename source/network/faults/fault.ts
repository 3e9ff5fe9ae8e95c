import { errorCode } from '../../text/error.ts';

/** Why something did not come about, from an error of the system. */
export interface Failure {
  /** Such as `ECONNREFUSED`; `timeout` where the time was up. */
  readonly code: string;
  readonly message: string;
}

/** The failure that something thrown tells: an error of the system, the end of a signal's time, or anything else. */
export function failureFrom(error: unknown): Failure {
  if (!(error instanceof Error)) return { code: '', message: String(error) };
  const isTimeout = error.name === 'AbortError' || error.name === 'TimeoutError';
  if (isTimeout) return { code: 'timeout', message: 'no answer in time' };
  const code = errorCode(error);
  // Node's parser has words for who writes servers.
  if (code.startsWith('HPE_')) return { code: 'not-http', message: 'the answer is not HTTP' };
  return { code, message: error.message };
}

/** A failure in a word or a few. */
export function shownFailure({ code, message }: Failure): string {
  return /^E[A-Z]/u.test(code) ? code : message;
}

/** What a failure means and what to try, each in a sentence or two for who wants to play. */
export interface Diagnosis {
  readonly meaning: string;
  readonly advice: string;
}

/** Why a line could not be had, or broke. */
export interface LinkFailure {
  /** What is wrong and what to do, in a sentence or two. */
  readonly message: string;
  /** Trying the same again at once is no use: nobody is there, or somebody else is. */
  readonly isFinal: boolean;
  /** Something else than a termquiz is there. */
  readonly isForeign?: boolean;
  /** Something on the way may let another carrier through. */
  readonly isBlocked?: boolean;
}
