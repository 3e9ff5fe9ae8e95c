import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ClaimTiming, creditedTime } from '../../source/game/answer-time.ts';
import { pointsFor } from '../../source/game/scoring.ts';
import { someElapsed, someTiming } from '../helpers/arbitraries.ts';
import { gameOf, rejectionOf } from '../helpers/games.ts';

const FAIR = { timing: 'fair' } as const;
const STRICT = { timing: 'strict' } as const;

const LIMIT_MS = 20_000;

/** The timing of a player with a measured round trip of 100 ms. */
const far: ClaimTiming = { boundMs: 130, explainedMs: 130, roundTripMs: 100 };

const someMeasured = fc.integer({ min: 0, max: 30_000 });

function creditedMs(measuredMs: number, claimedMs: number | undefined, timing = far, settings = {}): number {
  return creditedTime({ ...FAIR, ...settings }, measuredMs, claimedMs, timing, LIMIT_MS).timeMs;
}

describe('the credited time', () => {
  it.each([
    ['what the client claims', 2100, 2000, 2000],
    ['at least what the network can explain', 2100, 0, 1970],
    ['at most what the server has measured', 2100, 9000, 2100],
    ['the measured time less the usual round trip, if the client claims nothing', 2100, undefined, 2000],
    ['never negative', 50, undefined, 0],
    ['never above the limit', 20_100, 20_050, 20_000],
    ['in whole milliseconds', 2100, 2000.4, 2000],
  ])('is %s', (_, measuredMs, claimedMs, expected) => {
    expect(creditedMs(measuredMs, claimedMs)).toBe(expected);
  });

  it('is the measured time, whatever the client claims, if timing is strict', () => {
    fc.assert(
      fc.property(someMeasured, someElapsed, someTiming, (measuredMs, claimedMs, timing) => {
        const { timeMs, isClamped } = creditedTime(STRICT, measuredMs, claimedMs, timing, LIMIT_MS);
        expect(timeMs).toBe(Math.min(measuredMs, LIMIT_MS));
        expect(isClamped).toBe(false);
      }),
    );
  });

  it('is never shorter than the measured time by more than the bound', () => {
    fc.assert(
      fc.property(someMeasured, someElapsed, someTiming, (measuredMs, claimedMs, timing) => {
        const timeMs = creditedMs(measuredMs, claimedMs, timing);
        expect(timeMs).toBeGreaterThanOrEqual(Math.min(LIMIT_MS, measuredMs - timing.boundMs));
        expect(timeMs).toBeGreaterThanOrEqual(0);
        expect(timeMs).toBeLessThanOrEqual(Math.min(LIMIT_MS, measuredMs));
      }),
    );
  });

  it('is exactly what an honest client claims if its network takes no longer than the bound', () => {
    const network = fc.integer({ min: 0, max: 1000 });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: LIMIT_MS }),
        network,
        someTiming,
        (reactionMs, addedMs, timing) => {
          fc.pre(addedMs <= timing.boundMs);
          const { timeMs, isClamped } = creditedTime(
            FAIR,
            reactionMs + addedMs,
            reactionMs,
            timing,
            LIMIT_MS,
          );
          expect(timeMs).toBe(reactionMs);
          expect(isClamped).toBe(false);
        },
      ),
    );
  });

  it('is never shorter for a slower answer or a longer claim', () => {
    fc.assert(
      fc.property(
        someMeasured,
        someMeasured,
        fc.nat(5000),
        fc.nat(5000),
        someTiming,
        (measured, claim, a, b, timing) => {
          const sooner = creditedMs(measured, claim, timing);
          expect(creditedMs(measured + a, claim + b, timing)).toBeGreaterThanOrEqual(sooner);
        },
      ),
    );
  });
});

