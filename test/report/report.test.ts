import { describe, expect, it } from 'vitest';
import type { GameEvent } from '../../source/game/events.ts';
import { type Report, reportOf } from '../../source/report/report.ts';
import { inAnyGame, take } from '../helpers/arbitraries.ts';
import { HEADER } from '../helpers/journals.ts';
import { type TestGame, gameOf, idOf, replay } from '../helpers/games.ts';
import {
  booleanQuestion,
  choiceQuestion,
  multipleQuestion,
  numberQuestion,
  orderQuestion,
  pollQuestion,
  textQuestion,
} from '../helpers/questions.ts';

function reportFrom({ created, events }: TestGame): Report {
  return reportOf({ created, events });
}

/** What a report tells of one player, by name. */
function playerIn(report: Report, name: string) {
  const found = report.players.find((player) => player.name === name);
  if (!found) throw new Error(`nobody in the report is called ${name}`);
  return found;
}

describe('a report', () => {
  it('has of each player rank, score, what was right, the mean time, the longest streak and each answer', () => {
    const test = gameOf({
      players: ['Ada', 'Bob'],
      questions: [choiceQuestion(), choiceQuestion(), booleanQuestion()],
    });
    test
      .play(0, { Ada: 1, Bob: 1 }, 2000)
      .play(1, { Ada: 1 }, 4000)
      .play(2, { Ada: false, Bob: true }, 0)
      .host('next');
    const report = reportFrom(test);
    expect(report).toMatchObject({
      title: 'A quiz',
      game: 1,
      playedAt: '1970-01-01T00:16:40.000Z',
      finished: true,
    });
    expect(report.players.map(({ rank, name, score }) => [rank, name, score])).toEqual([
      [1, 'Ada', 1950],
      [1, 'Bob', 1950],
    ]);
    expect(playerIn(report, 'Ada')).toEqual({
      rank: 1,
      name: 'Ada',
      team: null,
      score: 1950,
      correct: 2,
      answered: 3,
      meanTimeMs: 2000,
      longestStreak: 2,
      answers: [
        { answer: 'east', mark: 'right', points: 950, streakBonus: 0, timeMs: 2000 },
        { answer: 'east', mark: 'right', points: 900, streakBonus: 100, timeMs: 4000 },
        { answer: 'False', mark: 'wrong', points: 0, streakBonus: 0, timeMs: 0 },
      ],
    });
    expect(playerIn(report, 'Bob')).toMatchObject({ longestStreak: 1, answers: [{}, null, {}] });
  });

  it('has of each question how many were right, how it was answered and the mean time', () => {
    const test = gameOf({ players: ['Ada', 'Bob', 'Cleo'] });
    test.play(0, { Ada: 1, Bob: 3 }, 1000);
    expect(reportFrom(test).questions).toEqual([
      {
        number: 1,
        type: 'choice',
        question: 'Which way?',
        rightAnswer: 'east',
        points: 1000,
        correct: 1,
        answered: 2,
        players: 3,
        meanTimeMs: 1000,
        distribution: [
          { answer: 'north', count: 0, right: false },
          { answer: 'east', count: 1, right: true },
          { answer: 'south', count: 0, right: false },
          { answer: 'west', count: 1, right: false },
        ],
        hardest: false,
      },
    ]);
  });

  it('counts no poll among what was answered right or wrong', () => {
    const questions = [choiceQuestion(), pollQuestion(), choiceQuestion()];
    const test = gameOf({ players: ['Ada', 'Bob'], questions });
    test.play(0, { Ada: 1 }).play(1, { Ada: 0, Bob: 1 }, 3000).play(2, { Ada: 1 });
    const report = reportFrom(test);
    expect(playerIn(report, 'Ada')).toMatchObject({ correct: 2, answered: 2, meanTimeMs: 1000 });
    expect(playerIn(report, 'Bob')).toMatchObject({ correct: 0, answered: 0, meanTimeMs: 3000 });
  });

  it('marks the question of which the smallest part was right, and no poll', () => {
    const test = gameOf({
      players: ['Ada', 'Bob'],
      questions: [pollQuestion(), choiceQuestion(), choiceQuestion(), choiceQuestion()],
    });
    test.play(0, { Ada: 1 }).play(1, { Ada: 1, Bob: 1 }).play(2, { Ada: 1, Bob: 0 }).play(3, {});
    expect(reportFrom(test).questions.map(({ hardest }) => hardest)).toEqual([false, false, true, false]);
  });

  it('puts answers into the words that were shown, whatever order they were shown in', () => {
    const questions = [choiceQuestion(), multipleQuestion()];
    const test = gameOf({ players: ['Ada'], questions, settings: { shuffle: 'answers' }, seed: 'other' });
    test.open(0);
    const options = test.game.round?.rules.asked.options ?? [];
    test.play(0, { Ada: options.indexOf('south') });
    test.open(1);
    const more = test.game.round?.rules.asked.options ?? [];
    test.play(1, { Ada: [more.indexOf('red'), more.indexOf('pink')] });
    const [one, two] = playerIn(reportFrom(test), 'Ada').answers;
    expect(options).not.toEqual(choiceQuestion().options);
    expect(one?.answer).toBe('south');
    expect(new Set(two?.answer.split(', '))).toEqual(new Set(['red', 'pink']));
  });

  it('tells of each type of question what was answered and what was right', () => {
    const questions = [
      multipleQuestion(),
      textQuestion(),
      numberQuestion({ unit: 'AD' }),
      orderQuestion(),
      pollQuestion(),
    ];
    const test = gameOf({ players: ['Ada', 'Bob'], questions });
    test
      .play(0, { Ada: [0, 1], Bob: [4] })
      .play(1, { Ada: 'http 101', Bob: 'ftp' })
      .play(2, { Ada: 1990, Bob: 7 });
    test.open(3);
    const right = test.game.round?.rules.correct;
    test.play(3, { Ada: right }).play(4, { Ada: 0 });
    const { questions: asked, players } = reportFrom(test);
    expect(asked.map(({ rightAnswer }) => rightAnswer)).toEqual([
      'red, green, blue',
      '101',
      '1991 AD',
      'first, second, third, fourth',
      null,
    ]);
    expect(
      asked.map(({ distribution }) => distribution.map(({ answer, right: isRight }) => [answer, isRight])),
    ).toEqual([
      [
        ['red', true],
        ['green', true],
        ['blue', true],
        ['cyan', false],
        ['pink', false],
      ],
      [
        ['http 101', true],
        ['ftp', false],
      ],
      [
        ['1990 AD', true],
        ['7 AD', false],
      ],
      [
        ['first, second, third, fourth', true],
        ['another order', false],
      ],
      [
        ['tabs', null],
        ['spaces', null],
      ],
    ]);
    expect(players[0]?.answers.map((given) => given?.mark)).toEqual([
      'partly',
      'right',
      'right',
      'right',
      null,
    ]);
    expect(asked[4]).toMatchObject({ correct: null, answered: 1 });
    expect(players[0]?.correct).toBe(3);
  });

  it('counts together the answers that are not among the most frequent', () => {
    const players = Array.from({ length: 12 }, (_, index) => `Player ${index}`);
    const test = gameOf({ players, questions: [numberQuestion()] });
    test.play(0, Object.fromEntries(players.map((name, index) => [name, index])));
    const { distribution = [] } = reportFrom(test).questions[0] ?? {};
    expect(distribution).toHaveLength(9);
    expect(distribution.at(-1)).toEqual({ answer: 'others', count: 4, right: null });
  });

  it('has nothing of who was kicked, not even what they answered', () => {
    const test = gameOf({ players: ['Ada', 'Mallory'], questions: [textQuestion(), choiceQuestion()] });
    test.play(0, { Ada: '101', Mallory: 'rude' });
    test.kick('Mallory');
    const report = reportFrom(test.play(1, { Ada: 1 }));
    expect(JSON.stringify(report)).not.toMatch(/Mallory|rude/u);
    expect(report.questions[0]).toMatchObject({ correct: 1, answered: 1, players: 1 });
  });

  it('counts an open question for nobody where the game was ended early, and leaves out what was left out', () => {
    const test = gameOf({
      players: ['Ada'],
      questions: [choiceQuestion(), choiceQuestion(), choiceQuestion()],
    });
    test.host('start', 'skip');
    test.play(1, { Ada: 1 }).open(2).answer('Ada', 1);
    test.host('end');
    const report = reportFrom(test);
    expect(report.finished).toBe(true);
    expect(report.questions.map(({ number }) => number)).toEqual([2]);
    expect(playerIn(report, 'Ada')).toMatchObject({ correct: 1, answered: 1 });
  });

  it('is empty where the game was interrupted in the lobby', () => {
    const report = reportFrom(gameOf({ players: ['Ada'], settings: { teams: ['Red', 'Blue'] } }));
    expect(report).toMatchObject({ finished: false, teams: [], players: [], questions: [] });
  });

  it('tells the teams, the best first', () => {
    const test = gameOf({ settings: { teams: ['Red', 'Blue'] } });
    test.joinTeam('Ada', 'Blue');
    test.joinTeam('Bob', 'Red');
    const report = reportFrom(test.play(0, { Ada: 1, Bob: 0 }));
    expect(report.teams).toEqual([
      { rank: 1, name: 'Blue', score: 1000 },
      { rank: 2, name: 'Red', score: 0 },
    ]);
    expect(playerIn(report, 'Ada').team).toBe('Blue');
  });

  it('has nothing secret in it', () => {
    const test = gameOf({ players: ['Ada'] }).play(0, { Ada: 1 });
    const text = JSON.stringify(reportFrom(test));
    for (const secret of [HEADER.pin, 'token of', idOf('Ada')]) expect(text).not.toContain(secret);
  });
});

