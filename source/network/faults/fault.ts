import type { Proxy } from '../proxy/route.ts';
import { errorCode } from '../../text/error.ts';
import { unbracketed } from '../addresses/address.ts';

/** Something that keeps a game from being reached or hosted, in words for players. */
export interface Fault {
  readonly code: FaultCode;
  /** One sentence, short enough for a small terminal. */
  readonly meaning: string;
  /** More on what may be behind it. */
  readonly causes?: string;
  /** What to do next, in a sentence or two. */
  readonly advice: string;
}

export type FaultCode =
  | ConnectFaultCode
  | TlsFaultCode
  | ResponseFaultCode
  | TransportFaultCode
  | ProxyFaultCode
  | HostingFaultCode;

type ConnectFaultCode =
  | 'refused'
  | 'no-reply'
  | 'unreachable'
  | 'forbidden'
  | 'unknown-name'
  | 'no-name-server'
  | 'lookup-failed'
  | 'connect-failed'
  | 'silent'
  | 'closed';

type TlsFaultCode =
  | 'tls-version'
  | 'tls-unknown-name'
  | 'tls-client-certificate'
  | 'tls-alert'
  | 'tls-silent'
  | 'tls-closed'
  | 'tls-failed'
  | 'not-tls'
  | 'plain-http'
  | 'certificate-expired'
  | 'certificate-not-yet-valid'
  | 'certificate-revoked'
  | 'certificate-damaged'
  | 'certificate-purpose'
  | 'certificate-mismatch'
  | 'certificate-self-signed'
  | 'certificate-unknown-authority'
  | 'certificate-untrusted';

type ResponseFaultCode =
  | 'not-http'
  | 'needs-tls'
  | 'moved'
  | 'login-page'
  | 'gateway'
  | 'truncated'
  | 'wrong-path'
  | 'game-at-root'
  | 'other-program'
  | 'foreign-name'
  | 'other-protocol';

type TransportFaultCode =
  | 'upgrade-removed'
  | 'upgrade-not-found'
  | 'upgrade-failed'
  | 'upgrade-refused'
  | 'websocket-blocked'
  | 'websocket-wrong'
  | 'websocket-silent'
  | 'websocket-cut'
  | 'long-polling-missing'
  | 'long-polling-changed'
  | 'long-polling-blocked';

type ProxyFaultCode =
  | 'proxy-unusable'
  | 'proxy-unreachable'
  | 'proxy-silent'
  | 'proxy-login'
  | 'proxy-credentials'
  | 'proxy-gateway'
  | 'proxy-refusal'
  | 'proxy-other-program'
  | 'proxy-no-tls';

type HostingFaultCode =
  'port-in-use' | 'port-forbidden' | 'port-failed' | 'not-own-address' | 'interface-name' | 'no-network';

/** Where a connection is meant to lead. */
export interface Destination {
  /** The http or https URL of the game, as `parseAddress` returns it. */
  readonly base: string;
  /** The proxy on the way. */
  readonly proxy?: Proxy | null | undefined;
  /** The proxy is asked for the whole URL instead of a tunnel. Default: false. */
  readonly isForwarded?: boolean | undefined;
  /** Certificates of authorities to trust, in PEM. Default: those that come with Node. */
  readonly ca?: string | undefined;
}

/** Returns the parts of a destination that faults name: `place` is the host with its port, unless that is the scheme's own. */
export function namesOf({ base }: Pick<Destination, 'base'>) {
  const { host: place, hostname, port, protocol } = new URL(base);
  const isSecure = protocol === 'https:';
  return {
    place,
    host: unbracketed(hostname),
    port: Number(port || (isSecure ? 443 : 80)),
    isSecure,
  };
}

/** An error of the system, of TLS or of Node's HTTP parser, or a timeout. */
export interface Failure {
  /** Such as `ECONNREFUSED`; `timeout` if the time was up, `not-http` if the HTTP parser failed. */
  readonly code: string;
  readonly message: string;
}

/** Returns the failure in something thrown. */
export function failureFrom(error: unknown): Failure {
  if (!(error instanceof Error)) return { code: '', message: String(error) };
  const code = errorCode(error);
  const isTimeout = error.name === 'AbortError' || error.name === 'TimeoutError' || code === 'ETIMEDOUT';
  if (isTimeout || error.message.includes('timed out')) return { code: 'timeout', message: 'timed out' };
  // The parser's own messages are meant for developers of servers.
  if (code.startsWith('HPE_')) return { code: 'not-http', message: 'the response is not HTTP' };
  return { code, message: error.message };
}

/** Describes a failure in a few words. */
export function shownFailure({ code, message }: Failure): string {
  return /^E[A-Z]/u.test(code) ? code : message;
}
