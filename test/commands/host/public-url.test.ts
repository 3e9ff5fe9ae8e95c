import { describe, expect, it } from 'vitest';
import { parsePublicUrl, webSocketUrl } from '../../../source/commands/host/game-location.ts';
import { parseAddress } from '../../../source/network/addresses/address.ts';

describe('parsePublicUrl', () => {
  it.each([
    ['https://example.org', 'https://example.org', 'wss://example.org'],
    ['https://example.org/quiz/', 'https://example.org/quiz', 'wss://example.org/quiz'],
    [' HTTPS://Example.org:443/quiz ', 'https://example.org/quiz', 'wss://example.org/quiz'],
    ['https://example.org/quiz/v1/socket', 'https://example.org/quiz', 'wss://example.org/quiz'],
    ['http://example.org:8080//', 'http://example.org:8080', 'ws://example.org:8080'],
    ['ws://192.168.1.20:7849', 'ws://192.168.1.20:7849', 'ws://192.168.1.20:7849'],
    ['wss://[2001:db8::1]:8443/a/b', 'wss://[2001:db8::1]:8443/a/b', 'wss://[2001:db8::1]:8443/a/b'],
    ['https://example.org/quiz?x=1#y', 'https://example.org/quiz', 'wss://example.org/quiz'],
    ['https://ada:secret@example.org/', 'https://example.org', 'wss://example.org'],
  ])('keeps %j without what does not belong in it', (typed, url, socketUrl) => {
    expect(parsePublicUrl(typed)).toBe(url);
    expect(webSocketUrl(url)).toBe(socketUrl);
    expect(parseAddress(url).ok).toBe(true);
  });

  it.each([
    '',
    'example.org',
    'example.org/quiz',
    '192.168.1.20:7849',
    'ftp://example.org',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'https:',
    'https://',
    'https:///quiz',
    'https:example.org',
    'https://exa mple.org',
    'https://example.org/a quiz',
    'https://example.org:99999',
    'xhttps://example.org',
  ])('rejects %j', (typed) => {
    expect(parsePublicUrl(typed)).toBeUndefined();
  });
});
