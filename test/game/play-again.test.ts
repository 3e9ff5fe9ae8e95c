import { describe, expect, it } from 'vitest';
import { ROOM, type TestGame, gameOf, rejectionOf, tokenOf } from '../helpers/games.ts';
import { playAgain } from '../../source/game/play-again.ts';
import { choiceQuestion, quizOf } from '../helpers/questions.ts';
import { inLobby } from '../helpers/scripted-server.ts';

const questions = Array.from({ length: 8 }, (_, index) => choiceQuestion({ question: `Question ${index}?` }));

/** A game on its podium after two questions, with everybody connected and Ada in the lead. */
function played(settings: NonNullable<Parameters<typeof gameOf>[0]>['settings'] = {}): TestGame {
  const test = gameOf({ questions, settings, players: ['Ada', 'Bob', 'Cleo'] })
    .play(0, { Ada: 1 })
    .play(1, { Ada: 1 });
  test.host('end');
  return test;
}

describe('playing again', () => {
  it('creates another game in the lobby of the same room, with the same players, tokens and ids', () => {
    const test = played().again();
    expect(test.game).toMatchObject({
      room: ROOM,
      number: 2,
      phase: 'lobby',
      playerCount: 3,
      connectedCount: 3,
      round: null,
    });
    expect(test.stageIn('lobby')).toMatchObject({
      game: 2,
      names: inLobby('Cleo', 'Bob', 'Ada'),
      players: 3,
    });
    test.disconnect('Ada');
    expect(test.reconnect('Ada').ok).toBe(true);
  });

  it('keeps the game locked if it was locked, and keeps its players', () => {
    const before = played();
    before.host('lock');
    const test = before.again();
    expect(test.stageIn('lobby')).toMatchObject({ locked: true, players: 3 });
    expect(rejectionOf(test.join('Dan'))).toBe('locked');
    expect(played().again().stageIn('lobby')).toMatchObject({ locked: false });
  });

  it('starts without scores, streaks and standings', () => {
    const test = played().again();
    expect(test.you('Ada')).toMatchObject({
      question: null,
      score: 0,
      rank: null,
      streak: 0,
      answered: false,
    });
    test.play(0, { Bob: 1 });
    expect(test.game.standings.map(({ name, score }) => [name, score])).toEqual([
      ['Bob', 1000],
      ['Ada', 0],
      ['Cleo', 0],
    ]);
    test.host('next');
    expect(test.stageIn('standings').top.map(({ change }) => change)).toEqual([null, null, null]);
  });

  it('takes the settings of another quiz, unless the host has set them, and keeps the teams', () => {
    const settings = { time: 45, scoring: 'speed', teams: ['Red', 'Blue'], startAt: 3 } as const;
    const { created, game } = gameOf({ questions, settings, players: [] });
    const quiz = { ...quizOf(questions), time: 60, scoring: 'accuracy', shuffle: 'both', teams: 4 } as const;
    expect(playAgain(created, game, 0, quiz).created).toMatchObject({
      quiz,
      settings: { time: 45, scoring: 'accuracy', shuffle: 'both', teams: ['Red', 'Blue'], startAt: 3 },
    });
  });

  it('keeps the teams and resets their scores', () => {
    const first = gameOf({ questions, settings: { teams: ['Red', 'Blue'] } });
    for (const name of ['Ada', 'Bob', 'Cleo']) first.joinTeam(name, 'Blue');
    first.play(0, { Ada: 1 }).host('end');
    const { teams, players } = first.again().game;
    expect(teams).toMatchObject([
      { name: 'Red', members: 0, score: 0, rank: null },
      { name: 'Blue', members: 3, score: 0, rank: null },
    ]);
    expect([...players.values()].map(({ team }) => team)).toEqual(['Blue', 'Blue', 'Blue']);
  });

  it('shuffles the questions differently each time', () => {
    const first = played({ shuffle: 'questions' });
    const orders = [first, first.again(), first.again().again(), first.again()].map(({ game }) =>
      game.playOrder.join(''),
    );
    expect(new Set(orders).size).toBe(3);
    expect(orders[1]).toBe(orders[3]);
  });

  it('numbers the games', () => {
    expect(played().again().again().again().game.number).toBe(4);
  });

  it('leaves out players who have left, who can join again', () => {
    const first = played();
    first.leave('Bob');
    const test = first.again();
    expect(test.game.playerCount).toBe(2);
    expect(rejectionOf(test.reconnect('Bob'))).toBe('unknown-token');
    expect(test.join('Bob').ok).toBe(true);
  });

  it('keeps disconnected players as disconnected, and waits for them as usual', () => {
    const first = played();
    first.disconnect('Bob');
    const test = first.advance(60_000).again();
    expect(test.game).toMatchObject({ playerCount: 3, connectedCount: 2 });
    expect(test.player('Bob')).toMatchObject({ presence: 'disconnected', disconnectedAt: test.now });
    expect(test.reconnect('Bob').ok).toBe(true);
  });

  it('lets kicked players join again', () => {
    const first = played();
    first.kick('Bob');
    const test = first.again();
    expect(test.game.playerCount).toBe(2);
    expect(test.join('Bob').ok).toBe(true);
    expect(test.join('Bobby', tokenOf('Eve')).ok).toBe(true);
  });

  it('rejects an answer to a question of the previous game', () => {
    const test = played().again().open();
    expect(rejectionOf(test.answer('Ada', 1, { game: 1 }))).toBe('wrong-question');
    expect(test.answer('Ada', 1, { game: 2 }).ok).toBe(true);
  });

  it('keeps generated names, and gives different ones to new players', () => {
    const first = played({ names: 'generated' });
    const names = ({ game }: TestGame) => [...game.players.values()].map(({ name }) => name);
    const test = first.again();
    expect(names(test)).toEqual(names(first));
    for (const name of ['Dan', 'Eve', 'Finn', 'Gus']) test.join(name);
    expect(new Set(names(test)).size).toBe(7);
  });

  it('starts the game at once if enough players are connected for an automatic start', () => {
    expect(played({ startAt: 3 }).again().dueAt()).not.toBeNull();
    expect(played({ startAt: 4 }).again().dueAt()).toBeNull();
  });
});
