import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_PIN_WAIT_MS } from '../../../source/protocol/endpoints.ts';
import { PinGuard, type PinRejection, checksPerSecond } from '../../../source/server/limits/pin-guard.ts';
import { MINUTE_MS, ManualClock } from '../../helpers/manual-clock.ts';
import { SeededRandom } from '../../helpers/seeded-random.ts';

/** The wrong PINs that are checked before the limit applies, from however many addresses. */
const BURST = 100;

/** The wrong PINs that one IPv4 address can have checked at once. */
const ADDRESS_BURST = 20;

const SIX_DIGITS = '482913';
const EIGHT_DIGITS = '48291375';

const MOVE_CODE = 'K7QX2M9P';
const WRONG_CODE = 'A2222222';

type Outcome = PinRejection | 'correct' | 'waiting';

/** A guard on a clock of its own, which counts its alarms and the wrong PINs that it checks. */
function guarded(pin = SIX_DIGITS, seed = 'seed') {
  const clock = new ManualClock();
  const room = { pin, alarms: { raise: () => alarms++ }, hasMoveCode: (code: string) => code === MOVE_CODE };
  const random = new SeededRandom(seed);
  const guard = new PinGuard(room, clock, () => random.fraction());
  let alarms = 0;
  let wrongPins = 0;
  /** Tries a PIN on a connection of its own, unless one is given. */
  const attempt = (tried: string, address = '10.0.0.1', connection: object = {}) => {
    const result: { outcome: Outcome; waitedMs: number; cancel: () => void } = {
      outcome: 'waiting',
      waitedMs: 0,
      cancel: () => undefined,
    };
    const startedAt = clock.now();
    const credential = tried === MOVE_CODE || tried === WRONG_CODE ? { code: tried } : { pin: tried };
    const cancel = guard.check({ ...credential, address, connection }, (rejection) => {
      result.outcome = rejection ?? 'correct';
      result.waitedMs = clock.now() - startedAt;
      if (rejection === 'wrong-pin') wrongPins++;
    });
    if (cancel) result.cancel = cancel;
    return result;
  };
  const guess = (address?: string, connection?: object) => attempt('0', address, connection);
  const join = (address?: string, connection?: object) => attempt(room.pin, address, connection);
  const guessTimes = (count: number, address?: string) => Array.from({ length: count }, () => guess(address));
  return { clock, room, attempt, guess, join, guessTimes, alarms: () => alarms, wrongPins: () => wrongPins };
}

describe('checksPerSecond', () => {
  it.each([
    [4, 0.028],
    [6, 2.78],
    [8, 277.8],
    [10, 300],
  ])('allows 1 % of all PINs with %i digits an hour, and at most 300 a second', (digits, perSecond) => {
    expect(checksPerSecond(digits)).toBeCloseTo(perSecond, digits === 4 ? 3 : 1);
  });
});

