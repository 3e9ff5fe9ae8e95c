import { isTransientStatus } from './send-request.ts';
import type { TransportFailure } from './transport.ts';
import { joinAddress } from '../../network/addresses/address.ts';
import { certificateFault, isCertificateCode } from '../../network/faults/certificate.ts';
import { closingServer, connectFault } from '../../network/faults/connect.ts';
import {
  type Destination,
  type Fault,
  type FaultCode,
  failureFrom,
  namesOf,
} from '../../network/faults/fault.ts';
import { ProxyError, silentProxy } from '../../network/faults/proxy.ts';
import {
  type HttpResponse,
  notHttp,
  otherProtocol,
  responseFault,
  truncatedResponse,
  unparsedBytes,
} from '../../network/faults/response.ts';
import { isTlsFailure, tlsFault } from '../../network/faults/tls.ts';
import {
  blockedWebSocket,
  silentWebSocket,
  upgradeRemoved,
  wrongWebSocket,
} from '../../network/faults/transports.ts';
import { SOCKET_PATH } from '../../protocol/endpoints.ts';
import type { GameInfo } from '../../protocol/game-info.ts';
import { cleanText } from '../../text/clean.ts';

/** Returns the failure in an error of a connection to a game. */
export function errorFailure(destination: Destination, error: Error): TransportFailure {
  const fault = errorFault(destination, error);
  if (fault === undefined) return lostConnection(destination);
  const isFinal = !RETRIED.has(fault.code);
  return {
    ...shortForm(destination, fault),
    isFinal,
    ...(FOREIGN.has(fault.code) && { isForeign: true }),
    ...((BLOCKED.has(fault.code) || fault.code.startsWith('proxy-')) && { isBlocked: true }),
  };
}

/**
 * Returns the failure in a response that does not come from a game.
 *
 * @param path The requested path below the game's own.
 */
export function responseFailure(
  destination: Destination,
  response: HttpResponse,
  path: string,
): TransportFailure {
  const { status } = response;
  const isUpgradeRemoved = status === 426 && path === SOCKET_PATH;
  const fault = isUpgradeRemoved ? upgradeRemoved() : responseFault(destination, response, path);
  const failure = shortForm(destination, fault);
  // The game, or a server in front of it, says what to do.
  if (DIRECTIONS.has(fault.code)) return { ...failure, isFinal: true };
  const isFinal = !isTransientStatus(status);
  // A proxy's own response says nothing about what is behind it.
  const isForeign = isFinal && !fault.code.startsWith('proxy-');
  return { ...failure, isFinal, isBlocked: true, ...(isForeign && { isForeign }) };
}

const DIRECTIONS: ReadonlySet<FaultCode> = new Set(['needs-tls', 'moved', 'foreign-name']);

/** Returns the failure at a game whose termquiz speaks another protocol. */
export function protocolFailure(destination: Destination, game: GameInfo): TransportFailure {
  return { ...shortForm(destination, otherProtocol(game)), isFinal: true };
}

/** Returns the failure of a connection that broke. */
export function lostConnection({ base }: Pick<Destination, 'base'>): TransportFailure {
  const message = `The connection to ${namesOf({ base }).place} was lost. ${doctorHint(base)}`;
  return { code: 'connection-lost', message, isFinal: false };
}

/** Returns the failure of a WebSocket that opened, and through which nothing came. */
export function silentConnection(destination: Destination): TransportFailure {
  return { ...shortForm(destination, silentWebSocket(destination)), isFinal: false, isBlocked: true };
}

/** Undefined if the connection was there and broke. */
function errorFault(destination: Destination, error: Error): Fault | undefined {
  if (error instanceof ProxyError) return error.fault;
  const { proxy, isForwarded = false } = destination;
  const { host, isSecure } = namesOf(destination);
  const failure = failureFrom(error);
  if (isCertificateCode(failure.code)) return certificateFault(destination, failure.code, altNamesOf(error));
  if (isTlsFailure(failure)) return tlsFault(destination, failure);
  if (failure.code.startsWith('WS_ERR_')) return undefined;
  if (/Upgrade header|Sec-WebSocket|subprotocol/u.test(failure.message)) return wrongWebSocket(destination);
  if (failure.message === 'aborted') return truncatedResponse(destination);
  if (proxy && (isForwarded || failure.code === 'timeout')) return silentProxy(proxy, failure, host);
  switch (failure.code) {
    case 'not-http':
      return notHttp(destination, unparsedBytes(error));
    case 'ECONNRESET':
    case 'EPIPE':
      // Without TLS only WebSockets go through a tunnel.
      return proxy && !isSecure ? blockedWebSocket(destination, failure) : closingServer(destination);
    default:
      // Errors of the proxy are `ProxyError`s: this one comes from behind it.
      return connectFault({ ...destination, proxy: null }, failure);
  }
}

/** Another attempt may succeed. */
const RETRIED: ReadonlySet<FaultCode> = new Set([
  'no-reply',
  'unreachable',
  'forbidden',
  'lookup-failed',
  'connect-failed',
  'closed',
  'tls-closed',
  'truncated',
  'proxy-silent',
  'websocket-blocked',
]);

const FOREIGN: ReadonlySet<FaultCode> = new Set(['not-http', 'needs-tls', 'websocket-wrong']);

/** Something on the way may be to blame. */
const BLOCKED: ReadonlySet<FaultCode> = new Set([
  ...FOREIGN,
  'no-reply',
  'forbidden',
  'connect-failed',
  'closed',
  'tls-closed',
  'truncated',
  'websocket-blocked',
]);

/** The network is to blame, which the doctor can look at step by step. */
const FOR_DOCTOR: ReadonlySet<FaultCode> = new Set(['no-reply', 'unreachable', 'closed', 'connect-failed']);

function shortForm({ base }: Destination, { code, meaning, advice }: Fault) {
  return { code, message: cleanText(`${meaning} ${FOR_DOCTOR.has(code) ? doctorHint(base) : advice}`) };
}

/** The command comes last, so that it can be copied without a full stop. */
function doctorHint(base: string): string {
  return `To find out why: npx termquiz doctor ${joinAddress(base)}`;
}

/** Returns the names in the certificate that an error came with. */
function altNamesOf(error: Error): unknown {
  const certificate: unknown = Reflect.get(error, 'cert');
  return typeof certificate === 'object' ? Reflect.get(Object(certificate), 'subjectaltname') : undefined;
}
