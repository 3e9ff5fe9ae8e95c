import { describe, expect, it } from 'vitest';
import type { GameEvent } from '../../source/game/events.ts';
import { reportMarkdown } from '../../source/report/markdown.ts';
import { type Report, reportOf } from '../../source/report/report.ts';
import { inAnyGame, runStep } from '../helpers/arbitraries.ts';
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

/** The player of this name in a report. */
function playerIn(report: Report, name: string) {
  const found = report.players.find((player) => player.name === name);
  if (!found) throw new Error(`the report has no player ${name}`);
  return found;
}

describe('a report', () => {
  it('has the rank, score, correct answers, mean time, longest streak and every answer of each player', () => {
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
      pointsGiven: 0,
      correct: 2,
      answered: 3,
      meanTimeMs: 2000,
      longestStreak: 2,
      clamped: 0,
      doubtfulTimes: false,
      answers: [
        { answer: 'east', mark: 'correct', points: 950, streakBonus: 0, timeMs: 2000, clamped: false },
        { answer: 'east', mark: 'correct', points: 900, streakBonus: 100, timeMs: 4000, clamped: false },
        { answer: 'False', mark: 'wrong', points: 0, streakBonus: 0, timeMs: 0, clamped: false },
      ],
    });
    expect(playerIn(report, 'Bob')).toMatchObject({ longestStreak: 1, answers: [{}, null, {}] });
  });

  it('has the number of correct answers, the distribution and the mean time of each question', () => {
    const test = gameOf({ players: ['Ada', 'Bob', 'Cleo'] });
    test.play(0, { Ada: 1, Bob: 3 }, 1000);
    expect(reportFrom(test).questions).toEqual([
      {
        number: 1,
        type: 'choice',
        question: 'Which way?',
        correctAnswer: 'east',
        alsoAccepted: [],
        voided: false,
        voidReason: null,
        points: 1000,
        correct: 1,
        answered: 2,
        players: 3,
        meanTimeMs: 1000,
        distribution: [
          { answer: 'north', count: 0, correct: false },
          { answer: 'east', count: 1, correct: true },
          { answer: 'south', count: 0, correct: false },
          { answer: 'west', count: 1, correct: false },
        ],
        hardest: false,
      },
    ]);
  });

  it('says that a question was voided and why, and leaves it out of all counts', () => {
    const test = gameOf({ players: ['Ada'] })
      .play(0, { Ada: 1 })
      .play(1, { Ada: true });
    test.run({ type: 'void', question: 0, reason: 'two correct answers' });
    const { questions, players } = reportFrom(test);
    expect(questions[0]).toMatchObject({ voided: true, voidReason: 'two correct answers', hardest: false });
    expect(players).toMatchObject([{ score: 1000, correct: 1, answered: 1, longestStreak: 1 }]);
    expect(players[0]?.answers[0]).toMatchObject({ answer: 'east', mark: null, points: 0 });
  });

  it('counts the orders that the host accepted apart from the correct one', () => {
    const test = gameOf({ questions: [orderQuestion()], players: ['Ada', 'Bob', 'Cleo'] });
    test.play(0, { Ada: [0, 1, 2, 3], Bob: [3, 2, 1, 0] });
    test.run({ type: 'allow', question: 0, answer: [0, 1, 2, 3] });
    expect(reportFrom(test).questions[0]).toMatchObject({
      correct: 1,
      distribution: [
        { count: 0, correct: true },
        { answer: 'orders also accepted', count: 1, correct: true },
        { answer: 'other orders', count: 1, correct: false },
      ],
    });
  });

  it('lists the points that the host gave and took, with the reasons', () => {
    const test = gameOf({ players: ['Ada', 'Bob'] }).play(0, { Ada: 1 });
    test.run({ type: 'give-points', name: 'Bob', points: 500, reason: 'for the joke' });
    test.run({ type: 'give-points', name: 'Bob', points: -2000, reason: undefined });
    const report = reportFrom(test);
    expect(report.pointsGiven).toEqual([
      { player: 'Bob', points: 500, reason: 'for the joke' },
      { player: 'Bob', points: -500, reason: null },
    ]);
    expect(report.players).toMatchObject([
      { name: 'Ada', score: 1000, pointsGiven: 0 },
      { name: 'Bob', score: 0, pointsGiven: 0 },
    ]);
    expect(reportMarkdown(report)).toContain('- Bob: +500 (for the joke)');
  });

  it('marks the answers that the host has accepted as correct', () => {
    const test = gameOf({ questions: [textQuestion()], players: ['Ada', 'Bob'] });
    test.play(0, { Ada: '102', Bob: '101' });
    test.run({ type: 'allow', question: 0, answer: '102' });
    const { questions, players } = reportFrom(test);
    expect(questions).toMatchObject([
      {
        correctAnswer: '101',
        alsoAccepted: ['102'],
        correct: 2,
        distribution: [
          { answer: '102', correct: true },
          { answer: '101', correct: true },
        ],
      },
    ]);
    expect(players.map(({ answers }) => answers[0]?.mark)).toEqual(['correct', 'correct']);
  });

  it.each([
    [3, 3, true],
    [3, 6, true],
    [3, 7, false],
    [2, 2, false],
    [0, 6, false],
  ])(
    'with %i claims that are too short in %i answers has doubtful times: %s',
    (tooShort, answers, doubtfulTimes) => {
      const questions = Array.from({ length: answers }, () => choiceQuestion());
      const test = gameOf({ players: ['Ada', 'Bob'], questions });
      for (const index of questions.keys()) {
        test.open(index).advance(2000);
        test.answer('Ada', 1, { elapsed: index < tooShort ? 0 : 2000 });
        test.answer('Bob', 1, { elapsed: 2000 });
      }
      test.host('close');
      const report = reportFrom(test);
      expect(playerIn(report, 'Ada')).toMatchObject({ clamped: tooShort, doubtfulTimes });
      expect(playerIn(report, 'Ada').answers.map((answer) => answer?.clamped)).toEqual(
        questions.map((_, index) => index < tooShort),
      );
      expect(playerIn(report, 'Bob')).toMatchObject({ clamped: 0, doubtfulTimes: false });
    },
  );

  it('does not count polls as correct or answered', () => {
    const questions = [choiceQuestion(), pollQuestion(), choiceQuestion()];
    const test = gameOf({ players: ['Ada', 'Bob'], questions });
    test.play(0, { Ada: 1 }).play(1, { Ada: 0, Bob: 1 }, 3000).play(2, { Ada: 1 });
    const report = reportFrom(test);
    expect(playerIn(report, 'Ada')).toMatchObject({ correct: 2, answered: 2, meanTimeMs: 1000 });
    expect(playerIn(report, 'Bob')).toMatchObject({ correct: 0, answered: 0, meanTimeMs: 3000 });
  });

  it('marks the question with the smallest share of correct answers as the hardest, and never a poll', () => {
    const test = gameOf({
      players: ['Ada', 'Bob'],
      questions: [pollQuestion(), choiceQuestion(), choiceQuestion(), choiceQuestion()],
    });
    test.play(0, { Ada: 1 }).play(1, { Ada: 1, Bob: 1 }).play(2, { Ada: 1, Bob: 0 }).play(3, {});
    expect(reportFrom(test).questions.map(({ hardest }) => hardest)).toEqual([false, false, true, false]);
  });

  it('puts answers into words whatever order the options were shown in', () => {
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

  it('has the answers and the correct answer of every type of question', () => {
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
    const correct = test.game.round?.rules.correct;
    test.play(3, { Ada: correct }).play(4, { Ada: 0 });
    const { questions: asked, players } = reportFrom(test);
    expect(asked.map(({ correctAnswer }) => correctAnswer)).toEqual([
      'red, green, blue',
      '101',
      '1991 AD',
      'first, second, third, fourth',
      null,
    ]);
    expect(
      asked.map(({ distribution }) =>
        distribution.map(({ answer, correct: isCorrect }) => [answer, isCorrect]),
      ),
    ).toEqual([
      [
        ['red', true],
        ['green', true],
        ['blue', true],
        ['cyan', false],
        ['pink', false],
      ],
      [
        ['HTTP 101', true],
        ['ftp', false],
      ],
      [
        ['1990 AD', true],
        ['7 AD', false],
      ],
      [
        ['first, second, third, fourth', true],
        ['other orders', false],
      ],
      [
        ['tabs', null],
        ['spaces', null],
      ],
    ]);
    expect(players[0]?.answers.map((given) => given?.mark)).toEqual([
      'partly',
      'correct',
      'correct',
      'correct',
      null,
    ]);
    expect(asked[4]).toMatchObject({ correct: null, answered: 1 });
    expect(players[0]?.correct).toBe(3);
  });

  it('adds up the answers that are not among the most frequent', () => {
    const players = Array.from({ length: 12 }, (_, index) => `Player ${index}`);
    const test = gameOf({ players, questions: [numberQuestion()] });
    test.play(0, Object.fromEntries(players.map((name, index) => [name, index])));
    const { distribution = [] } = reportFrom(test).questions[0] ?? {};
    expect(distribution).toHaveLength(9);
    expect(distribution.at(-1)).toEqual({ answer: 'other answers', count: 4, correct: null });
  });

  it('leaves out players whom the host has removed, and their answers', () => {
    const test = gameOf({
      players: ['Ada', 'Mallory 1', 'Mallory 2', 'Mallory 3'],
      questions: [textQuestion(), choiceQuestion()],
    });
    test.play(0, { Ada: '101', 'Mallory 1': 'rude', 'Mallory 2': 'rude', 'Mallory 3': 'rude' });
    test.kick('Mallory 1');
    test.run({ type: 'remove', players: [idOf('Mallory 2')] });
    test.disconnect('Mallory 3');
    test.host('remove-away');
    const report = reportFrom(test.play(1, { Ada: 1 }));
    expect(JSON.stringify(report)).not.toMatch(/Mallory|rude/u);
    expect(report.questions[0]).toMatchObject({ correct: 1, answered: 1, players: 1 });
  });

  it('leaves out skipped questions, and the open question of a game that was ended early', () => {
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

  it('is empty if the game was interrupted in the lobby', () => {
    const report = reportFrom(gameOf({ players: ['Ada'], settings: { teams: ['Red', 'Blue'] } }));
    expect(report).toMatchObject({ finished: false, teams: [], players: [], questions: [] });
  });

  it('lists the teams, best first', () => {
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

  it('has no ranks and no points if nothing was scored', () => {
    const test = gameOf({ settings: { teams: ['Red', 'Blue'], scoring: 'off' } });
    test.joinTeam('Ada', 'Blue');
    test.joinTeam('Bob', 'Red');
    const report = reportFrom(test.play(0, { Ada: 1, Bob: 0 }, 500));
    expect(report).toMatchObject({ scoring: 'off', teams: [] });
    expect(report.players.map(({ name }) => name)).toEqual(['Ada', 'Bob']);
    expect(playerIn(report, 'Ada')).toEqual({
      rank: null,
      name: 'Ada',
      team: 'Blue',
      score: null,
      pointsGiven: 0,
      correct: 1,
      answered: 1,
      meanTimeMs: 500,
      longestStreak: 1,
      clamped: 0,
      doubtfulTimes: false,
      answers: [
        { answer: 'east', mark: 'correct', points: null, streakBonus: null, timeMs: 500, clamped: false },
      ],
    });
    expect(report.questions[0]).toMatchObject({ points: null, correct: 1 });
  });

  it('contains no PIN, token or player id', () => {
    const test = gameOf({ players: ['Ada'] }).play(0, { Ada: 1 });
    const text = JSON.stringify(reportFrom(test));
    for (const secret of [HEADER.pin, 'token of', idOf('Ada')]) expect(text).not.toContain(secret);
  });
});

describe('a report of any game', () => {
  it('has the ranks, scores and teams of the game', () => {
    inAnyGame((test, steps) => {
      for (const step of steps) runStep(test, step);
      const { players, teams } = reportFrom(test);
      const { standings, settings } = test.game;
      const isScored = settings.scoring !== 'off';
      expect(players.map(({ rank, name, team, score }) => [rank, name, team, score])).toEqual(
        standings.map(({ rank, name, team, score }) =>
          isScored ? [rank, name, team, score] : [null, name, team, null],
        ),
      );
      const isRanked = isScored && test.game.closedQuestions.length > 0;
      expect(teams.length).toBe(isRanked ? test.game.teams.length : 0);
      for (const { name, score } of teams) {
        expect(test.game.teams.find((team) => team.name === name)?.score).toBe(score);
      }
    });
  });

  it('adds up: points to scores, and marks to the correct answers of players and questions', () => {
    inAnyGame((test, steps) => {
      for (const step of steps) runStep(test, step);
      const { players, pointsGiven, questions } = reportFrom(test);
      for (const { answers, score, correct, answered } of players) {
        const given = answers.flatMap((answer) => answer ?? []);
        expect(answers).toHaveLength(questions.length);
        const points = given.flatMap((each) => [each.points ?? 0, each.streakBonus ?? 0]);
        const isByHand = pointsGiven.length > 0;
        if (!isByHand) expect(points.reduce((sum, each) => sum + each, 0)).toBe(score ?? 0);
        const marks = given.flatMap(({ mark }) => mark ?? []);
        expect([marks.length, marks.filter((mark) => mark === 'correct').length]).toEqual([
          answered,
          correct,
        ]);
      }
      for (const [index, question] of questions.entries()) {
        const given = players.flatMap(({ answers }) => answers[index] ?? []);
        const counts = question.distribution.reduce((sum, { count }) => sum + count, 0);
        expect(given.length).toBe(question.answered);
        if (question.correct !== null && !question.voided) {
          expect(given.filter(({ mark }) => mark === 'correct').length).toBe(question.correct);
        }
        if (question.type !== 'multiple') expect(counts).toBe(question.answered);
      }
    });
  });

  it('counts like the game if nobody was removed', () => {
    inAnyGame((test, steps) => {
      for (const step of steps) runStep(test, step);
      if (test.events.some(({ type }) => type === 'player-kicked' || type === 'players-removed')) return;
      const counted = reportFrom(test).questions.map(({ number, correct, answered, voided }) => ({
        index: number - 1,
        correct: correct ?? 0,
        answered,
        isVoided: voided,
      }));
      expect(test.game.closedQuestions).toMatchObject(counted);
    });
  });

  it('can be made after each event, as of a game that was interrupted', () => {
    inAnyGame((test, steps) => {
      for (const step of steps) runStep(test, step);
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
