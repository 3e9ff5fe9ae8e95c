import { describe, expect, it } from 'vitest';
import { rankChange, playerAhead } from '../../source/game/standings.ts';
import { type TestGame, gameOf } from '../helpers/games.ts';
import { choiceQuestion } from '../helpers/questions.ts';

const questions = [choiceQuestion(), choiceQuestion(), choiceQuestion()];

/** A game in which Dan leads after the first question, Bob and Cleo are level, and Ada has no points. */
function playedOnce(): TestGame {
  const test = gameOf({
    questions,
    settings: { streaks: false },
    players: ['Ada', 'Cleo', 'Bob', 'Dan'],
  }).open();
  test.answer('Dan', 1);
  test.advance(10_000);
  test.answer('Bob', 1);
  test.answer('Cleo', 1);
  test.host('close');
  return test;
}

function table({ game }: TestGame): unknown[] {
  return game.standings.map(({ rank, name, score }) => [rank, name, score]);
}

describe('the standings', () => {
  it('are empty until the first reveal', () => {
    expect(table(gameOf({ players: ['Ada'] }).open())).toEqual([]);
  });

  it('give equal scores the same rank, sorted by name, and skip the ranks after it', () => {
    expect(table(playedOnce())).toEqual([
      [1, 'Dan', 1000],
      [2, 'Bob', 750],
      [2, 'Cleo', 750],
      [4, 'Ada', 0],
    ]);
  });

  it('close the gap when a player is kicked', () => {
    const test = playedOnce();
    test.kick('Dan');
    expect(table(test)).toEqual([
      [1, 'Bob', 750],
      [1, 'Cleo', 750],
      [3, 'Ada', 0],
    ]);
  });

  it('keep players who have left or disconnected', () => {
    const test = playedOnce();
    test.leave('Dan');
    test.disconnect('Bob');
    test.play(1, { Ada: 1 });
    expect(table(test)).toEqual([
      [1, 'Ada', 1000],
      [1, 'Dan', 1000],
      [3, 'Bob', 750],
      [3, 'Cleo', 750],
    ]);
  });

  it('do not change while the next question is open', () => {
    const test = playedOnce();
    const before = table(test);
    test.open(1);
    test.answer('Ada', 1);
    expect(table(test)).toEqual(before);
  });

  it('show a late player with 0 points, who shares the rank of others without points', () => {
    const test = playedOnce();
    test.join('Eve');
    expect(test.you('Eve')).toMatchObject({ rank: 4, score: 0, result: null });
    test.host('next');
    const eve = { rank: 4, name: 'Eve', team: null, score: 0, change: null, gain: 0 };
    expect(test.stageIn('standings').top.at(-1)).toEqual(eve);
    expect(test.stageIn('standings').top).toHaveLength(5);
  });

  it('show players who join after questions without players, all of them first', () => {
    const test = gameOf({ questions, players: [] }).play(0, {});
    test.host('next');
    for (const name of ['Ada', 'Bob']) test.join(name);
    expect(test.stageIn('standings').top.map(({ rank, name }) => [rank, name])).toEqual([
      [1, 'Ada'],
      [1, 'Bob'],
    ]);
  });

  it('include a late player from the next reveal on', () => {
    const test = playedOnce();
    test.join('Eve');
    expect(test.player('Eve').rank).toBeNull();
    test.play(1, { Eve: 1 });
    expect(test.player('Eve')).toMatchObject({ rank: 1, score: 1000 });
  });
});

describe('the change of rank', () => {
  it('is null at the first reveal, and for new players', () => {
    const test = playedOnce();
    expect(rankChange(test.player('Dan'))).toBeNull();
    test.join('Eve');
    test.play(1, {});
    expect(rankChange(test.player('Dan'))).toBe(0);
    expect(rankChange(test.player('Eve'))).toBeNull();
  });

  it('is the number of ranks gained, negative for ranks lost', () => {
    const test = playedOnce();
    test.play(1, { Ada: 1 });
    expect(['Ada', 'Bob', 'Cleo', 'Dan'].map((name) => rankChange(test.player(name)))).toEqual([
      3, -1, -1, 0,
    ]);
  });
});

describe('the player ahead', () => {
  it('is the nearest one with a higher score', () => {
    const test = playedOnce();
    const ahead = (name: string) => playerAhead(test.game, test.player(name));
    expect(ahead('Dan')).toBeNull();
    expect(ahead('Bob')).toEqual({ name: 'Dan', by: 250 });
    expect(ahead('Cleo')).toEqual({ name: 'Dan', by: 250 });
    expect(ahead('Ada')).toEqual({ name: 'Cleo', by: 750 });
  });

  it('is null for players who share the lead, and before the first reveal', () => {
    const test = gameOf({ players: ['Ada', 'Bob'] });
    expect(playerAhead(test.game, test.player('Ada'))).toBeNull();
    test.play(0, { Ada: 1, Bob: 1 });
    for (const name of ['Ada', 'Bob']) expect(playerAhead(test.game, test.player(name))).toBeNull();
  });

  it('is the last one with points for a player who has joined since the last reveal', () => {
    const test = playedOnce();
    test.join('Eve');
    expect(playerAhead(test.game, test.player('Eve'))).toEqual({ name: 'Cleo', by: 750 });
  });
});