describe('PinGuard', () => {
  it('lets a thousand players join at once, though forty of them mistype', () => {
    const { guess, join, guessTimes, alarms } = guarded();
    guessTimes(10);
    for (let index = 0; index < 30; index++) guess(`10.0.1.${index}`);
    const joins = Array.from({ length: 1000 }, (_, index) =>
      join(index % 2 === 0 ? '10.0.0.1' : `10.1.0.${index}`),
    );
    expect(new Set(joins.map(({ outcome }) => outcome))).toEqual(new Set(['correct']));
    expect(alarms()).toBe(0);
  });

  it('raises the alarm after twenty wrong PINs from one address', () => {
    const { guess, guessTimes, alarms } = guarded();
    guessTimes(ADDRESS_BURST - 1);
    expect(alarms()).toBe(0);
    guess();
    expect(alarms()).toBeGreaterThan(0);
  });

  it('does not make other addresses wait for one that guesses', () => {
    const { clock, guessTimes, join } = guarded();
    for (let second = 0; second < 10; second++) {
      guessTimes(100);
      clock.advance(1000);
      expect(join('10.0.0.2').outcome).toBe('correct');
    }
  });

  it('only makes the correct PIN wait for its turn, even behind the same address', () => {
    const { clock, guessTimes, join } = guarded(SIX_DIGITS);
    guessTimes(120);
    const joins = Array.from({ length: 40 }, () => join());
    clock.advance(MAX_PIN_WAIT_MS - 1);
    expect(joins.filter(({ outcome }) => outcome === 'correct').length).toBeGreaterThan(15);
  });

  it('lets forty players join within 5 s during a hundred guesses a second of an eight-digit PIN', () => {
    const { clock, guessTimes, join, alarms } = guarded(EIGHT_DIGITS);
    const joins: ReturnType<typeof join>[] = [];
    for (let tenths = 0; tenths < 600; tenths++) {
      guessTimes(10);
      if (tenths % 15 === 0) joins.push(join());
      clock.advance(100);
    }
    clock.advance(5000);
    expect(joins).toHaveLength(40);
    for (const { outcome, waitedMs } of joins) {
      expect(outcome).toBe('correct');
      expect(waitedMs).toBeLessThan(5000);
    }
    expect(alarms()).toBeGreaterThan(0);
  });

  it('counts wrong move codes together with wrong PINs, and lets the correct code in', () => {
    const { attempt, guessTimes, alarms } = guarded();
    expect(attempt(MOVE_CODE).outcome).toBe('correct');
    expect(attempt(WRONG_CODE).outcome).toBe('wrong-code');
    guessTimes(ADDRESS_BURST - 2);
    expect(alarms()).toBe(0);
    attempt(WRONG_CODE);
    expect(alarms()).toBeGreaterThan(0);
    expect(attempt(MOVE_CODE).outcome).toBe('correct');
  });

  it('makes move codes wait for their turn like PINs', () => {
    const { clock, attempt } = guarded();
    const guesses = Array.from({ length: 120 }, () => attempt(WRONG_CODE));
    expect(guesses.at(-1)?.outcome).toBe('waiting');
    const late = attempt(MOVE_CODE);
    expect(late.outcome).toBe('waiting');
    clock.advance(MAX_PIN_WAIT_MS - 1);
    expect(late.outcome).toBe('correct');
  });

  it('draws connections, not attempts: each connection can have only one waiting', () => {
    const { guess, guessTimes } = guarded();
    guessTimes(100);
    const connection = {};
    expect(guess('10.0.0.1', connection).outcome).toBe('waiting');
    expect(guess('10.0.0.1', connection).outcome).toBe('rate-limited');
  });

  it('frees the place of an attempt that is cancelled', () => {
    const { clock, guess, guessTimes, wrongPins } = guarded();
    guessTimes(100);
    const connection = {};
    guess('10.0.0.1', connection).cancel();
    const before = wrongPins();
    expect(guess('10.0.0.1', connection).outcome).toBe('waiting');
    expect(wrongPins()).toBe(before);
    clock.advance(MINUTE_MS);
    expect(clock.pending).toBe(0);
  });

  it('leaves no timer behind when all attempts are cancelled', () => {
    const { clock, guessTimes } = guarded();
    for (const { cancel } of guessTimes(100)) cancel();
    expect(clock.pending).toBe(0);
  });

  it('rejects an attempt with rate-limited after thirty seconds', () => {
    const { clock, guessTimes } = guarded('4829');
    const last = guessTimes(200).at(-1);
    clock.advance(MAX_PIN_WAIT_MS);
    expect(last).toMatchObject({ outcome: 'rate-limited', waitedMs: MAX_PIN_WAIT_MS });
  });

  it('keeps at most ten thousand attempts waiting', () => {
    const { guessTimes } = guarded();
    const guesses = guessTimes(11_000);
    expect(guesses.filter(({ outcome }) => outcome === 'waiting')).toHaveLength(10_000);
  });

  it('draws networks first: a thousand connections of one network hardly delay forty of another', () => {
    const { clock, join, guessTimes } = guarded(EIGHT_DIGITS);
    guessTimes(ADDRESS_BURST, '10.0.0.2');
    guessTimes(1000, '10.0.0.1');
    const joins = Array.from({ length: 40 }, () => join('10.0.0.2'));
    clock.advance(500);
    expect(joins.filter(({ outcome }) => outcome === 'correct')).toHaveLength(40);
  });

  it('lets forty players join within 5 s from one of fifty addresses that guess an eight-digit PIN', () => {
    const { clock, guess, join } = guarded(EIGHT_DIGITS);
    let guesses = 0;
    const guessOnce = () => guess(`203.0.113.${guesses++ % 50}`);
    const guessers = Array.from({ length: 20 }, guessOnce);
    const guessFor = (ms: number) => {
      for (let passedMs = 0; passedMs < ms; passedMs += 10) {
        for (const [index, { outcome }] of guessers.entries()) {
          if (outcome !== 'waiting') guessers[index] = guessOnce();
        }
        clock.advance(10);
      }
    };
    guessFor(1000);
    const joins = Array.from({ length: 40 }, () => join('203.0.113.7'));
    guessFor(5000);
    expect(joins.filter(({ outcome }) => outcome === 'correct')).toHaveLength(40);
  });

  it('checks waiting PINs against the new PIN, as fast as its length allows', () => {
    const { clock, room, join, guessTimes } = guarded('4829');
    guessTimes(300);
    const late = join();
    room.pin = EIGHT_DIGITS;
    const next = join();
    clock.advance(4000);
    expect(late.outcome).toBe('wrong-pin');
    expect(next.outcome).toBe('correct');
    expect(join().outcome).toBe('correct');
  });

  it.each([
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2:ffff::1'],
    ['2001:db8::1', '2001:DB8:0:0:a:b:c:d'],
    ['2001:db8:0:7::1', '2001:0db8:0000:0007:a::'],
    ['fe80::1', 'fe80::aaaa:1'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
  ])('treats the addresses of one network as one: %s and %s', (one, other) => {
    const { guessTimes, alarms } = guarded();
    guessTimes(10, one);
    guessTimes(9, other);
    expect(alarms()).toBe(0);
    guessTimes(1, other);
    expect(alarms()).toBe(1);
  });

  it.each([
    ['2001:db8:1:2::1', '2001:db8:1:3::1'],
    ['2001:db8::1', '2001:db8:0:1::1'],
    ['2001:0:0:1::1', '2001::1'],
    ['::1', '::2'],
    ['::ffff:10.0.0.1', '10.0.0.2'],
  ])('distinguishes other networks: %s and %s', (one, other) => {
    const { guessTimes, alarms } = guarded();
    guessTimes(ADDRESS_BURST - 1, one);
    guessTimes(ADDRESS_BURST - 1, other);
    expect(alarms()).toBe(0);
  });

  it('counts a whole /48 as one site, however many of its networks the guesses come from', () => {
    const { guess, alarms } = guarded(EIGHT_DIGITS);
    for (let network = 0; network < 39; network++) guess(`2001:db8:1:${network.toString(16)}::1`);
    expect(alarms()).toBe(0);
    guess('2001:db8:1:ffff::1');
    expect(alarms()).toBe(1);
  });

  it('never checks more wrong PINs than a burst and 1 % an hour, whatever addresses they come from', () => {
    const address = fc.oneof(
      fc.constant('10.0.0.1'),
      fc.nat(50).map((host) => `10.0.1.${host}`),
      fc.nat(65_535).map((network) => `2001:db8:1:${network.toString(16)}::1`),
      fc.nat(65_535).map((site) => `2001:db8:${site.toString(16)}::1`),
    );
    const wave = fc.record({
      addresses: fc.array(address, { minLength: 1, maxLength: 30 }),
      perAddress: fc.nat(15),
      thenMs: fc.nat(20_000),
    });
    fc.assert(
      fc.property(
        fc.constantFrom('4829', SIX_DIGITS, EIGHT_DIGITS),
        fc.string(),
        fc.array(wave, { minLength: 1, maxLength: 5 }),
        (pin, seed, waves) => {
          const { clock, guess, wrongPins } = guarded(pin, seed);
          const startedAt = clock.now();
          for (const { addresses, perAddress, thenMs } of waves) {
            for (let count = 0; count < perAddress; count++) for (const each of addresses) guess(each);
            clock.advance(thenMs);
            const seconds = (clock.now() - startedAt) / 1000;
            expect(wrongPins()).toBeLessThanOrEqual(BURST + checksPerSecond(pin.length) * seconds);
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it('lets honest players in, whatever addresses guess at the same time', () => {
    const attack = fc.record({
      addresses: fc.integer({ min: 1, max: 50 }),
      perSecond: fc.integer({ min: 1, max: 100 }),
      isHonestOneOfThem: fc.boolean(),
      seed: fc.string(),
    });
    fc.assert(
      fc.property(attack, ({ addresses, perSecond, isHonestOneOfThem, seed }) => {
        const { clock, guess, join } = guarded(EIGHT_DIGITS, seed);
        const joins: ReturnType<typeof join>[] = [];
        for (let tenths = 0; tenths < 100; tenths++) {
          for (let count = 0; count < perSecond / 10; count++) {
            guess(`2001:db8:${(count % addresses).toString(16)}::${tenths}`);
          }
          if (tenths > 50) joins.push(join(isHonestOneOfThem ? '2001:db8:0::a' : '10.0.0.1'));
          clock.advance(100);
        }
        clock.advance(5000);
        expect(joins.filter(({ outcome, waitedMs }) => outcome !== 'correct' || waitedMs > 5000)).toEqual([]);
      }),
      { numRuns: 10 },
    );
  });
});
