import { describe, expect, it } from 'vitest';
import type { ThemeOptions } from '../../../source/terminal/theme.ts';
import { widthOf } from '../../../source/text/width.ts';
import { COLOR_CODE } from '../../helpers/colours.ts';
import { keys } from '../../helpers/keys.ts';
import { sizes, usualSize } from '../../helpers/render.tsx';
import { until } from '../../helpers/until.ts';
import { host, hostJoinedBy, lan, vpn } from '../apps.tsx';
import {
  NOW,
  type Phase,
  everyPhase,
  lobby,
  longest,
  open,
  place,
  places,
  podium,
  question,
  ready,
  reveal,
  stage,
  standings,
  trueOrFalse,
  withCode,
} from '../stages.ts';

// On all other sizes, too, the fuzz test of the layout expects that everything fits.
describe.each(sizes.slice(0, 2))("the host's screen on $columns × $rows", (size) => {
  // With a second address there is one more key at the bottom.
  it.each(Object.entries(everyPhase))('fits with %s', (_, phase) => {
    const { rows } = hostJoinedBy([lan, vpn], stage(phase), size);
    expect(rows()).toHaveLength(size.rows);
    for (const row of rows()) expect(widthOf(row)).toBeLessThanOrEqual(size.columns);
    expect(rows().at(-1)).toMatch(/\?\W+keys$/u);
  });
});

describe.each(sizes)("the host's screen on $columns × $rows", (size) => {
  it.each([open, reveal])('shows a part of each of eight long options', (phase) => {
    const { screen } = host(stage(phase(longest)), size);
    for (const label of ['▲ 1', '◆ 2', '● 3', '■ 4', '▼ 5', '★ 6', '◇ 7', '□ 8']) {
      expect(screen()).toContain(label);
    }
    expect(screen()).toContain('word word');
  });

  it('shows in the lobby how to join', () => {
    const { screen } = host(stage(lobby(['Ada', 'Linus']), 2), size);
    expect(screen()).toContain('npx termquiz join 192.168.1.20');
    expect(screen()).toContain('2 players');
    expect(screen()).toContain('16 questions · about 8 min');
    expect(screen()).toMatch(/Linus +Ada/u);
  });

  it('shows the question without its options before it opens', () => {
    const { screen } = host(stage(ready()), size);
    expect(screen()).toContain('Question 3 of 12');
    expect(screen().replaceAll(/\s+/gu, ' ')).toContain(question.text);
    expect(screen()).not.toContain('426');
  });

  it('shows the options, the seconds and the answers while a question is open', () => {
    const { screen } = host(stage(open()), size);
    for (const label of ['▲ 1  101', '◆ 2  200', '● 3  426', '■ 4  302']) expect(screen()).toContain(label);
    expect(screen()).toContain('20 s');
    expect(screen()).toMatch(size.columns < 60 ? '12 of 37 answered' : /▀█ {2}▀▀█[^]* answered/u);
  });

  it('marks the correct option and counts the answers at the reveal', () => {
    const { rows, screen } = host(stage(reveal()), size);
    expect(rows().find((row) => row.includes('▲ 1'))).toContain('▲ 1✓ 101');
    expect(rows().filter((row) => row.includes('✓'))).toHaveLength(1);
    expect(screen()).toMatch(size.columns < 60 ? /▆ +9 · 31 %/u : /9 of 29 · 31 %\n(?:.*\n)?.*▆/u);
    expect(screen()).toContain('Because the specification says so.');
  });

  it('shows rank, name, score and change in the standings', () => {
    const top = [place(1, 'Ada', 2840, 2), place(2, 'Linus', 1200, -1), place(3, 'New', 0, null)];
    const { rows } = host(stage(standings(top)), size);
    expect(rows().find((row) => row.includes('Ada'))).toMatch(/1 +Ada.* 2,840 +▲2/u);
    expect(rows().find((row) => row.includes('Linus'))).toMatch(/2 +Linus.* 1,200 +▼1/u);
    expect(rows().find((row) => row.includes('New'))).toMatch(/3 +New.* 0 +new/u);
  });
});

describe.each(sizes)("the host's podium on $columns × $rows", (size) => {
  it('offers to play again', () => {
    expect(host(stage(podium()), size).rows().at(-1)).toMatch(/r\W+play again/u);
  });
});

describe.each(sizes)("the host's podium with a report, on $columns × $rows", (size) => {
  it('names the file below everything else', async () => {
    const { messages, rows, shows } = host(stage(podium(places(3))), size);
    messages.update({ report: '/var/lib/quiz/reports/20261122-161205-git-and-other-things-k3x9ab.md' });
    await shows('Report: ');
    const line = rows().findIndex((row) => row.includes('Report: '));
    expect(rows()[line]).toMatch(/Report: \S+-k3x9ab\.md$/u);
    expect(rows()[line - 1]).toContain('23 of 66 answers');
    for (const { name } of places(3)) expect(rows().join('\n')).toContain(name);
    expect(rows()).toHaveLength(size.rows);
    for (const row of rows()) expect(widthOf(row)).toBeLessThanOrEqual(size.columns);
    expect(rows().at(-1)).toMatch(/r\W+play again/u);
  });
});

