import { describe, expect, it } from 'vitest';
import { secureAddress } from '../../source/client/secure-address.ts';

describe('secureAddress', () => {
  it.each([
    [307, 'https://192.168.1.20:7849/v1/socket', 'wss://192.168.1.20:7849'],
    [301, 'https://example.org/quiz/v1/socket', 'wss://example.org/quiz'],
    [302, 'https://example.org/', 'wss://example.org'],
    [308, 'wss://[::1]:7849/quiz/', 'wss://[::1]:7849/quiz'],
  ])('is where a redirect to TLS leads: %i %s', (status, location, address) => {
    expect(secureAddress(status, location)).toBe(address);
  });

  it.each([
    [200, 'https://example.org/'],
    [400, 'https://example.org/'],
    [307, undefined],
    [307, ''],
    [307, '/quiz/'],
    [307, 'http://example.org/'],
    [307, 'javascript:alert(1)'],
  ])('is none where nothing leads to TLS: %i %s', (status, location) => {
    expect(secureAddress(status, location)).toBeUndefined();
  });
});
