import { describe, expect, it } from 'vitest';
import { movedAddress } from '../../../source/network/faults/response.ts';
import { INFO_PATH, SOCKET_PATH } from '../../../source/protocol/endpoints.ts';

const BASE = 'http://192.168.1.20:7849';

describe('movedAddress', () => {
  it.each([
    [307, 'https://192.168.1.20:7849/v1/socket', SOCKET_PATH, 'wss://192.168.1.20:7849'],
    [307, 'https://192.168.1.20:7849/v1', INFO_PATH, 'wss://192.168.1.20:7849'],
    [301, 'https://example.org/quiz/v1/socket', SOCKET_PATH, 'wss://example.org/quiz'],
    [301, 'https://example.org/v1/v1', INFO_PATH, 'wss://example.org/v1'],
    [308, 'wss://[::1]:7849/quiz/v1', INFO_PATH, 'wss://[::1]:7849/quiz'],
    [302, 'http://example.org/v1/', INFO_PATH, 'ws://example.org'],
    [303, '//example.org:81/v1', INFO_PATH, 'ws://example.org:81'],
    [307, '/quiz/v1', INFO_PATH, 'ws://192.168.1.20:7849/quiz'],
  ])('follows a redirect to the same path elsewhere: %i %s', (status, location, path, address) => {
    expect(movedAddress(BASE, { status, body: '', location }, path)).toBe(address);
  });

  it.each([
    [200, 'https://example.org/'],
    [200, 'https://example.org/v1/socket'],
    [400, 'https://example.org/'],
    [302, 'https://example.org/'],
    [302, 'https://portal.example/login?to=/v1/socket'],
    [307, undefined],
    [307, ''],
    [307, '/quiz/'],
    [307, '/v1/socket/'],
    [307, 'http://example.org/'],
    [307, 'javascript:alert(1)'],
    [307, 'http://example.org/$(reboot)/v1/socket'],
    [307, 'http://example.org/a;reboot/v1/socket'],
    [307, `http://example.org/${'x'.repeat(300)}/v1/socket`],
  ])('is undefined for anything else: %i %s', (status, location) => {
    expect(movedAddress(BASE, { status, body: '', location }, SOCKET_PATH)).toBeUndefined();
  });
});
