import { describe, expect, it } from 'vitest';
import type { KnownVersions } from '../../../source/server/http/polling-connection.ts';
import { pollingSeats } from '../../helpers/polled-seat.ts';
import { ADDRESS, openQuestion, roomOnManualClock, tokenOf } from '../../helpers/rooms.ts';
import { joinRoom } from '../../helpers/visitors.ts';

/** A room with Bob over WebSocket and Ada over HTTP. */
function polled() {
  const { room, clock, events } = roomOnManualClock();
  const seats = pollingSeats(room, clock);
  joinRoom(room, clock, 'Bob');
  // From now on, the lobby with Ada in it is published at once.
  clock.advance(1000);
  const result = seats.connect({ address: ADDRESS, token: tokenOf('Ada') }, (connection) =>
    room.entrance.join(connection, { name: 'Ada', token: tokenOf('Ada') }),
  );
  if (!result.ok) throw new Error(`Ada is rejected: ${result.rejection}`);
  const { connection, seat } = result.entered;
  let known: KnownVersions = { stage: null, counts: null, you: null };
  connection.enter(201, () => undefined);
  clock.settle();
  /** Asks for the views, and returns a function that says whether there was a response. */
  const poll = (waitS: number) => {
    let isAnswered = false;
    connection.poll(known, waitS * 1000, (_, json) => {
      isAnswered = true;
      const { stage, you } = Object(JSON.parse(json));
      known = { ...known, stage: stage?.version ?? known.stage, you: you?.version ?? known.you };
    });
    clock.settle();
    return () => isAnswered;
  };
  /** Completes held requests, each of which follows `roundTripMs` after the response to the one before. */
  const measure = (roundTripMs: number, times = 20) => {
    for (let index = 0; index <= times; index++) {
      const isAnswered = poll(1);
      if (!isAnswered()) clock.advance(1000);
      clock.advance(roundTripMs);
    }
  };
  const answerAfter = (ms: number, elapsed?: number) => {
    clock.advance(ms);
    const given = { type: 'answer', question: 0, answer: 1 } as const;
    room.answer(seat, { ...given, elapsed }, clock.now());
    return events.findLast((event) => event.type === 'answer-accepted')?.time;
  };
  return { room, clock, poll, measure, answerAfter, roundTrips: seat.clock.roundTrips };
}

describe('the round trips of a seat over HTTP', () => {
  it('are the times from a response to the next held request', () => {
    const { measure, roundTrips } = polled();
    measure(80);
    expect(roundTrips).toMatchObject({ medianMs: 80, p90Ms: 80 });
  });

  it('leave out those during which the server was late, once there are others', () => {
    const { clock, poll, measure, roundTrips } = polled();
    measure(80, 2);
    poll(1);
    clock.advance(1000);
    clock.sleep(500);
    clock.advance(0);
    poll(1);
    expect(roundTrips).toMatchObject({ medianMs: 80, p90Ms: 80 });
  });

  it('do not come from requests that are not held', () => {
    const { clock, poll, roundTrips } = polled();
    for (const waitS of [0, 0, 30]) {
      poll(waitS);
      clock.advance(100);
    }
    expect(roundTrips.p90Ms).toBe(0);
  });

  it('do not come from a request that replaces another', () => {
    const { clock, poll, roundTrips } = polled();
    poll(0);
    const isAnswered = poll(30);
    clock.advance(100);
    expect(isAnswered()).toBe(false);
    poll(30);
    expect(isAnswered()).toBe(true);
    clock.advance(70);
    poll(30);
    expect(roundTrips.p90Ms).toBe(0);
  });
});

describe('the clock of a seat over HTTP', () => {
  it('starts when the question opens, if a request is pending', () => {
    const { room, clock, poll, answerAfter } = polled();
    poll(0);
    poll(30);
    openQuestion(room, clock);
    expect(answerAfter(1000, 1000)).toBe(1000);
  });

  it('starts at most one round trip later, if the next request is on its way', () => {
    const { room, clock, poll, measure, answerAfter } = polled();
    measure(80);
    openQuestion(room, clock);
    clock.advance(70);
    poll(30);
    expect(answerAfter(1080, 1000)).toBe(1000);
  });

  it.each([0, 40, 80, 120, 220, 250])(
    'starts at most one round trip of %i ms late, if a cheat watches the question elsewhere and polls late',
    (roundTripMs) => {
      const { room, clock, poll, measure, answerAfter } = polled();
      measure(roundTripMs);
      openQuestion(room, clock);
      clock.advance(3000);
      poll(30);
      expect(answerAfter(0, 3000)).toBeGreaterThanOrEqual(3000 - roundTripMs);
    },
  );

  it.each([0, 40, 80, 120, 220, 250, 1000])(
    'lets a cheat gain at most 250 ms by delaying every poll by %i ms and claiming 0',
    (delayMs) => {
      const { room, clock, poll, measure, answerAfter } = polled();
      measure(delayMs);
      openQuestion(room, clock);
      clock.advance(3000);
      poll(30);
      expect(answerAfter(0, 0)).toBeGreaterThanOrEqual(2750);
    },
  );

  it('starts when the question opens, if the client never asks for it', () => {
    const { room, clock, answerAfter } = polled();
    openQuestion(room, clock);
    expect(answerAfter(4000)).toBe(4000);
  });

  it('starts when the question opens, if the client asks once a second', () => {
    const { room, clock, poll, answerAfter } = polled();
    poll(0);
    openQuestion(room, clock);
    clock.advance(600);
    poll(0);
    expect(answerAfter(1000)).toBe(1600);
  });
});
