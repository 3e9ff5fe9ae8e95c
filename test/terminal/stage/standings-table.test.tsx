import { stripVTControlCharacters } from 'node:util';
import { createElement } from 'react';
import { describe, expect, it } from 'vitest';
import { MotionContext } from '../../../source/terminal/hooks/use-motion.ts';
import { StandingsTable } from '../../../source/terminal/stage/standings-table.tsx';
import { draw, sizes, usualSize } from '../../helpers/render.tsx';
import { until } from '../../helpers/until.ts';
import { host, player } from '../apps.tsx';
import { place, stage, standings } from '../stages.ts';

const REVERSED = '\u001B[7m';
const NOT_REVERSED = '\u001B[27m';

const top = [
  place(1, 'Ada', 5830, 2, 830),
  place(2, 'Linus', 5600, -1, 0),
  place(3, 'Grace', 5500, -1, 400),
  place(4, 'Ken', 1000, null, 1000),
];

describe('the table of standings', () => {
  it.each(sizes)('shows the last points beside the scores on $columns × $rows', (size) => {
    const { rows } = host(stage(standings(top)), size);
    const row = (name: string) => rows().find((each) => each.includes(name));
    expect(row('Ada')).toMatch(/\+830 +5,830 +▲2/u);
    expect(row('Linus')).toMatch(/[^+\d] +5,600 +▼1/u);
    expect(row('Ken')).toMatch(/\+1,000 +1,000 +new/u);
  });

  it('shows the last points of a player below the top ten, too', () => {
    const result = { correct: true, points: 400, streakBonus: 100, answer: 0, time: 2000 };
    const { rows } = player(standings(top.slice(1)), { rank: 23, result });
    expect(rows().find((row) => row.includes('› ') && row.includes('Ada'))).toMatch(
      /23 +Ada .*\+500 +4,840/u,
    );
  });

  it("gives the player's own row one background from end to end", () => {
    const { raw } = player(standings(top), { rank: 1 });
    const row =
      raw()
        .split('\n')
        .find((each) => each.includes('Ada   ')) ?? '';
    expect(stripVTControlCharacters(row)).toMatch(/^ +› +1 +Ada/u);
    // Reversed once, and to the end.
    expect(row.split(REVERSED)).toHaveLength(2);
    expect(row.indexOf(NOT_REVERSED)).toBeGreaterThan(row.indexOf('▲2'));
  });

  it('shows no score below zero on the way, even if the host has taken more than there was before', async () => {
    const table = createElement(StandingsTable, {
      standings: [place(1, 'Ada', 82, 0, 982)],
      size: usualSize,
    });
    const { rows } = draw(createElement(MotionContext, { value: true }, table));
    expect(rows()[0]).toMatch(/ 1 +Ada .* 0$/u);
    await until(() => rows()[0]).toMatch(/\+982 +82/u);
  });

  it('moves the rows from their old places to the new ones, the last one first', async () => {
    const table = createElement(StandingsTable, { standings: top, size: usualSize });
    const { rows } = draw(createElement(MotionContext, { value: true }, table));
    const names = () => rows().flatMap((row) => /[A-Z][a-z]+/u.exec(row) ?? []);
    expect(names()).toEqual(['Linus', 'Grace', 'Ada', 'Ken']);
    expect(rows().join('\n')).not.toMatch(/▲|▼/u);
    expect(rows()[2]).toMatch(/3 +Ada .* 5,000$/u);
    await until(() => rows()[3]).toMatch(/4 +Ken .*\+1,000 +1,000 +new/u);
    await until(names).toEqual(['Ada', 'Linus', 'Grace', 'Ken']);
    await until(() => rows()[0]).toMatch(/\+830 +5,830 +▲2/u);
  });
});
