import { describe, expect, it } from 'vitest';
import { type TestGame, gameOf, tokenOf } from '../helpers/games.ts';
import { choiceQuestion, pollQuestion } from '../helpers/questions.ts';

const questions = [choiceQuestion(), choiceQuestion(), choiceQuestion()];

/** A game with two teams and without streaks. */
function teamGame(players: Readonly<Record<string, string>> = {}, teams = ['Red', 'Blue']): TestGame {
  const test = gameOf({ questions, settings: { teams, streaks: false } });
  for (const [name, team] of Object.entries(players)) test.joinTeam(name, team);
  return test;
}

/** The rank, name, score and change of each team on the stage. */
function table(test: TestGame): unknown[] {
  if (test.game.phase === 'reveal') test.host('next');
  const stage = test.stage();
  const teams = stage.phase === 'standings' || stage.phase === 'podium' ? stage.teams : undefined;
  return (teams ?? []).map(({ rank, name, score, change }) => [rank, name, score, change]);
}

describe('the team of a new player', () => {
  it.each(['Blue', 'blue', ' BLUE ', 'Blue\u200B', 'Ｂlue', 'Вlue'])(
    'is the preferred one, written as %j',
    (wish) => {
      const test = teamGame();
      test.joinTeam('Ada', wish);
      expect(test.player('Ada').team).toBe('Blue');
    },
  );

  it('is the preferred one however big it is', () => {
    const test = teamGame({ Ada: 'Red', Bob: 'Red', Cleo: 'Red' });
    expect(test.game.teams.map(({ members }) => members)).toEqual([3, 0]);
  });

  it.each([undefined, '', 'Green', '\u200B', 'x'.repeat(200), '__proto__'])(
    'is the smallest for the preference %j',
    (wish) => {
      const test = teamGame({ Ada: 'Red' });
      test.join('Bob', tokenOf('Bob'), wish);
      expect(test.player('Bob').team).toBe('Blue');
    },
  );

  it('is the smallest without a preference, starting with the first team', () => {
    const test = teamGame({}, ['Red', 'Blue', 'Green']);
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) test.join(name);
    expect(test.game.teams.map(({ members }) => members)).toEqual([3, 2, 2]);
    expect(test.player('a').team).toBe('Red');
  });

  it('is chosen without counting players who left the lobby or were kicked', () => {
    const test = teamGame({ Ada: 'Red', Bob: 'Red', Cleo: 'Blue', Dan: 'Blue' });
    test.leave('Ada');
    test.kick('Bob');
    test.join('Eve');
    expect(test.player('Eve').team).toBe('Red');
  });

  it('stays the same when the player returns with another preference', () => {
    const test = teamGame({ Ada: 'Red' });
    test.disconnect('Ada');
    test.joinTeam('Ada', 'Blue');
    expect(test.player('Ada').team).toBe('Red');
    expect(test.game.teams.map(({ members }) => members)).toEqual([1, 0]);
  });

  it('is null in a game without teams', () => {
    const test = gameOf();
    test.joinTeam('Ada', 'Red');
    expect(test.player('Ada').team).toBeNull();
    expect(table(test.play(0, {}))).toEqual([]);
    expect(test.stage()).not.toHaveProperty('teams');
  });
});

