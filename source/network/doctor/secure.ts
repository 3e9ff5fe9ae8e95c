import { once } from 'node:events';
import { type Socket, isIP } from 'node:net';
import { type TLSSocket, connect } from 'node:tls';
import type { Attempt, FailedAttempt } from './step.ts';
import type { Target } from './target.ts';
import { type Failure, failureFrom, shownFailure } from '../faults/fault.ts';
import { handshakeDiagnosis } from '../faults/handshake-diagnosis.ts';
import { certificateLines, trustDiagnosis } from '../faults/tls-diagnosis.ts';

/** Starts TLS with the game's host, and sees to it that its certificate can be trusted. */
export async function secure(
  target: Target,
  socket: Socket,
  signal: AbortSignal,
): Promise<Attempt<TLSSocket>> {
  const secured = await shakeHands(target, socket, signal);
  return secured.ok ? trusted(target, secured.value) : secured;
}

export type Handshake =
  | { readonly ok: true; readonly value: TLSSocket }
  | ({ readonly ok: false; readonly failure: Failure } & FailedAttempt);

/** Starts TLS with the game's host, whatever its certificate: it must be seen to say what is wrong with it. */
export async function shakeHands(target: Target, socket: Socket, signal: AbortSignal): Promise<Handshake> {
  const { host, ca } = target;
  const secured = connect({
    socket,
    host,
    ...serverName(host),
    ALPNProtocols: ['http/1.1'],
    rejectUnauthorized: false,
    ...(ca !== undefined && { ca }),
  });
  secured.on('error', () => undefined);
  try {
    await once(secured, 'secureConnect', { signal });
    return { ok: true, value: secured };
  } catch (error) {
    secured.destroy();
    const failure = failureFrom(error);
    const summary = `no TLS with ${host}: ${shownFailure(failure)}`;
    return { ok: false, failure, summary, diagnosis: handshakeDiagnosis(target, failure) };
  }
}

/** The same connection where its certificate can be trusted; else it is closed. */
export function trusted(target: Target, secured: TLSSocket): Attempt<TLSSocket> {
  if (secured.authorized) return { ok: true, value: secured };
  const code = String(secured.authorizationError);
  const details = certificateLines(secured.getPeerCertificate());
  secured.destroy();
  const summary = `the certificate cannot be trusted: ${code}`;
  return { ok: false, summary, details, diagnosis: trustDiagnosis(target, code) };
}

/** An address is no name that a server could be asked for. */
export function serverName(host: string): { servername?: string } {
  return isIP(host) ? {} : { servername: host };
}
