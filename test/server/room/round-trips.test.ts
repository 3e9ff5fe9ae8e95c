import { describe, expect, it } from 'vitest';
import { RoundTrips } from '../../../source/server/room/round-trips.ts';

function roundTripsOf(...samples: number[]): RoundTrips {
  const roundTrips = new RoundTrips();
  for (const sample of samples) roundTrips.add(sample);
  return roundTrips;
}

describe('the round trips of a seat', () => {
  it('are 0 until one has been measured', () => {
    expect(roundTripsOf()).toMatchObject({ medianMs: 0, p90Ms: 0 });
  });

  it('have a single one as both their median and their 90th percentile', () => {
    expect(roundTripsOf(42)).toMatchObject({ medianMs: 42, p90Ms: 42 });
  });

  it('have a 90th percentile that one slow round trip in ten does not change', () => {
    expect(roundTripsOf(10, 9, 8, 7, 6, 5, 4, 3, 2, 200)).toMatchObject({ medianMs: 6, p90Ms: 10 });
  });

  it('are forgotten when 20 newer ones have been measured', () => {
    const first = Array.from({ length: 20 }, () => 200);
    const second = Array.from({ length: 20 }, () => 10);
    expect(roundTripsOf(...first, ...second.slice(1))).toMatchObject({ medianMs: 10, p90Ms: 10 });
    expect(roundTripsOf(...first, ...second.slice(10))).toMatchObject({ medianMs: 10, p90Ms: 200 });
  });

  it('leave out those that the server was late to measure, once there is another', () => {
    const roundTrips = new RoundTrips();
    roundTrips.add(300, true);
    expect(roundTrips).toMatchObject({ isEmpty: false, medianMs: 300, p90Ms: 300 });
    roundTrips.add(400, true);
    expect(roundTrips.p90Ms).toBe(300);
    roundTrips.add(40);
    roundTrips.add(500, true);
    expect(roundTrips).toMatchObject({ medianMs: 40, p90Ms: 40 });
    roundTrips.add(60);
    expect(roundTrips).toMatchObject({ medianMs: 40, p90Ms: 60 });
  });

  it('count as one second if they take longer', () => {
    expect(roundTripsOf(4000)).toMatchObject({ medianMs: 1000, p90Ms: 1000 });
  });
});