describe('the score of a team', () => {
  it('is the mean over its members who have answered at least once, rounded', () => {
    const test = teamGame({ Ada: 'Red', Bob: 'Red', Cleo: 'Red', Dan: 'Blue' });
    test.play(0, { Ada: 1, Bob: 0, Dan: 1 }, 10_000);
    // Ada has 750, Bob has 0, and Cleo has not answered.
    expect(table(test)).toEqual([
      [1, 'Blue', 750, null],
      [2, 'Red', 375, null],
    ]);
    test.play(1, { Cleo: 1 }, 500);
    // (988 + 750 + 0) / 3
    expect(table(test)).toEqual([
      [1, 'Blue', 750, 0],
      [2, 'Red', 579, 0],
    ]);
  });

  it('counts members from their first answer on, even a wrong one', () => {
    const test = teamGame({ Ada: 'Red', Bob: 'Red' }).play(0, { Ada: 1, Bob: 0 }).play(1, { Ada: 1 });
    expect(table(test)[0]).toEqual([1, 'Red', 1000, 0]);
  });

  it('counts an answer to a poll as an answer', () => {
    const test = gameOf({
      questions: [choiceQuestion(), pollQuestion()],
      settings: { teams: ['Red', 'Blue'] },
    });
    test.joinTeam('Ada', 'Red');
    test.joinTeam('Bob', 'Red');
    test.play(0, { Ada: 1 });
    expect(table(test)[0]).toEqual([1, 'Red', 1000, null]);
    test.play(1, { Bob: 0 });
    expect(table(test)[0]).toEqual([1, 'Red', 500, 0]);
  });

  it('does not count an answer to the question that was open when the game was ended', () => {
    const test = teamGame({ Ada: 'Red', Bob: 'Red' }).play(0, { Ada: 1 }).open(1);
    test.answer('Bob', 0);
    test.host('end');
    expect(table(test)[0]).toEqual([1, 'Red', 1000, null]);
  });

  it('is 0 for a team without members or answers', () => {
    expect(table(teamGame({ Ada: 'Red' }).play(0, {}))).toEqual([
      [1, 'Blue', 0, null],
      [1, 'Red', 0, null],
    ]);
  });

  it('keeps the points of members who have left or disconnected', () => {
    const test = teamGame({ Ada: 'Red', Bob: 'Blue' }).play(0, { Ada: 1 });
    test.leave('Ada');
    test.disconnect('Bob');
    expect(table(test.play(1, {}))[0]).toEqual([1, 'Red', 1000, 0]);
  });

  it('leaves out kicked players at once', () => {
    const test = teamGame({ Ada: 'Red', Bob: 'Red', Cleo: 'Blue' }).play(
      0,
      { Ada: 1, Bob: 0, Cleo: 1 },
      10_000,
    );
    test.host('next');
    test.kick('Bob');
    expect(table(test)).toEqual([
      [1, 'Blue', 750, null],
      [1, 'Red', 750, null],
    ]);
    test.kick('Ada');
    expect(table(test)).toEqual([
      [1, 'Blue', 750, null],
      [2, 'Red', 0, null],
    ]);
  });

  it('is 0 when the only player in the standings is kicked', () => {
    const test = teamGame({ Ada: 'Red' }).play(0, { Ada: 1 });
    test.host('next');
    test.join('Bob');
    test.kick('Ada');
    expect(table(test).map((team) => [team].flat()[2])).toEqual([0, 0]);
  });
});

describe('the standings of teams', () => {
  it('are sorted by score, share ranks, and list equal teams by name', () => {
    const test = teamGame({ Ada: 'c', Bob: 'b', Cleo: 'a', Dan: 'd' }, ['d', 'c', 'b', 'a']);
    test.open().answer('Dan', 1);
    test.advance(10_000);
    test.answer('Bob', 1);
    test.answer('Ada', 1);
    test.host('close');
    expect(table(test)).toEqual([
      [1, 'd', 1000, null],
      [2, 'b', 750, null],
      [2, 'c', 750, null],
      [4, 'a', 0, null],
    ]);
  });

  it('say how many ranks were gained since the previous ones', () => {
    const test = teamGame({ Ada: 'Red', Bob: 'Blue' }).play(0, { Ada: 1 });
    expect(table(test)).toEqual([
      [1, 'Red', 1000, null],
      [2, 'Blue', 0, null],
    ]);
    test.play(1, { Bob: 1 });
    expect(table(test)).toEqual([
      [1, 'Blue', 1000, 1],
      [1, 'Red', 1000, 0],
    ]);
  });

  it('are on the podium, even before the first reveal', () => {
    const test = teamGame({ Ada: 'Red' });
    test.host('end');
    expect(table(test)).toEqual([
      [1, 'Blue', 0, null],
      [1, 'Red', 0, null],
    ]);
  });

  it('name the team of each player', () => {
    const test = teamGame({ Ada: 'Red', Bob: 'Blue' }).play(0, { Ada: 1 });
    test.host('next');
    expect(test.stageIn('standings').top.map(({ name, team }) => [name, team])).toEqual([
      ['Ada', 'Red'],
      ['Bob', 'Blue'],
    ]);
  });
});
