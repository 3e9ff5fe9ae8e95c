import { describe, expect, it } from 'vitest';
import { bindAddress, fixedPort, port } from '../../../source/commands/command-line/option-values.ts';

describe('an address to listen on', () => {
  it.each([
    ['192.168.1.20', '192.168.1.20'],
    ['::1', '::1'],
    ['[::1]', '::1'],
    [' [fe80::1%wlan0] ', 'fe80::1%wlan0'],
  ])('is read from %s', (text, address) => {
    expect(bindAddress(text)).toBe(address);
  });

  it.each(['', ' ', '[]'])('has to be there: "%s"', (text) => {
    expect(() => bindAddress(text)).toThrow(/an address of this machine/u);
  });
});

describe('a port', () => {
  it('may be any, but not where it has to be a certain one', () => {
    expect(port('0')).toBe(0);
    expect(fixedPort('1')).toBe(1);
    expect(() => fixedPort('0')).toThrow('from 1 to 65535');
  });
});
