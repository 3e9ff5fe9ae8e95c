import { describe, expect, it } from 'vitest';
import { reportOf } from '../../source/report/report.ts';
import { reportTable } from '../../source/report/table.ts';
import { widthOf } from '../../source/text/width.ts';
import { inAnyGame, runStep } from '../helpers/arbitraries.ts';
import { gameOf } from '../helpers/games.ts';
import {
  booleanQuestion,
  choiceQuestion,
  oneOfEach,
  pollQuestion,
  textQuestion,
} from '../helpers/questions.ts';

/** The lines without the second one, whose time depends on the time zone. */
function linesOf(table: string): string[] {
  return table.split('\n').toSpliced(1, 1);
}

describe('a report as tables', () => {
  it('fits 80 columns, with names of any width', () => {
    const questions = [
      choiceQuestion(),
      booleanQuestion({ question: `Is it ${'really '.repeat(12)}so?` }),
      textQuestion(),
      pollQuestion(),
    ];
    const test = gameOf({ players: ['Ada', '山田太郎'], questions });
    test.play(0, { Ada: 1, 山田太郎: 1 }, 2300).play(1, { Ada: false, 山田太郎: true });
    test.play(2, { Ada: 'HTTP 101' }).play(3, { 山田太郎: 0 }).host('next');
    expect(linesOf(reportTable(reportOf(test), { columns: 80 }))).toEqual(
      `A quiz

Rank  Player    Score  Correct  Mean time  Longest streak
   1  山田太郎  2,043   2 of 2      0.8 s               2
   2  Ada       1,943   2 of 3      0.8 s               1

 #  Question                                         Correct  Mean time
 1  Which way?                                        2 of 2      2.3 s
    0 × north · ✓ 2 × east · 0 × south · 0 × west
 2  Is it really really really really really reall…   1 of 2      0.0 s  hardest
    ✓ 1 × True · 1 × False
 3  Which status?                                     1 of 1      0.0 s
    ✓ 101 · ✓ 1 × HTTP 101
 4  Which one do you like?                            1 vote      0.0 s
    1 × tabs · 0 × spaces

Answers   1       2        3           4
山田太郎  ✓ east  ✓ True   –           · tabs
Ada       ✓ east  ✗ False  ✓ HTTP 101  –
`.split('\n'),
    );
  });

  it('shows doubtful times only if there are any', () => {
    const questions = [choiceQuestion(), choiceQuestion(), choiceQuestion(), choiceQuestion()];
    const test = gameOf({ players: ['Ada', 'Bob'], questions });
    for (const index of questions.keys()) {
      test.open(index).advance(2000);
      test.answer('Ada', 1, { elapsed: index === 0 ? 2000 : 0 });
      test.answer('Bob', 1, { elapsed: index === 0 ? 0 : 2000 });
    }
    test.host('close');
    const report = reportOf(test);
    const playersIn = (players: typeof report.players) =>
      reportTable({ ...report, players }, { columns: 80 })
        .split('\n')
        .slice(3, 4 + players.length);
    expect(playersIn(report.players)).toEqual([
      'Rank  Player  Score  Correct  Mean time  Doubtful  Longest streak',
      '   1  Ada     4,400   4 of 4      2.0 s    3 of 4               4',
      '   1  Bob     4,400   4 of 4      2.0 s                         4',
    ]);
    expect(playersIn(report.players.slice(1))[0]).not.toContain('Doubtful');
  });

  it('divides the answers into several tables if the questions do not fit into one', () => {
    const test = gameOf({ players: ['Ada'], questions: oneOfEach });
    for (const [index, { type }] of oneOfEach.entries())
      test.play(index, type === 'choice' ? { Ada: 1 } : {});
    const lines = linesOf(reportTable(reportOf(test), { columns: 20 }));
    expect(lines.slice(lines.findIndex((line) => line.startsWith('Answers')))).toEqual([
      'Answers  1       2',
      'Ada      ✓ east  –',
      '',
      'Answers  3  4  5  6',
      'Ada      –  –  –  –',
      '',
      'Answers  7',
      'Ada      –',
      '',
    ]);
  });

  it('lists the teams first', () => {
    const test = gameOf({ settings: { teams: ['Red', 'Blue'] } });
    test.joinTeam('Ada', 'Blue');
    const lines = linesOf(reportTable(reportOf(test.play(0, { Ada: 1 })), { columns: 80 }));
    expect(lines.slice(1, 8)).toEqual([
      '',
      'Rank  Team  Score',
      '   1  Blue  1,000',
      '   2  Red       0',
      '',
      'Rank  Player  Team  Score  Correct  Mean time  Longest streak',
      '   1  Ada     Blue  1,000   1 of 1      0.0 s               1',
    ]);
  });

  it('has no ranks and no points if nothing was scored', () => {
    const test = gameOf({ settings: { teams: ['Red', 'Blue'], scoring: 'off' } });
    test.joinTeam('Ada', 'Blue');
    const lines = linesOf(reportTable(reportOf(test.play(0, { Ada: 1 })), { columns: 80 }));
    expect(lines.slice(1, 5)).toEqual([
      '',
      'Player  Team  Correct  Mean time  Longest streak',
      'Ada     Blue   1 of 1      0.0 s               1',
      '',
    ]);
  });

  it('is never wider than a terminal of at least 80 columns, whatever players write', () => {
    inAnyGame((test, steps) => {
      for (const step of steps) runStep(test, step);
      for (const columns of [80, 120]) {
        for (const line of reportTable(reportOf(test), { columns }).split('\n').slice(1)) {
          expect(widthOf(line)).toBeLessThanOrEqual(columns);
        }
      }
    }, 60);
  });

  it('draws with ASCII characters only on request', () => {
    const test = gameOf({ players: ['Ada'], questions: oneOfEach })
      .play(0, { Ada: 0 })
      .play(1, { Ada: [0] });
    for (const columns of [40, 80]) {
      expect(reportTable(reportOf(test), { columns, ascii: true })).toMatch(/^[\n -~]+$/u);
    }
    const lines = reportTable(reportOf(test), { columns: 80, ascii: true }).split('\n');
    expect(lines[1]).toContain(' | 1 player | 2 questions');
    expect(lines).toContain('    north: 1 | + east: 0 | south: 0 | west: 0');
  });
});
