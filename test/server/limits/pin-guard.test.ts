import { describe, expect, it } from 'vitest';
import { PinGuard } from '../../../source/server/limits/pin-guard.ts';

/** Returns a guard that has counted this many wrong PINs from an address at time 0. */
function guardAfter(wrongPins: number, address: string): PinGuard {
  const guard = new PinGuard();
  for (let count = 0; count < wrongPins; count++) guard.countWrongPin(address, 0);
  return guard;
}

describe('PinGuard', () => {
  it('slows an address down after twenty wrong PINs', () => {
    expect(guardAfter(19, '10.0.0.1').waitMs('10.0.0.1', 0)).toBe(0);
    expect(guardAfter(20, '10.0.0.1').waitMs('10.0.0.1', 0)).toBe(200);
  });

  it('lets at most twenty attempts of a slowed-down address wait, 200 ms apart', () => {
    const guard = guardAfter(20, '10.0.0.1');
    const waits = Array.from({ length: 22 }, () => guard.waitMs('10.0.0.1', 0));
    expect(waits.slice(0, 20)).toEqual(Array.from({ length: 20 }, (_, index) => (index + 1) * 200));
    expect(waits.slice(20)).toEqual([null, null]);
    expect(guard.waitMs('10.0.0.1', 1000)).toBe(3200);
  });

  it('forgives one wrong PIN every two seconds', () => {
    const guard = guardAfter(20, '10.0.0.1');
    expect(guard.waitMs('10.0.0.1', 1999)).toBe(200);
    expect(guard.waitMs('10.0.0.1', 2000)).toBe(0);
  });

  it('keeps other addresses unaffected', () => {
    const guard = guardAfter(100, '10.0.0.1');
    expect(guard.waitMs('10.0.0.2', 0)).toBe(0);
    expect(guard.waitMs('', 0)).toBe(0);
    expect(guard.waitMs('::ffff:10.0.0.1', 0)).toBe(0);
  });

  it('distinguishes IPv4-mapped IPv6 addresses', () => {
    const guard = guardAfter(100, '::ffff:10.0.0.1');
    expect(guard.waitMs('::ffff:10.0.0.1', 0)).toBe(200);
    expect(guard.waitMs('::ffff:10.0.0.2', 0)).toBe(0);
  });

  it.each([
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2:ffff::1'],
    ['2001:db8:1:2::1', '2001:db8:1:2:a:b:c:d'],
    ['2001:db8::1', '2001:db8::2'],
    ['2001:db8::1', '2001:db8:0:0:a:b:c:d'],
    ['2001:db8:0:7::1', '2001:db8:0:7:a::'],
    ['fe80::1', 'fe80::aaaa:1'],
  ])('treats all addresses of an IPv6 network as one: %s and %s', (one, other) => {
    expect(guardAfter(20, one).waitMs(other, 0)).toBe(200);
  });

  it.each([
    ['2001:db8:1:2::1', '2001:db8:1:3::1'],
    ['2001:db8::1', '2001:db8:0:1::1'],
    ['2001:0:0:1::1', '2001::1'],
    ['::1', '::2'],
  ])('distinguishes IPv6 networks: %s and %s', (one, other) => {
    expect(guardAfter(20, one).waitMs(other, 0)).toBe(0);
  });
});
