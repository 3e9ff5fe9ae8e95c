import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plain, reportMarkdown } from '../../source/report/markdown.ts';
import { reportOf } from '../../source/report/report.ts';
import { anyText } from '../helpers/arbitraries.ts';
import { gameOf } from '../helpers/games.ts';
import { choiceQuestion, pollQuestion } from '../helpers/questions.ts';

/** The cells of a table's row, split at bars that are not escaped. */
function cellsOf(row: string): string[] {
  return row.match(/(?:\\.|[^|\\])+/gu) ?? [];
}

describe('a report as Markdown', () => {
  it('has a table of the players and one of the questions', () => {
    const questions = [choiceQuestion(), choiceQuestion({ question: 'Where?' }), pollQuestion()];
    const test = gameOf({ players: ['Ada', 'Bob'], questions });
    test.play(0, { Ada: 1, Bob: 1 }).play(1, { Ada: 0, Bob: 1 }).play(2, { Ada: 0 }).host('next');
    expect(reportMarkdown(reportOf(test)).split('\n').toSpliced(2, 1)).toEqual(
      `## A quiz


| Rank | Player | Score | Correct | Mean time | Longest streak | Answers |
| ---: | :----- | ----: | ------: | --------: | -------------: | :------ |
|    1 | Bob    | 2,100 |  2 of 2 |     0.0 s |              2 | ✓✓–     |
|    2 | Ada    | 1,000 |  1 of 2 |     0.0 s |              1 | ✓✗·     |

|  # | Question               | Correct | Mean time | Answers                                       |
| -: | :--------------------- | ------: | --------: | :-------------------------------------------- |
|  1 | Which way?             |  2 of 2 |     0.0 s | 0 × north · ✓ 2 × east · 0 × south · 0 × west |
|  2 | Where? **(hardest)**   |  1 of 2 |     0.0 s | 1 × north · ✓ 1 × east · 0 × south · 0 × west |
|  3 | Which one do you like? |  1 vote |     0.0 s | 1 × tabs · 0 × spaces                         |
`.split('\n'),
    );
  });

  it('has no ranks and no points if nothing was scored', () => {
    const settings = { scoring: 'off', teams: ['Red', 'Blue'] } as const;
    const test = gameOf({ settings });
    test.joinTeam('Ada', 'Red');
    const lines = reportMarkdown(reportOf(test.play(0, { Ada: 1 }))).split('\n');
    expect(lines.slice(4, 7)).toEqual([
      '| Player | Team | Correct | Mean time | Longest streak | Answers |',
      '| :----- | :--- | ------: | --------: | -------------: | :------ |',
      '| Ada    | Red  |  1 of 1 |     0.0 s |              1 | ✓       |',
    ]);
  });

  it.each([
    ['a | b', String.raw`a \| b`],
    ['**bold** _it_ `code` ~~no~~', String.raw`\*\*bold\*\* \_it\_ \`code\` \~\~no\~\~`],
    ['[x](http://evil.example)', '\\[x\\](http:\u200B//evil.\u200Bexample)'],
    ['www.evil.example', 'www.\u200Bevil.\u200Bexample'],
    ['<script>&copy;', String.raw`\<script\>\&copy;`],
    ['@here <@123> <!channel>', '@\u200Bhere \\<@\u200B123\\> \\<!channel\\>'],
    ['#12 :tada:', '\\#\u200B12 :\u200Btada:'],
    ['back\\slash', String.raw`back\\slash`],
    ['two\nlines', 'two lines'],
    ['3.14 at 16 : 12', '3.14 at 16 : 12'],
  ])('escapes %j', (text, expected) => {
    expect(plain(text)).toBe(expected);
  });

  it('keeps the shape of its tables, whatever players write', () => {
    const written = fc.oneof(
      anyText,
      fc.string({ unit: fc.constantFrom('|', '\\', '`', '\n', '\r', '-', 'x', ' ', '>') }),
    );
    const test = gameOf({ players: ['Ada', 'Bob'] }).play(0, { Ada: 1, Bob: 2 });
    const report = reportOf(test);
    const shape = (markdown: string) =>
      markdown.split('\n').map((line) => (line.startsWith('|') ? cellsOf(line).length : line === ''));
    fc.assert(
      fc.property(written, written, (name, question) => {
        const hostile = {
          ...report,
          players: report.players.map((player) => ({ ...player, name })),
          questions: report.questions.map((each) => ({ ...each, question })),
        };
        expect(shape(reportMarkdown(hostile))).toEqual(shape(reportMarkdown(report)));
      }),
    );
  });

  it('says that nobody has played', () => {
    expect(reportMarkdown(reportOf(gameOf()))).toMatch(
      /^## A quiz\n\n.* · 0 players · .*not finished\n\nNobody has played\.\n$/u,
    );
  });
});
