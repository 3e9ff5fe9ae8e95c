import { certificateFailure } from './certificate-failure.ts';
import { errorCode } from './error-code.ts';
import type { LinkFailure } from './transport.ts';

/** The failure that an error of a connection to this host tells. */
export function connectFailure(host: string, error: Error): LinkFailure {
  const certificate = certificateFailure(host, error);
  if (certificate !== undefined) return { message: certificate, isFinal: true };
  const code = errorCode(error);
  // What connects for us says by itself what is wrong with a proxy, which may let other requests through.
  if (code === 'EPROXY') return { message: error.message, isFinal: true, isBlocked: true };
  if (code === 'ECONNREFUSED') {
    return {
      message: `Nothing answers at ${host}. Is the game running, and the address right?`,
      isFinal: true,
    };
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return {
      message: `There is no computer called ${host} on this network. Check the address.`,
      isFinal: true,
    };
  }
  if (code === 'EHOSTUNREACH' || code === 'ENETUNREACH') return unreachable(host);
  if (code === 'ETIMEDOUT' || /timed out/u.test(error.message))
    return { ...unreachable(host), isBlocked: true };
  return { message: `The connection to ${host} failed: ${error.message}.`, isFinal: false, isBlocked: true };
}

/** The failure where something else than a termquiz answers, with this status. @param secure Where it sends us, if to TLS. */
export function foreignAnswer(host: string, status: number, secure?: string): LinkFailure {
  if (secure !== undefined) {
    return { message: `${host} speaks TLS: use ${secure} in place of it.`, isFinal: true };
  }
  const message = `${host} answers, but not as a termquiz does (HTTP status ${status}). Check the address and the port with the host.`;
  return { message, isFinal: !isPassing(status), isBlocked: true };
}

/** Whether a status tells of what may be over soon: a server that is being started behind a proxy, say. */
export function isPassing(status: number): boolean {
  return status >= 500 || status === 408 || status === 429;
}

/** The failure of a line that was there. */
export function brokenLine(host: string): LinkFailure {
  return { message: `The connection to ${host} broke.`, isFinal: false };
}

function unreachable(host: string): LinkFailure {
  return { message: `${host} cannot be reached. Are you on the same network as the host?`, isFinal: false };
}
