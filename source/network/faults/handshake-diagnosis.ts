import { type Target, hostAndPort } from '../doctor/target.ts';
import type { Diagnosis, Failure } from './fault.ts';
import { emptyTunnel } from './proxy.ts';

/** Why TLS could not be started. OpenSSL's own words are left out: they are for who programs it. */
export function handshakeDiagnosis(target: Target, failure: Failure): Diagnosis {
  const alert = alertOf(failure);
  if (alert !== undefined) return alertDiagnosis(target, alert);
  const { host, port, proxy } = target;
  if (proxy) return emptyTunnel(proxy, host, hostAndPort(host, port));
  const advice = `Is it the right port, and does the host serve by TLS? Without TLS the address begins with ws://.`;
  switch (failure.code) {
    case 'timeout':
      return {
        meaning: `Something takes connections on port ${port} of ${host}, but does not answer to TLS.`,
        advice,
      };
    case 'ECONNRESET':
    case 'EPIPE':
      return {
        meaning: `Port ${port} of ${host} takes connections, but closes them when TLS begins: no TLS is spoken there, or a firewall in between forbids it.`,
        advice,
      };
    default:
      return OTHER_PROTOCOL.test(failure.message)
        ? { meaning: `What answers on port ${port} of ${host} does not speak TLS.`, advice }
        : {
            meaning: `TLS with ${hostAndPort(host, port)} fails (${failure.code}).`,
            advice: 'Is it the right port? Who runs the server has to look at how it is set up for TLS.',
          };
  }
}

/** Whether it is by TLS that the other side refused. */
export function isAlert(failure: Failure): boolean {
  return alertOf(failure) !== undefined;
}

/** What OpenSSL says of bytes that are no TLS. */
const OTHER_PROTOCOL = /wrong version number|packet length too long|record layer failure/u;

/** As numbered in RFC 8446, section 6. */
const ALERTS = { protocolVersion: 70, unrecognizedName: 112, certificateRequired: 116 };

/** OpenSSL has the number at the end of what it says. */
function alertOf({ code, message }: Failure): number | undefined {
  if (code === 'ERR_SSL_UNSUPPORTED_PROTOCOL') return ALERTS.protocolVersion;
  const number = /SSL alert number (?<number>\d+)/u.exec(message)?.groups?.['number'];
  return number === undefined ? undefined : Number(number);
}

function alertDiagnosis({ host, port }: Target, alert: number): Diagnosis {
  const server = `The server at ${hostAndPort(host, port)}`;
  switch (alert) {
    case ALERTS.protocolVersion:
      return {
        meaning: `${server} speaks only versions of TLS that this machine does not take: they are too old.`,
        advice: 'Who runs the server has to allow TLS 1.2 or newer.',
      };
    case ALERTS.unrecognizedName:
      return {
        meaning: `${server} speaks TLS, but serves nothing by the name ${host}.`,
        advice: "Compare the address with the one on the host's screen.",
      };
    case ALERTS.certificateRequired:
      return {
        meaning: `${server} wants players to show certificates of their own, which termquiz does not have.`,
        advice: 'Who runs the server has to let players in without.',
      };
    default:
      return {
        meaning: `${server} speaks TLS, but breaks it off with alert ${alert}.`,
        advice: "Is it the right port? The server's own log says more.",
      };
  }
}
