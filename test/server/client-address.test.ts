import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { clientAddress } from '../../source/server/reverse-proxy.ts';

/** Returns the client address of a request with this header, over a connection from a proxy at 10.0.0.1 by default. */
function addressOf(forwarded: string | undefined, trustProxy: boolean, remoteAddress = '10.0.0.1'): string {
  const socket = new Socket();
  Object.defineProperty(socket, 'remoteAddress', { value: remoteAddress });
  const request = new IncomingMessage(socket);
  if (forwarded !== undefined) request.headers['x-forwarded-for'] = forwarded;
  return clientAddress(request, { trustProxy });
}

describe("the client's address", () => {
  it.each([undefined, '203.0.113.7', '198.51.100.1, 203.0.113.7'])(
    'is the address of the connection if no proxy is trusted, whatever X-Forwarded-For says: %s',
    (forwarded) => {
      expect(addressOf(forwarded, false)).toBe('10.0.0.1');
    },
  );

  it.each([
    ['203.0.113.7', '203.0.113.7'],
    [' 203.0.113.7 ', '203.0.113.7'],
    ['198.51.100.1, 203.0.113.7', '203.0.113.7'],
    ['198.51.100.1,10.9.9.9,2001:db8::7', '2001:db8::7'],
    ['203.0.113.7:51234', '203.0.113.7'],
    ['[2001:db8::7]', '2001:db8::7'],
    ['[2001:db8::7]:51234', '2001:db8::7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['<script>, 203.0.113.7', '203.0.113.7'],
  ])('is the last address in X-Forwarded-For from a trusted proxy: %s', (forwarded, address) => {
    expect(addressOf(forwarded, true)).toBe(address);
  });

  it.each([undefined, '', ',', 'unknown', '203.0.113.7, ', '203.0.113.999', '203.0.113.7, _hidden', '[]:80'])(
    'is the address of the connection if a trusted proxy forwards no valid one: %s',
    (forwarded) => {
      expect(addressOf(forwarded, true)).toBe('10.0.0.1');
    },
  );

  it('is plain IPv4 on a dual-stack socket, too', () => {
    expect(addressOf(undefined, false, '::ffff:192.168.1.50')).toBe('192.168.1.50');
    expect(addressOf(undefined, false, '2001:db8::50')).toBe('2001:db8::50');
  });
});