describe('a claim', () => {
  it.each([
    ['below the bound is recorded as clamped', 1969, true],
    ['at the bound is not recorded as clamped', 1970, false],
    ['above the measured time is not recorded as clamped', 9000, false],
    ['that is missing is not recorded as clamped', undefined, false],
  ])('%s', (_, elapsed, isClamped) => {
    const test = gameOf({ players: ['Ada'] })
      .open()
      .advance(2100);
    const answer = test.answer('Ada', 1, { timing: far, ...(elapsed !== undefined && { elapsed }) });
    const [event] = answer.ok ? answer.events : [];
    expect(event).toMatchObject({ type: 'answer-accepted' });
    expect(event && 'clamped' in event).toBe(isClamped);
  });

  it('that only a very slow network explains is not recorded as clamped, although the bound limits it', () => {
    const satellite = { boundMs: 250, explainedMs: 630, roundTripMs: 600 };
    expect(creditedTime(FAIR, 2600, 2000, satellite, LIMIT_MS)).toEqual({ timeMs: 2350, isClamped: false });
    expect(creditedTime(FAIR, 2600, 0, satellite, LIMIT_MS)).toEqual({ timeMs: 2350, isClamped: true });
  });

  it('of 0 is not recorded as clamped if it could be honest', () => {
    expect(creditedTime(FAIR, 120, 0, far, LIMIT_MS)).toEqual({ timeMs: 0, isClamped: false });
  });
});

describe('the deadline of a player', () => {
  it.each([FAIR, STRICT])('is the time limit plus the grace period, with $timing timing', (settings) => {
    const timing = { startDelayMs: 400, graceMs: 650 };
    const test = gameOf({ players: ['Ada', 'Bob'], settings })
      .open()
      .advance(20_650);
    expect(test.answer('Ada', 1, { timing, elapsed: 20_000 }).ok).toBe(true);
    expect(test.player('Ada').answer?.timeMs).toBe(20_000);
    expect(rejectionOf(test.advance(1).answer('Bob', 1, { timing, elapsed: 20_000 }))).toBe('too-late');
  });
});

/** Returns the points, out of 1,000 at 5 s per question, for a reaction of 2 s and this claim. */
function pointsIn5s(addedMs: number, claimedMs: number, timing: ClaimTiming): number {
  const { timeMs } = creditedTime(FAIR, 2000 + addedMs, claimedMs, timing, 5000);
  return pointsFor({ correct: true, share: 1 }, timeMs, 5000, 1000, 'speed');
}

describe('equal reactions at 5 s per question', () => {
  /** Returns the timing that the server finds for a network whose round trips differ by up to `jitterMs`. */
  const timingOf = (roundTripMs: number, jitterMs: number) => ({
    boundMs: Math.min(roundTripMs + 0.9 * jitterMs + 30, 250),
    explainedMs: roundTripMs + 0.9 * jitterMs + 30,
    roundTripMs: roundTripMs + jitterMs / 2,
  });

  it.each([0, 40, 120, 250])('earn within 1 %% of the points over a round trip of %i ms', (roundTripMs) => {
    fc.assert(
      fc.property(fc.nat(40), fc.double({ min: 0, max: 1, noNaN: true }), (jitterMs, share) => {
        const addedMs = Math.round(roundTripMs + jitterMs * share);
        expect(
          Math.abs(pointsIn5s(addedMs, 2000, timingOf(roundTripMs, jitterMs)) - 800),
        ).toBeLessThanOrEqual(8);
      }),
    );
  });

  it.each([0, 40, 120, 250])(
    'earn at most 0.5 %% more with a claim of 0 over a round trip of %i ms',
    (roundTripMs) => {
      fc.assert(
        fc.property(fc.nat(20), (jitterMs) => {
          expect(pointsIn5s(roundTripMs, 0, timingOf(roundTripMs, jitterMs)) - 800).toBeLessThanOrEqual(5);
        }),
      );
    },
  );

  it('earn at most 2.6 % more with a claim of 0 and delayed pongs', () => {
    fc.assert(
      fc.property(fc.nat(250), fc.integer({ min: 30, max: 250 }), (addedMs, boundMs) => {
        const timing = { boundMs, explainedMs: boundMs, roundTripMs: boundMs };
        expect(pointsIn5s(addedMs, 0, timing) - 800).toBeLessThanOrEqual(26);
      }),
    );
  });
});