describe.each([12, 13, 14, 15, 16, 17, 24, 25])("the host's screen with %i rows", (rows) => {
  const size = { columns: 47, rows };

  it('shows every part of every phase', () => {
    const expected: [Phase, string[]][] = [
      [lobby(), ['Join from', 'npx termquiz join 192.168.1.20 482913', '16 questions', 'Linus   Ada']],
      [ready(), ['Question 3 of 12', question.text]],
      [open(), [question.text, '▲ 1  101', '■ 4  302', '12 of 37 answered']],
      [reveal(), ['Question 3 of 12', question.text, '▲ 1', '■ 4', 'Because the']],
      [standings(places(3)), ['Standings', 'Ada', '山田太郎', 'Coder']],
      [podium(places(3)), ['Ada', '山田太郎', 'Coder', '23 of 66 answers']],
    ];
    for (const [phase, texts] of expected) {
      const { rows: drawn } = host(stage(phase), size);
      for (const text of texts) expect(drawn().slice(1, -1).join('\n')).toContain(text);
    }
  });
});

describe("the host's screen", () => {
  it('says that the lobby is locked, and offers to unlock it', () => {
    const { screen } = host(stage(lobby(['Ada'], true), 1));
    expect(screen()).toContain('LOCKED');
    expect(screen()).toMatch(/l\W+unlock/u);
  });

  it('counts the names that do not fit', () => {
    const names = Array.from({ length: 50 }, (_, index) => `Player ${3000 - index}`);
    const { screen } = host(stage(lobby(names), 3000));
    const shown = screen().match(/Player \d+/gu) ?? [];
    expect(shown.length).toBeGreaterThan(10);
    expect(screen()).toContain(`and ${(3000 - shown.length).toLocaleString('en')} more`);
  });

  it('shows all of the longest question and its options in 80 × 24', () => {
    const { screen } = host(stage(open(longest)));
    expect(screen()).toContain('last text.');
    for (let option = 1; option <= 8; option += 1) expect(screen()).toContain(`last(${option})`);
  });

  it('shows eight lines of code beside four options in 80 × 24', () => {
    const { screen } = host(stage(open(withCode)));
    for (let line = 1; line <= 8; line += 1) expect(screen()).toContain(`const line${line} = `);
    expect(screen()).toContain('■ 4  302');
  });

  it('scrolls through code that does not fit', async () => {
    const code = { language: 'ts', text: Array.from({ length: 60 }, (_, row) => `line ${row}`).join('\n') };
    const { screen, press, shows } = host(stage(open({ ...question, code })));
    const shown = screen().match(/│ line \d+/gu) ?? [];
    expect(shown.length).toBeGreaterThanOrEqual(8);
    expect(screen()).toContain(` 1-${shown.length} of 60 `);
    expect(screen().split('\n').at(-1)).toMatch(/\[ \]\W+code/u);
    press(keys.pageDown);
    await shows(` ${shown.length}-${2 * shown.length - 1} of 60 `);
    press(']'.repeat(60));
    await shows('│ line 59 ');
    press('['.repeat(59) + keys.pageUp);
    await shows('│ line 0 ');
  });

  it('has no countdown without a time limit', () => {
    const { screen } = host(stage({ ...open(), closesAt: null }));
    expect(screen()).toContain('no time limit');
    expect(screen()).not.toMatch(/\d s\b/u);
  });

  it('stops the countdown while the game is paused', () => {
    const { screen } = host(stage({ ...open(), pausedAt: NOW + 5000 }));
    expect(screen()).toContain('PAUSED');
    expect(screen()).toContain('15 s');
    expect(screen()).toMatch(/p\W+resume/u);
  });

  it('shows True and False as the options of a boolean question', () => {
    const { screen } = host(stage(reveal(trueOrFalse)));
    expect(screen()).toContain('▲ 1✓ True');
    expect(screen()).toContain('◆ 2  False');
    expect(screen()).toContain('got it right');
  });

  it('puts two winners at the same height', () => {
    const top = [place(1, 'Ada', 900), place(1, 'Linus', 900), place(3, 'Grace', 100)];
    const { rows } = host(stage(podium(top), 3));
    const row = rows().find((each) => each.includes('Ada'));
    expect(row).toContain('Linus');
    expect(row).not.toContain('Grace');
    expect(rows().join('\n')).not.toMatch(/^ +2 +/mu);
  });

  it('sums up the answers at the end, and names the hardest question', () => {
    const { screen } = host(stage(podium()));
    expect(screen()).toContain('23 of 66 answers were correct');
    expect(screen()).toContain('hardest: question 2 (3 of 30)');
  });

  it('redraws when the terminal is resized', async () => {
    const { resize, rows } = host(stage(open(longest)));
    resize({ columns: 40, rows: 12 });
    await until(() => rows().length).toBe(12);
    for (const row of rows()) expect(widthOf(row)).toBeLessThanOrEqual(40);
  });
});

describe("the host's screen without colours", () => {
  const plain: ThemeOptions = { ascii: false, colorDepth: 1 };

  it.each([lobby(), open(withCode), reveal(), standings(), podium()])(
    'draws no colours, but keys in reverse: $phase',
    (phase) => {
      const { raw } = host(stage(phase), usualSize, plain);
      expect(raw()).not.toMatch(COLOR_CODE);
      expect(raw()).toContain('\u001B[7m\u001B[1m ? ');
    },
  );

  it('draws only ASCII if asked to', () => {
    for (const phase of [
      lobby(['Ada']),
      ready(),
      open(withCode),
      reveal(),
      standings([place(1, 'Ada', 9, 2)]),
    ]) {
      const { screen } = host(stage(phase), usualSize, { ascii: true, colorDepth: 1 });
      expect(screen()).toMatch(/^[\n -~]+$/u);
    }
    expect(host(stage(open()), usualSize, { ascii: true, colorDepth: 1 }).screen()).toContain('B 2  200');
  });
});
