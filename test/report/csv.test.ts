import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reportCsv } from '../../source/report/csv.ts';
import { type Report, reportOf } from '../../source/report/report.ts';
import { anyText, inAnyGame, runStep } from '../helpers/arbitraries.ts';
import { gameOf } from '../helpers/games.ts';
import { pollQuestion, textQuestion } from '../helpers/questions.ts';

function csvOf(report: Report): string {
  return [...reportCsv(report)].join('');
}

/** The cells of a CSV file, as read by a spreadsheet that separates cells by `separator`. */
function cellsOf(csv: string, separator = ','): string[][] {
  const cell = new RegExp(String.raw`(?:"((?:[^"]|"")*)"|([^${separator}"\r\n]*))(${separator}|\r\n)`, 'guy');
  const rows: string[][] = [[]];
  for (const [, quoted, bare = '', end] of csv.replace('\uFEFF', '').matchAll(cell)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? bare);
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

const FORMULA = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/u;

/** A report of one player with this name and this answer. */
function reportWith(name: string, answer: string): Report {
  const test = gameOf({ players: ['Ada'], questions: [textQuestion({ question: answer })] });
  test.play(0, { Ada: 'x' });
  const report = reportOf(test);
  const [ada] = report.players;
  const given = ada?.answers.map((each) => each && { ...each, answer }) ?? [];
  return { ...report, players: ada ? [{ ...ada, name, answers: given }] : [] };
}

describe('a report as CSV', () => {
  it('has a row per player, with four columns per question', () => {
    const test = gameOf({ players: ['Ada', '山田, "太郎"'], questions: [textQuestion(), pollQuestion()] });
    test.play(0, { Ada: '101' }, 1500).play(1, { '山田, "太郎"': 1 });
    expect(csvOf(reportOf(test))).toBe(
      [
        '\uFEFFRank,Player,Team,Score,Correct,Answered,Mean time (ms),Longest streak,Doubtful times,' +
          '1. Which status?,1. mark,1. points,1. time (ms),' +
          '2. Which one do you like?,2. mark,2. points,2. time (ms)',
        '1,Ada,,963,1,1,1500,1,,101,correct,963,1500,,,,',
        '2,"山田, ""太郎""",,0,0,0,0,0,,,,,,spaces,,0,0',
        '',
      ].join('\r\n'),
    );
  });

  it('has no ranks and no points if nothing was scored', () => {
    const settings = { scoring: 'off' } as const;
    const test = gameOf({ players: ['Ada'], questions: [textQuestion()], settings });
    test.play(0, { Ada: '101' }, 1500);
    expect(csvOf(reportOf(test))).toBe(
      [
        '\uFEFFPlayer,Team,Correct,Answered,Mean time (ms),Longest streak,Doubtful times,' +
          '1. Which status?,1. mark,1. time (ms)',
        'Ada,,1,1,1500,1,,101,correct,1500',
        '',
      ].join('\r\n'),
    );
  });

  it("says how many of a player's times are doubtful", () => {
    const questions = [textQuestion(), textQuestion(), textQuestion()];
    const test = gameOf({ players: ['Ada', 'Bob'], questions });
    for (const index of questions.keys()) {
      test.open(index).advance(1000);
      for (const [name, elapsed] of [
        ['Ada', 0],
        ['Bob', 1000],
      ] as const)
        test.answer(name, '101', { elapsed });
    }
    test.host('close');
    const [titles = [], ...rows] = cellsOf(csvOf(reportOf(test)));
    const column = titles.indexOf('Doubtful times');
    expect(rows.map((row) => [row[1], row[column]])).toEqual([
      ['Ada', '3'],
      ['Bob', ''],
    ]);
  });

  it.each(['=1+1', '+x', '-x', '@SUM(A1)', '\t=1', '\r=1', '＝1+1', '-1'])(
    'puts an apostrophe before %j, so that it is not a formula',
    (text) => {
      const [, row] = cellsOf(csvOf(reportWith(text, text)));
      expect(row?.[1]?.[0]).toBe("'");
      expect(row?.[9]?.[0]).toBe("'");
    },
  );

  it('has no cell that begins like a formula, whatever players write and whichever separator is used', () => {
    const written = fc.oneof(
      anyText,
      fc.string({
        unit: fc.constantFrom('=', '+', '-', '@', ';', ',', '"', "'", ' ', '\t', '\r', '\n', 'A', '1', '＝'),
      }),
    );
    fc.assert(
      fc.property(written, written, (name, answer) => {
        const csv = csvOf(reportWith(name, answer));
        for (const cell of cellsOf(csv).flat()) expect(cell).not.toMatch(FORMULA);
        for (const cell of csv.split(/[;\r\n]/u))
          expect(cell.replaceAll(/^["\s]+/gu, '')).not.toMatch(FORMULA);
      }),
    );
  });

  it('can be read back as the report of any game', () => {
    inAnyGame((test, steps) => {
      for (const step of steps) runStep(test, step);
      const report = reportOf(test);
      const [titles = [], ...rows] = cellsOf(csvOf(report));
      const isScored = report.scoring !== 'off';
      const named = (row: string[], title: string) => row[titles.indexOf(title)];
      const numbers = rows.map((row) => ['Rank', 'Score'].map((title) => Number(named(row, title) ?? NaN)));
      expect(numbers).toEqual(
        report.players.map(({ rank, score }) => (isScored ? [rank, score] : [NaN, NaN])),
      );
      const [columns, perQuestion] = isScored ? [9, 4] : [7, 3];
      const summary = columns + (titles.includes('Given points') ? 1 : 0);
      for (const [index, { name, answers }] of report.players.entries()) {
        const row = rows[index] ?? [];
        expect(row).toHaveLength(titles.length);
        expect(named(row, 'Player')?.replaceAll("'", '')).toBe(name.replaceAll("'", ''));
        const given = answers.map((_, question) =>
          row[summary + question * perQuestion]?.replaceAll("'", ''),
        );
        expect(given).toEqual(answers.map((answer) => answer?.answer.replaceAll("'", '') ?? ''));
      }
    }, 60);
  });
});
