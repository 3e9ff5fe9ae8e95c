import type { Certificate, PeerCertificate } from 'node:tls';
import type { Target } from '../doctor/target.ts';
import type { Diagnosis } from './fault.ts';
import { cleanText } from '../../text/clean.ts';

/** Why a certificate cannot be trusted. @param code As OpenSSL and Node name it. */
export function trustDiagnosis({ host, ca }: Target, code: string): Diagnosis {
  switch (code) {
    case 'CERT_HAS_EXPIRED':
      return {
        meaning: `The certificate of ${host} has expired.`,
        advice: 'Who runs the host has to renew it. Is the date of this machine right?',
      };
    case 'CERT_NOT_YET_VALID':
      return {
        meaning: `The certificate of ${host} is not valid yet.`,
        advice: 'Is the date of this machine right, and that of the host?',
      };
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return {
        meaning: `The certificate is not for ${host}, but for other names.`,
        advice: 'Join by one of the names in it, or have a certificate made for this one.',
      };
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
      return {
        meaning: `The certificate of ${host} is signed by itself, by no authority.`,
        advice:
          'Get the certificate from who runs the host, not over this connection, and give it with --ca <file>.',
      };
    default:
      return {
        meaning: `The certificate of ${host} comes from an authority that is not known here${ca === undefined ? '' : ', nor in the file of --ca'} (${cleanText(code)}).`,
        advice:
          "If it is your team's own authority, or that of a proxy that opens TLS, get its certificate and give it with --ca <file>. Else the host leaves a certificate in between out.",
      };
  }
}

/** Of a certificate as Node gives it, what is shown. Who it is for and who signed it may be left out in it. */
interface ShownCertificate extends Pick<PeerCertificate, 'subjectaltname' | 'valid_from' | 'valid_to'> {
  readonly subject?: Partial<Certificate>;
  readonly issuer?: Partial<Certificate>;
}

/** What a certificate says of itself. */
export function certificateLines(certificate: ShownCertificate): string[] {
  const { subject, subjectaltname, issuer, valid_from: from, valid_to: to } = certificate;
  return [
    `Certificate for: ${subjectaltname ?? nameOf(subject)}`,
    `Signed by: ${nameOf(issuer)}`,
    `Valid: ${from} to ${to}`,
  ].map((line) => cleanText(line));
}

/** By its common name or else by all that it says of itself; none of it has to be there. */
function nameOf(entity: Partial<Certificate> | undefined): string {
  const all = Object.entries(entity ?? {}).map(([key, value]) => `${key}=${String(value)}`);
  return String(entity?.CN ?? entity?.O ?? (all.join(', ') || 'nobody who gives a name'));
}
