import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bracketed, unbracketed } from '../../../source/network/addresses/address.ts';

describe('brackets', () => {
  it('are around IPv6 addresses, as a URL has them', () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        expect(bracketed(address)).toBe(`[${address}]`);
        expect(URL.canParse(`http://${bracketed(address)}:7849`)).toBe(true);
        expect(unbracketed(bracketed(address))).toBe(address);
      }),
    );
  });

  it('are around nothing else', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.domain(), fc.constant('host:7849')), (host) => {
        expect(bracketed(host)).toBe(host);
        expect(unbracketed(host)).toBe(host);
      }),
    );
  });
});
