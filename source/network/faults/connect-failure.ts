import { addressOf } from '../addresses/address.ts';
import { certificateFailure } from './certificate-failure.ts';
import { errorCode } from '../../text/error.ts';
import type { LinkFailure } from './fault.ts';

/** The failure that an error of a connection to a game tells. @param base As `parseAddress` gives it. */
export function connectFailure(base: string, error: Error): LinkFailure {
  const { host } = new URL(base);
  const certificate = certificateFailure(host, error);
  if (certificate !== undefined) return { message: certificate, isFinal: true };
  const code = errorCode(error);
  // What connects for us says by itself what is wrong with a proxy, which may let other requests through.
  if (code === 'EPROXY') return { message: error.message, isFinal: true, isBlocked: true };
  if (code.startsWith('HPE_')) return noHttp(host, error);
  if (code.startsWith('WS_ERR_')) return brokenLine(base);
  if (/Upgrade header|Sec-WebSocket|subprotocol/u.test(error.message)) return foreignSocket(host);
  const known = FAILURES.get(/timed out/u.test(error.message) ? 'ETIMEDOUT' : code);
  if (known) return known(base);
  const message = `The connection to ${host} failed: ${error.message}. ${doctorFor(base)}`;
  return { message, isFinal: false, isBlocked: true };
}

/** By the system's codes. */
const FAILURES: ReadonlyMap<string, (base: string) => LinkFailure> = new Map([
  ['ECONNREFUSED', refused],
  ['ENOTFOUND', unknownName],
  ['EAI_AGAIN', noNameServer],
  ['EHOSTUNREACH', unreachable],
  ['ENETUNREACH', unreachable],
  ['ETIMEDOUT', (base: string) => ({ ...unreachable(base), isBlocked: true })],
  ['ECONNRESET', hangUp],
  ['EPIPE', hangUp],
]);

/** The failure of a line that was there. @param base As `parseAddress` gives it. */
export function brokenLine(base: string): LinkFailure {
  return { message: `The connection to ${new URL(base).host} broke. ${doctorFor(base)}`, isFinal: false };
}

/** The failure of a WebSocket that was made, but on which nothing came. @param base As `parseAddress` gives it. */
export function muteLine(base: string): LinkFailure {
  const message = `A WebSocket to ${new URL(base).host} can be made, but nothing comes through it. Play by --transport long-polling.`;
  return { message, isFinal: false, isBlocked: true };
}

function refused(base: string): LinkFailure {
  const message = `Nothing answers at ${new URL(base).host}. Is the game running, and the address right?`;
  return { message, isFinal: true };
}

function unknownName(base: string): LinkFailure {
  const message = `There is no computer called ${new URL(base).host} on this network. Check the address.`;
  return { message, isFinal: true };
}

function noNameServer(base: string): LinkFailure {
  const message = `No name server answers that could tell where ${new URL(base).hostname} is. Are you on the network? An address such as 192.168.1.20 needs none.`;
  return { message, isFinal: true };
}

function unreachable(base: string): LinkFailure {
  const { host } = new URL(base);
  const message = `${host} cannot be reached. Are you on the same network as the host? ${doctorFor(base)}`;
  return { message, isFinal: false };
}

/** Node's parser could not read what came, and keeps it. */
function noHttp(host: string, error: Error): LinkFailure {
  const received: unknown = Reflect.get(error, 'rawPacket');
  const message =
    received instanceof Uint8Array && received[0] === TLS_ALERT
      ? `${host} speaks TLS. If it is the right address, write wss:// in front of it.`
      : `${host} answers, but not over HTTP: it is another program. Check the port with the host.`;
  return { message, isFinal: true, isForeign: true, isBlocked: true };
}

/** How a record begins by which TLS is broken off. @see https://www.rfc-editor.org/rfc/rfc8446#section-5.1 */
const TLS_ALERT = 21;

/** An upgrade was answered with 101, but wrongly. */
function foreignSocket(host: string): LinkFailure {
  const message = `${host} makes WebSockets, but not as this termquiz does: another program, or another version. Check the address with the host.`;
  return { message, isFinal: true, isForeign: true, isBlocked: true };
}

function hangUp(base: string): LinkFailure {
  const { host } = new URL(base);
  const message = `${host} closes connections without an answer: another program, or a firewall. ${doctorFor(base)}`;
  return { message, isFinal: false, isBlocked: true };
}

/** What to do where the network is to blame: not at the end of a sentence, so that it can be copied as it is. */
function doctorFor(base: string): string {
  return `To see why: npx termquiz doctor ${addressOf(base)}`;
}
