import { describe, expect, it } from 'vitest';
import { dueAt } from '../../source/game/deadlines.ts';
import { type TestGame, gameOf, rejectionOf } from '../helpers/games.ts';
import { choiceQuestion } from '../helpers/questions.ts';

const LIMIT_MS = 20_000;

/** A game whose host was killed this long after the first question opened, and returned a minute later. */
function returnedAfter(
  openMs: number,
  { paused = false, answering = [] as readonly string[] } = {},
): TestGame {
  const test = gameOf({ players: ['Ada', 'Bob'], questions: [choiceQuestion()] });
  test.host('start', 'next');
  for (const name of answering) test.answer(name, 1);
  if (paused) test.host('pause');
  test.advance(openMs);
  const downSince = test.now;
  test.advance(60_000).apply({ type: 'host-returned', at: test.now, downSince, restarted: true });
  return test;
}

const closesIn = (test: TestGame) => (dueAt(test.game, test.now) ?? Infinity) - test.now;

describe('an open question after its host was away', () => {
  it('continues with the time that was left', () => {
    expect(closesIn(returnedAfter(4000))).toBe(LIMIT_MS - 4000);
  });

  it('stays open until players have had 10 s to reconnect', () => {
    const test = returnedAfter(18_000);
    expect(closesIn(test)).toBe(10_000);
    test.advance(9999).reconnect('Ada');
    expect(test.answer('Ada', 1).ok).toBe(true);
    expect(closesIn(test)).toBe(1);
  });

  it('credits no more than its time limit, and rejects answers after its end', () => {
    const test = returnedAfter(18_000);
    test.advance(9000).reconnect('Ada');
    test.answer('Ada', 1);
    expect(test.events.at(-1)).toMatchObject({ type: 'answer-accepted', time: LIMIT_MS });
    test.reconnect('Bob');
    test.advance(1001);
    expect(rejectionOf(test.answer('Bob', 1))).toBe('too-late');
  });

  it('stays open for 10 s again after another restart', () => {
    const test = returnedAfter(18_000).advance(8000);
    test.apply({ type: 'host-returned', at: test.now + 5000, downSince: test.now, restarted: true });
    expect(closesIn(test.advance(5000))).toBe(10_000);
  });

  it('waits for each player once, however often the host is away', () => {
    const test = returnedAfter(4000);
    for (let times = 0; times < 10; times++) {
      test.advance(1000).apply({ type: 'host-returned', at: test.now, downSince: test.now, restarted: true });
    }
    expect(test.game.round?.missing.map(({ player }) => player.name)).toEqual(['Ada', 'Bob']);
  });

  it('does not wait for players who have answered', () => {
    expect(closesIn(returnedAfter(18_000, { answering: ['Ada', 'Bob'] }))).toBeLessThanOrEqual(0);
  });

  it('does not wait for players who had left', () => {
    const test = gameOf({ players: ['Ada', 'Bob'], questions: [choiceQuestion()] });
    test.host('start', 'next');
    test.leave('Bob');
    test.answer('Ada', 1);
    test.advance(18_000).apply({ type: 'host-returned', at: test.now, downSince: test.now, restarted: true });
    expect(closesIn(test)).toBeLessThanOrEqual(2000);
  });

  it('stays open for the rest of the 10 s if it was paused near its end', () => {
    const test = gameOf({ players: ['Ada', 'Bob'], questions: [choiceQuestion()] });
    test.host('start', 'next');
    test.advance(19_000).host('pause');
    test
      .advance(60_000)
      .apply({ type: 'host-returned', at: test.now, downSince: test.now - 50_000, restarted: true });
    test.advance(4000).host('resume');
    expect(closesIn(test)).toBe(6000);
    expect(test.stageIn('question').closesAt).toBe(test.now + 6000);
  });

  it('stays open for the rest of the 10 s if it opens right after the return', () => {
    const short = choiceQuestion({ time: 5 });
    const test = gameOf({ players: ['Ada', 'Bob'], questions: [short] });
    test.host('start');
    test.advance(1000).apply({ type: 'host-returned', at: test.now, downSince: test.now, restarted: true });
    test.advance(2000).host('next');
    expect(closesIn(test)).toBe(8000);
    test.advance(7000).reconnect('Ada');
    test.answer('Ada', 1);
    expect(test.events.at(-1)).toMatchObject({ type: 'answer-accepted', time: 5000 });
  });

  it('stays paused, with the time that was left', () => {
    const test = returnedAfter(0, { paused: true });
    expect(closesIn(test)).toBe(Infinity);
    test.host('resume');
    expect(closesIn(test)).toBe(LIMIT_MS);
  });
});

describe('a host that slept', () => {
  /** A game whose host fell asleep 18 s after the first question of 20 s opened, and woke up a minute later. */
  function wokenUp(before: (test: TestGame) => void = () => undefined): TestGame {
    const test = gameOf({ players: ['Ada', 'Bob'], questions: [choiceQuestion()] }).open();
    before(test);
    const downSince = test.advance(18_000).now;
    test.advance(60_000).apply({ type: 'host-returned', at: test.now, downSince, restarted: false });
    return test;
  }

  it('keeps all players connected', () => {
    expect(wokenUp().game).toMatchObject({ connectedCount: 2, pendingAnswers: 2 });
  });

  it('keeps the question open for 10 s for players who are connected', () => {
    expect(closesIn(wokenUp())).toBe(10_000);
  });

  it('gives disconnected players 10 s again, and does not wait for players who left', () => {
    const disconnected = wokenUp((test) => {
      test.answer('Ada', 1);
      test.disconnect('Bob');
    });
    expect(closesIn(disconnected)).toBe(10_000);
    const left = wokenUp((test) => {
      test.leave('Bob');
      test.disconnect('Ada');
    });
    expect(left.player('Bob').presence).toBe('left');
    expect(closesIn(left)).toBe(10_000);
  });

  it('opens an announced question after the time that was left', () => {
    const test = gameOf({ players: ['Ada'], questions: [choiceQuestion()] });
    test.host('start');
    const downSince = test.advance(1000).now;
    test.advance(60_000).apply({ type: 'host-returned', at: test.now, downSince, restarted: false });
    expect(closesIn(test)).toBe(2000);
  });
});
