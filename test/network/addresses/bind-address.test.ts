import { describe, expect, it } from 'vitest';
import { isElsewhere } from '../../../source/network/addresses/bind-address.ts';

describe('an address to listen on', () => {
  it.each(['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN'])('is none of this machine at %s', (code) => {
    expect(isElsewhere(code)).toBe(true);
  });

  it.each(['EADDRINUSE', 'EACCES', undefined])('is one of this machine at %s', (code) => {
    expect(isElsewhere(code)).toBe(false);
  });
});
