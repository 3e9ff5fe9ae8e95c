import { describe, expect, it } from 'vitest';
import { secureAddress } from '../../../source/network/faults/foreign-answer.ts';
import { INFO_PATH, SOCKET_PATH } from '../../../source/protocol/endpoints.ts';

describe('secureAddress', () => {
  it.each([
    [307, 'https://192.168.1.20:7849/v1/socket', SOCKET_PATH, 'wss://192.168.1.20:7849'],
    [307, 'https://192.168.1.20:7849/v1', INFO_PATH, 'wss://192.168.1.20:7849'],
    [301, 'https://example.org/quiz/v1/socket', SOCKET_PATH, 'wss://example.org/quiz'],
    [301, 'https://example.org/v1/v1', INFO_PATH, 'wss://example.org/v1'],
    [308, 'wss://[::1]:7849/quiz/v1', INFO_PATH, 'wss://[::1]:7849/quiz'],
  ])('is where a redirect to TLS leads: %i %s, asked for %s', (status, location, asked, address) => {
    expect(secureAddress(status, location, asked)).toBe(address);
  });

  it.each([
    [200, 'https://example.org/'],
    [400, 'https://example.org/'],
    [302, 'https://example.org/'],
    [302, 'https://portal.example/login?to=/v1/socket'],
    [307, undefined],
    [307, ''],
    [307, '/quiz/'],
    [307, 'http://example.org/'],
    [307, 'javascript:alert(1)'],
  ])('is none where nothing leads to the same by TLS: %i %s', (status, location) => {
    expect(secureAddress(status, location, SOCKET_PATH)).toBeUndefined();
  });
});
