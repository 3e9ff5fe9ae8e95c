import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { clientAddress } from '../../source/server/site.ts';

/** The address of a request with this header, on a line from a proxy at 10.0.0.1 unless said otherwise. */
function addressOf(forwarded: string | undefined, trustProxy: boolean, remoteAddress = '10.0.0.1'): string {
  const socket = new Socket();
  Object.defineProperty(socket, 'remoteAddress', { value: remoteAddress });
  const request = new IncomingMessage(socket);
  if (forwarded !== undefined) request.headers['x-forwarded-for'] = forwarded;
  return clientAddress(request, { trustProxy });
}

describe("a client's address", () => {
  it.each([undefined, '203.0.113.7', '198.51.100.1, 203.0.113.7'])(
    'is that of the line where no proxy is trusted, whatever is forwarded: %s',
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
  ])('is the last that a trusted proxy forwards: %s', (forwarded, address) => {
    expect(addressOf(forwarded, true)).toBe(address);
  });

  it.each([undefined, '', ',', 'unknown', '203.0.113.7, ', '203.0.113.999', '203.0.113.7, _hidden', '[]:80'])(
    'is that of the line where a trusted proxy forwards none: %s',
    (forwarded) => {
      expect(addressOf(forwarded, true)).toBe('10.0.0.1');
    },
  );

  it('is the same for IPv4 on a socket for IPv6', () => {
    expect(addressOf(undefined, false, '::ffff:192.168.1.50')).toBe('192.168.1.50');
    expect(addressOf(undefined, false, '2001:db8::50')).toBe('2001:db8::50');
  });
});
