import { describe, expect, it } from 'vitest';
import { type TestGame, gameOf, rejectionOf } from '../helpers/games.ts';
import { choiceQuestion } from '../helpers/questions.ts';

/** A game of two questions that goes on by itself after 5 seconds. */
function automaticGame(): TestGame {
  const questions = [choiceQuestion(), choiceQuestion()];
  return gameOf({ questions, settings: { autoAfter: 5 }, players: ['Ada', 'Bob'] });
}

/** Lets the moment come that the game waits for. */
function wait(test: TestGame): TestGame {
  const due = test.dueAt();
  if (due === null) throw new Error(`nothing happens by itself in ${test.game.phase}`);
  test.now = due;
  expect(test.run({ type: 'deadline-passed' }).ok).toBe(true);
  return test;
}

describe('a game that goes on by itself', () => {
  it('waits for the host in the lobby and on the podium, and nowhere else', () => {
    const test = automaticGame();
    expect(test.advance(1e9).dueAt()).toBeNull();
    test.host('start');
    const phases: [string, number][] = [];
    while (test.game.phase !== 'podium') {
      const since = test.now;
      const { phase } = test.game;
      wait(test);
      phases.push([phase, test.now - since]);
    }
    const round: [string, number][] = [
      ['ready', 3000],
      ['question', 20_000],
      ['reveal', 5000],
    ];
    expect(phases).toEqual([...round, ['standings', 5000], ...round]);
    expect(test.advance(1e9).dueAt()).toBeNull();
    expect(rejectionOf(test.run({ type: 'deadline-passed' }))).toBe('not-now');
  });

  it('goes on from reveal and standings at its time, and not before', () => {
    const test = automaticGame().play(0, { Ada: 1 });
    for (const next of ['standings', 'ready'] as const) {
      expect(rejectionOf(test.advance(4999).run({ type: 'deadline-passed' }))).toBe('not-now');
      expect(test.advance(1).run({ type: 'deadline-passed' }).ok).toBe(true);
      expect(test.game.phase).toBe(next);
    }
  });

  it('is held up by nobody who comes, goes, locks or is kicked', () => {
    const test = automaticGame().play(0, { Ada: 1 });
    const due = test.now + 5000;
    const happenings = [
      () => test.disconnect('Ada'),
      () => test.reconnect('Ada'),
      () => test.leave('Bob'),
      () => test.join('Cleo'),
      () => test.kick('Cleo'),
      () => test.host('lock'),
      () => test.host('pause'),
    ];
    for (const happen of happenings) {
      happen();
      expect(test.advance(100).dueAt()).toBe(due);
    }
  });

  it('can be led on by the host all the same, and counts anew from there', () => {
    const test = automaticGame().play(0, { Ada: 1 });
    test.advance(2000).host('next');
    expect(test.game.phase).toBe('standings');
    expect(test.dueAt()).toBe(test.now + 5000);
  });

  it('is held by a pause in ready and in question, and goes on after it', () => {
    const test = automaticGame();
    test.host('start', 'pause');
    expect(test.advance(1e6).dueAt()).toBeNull();
    test.host('resume');
    wait(test);
    expect(test.game.phase).toBe('question');
    test.host('pause');
    expect(test.advance(1e6).dueAt()).toBeNull();
    test.host('resume');
    expect(test.dueAt()).toBe(test.now + 20_000);
  });

  it('is over where the host ends it early', () => {
    const test = automaticGame().play(0, {});
    test.host('end');
    expect(test.advance(1e6).dueAt()).toBeNull();
  });

  it('closes a question at once when everybody has answered', () => {
    const test = automaticGame().open();
    test.answer('Ada', 1);
    test.answer('Bob', 1);
    expect(test.dueAt()).toBe(test.now);
  });
});

describe('a game that starts by itself', () => {
  it('does so as soon as enough players are connected', () => {
    const test = gameOf({ settings: { startAt: 3 }, players: ['Ada', 'Bob'] });
    expect(test.advance(1e6).dueAt()).toBeNull();
    expect(rejectionOf(test.run({ type: 'deadline-passed' }))).toBe('not-now');
    test.join('Cleo');
    expect(test.dueAt()).toBe(test.now);
    expect(test.run({ type: 'deadline-passed' })).toMatchObject({
      events: [{ type: 'question-announced', question: 0, opensAt: test.now + 3000 }],
    });
  });

  it('counts those who are there: not who left, was lost or was kicked', () => {
    const test = gameOf({ settings: { startAt: 3 }, players: ['Ada', 'Bob'] });
    test.disconnect('Ada');
    test.join('Cleo');
    test.kick('Bob');
    test.join('Dan');
    expect(test.dueAt()).toBeNull();
    test.reconnect('Ada');
    expect(test.dueAt()).toBe(test.now);
  });

  it('may be started by the host before', () => {
    const test = gameOf({ settings: { startAt: 3 }, players: ['Ada'] });
    expect(test.host('start').ok).toBe(true);
    expect(test.dueAt()).toBe(test.now + 3000);
  });

  it('waits for the host from then on, where it does not go on by itself', () => {
    const test = gameOf({ settings: { startAt: 1 }, players: ['Ada'] }).play(0, { Ada: 1 });
    expect(test.advance(1e6).dueAt()).toBeNull();
  });
});
