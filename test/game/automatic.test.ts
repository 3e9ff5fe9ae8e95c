import { describe, expect, it } from 'vitest';
import { type TestGame, gameOf, rejectionOf } from '../helpers/games.ts';
import { choiceQuestion } from '../helpers/questions.ts';

/** A game of two questions that continues automatically after 5 seconds. */
function automaticGame(): TestGame {
  const questions = [choiceQuestion(), choiceQuestion()];
  return gameOf({ questions, settings: { autoAfter: 5 }, players: ['Ada', 'Bob'] });
}

/** Advances the clock to the next deadline and runs what is due. */
function wait(test: TestGame): TestGame {
  const due = test.dueAt();
  if (due === null) throw new Error(`nothing happens by itself in ${test.game.phase}`);
  test.now = due;
  expect(test.run({ type: 'deadline-passed' }).ok).toBe(true);
  return test;
}

describe('a game that continues automatically', () => {
  it('waits for the host only in the lobby and on the podium', () => {
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

  it('continues after reveal and standings on time, and not before', () => {
    const test = automaticGame().play(0, { Ada: 1 });
    for (const next of ['standings', 'ready'] as const) {
      expect(rejectionOf(test.advance(4999).run({ type: 'deadline-passed' }))).toBe('not-now');
      expect(test.advance(1).run({ type: 'deadline-passed' }).ok).toBe(true);
      expect(test.game.phase).toBe(next);
    }
  });

  it('is not delayed by players who join, disconnect, leave or are kicked, nor by a lock', () => {
    const test = automaticGame().play(0, { Ada: 1 });
    const due = test.now + 5000;
    const happenings = [
      () => test.disconnect('Ada'),
      () => test.reconnect('Ada'),
      () => test.leave('Bob'),
      () => test.join('Cleo'),
      () => test.kick('Cleo'),
      () => test.host('lock'),
    ];
    for (const happen of happenings) {
      happen();
      expect(test.advance(100).dueAt()).toBe(due);
    }
  });

  it('can still be continued by the host, and waits the full time again after that', () => {
    const test = automaticGame().play(0, { Ada: 1 });
    test.advance(2000).host('next');
    expect(test.game.phase).toBe('standings');
    expect(test.dueAt()).toBe(test.now + 5000);
  });

  it('stays at the reveal and the standings while it is paused, and continues with the time that was left', () => {
    const test = automaticGame().play(0, { Ada: 1 });
    for (const next of ['standings', 'ready'] as const) {
      test.advance(2000).host('pause');
      expect(test.advance(60_000).dueAt()).toBeNull();
      test.host('resume');
      expect(test.dueAt()).toBe(test.now + 3000);
      wait(test);
      expect(test.game.phase).toBe(next);
    }
  });

  it('continues at once if the host moves on during a pause, and is no longer paused', () => {
    const test = automaticGame().play(0, { Ada: 1 });
    test.host('pause');
    test.advance(60_000).host('next');
    expect(test.game).toMatchObject({ phase: 'standings', pausedAt: null });
    expect(test.dueAt()).toBe(test.now + 5000);
  });

  it('does not count lost time', () => {
    const test = automaticGame().play(0, { Ada: 1 }).advance(2000);
    test.advance(60_000);
    test.apply({ type: 'host-returned', at: test.now, downSince: test.now - 60_000, restarted: false });
    expect(test.dueAt()).toBe(test.now + 3000);
  });

  it('is stopped by a pause in ready and question, and continues after it', () => {
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

  it('stops when the host ends it early', () => {
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

describe('a game that starts automatically', () => {
  it('starts as soon as enough players are connected', () => {
    const test = gameOf({ settings: { startAt: 3 }, players: ['Ada', 'Bob'] });
    expect(test.advance(1e6).dueAt()).toBeNull();
    expect(rejectionOf(test.run({ type: 'deadline-passed' }))).toBe('not-now');
    test.join('Cleo');
    expect(test.dueAt()).toBe(test.now);
    expect(test.run({ type: 'deadline-passed' })).toMatchObject({
      events: [{ type: 'question-announced', question: 0, opensAt: test.now + 3000 }],
    });
  });

  it('does not count players who left, disconnected or were kicked', () => {
    const test = gameOf({ settings: { startAt: 3 }, players: ['Ada', 'Bob'] });
    test.disconnect('Ada');
    test.join('Cleo');
    test.kick('Bob');
    test.join('Dan');
    expect(test.dueAt()).toBeNull();
    test.reconnect('Ada');
    expect(test.dueAt()).toBe(test.now);
  });

  it('can be started earlier by the host', () => {
    const test = gameOf({ settings: { startAt: 3 }, players: ['Ada'] });
    expect(test.host('start').ok).toBe(true);
    expect(test.dueAt()).toBe(test.now + 3000);
  });

  it('does not start while it is paused', () => {
    const test = gameOf({ settings: { startAt: 2 }, players: ['Ada'] });
    test.host('pause');
    test.join('Bob');
    expect(test.dueAt()).toBeNull();
    test.host('resume');
    expect(test.dueAt()).toBe(test.now);
  });

  it('counts down first if it continues automatically, whoever leaves in the meantime', () => {
    const test = gameOf({ settings: { startAt: 2, autoAfter: 5 }, players: ['Ada', 'Bob'] });
    wait(test);
    expect(test.events.at(-1)).toEqual({ type: 'start-scheduled', at: test.now, startsAt: test.now + 5000 });
    test.leave('Bob');
    test.advance(1000).host('pause');
    expect(test.stageIn('lobby')).toMatchObject({ continuesAt: test.now + 4000, pausedAt: test.now });
    test.advance(60_000).host('resume');
    expect(test.dueAt()).toBe(test.now + 4000);
    wait(test);
    expect(test.game.phase).toBe('ready');
  });

  it('counts down anew once its players are back after a restart of the host', () => {
    const test = gameOf({ settings: { startAt: 1, autoAfter: 5 }, players: ['Ada'] });
    wait(test).advance(60_000);
    test.apply({ type: 'host-returned', at: test.now, downSince: test.now - 60_000, restarted: true });
    expect(test.dueAt()).toBeNull();
    test.reconnect('Ada');
    wait(test);
    expect(test.dueAt()).toBe(test.now + 5000);
  });

  it('waits for the host after that, unless it is set to continue automatically', () => {
    const test = gameOf({ settings: { startAt: 1 }, players: ['Ada'] }).play(0, { Ada: 1 });
    expect(test.advance(1e6).dueAt()).toBeNull();
  });
});
