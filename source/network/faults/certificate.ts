import { type Destination, type Fault, type FaultCode, namesOf } from './fault.ts';

/** Whether an error code of Node or OpenSSL says that a certificate was rejected. */
export function isCertificateCode(code: string): boolean {
  return (
    code === MISMATCH ||
    FAULTS.has(code) ||
    AUTHORITY_UNKNOWN.has(code) ||
    /^(?:CERT|CRL|UNABLE_TO|ERROR_IN|PATH_LENGTH)_/u.test(code)
  );
}

/**
 * Returns why a server's certificate was rejected.
 *
 * @param code The error code of Node or OpenSSL.
 * @param altNames The certificate's `subjectaltname`.
 */
export function certificateFault(destination: Destination, code: string, altNames: unknown): Fault {
  const { place } = namesOf(destination);
  if (code === MISMATCH) return mismatch(destination, namesIn(altNames));
  if (AUTHORITY_UNKNOWN.has(code)) return unknownAuthority(destination);
  const [faultCode, problem, advice] = FAULTS.get(code) ?? [
    'certificate-untrusted',
    `cannot be trusted (${/^[A-Z_]{1,60}$/u.test(code) ? code : 'unknown reason'})`,
    'Ask the host for another one.',
  ];
  return { code: faultCode, meaning: `The certificate of ${place} ${problem}.`, advice };
}

const MISMATCH = 'ERR_TLS_CERT_ALTNAME_INVALID';

const NEW_ONE = 'Ask the host for a new one.';

/** What is wrong with a certificate and what to do, by the codes of OpenSSL's verification. */
const FAULTS: ReadonlyMap<string, readonly [FaultCode, string, string]> = new Map<
  string,
  readonly [FaultCode, string, string]
>([
  [
    'CERT_HAS_EXPIRED',
    ['certificate-expired', 'has expired', "Ask the host for a new one, and check this machine's date."],
  ],
  [
    'CERT_NOT_YET_VALID',
    ['certificate-not-yet-valid', 'is not valid yet', "Check this machine's date, and the host's."],
  ],
  ['CERT_REVOKED', ['certificate-revoked', 'has been revoked', NEW_ONE]],
  ['CERT_SIGNATURE_FAILURE', ['certificate-damaged', 'is damaged: its signature does not match', NEW_ONE]],
  ['CERT_REJECTED', ['certificate-purpose', 'is not meant for servers', 'Ask the host for another one.']],
  ['INVALID_PURPOSE', ['certificate-purpose', 'is not meant for servers', 'Ask the host for another one.']],
  [
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    [
      'certificate-self-signed',
      'is self-signed',
      "If it is your team's own, get a copy from the host, not over this connection, and pass it with --ca <file>.",
    ],
  ],
]);

const AUTHORITY_UNKNOWN: ReadonlySet<string> = new Set([
  'CERT_UNTRUSTED',
  'INVALID_CA',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

function unknownAuthority(destination: Destination): Fault {
  const where =
    destination.ca === undefined ? 'an unknown authority' : 'an authority that the --ca file lacks';
  return {
    code: 'certificate-unknown-authority',
    meaning: `The certificate of ${namesOf(destination).place} is signed by ${where}.`,
    causes: 'The server may also be leaving out an intermediate certificate.',
    advice:
      "If that is your team's own, or a proxy that inspects TLS, pass its certificate with --ca <file>.",
  };
}

function mismatch(destination: Destination, names: readonly string[]): Fault {
  const { place, host } = namesOf(destination);
  const code = 'certificate-mismatch';
  return names.length === 0
    ? {
        code,
        meaning: `The certificate of ${place} is not for ${host}.`,
        advice: 'Ask the host which address to use.',
      }
    : {
        code,
        meaning: `The certificate of ${place} is for ${names.join(', ')}, not for ${host}.`,
        advice: 'Join with one of its names, or ask the host for another certificate.',
      };
}

/** Returns up to five names from a certificate, which may hold anything: only names are safe to show. */
function namesIn(altNames: unknown): string[] {
  return String(altNames ?? '')
    .split(', ')
    .flatMap((entry) => /^(?:DNS|IP Address):([\w.:*-]{1,255})$/u.exec(entry)?.[1] ?? [])
    .slice(0, 5);
}
