import { describe, expect, it } from 'vitest';
import { TokenBucket } from '../../../source/server/limits/token-bucket.ts';

describe('TokenBucket', () => {
  it('has no token left once its capacity was taken, until time passes', () => {
    const bucket = new TokenBucket(3, 1, 0);
    expect([1, 2, 3, 4].map(() => bucket.take(0))).toEqual([true, true, true, false]);
    expect(bucket.has(999)).toBe(false);
    expect(bucket.take(1000)).toBe(true);
  });

  it('never holds more than its capacity', () => {
    const bucket = new TokenBucket(2, 10, 0);
    expect([1, 2, 3].map(() => bucket.take(1_000_000))).toEqual([true, true, false]);
  });

  it('gains no tokens when the clock goes backwards', () => {
    const bucket = new TokenBucket(1, 1, 5000);
    expect(bucket.take(5000)).toBe(true);
    expect(bucket.take(0)).toBe(false);
    expect(bucket.take(5999)).toBe(false);
    expect(bucket.take(6000)).toBe(true);
  });

  it('is full at first, and again once the tokens taken have been regained', () => {
    const bucket = new TokenBucket(2, 1, 0);
    expect(bucket.isFull(0)).toBe(true);
    bucket.take(0);
    expect(bucket.isFull(999)).toBe(false);
    expect(bucket.isFull(1000)).toBe(true);
  });
});
