import { once } from 'node:events';
import { type Socket, isIP } from 'node:net';
import { type Certificate, type PeerCertificate, type TLSSocket, connect } from 'node:tls';
import { type FailedFinding, type Outcome, shownText } from './step.ts';
import type { Target } from './target.ts';
import { certificateFault } from '../faults/certificate.ts';
import { type Failure, failureFrom, shownFailure } from '../faults/fault.ts';
import { tlsFault } from '../faults/tls.ts';

export type TlsHandshake =
  { readonly ok: true; readonly socket: TLSSocket } | { readonly ok: false; readonly failure: Failure };

/** Starts TLS with the game's host and accepts any certificate, so that a rejected one can be shown. */
export async function startTls(target: Target, socket: Socket, signal: AbortSignal): Promise<TlsHandshake> {
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
    return { ok: true, socket: secured };
  } catch (error) {
    secured.destroy();
    return { ok: false, failure: failureFrom(error) };
  }
}

/** Starts TLS with the game's host and verifies its certificate. */
export async function startTrustedTls(
  target: Target,
  socket: Socket,
  signal: AbortSignal,
): Promise<Outcome<TLSSocket>> {
  const handshake = await startTls(target, socket, signal);
  return handshake.ok
    ? verifyCertificate(target, handshake.socket)
    : { ok: false, finding: tlsFinding(target, handshake.failure) };
}

/** Closes the connection if its certificate is not trusted. */
export function verifyCertificate(target: Target, secured: TLSSocket): Outcome<TLSSocket> {
  if (secured.authorized) return { ok: true, value: secured };
  const code = String(secured.authorizationError);
  const certificate = secured.getPeerCertificate();
  secured.destroy();
  const summary = `the certificate is not trusted: ${code}`;
  const fault = certificateFault(target, code, certificate.subjectaltname);
  return { ok: false, finding: { summary, details: certificateLines(certificate), fault } };
}

export function tlsFinding(target: Target, failure: Failure): FailedFinding {
  const summary = `no TLS with ${target.host}: ${shownFailure(failure)}`;
  return { summary, fault: tlsFault(target, failure) };
}

/** TLS asks servers only for names, not for addresses. */
export function serverName(host: string): { servername?: string } {
  return isIP(host) ? {} : { servername: host };
}

/** A certificate as Node returns it, in which subject and issuer may be missing. */
interface ShownCertificate extends Pick<PeerCertificate, 'subjectaltname' | 'valid_from' | 'valid_to'> {
  readonly subject?: Partial<Certificate>;
  readonly issuer?: Partial<Certificate>;
}

/** Describes a certificate, line by line. */
export function certificateLines(certificate: ShownCertificate): string[] {
  const { subject, subjectaltname, issuer, valid_from: from, valid_to: to } = certificate;
  return [
    `Certificate for: ${subjectaltname ?? nameOf(subject)}`,
    `Signed by: ${nameOf(issuer)}`,
    `Valid: ${from} to ${to}`,
  ].map(shownText);
}

/** Returns the common name or, without one, everything else that identifies it. */
function nameOf(entity: Partial<Certificate> | undefined): string {
  const all = Object.entries(entity ?? {}).map(([key, value]) => `${key}=${String(value)}`);
  return String(entity?.CN ?? entity?.O ?? (all.join(', ') || 'unnamed'));
}
