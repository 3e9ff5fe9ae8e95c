import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reportJson } from '../../source/report/json.ts';
import { type Report, type ReportedPlayer, reportOf } from '../../source/report/report.ts';
import { toJson } from '../../source/text/json.ts';
import { anyText } from '../helpers/arbitraries.ts';
import { gameOf } from '../helpers/games.ts';
import { textQuestion } from '../helpers/questions.ts';

const player = {
  rank: 1,
  name: 'Ada',
  team: null,
  score: 900,
  pointsGiven: 0,
  correct: 1,
  answered: 1,
  meanTimeMs: 1000,
  longestStreak: 1,
  clamped: 0,
  doubtfulTimes: false,
  answers: [
    { answer: 'x', mark: 'correct', points: 900, streakBonus: 0, timeMs: 1000, clamped: false },
    null,
  ],
} satisfies ReportedPlayer;

function reportWith(names: readonly string[]): Report {
  const test = gameOf({ players: ['Ada'], questions: [textQuestion()] });
  test.play(0, { Ada: 'x' });
  return { ...reportOf(test), players: names.map((name) => ({ ...player, name })) };
}

describe('a report as JSON', () => {
  it.each([0, 1, 100, 101, 250])('is the same in parts as in one piece, with %i players', (count) => {
    const report = reportWith(Array.from({ length: count }, (_, index) => `Player ${index}`));
    expect([...reportJson(report)].join('')).toBe(`${toJson(report, 2)}\n`);
  });

  it('is valid with any text in it', () => {
    fc.assert(
      fc.property(anyText, (name) => {
        const report = { ...reportWith([name]), title: name };
        expect(JSON.parse([...reportJson(report)].join(''))).toEqual(report);
      }),
      { numRuns: 50 },
    );
  });

  it('has no part longer than a few players need', () => {
    const report = reportWith(Array.from({ length: 1000 }, () => 'Ada'));
    const one = toJson(report.players[0], 2).length;
    const longest = Math.max(...[...reportJson(report)].map((part) => part.length));
    expect(longest).toBeLessThan(200 * one);
  });
});
