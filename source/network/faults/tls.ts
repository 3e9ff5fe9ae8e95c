import { hostAndPort, joinAddress } from '../addresses/address.ts';
import { type Destination, type Failure, type Fault, namesOf } from './fault.ts';
import { tunnelWithoutTls } from './proxy.ts';

/** Whether a failure comes from OpenSSL, or from a socket that closed during the TLS handshake. */
export function isTlsFailure({ code, message }: Failure): boolean {
  return (
    code.startsWith('ERR_SSL_') ||
    (code === 'EPROTO' && message.includes('SSL routines')) ||
    message.includes('before secure TLS connection was established')
  );
}

/** Whether the server ended the TLS handshake with an alert, and so uses TLS. */
export function isTlsAlert(failure: Failure): boolean {
  return alertOf(failure) !== undefined;
}

/** Returns why the TLS handshake failed. OpenSSL's messages are left out: they are for developers. */
export function tlsFault(destination: Destination, failure: Failure): Fault {
  const alert = alertOf(failure);
  if (alert !== undefined) return alertFault(destination, alert);
  const { place } = namesOf(destination);
  if (destination.proxy) return tunnelWithoutTls(destination.proxy, destination);
  switch (failure.code) {
    case 'timeout':
      return {
        code: 'tls-silent',
        meaning: `${place} accepts connections but does not respond to TLS.`,
        advice: IS_IT_TLS,
      };
    case 'ECONNRESET':
    case 'EPIPE':
      return {
        code: 'tls-closed',
        meaning: `${place} closes connections when TLS begins: it does not use TLS, or a firewall blocks it.`,
        advice: IS_IT_TLS,
      };
    default:
      return NOT_TLS.test(`${failure.code} ${failure.message}`)
        ? {
            code: 'not-tls',
            meaning: `${place} does not use TLS.`,
            advice: `If the address is correct, join with ${plainAddress(destination)} instead.`,
          }
        : {
            code: 'tls-failed',
            meaning: `The TLS handshake with ${place} failed (${failure.code}).`,
            advice: "Check the port with the host. If it is correct, check the server's TLS settings.",
          };
  }
}

/** Returns the fault of a server that speaks plain HTTP on a port that should use TLS. */
export function plainHttp(destination: Destination): Fault {
  return {
    code: 'plain-http',
    meaning: `${namesOf(destination).place} speaks plain HTTP, but wss:// and https:// need TLS.`,
    advice: `Use ${plainAddress(destination)} instead, or the port that is served with TLS.`,
  };
}

function plainAddress(destination: Destination): string {
  const { host, port } = namesOf(destination);
  const { pathname } = new URL(destination.base);
  const typed = joinAddress(`http://${hostAndPort(host, port)}${pathname}`);
  return typed.startsWith('ws://') ? typed : `ws://${typed}`;
}

const IS_IT_TLS =
  'Check the port, and whether the game is served with TLS. If it is not, the address starts with ws://.';

/** OpenSSL's codes, or on Node 20 only its words, for bytes that are not TLS. */
const NOT_TLS =
  /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|wrong version number|packet length too long|record layer failure/u;

/** The numbers of alerts. @see https://www.rfc-editor.org/rfc/rfc8446#section-6 */
const ALERTS = {
  handshakeFailure: 40,
  protocolVersion: 70,
  insufficientSecurity: 71,
  unrecognizedName: 112,
  certificateRequired: 116,
};

/** OpenSSL puts the number at the end of its message. */
function alertOf({ code, message }: Failure): number | undefined {
  if (code === 'ERR_SSL_UNSUPPORTED_PROTOCOL') return ALERTS.protocolVersion;
  const number = /SSL alert number (?<number>\d{1,3})/u.exec(message)?.groups?.['number'];
  return number === undefined ? undefined : Number(number);
}

function alertFault(destination: Destination, alert: number): Fault {
  const { place, host } = namesOf(destination);
  switch (alert) {
    case ALERTS.handshakeFailure:
    case ALERTS.protocolVersion:
    case ALERTS.insufficientSecurity:
      return {
        code: 'tls-version',
        meaning: `${place} and this machine have no TLS version or cipher in common.`,
        advice: 'Ask the host to enable TLS 1.2 or 1.3.',
      };
    case ALERTS.unrecognizedName:
      return {
        code: 'tls-unknown-name',
        meaning: `${place} uses TLS, but serves nothing under the name ${host}.`,
        advice: 'Check the name with the host.',
      };
    case ALERTS.certificateRequired:
      return {
        code: 'tls-client-certificate',
        meaning: `${place} accepts only clients with a certificate, and termquiz has none.`,
        advice: 'Ask the host to accept players without certificates.',
      };
    default:
      return {
        code: 'tls-alert',
        meaning: `${place} broke off the TLS handshake with alert ${alert}.`,
        advice: "Check the address with the host. The server's log says more.",
      };
  }
}
