/**
 * Why TLS with a server did not come about, and what to do; undefined where an error of the socket is about something else.
 *
 * @param host As it is named to people.
 */
export function handshakeFailure(host: string, code: string, message: string): string | undefined {
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
