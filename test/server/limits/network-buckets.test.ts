import { describe, expect, it } from 'vitest';
import { NetworkBuckets, TokenBucket } from '../../../source/server/limits/token-bucket.ts';

/** Returns buckets of ten that gain one token per second, after these addresses were counted at time 0. */
function bucketsAfter(addresses: readonly string[]): NetworkBuckets<TokenBucket> {
  const buckets = new NetworkBuckets((now) => new TokenBucket(10, 1, now));
  for (const address of addresses) buckets.count(address, 0);
  return buckets;
}

describe('NetworkBuckets', () => {
  it('has one bucket for all addresses of a network, once something was counted for it', () => {
    const buckets = bucketsAfter(Array.from({ length: 10 }, (_, index) => `2001:db8::${index}`));
    expect(buckets.find('2001:db8::ffff')?.has(0)).toBe(false);
    expect(buckets.find('2001:db8:0:1::1')).toBeUndefined();
  });

  it('forgets the full buckets, and no others, once there are a thousand networks', () => {
    const thousand = Array.from({ length: 1000 }, (_, index) => `10.0.${index >> 8}.${index & 255}`);
    const buckets = bucketsAfter([...thousand, '10.0.0.0', '10.0.0.0']);
    buckets.count('192.0.2.1', 1500);
    expect(buckets.find('10.0.0.0')?.isFull(1500)).toBe(false);
    expect(buckets.find('10.0.0.1')).toBeUndefined();
    expect(buckets.find('192.0.2.1')).toBeDefined();
  });
});
