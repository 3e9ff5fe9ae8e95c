import { describe, expect, it } from 'vitest';
import {
  joinAddress,
  joinCommands,
  joinUrls,
  packageUrls,
} from '../../../source/commands/host/game-location.ts';
import { parseAddress } from '../../../source/network/addresses/address.ts';

const addresses = [
  { address: '192.168.1.20', interface: 'eth0', kind: 'lan' },
  { address: 'fd00::1', interface: 'wg0', kind: 'vpn' },
] as const;

const location = { addresses, pin: '482913', port: 7849 };

describe('joinAddress', () => {
  it('omits the default port and puts IPv6 addresses in brackets', () => {
    expect(joinAddress('192.168.1.20', { port: 7849 })).toBe('192.168.1.20');
    expect(joinAddress('192.168.1.20', { port: 8080 })).toBe('192.168.1.20:8080');
    expect(joinAddress('fd00::1', { port: 7849 })).toBe('[fd00::1]');
    expect(joinAddress('fd00::1', { port: 8080 })).toBe('[fd00::1]:8080');
  });

  it.each(addresses)('begins with wss if the game is served with TLS: $address', ({ address }) => {
    const typed = joinAddress(address, { port: 7849, isTls: true });
    expect(typed).toMatch(/^wss:\/\/.+:7849$/u);
    expect(parseAddress(typed).ok).toBe(true);
  });
});

describe('joinCommands', () => {
  it('returns the commands and the networks that they work on', () => {
    expect(joinCommands(location)).toMatchObject([
      { command: 'npx termquiz join 192.168.1.20 482913', address: '192.168.1.20', network: 'eth0' },
      { command: 'npx termquiz join [fd00::1] 482913', address: '[fd00::1]', network: 'wg0, VPN' },
    ]);
  });

  it('returns the public URL first, unchanged', () => {
    const publicUrl = 'https://example.org/quiz';
    const [first, second] = joinCommands({ ...location, publicUrl });
    expect(first).toEqual({
      command: `npx termquiz join ${publicUrl} 482913`,
      address: publicUrl,
      network: '',
      page: `${publicUrl}/#482913`,
      packageCommand: null,
    });
    expect(second?.command).toContain('192.168.1.20');
  });

  it.each([
    [location, 'http://192.168.1.20:7849/#482913'],
    [{ ...location, addresses: addresses.slice(1) }, 'http://[fd00::1]:7849/#482913'],
    [{ ...location, isTls: true, port: 443 }, 'https://192.168.1.20:443/#482913'],
    [{ ...location, publicUrl: 'wss://example.org' }, 'https://example.org/#482913'],
    [{ ...location, hasPage: false }, null],
  ])('returns the URL of the page with the PIN as its fragment, if the game has a page', (place, page) => {
    expect(joinCommands(place)[0]?.page).toBe(page);
  });

  it("returns the command that runs the host's own package, if the host serves it", () => {
    const packageFile = 'termquiz-0.1.0-3f9a1c.tgz';
    expect(joinCommands({ ...location, packageFile })[0]?.packageCommand).toBe(
      `npx http://192.168.1.20:7849/${packageFile} join 192.168.1.20 482913`,
    );
  });
});

describe('packageUrls', () => {
  it('returns the URLs of the package, the public URL first', () => {
    const packageFile = 'termquiz-0.1.0-3f9a1c42d0.tgz';
    expect(packageUrls({ ...location, publicUrl: 'wss://example.org/quiz', packageFile })).toEqual([
      `https://example.org/quiz/${packageFile}`,
      `http://192.168.1.20:7849/${packageFile}`,
      `http://[fd00::1]:7849/${packageFile}`,
    ]);
    expect(packageUrls(location)).toEqual([]);
  });
});

describe('joinUrls', () => {
  it('returns WebSocket URLs, always with the port, and the public URL first', () => {
    expect(joinUrls(location)).toEqual(['ws://192.168.1.20:7849', 'ws://[fd00::1]:7849']);
    const proxied = { ...location, isTls: true, publicUrl: 'https://example.org/quiz' };
    expect(joinUrls({ ...proxied, port: 8080 })).toEqual([
      'wss://example.org/quiz',
      'wss://192.168.1.20:8080',
      'wss://[fd00::1]:8080',
    ]);
  });
});