describe('a report of any game', () => {
  it('has the ranks, scores and teams of the game, and none of who was kicked', () => {
    inAnyGame((test, steps) => {
      for (const step of steps) take(test, step);
      const { players, teams } = reportFrom(test);
      const { standings } = test.game;
      expect(players.map(({ rank, name, team, score }) => [rank, name, team, score])).toEqual(
        standings.map(({ rank, name, team, score }) => [rank, name, team, score]),
      );
      const isRanked = test.game.closedQuestions.length > 0;
      expect(teams.length).toBe(isRanked ? test.game.teams.length : 0);
      for (const { name, score } of teams) {
        expect(test.game.teams.find((team) => team.name === name)?.score).toBe(score);
      }
    });
  });

  it('adds up: points to scores, marks to what was right, and both to the questions', () => {
    inAnyGame((test, steps) => {
      for (const step of steps) take(test, step);
      const { players, questions } = reportFrom(test);
      for (const { answers, score, correct, answered } of players) {
        const given = answers.flatMap((answer) => answer ?? []);
        expect(answers).toHaveLength(questions.length);
        expect(given.reduce((sum, { points, streakBonus }) => sum + points + streakBonus, 0)).toBe(score);
        const marks = given.flatMap(({ mark }) => mark ?? []);
        expect([marks.length, marks.filter((mark) => mark === 'right').length]).toEqual([answered, correct]);
      }
      for (const [index, question] of questions.entries()) {
        const given = players.flatMap(({ answers }) => answers[index] ?? []);
        const counts = question.distribution.reduce((sum, { count }) => sum + count, 0);
        expect(given.length).toBe(question.answered);
        if (question.correct !== null) {
          expect(given.filter(({ mark }) => mark === 'right').length).toBe(question.correct);
        }
        if (question.type !== 'multiple') expect(counts).toBe(question.answered);
      }
    });
  });

  it('counts as the game did while nobody was kicked', () => {
    inAnyGame((test, steps) => {
      for (const step of steps) take(test, step);
      if (test.events.some(({ type }) => type === 'player-kicked')) return;
      const counted = reportFrom(test).questions.map(({ number, correct, answered }) => ({
        index: number - 1,
        correct: correct ?? 0,
        answered,
      }));
      expect(counted).toEqual(test.game.closedQuestions);
    });
  });

  it('is there after each event, also of a game that is interrupted', () => {
    inAnyGame((test, steps) => {
      for (const step of steps) take(test, step);
      const events: GameEvent[] = [];
      for (const event of test.events) {
        events.push(event);
        if (event.type !== 'question-closed' && event.type !== 'podium-shown') continue;
        const report = reportOf({ created: test.created, events });
        expect(report.questions).toHaveLength(replay(test.created, events).closedQuestions.length);
      }
    }, 50);
  });
});
