import { errorCode } from '../../text/error.ts';

/**
 * What is wrong between this side's TLS and a server's, and what to do, in two sentences; undefined where an error of the
 * socket is about something else.
 *
 * @param host As it is named to people: with the port where it is not the scheme's own.
 */
export function certificateFailure(host: string, error: Error): string | undefined {
  const code = errorCode(error);
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return otherNames(host, namesIn(error));
  const said = MESSAGES.get(code);
  return said === undefined
    ? handshakeFailure(host, code, error.message)
    : `The certificate of ${host} ${said}`;
}

const OWN_AUTHORITY = "If it is your team's own, give its certificate with --ca <file>.";
const UNKNOWN_AUTHORITY = `is from an authority that is not known here. ${OWN_AUTHORITY}`;
const SELF_SIGNED = `is signed by itself. ${OWN_AUTHORITY}`;

/** By the codes of OpenSSL's verification, as Node names them. */
const MESSAGES: ReadonlyMap<string, string> = new Map([
  ['CERT_HAS_EXPIRED', "has expired. Ask the host for a new one, and check this computer's date."],
  ['CERT_NOT_YET_VALID', "is not valid yet. Check this computer's date, and the host's."],
  ['CERT_REVOKED', 'has been revoked. Ask the host for a new one.'],
  ['CERT_SIGNATURE_FAILURE', 'is damaged: its signature is wrong. Ask the host for a new one.'],
  ['CERT_REJECTED', 'is not for servers. Ask the host for another one.'],
  ['INVALID_PURPOSE', 'is not for servers. Ask the host for another one.'],
  ['CERT_UNTRUSTED', UNKNOWN_AUTHORITY],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', SELF_SIGNED],
  ['INVALID_CA', UNKNOWN_AUTHORITY],
  ['SELF_SIGNED_CERT_IN_CHAIN', UNKNOWN_AUTHORITY],
  ['UNABLE_TO_GET_ISSUER_CERT', UNKNOWN_AUTHORITY],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', UNKNOWN_AUTHORITY],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', UNKNOWN_AUTHORITY],
]);

function otherNames(host: string, names: readonly string[]): string {
  return names.length === 0
    ? `The certificate of ${host} is not for that address. Ask the host by which to join.`
    : `The certificate of ${host} is for ${names.join(', ')}. Join by that name, or ask the host for another certificate.`;
}

/** The names that a certificate has, and nothing in it that is none: it comes from outside, and goes to a terminal. */
function namesIn(error: Error): string[] {
  const certificate: unknown = Reflect.get(error, 'cert');
  const text: unknown =
    typeof certificate === 'object' ? Reflect.get(Object(certificate), 'subjectaltname') : '';
  return String(text ?? '')
    .split(', ')
    .flatMap((entry) => /^(?:DNS|IP Address):([\w.:*-]{1,255})$/u.exec(entry)?.[1] ?? [])
    .slice(0, 5);
}

/**
 * Why TLS with a server did not come about, and what to do; undefined where an error of the socket is about something else.
 *
 * @param host As it is named to people.
 */
function handshakeFailure(host: string, code: string, message: string): string | undefined {
  if (!code.startsWith('ERR_SSL_') && !(code === 'EPROTO' && message.includes('SSL routines'))) {
    return undefined;
  }
  if (isOtherProtocol(code, message)) {
    return `${host} does not speak TLS. If it is the right address, use ws:// in place of wss://.`;
  }
  const alert = /SSL alert number (\d{1,3})/u.exec(message)?.[1];
  if (alert === undefined) return `TLS with ${host} fails. Check the address with the host.`;
  return `${host} ${ALERTS.get(alert) ?? `breaks TLS off (alert ${alert}). Check the address with the host.`}`;
}

const NOTHING_IN_COMMON =
  'and this computer have no TLS in common. Ask the host: TLS 1.2 or 1.3 is needed there.';

/** What a server says by the numbers of its alerts. @see https://www.rfc-editor.org/rfc/rfc8446#section-6 */
const ALERTS: ReadonlyMap<string, string> = new Map([
  ['40', NOTHING_IN_COMMON],
  ['70', NOTHING_IN_COMMON],
  ['71', NOTHING_IN_COMMON],
  ['112', 'has nothing by that name. Check the name with the host.'],
  ['116', 'lets in only who has a certificate. Ask the host for another address.'],
]);

/** Whether what came back was no TLS at all. Node 20 tells it by OpenSSL's words alone. */
function isOtherProtocol(code: string, message: string): boolean {
  return (
    code === 'ERR_SSL_WRONG_VERSION_NUMBER' ||
    code === 'ERR_SSL_PACKET_LENGTH_TOO_LONG' ||
    /wrong version number|packet length too long/u.test(message)
  );
}
