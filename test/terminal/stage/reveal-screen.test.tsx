import { createElement } from 'react';
import { describe, expect, it } from 'vitest';
import { MotionContext } from '../../../source/terminal/hooks/use-motion.ts';
import { RevealScreen } from '../../../source/terminal/stage/screens/reveal-screen.tsx';
import type { RevealStage } from '../../../source/view/stage.ts';
import { keys } from '../../helpers/keys.ts';
import { draw, sizes, usualSize } from '../../helpers/render.tsx';
import { until } from '../../helpers/until.ts';
import { host, player } from '../apps.tsx';
import { longest, open, opinion, question, reveal, stage, typedText, withLongCode } from '../stages.ts';

const words = Array.from({ length: 75 }, (_, index) => `word${index + 100}`);
const explained: RevealStage = { ...reveal(), explanation: words.join(' ') };
const result = { correct: true, points: 920, streakBonus: 100, answer: 0, time: 1600 };

describe.each(sizes)('a long explanation on $columns × $rows', (size) => {
  it.each([
    ['the host', () => host(stage({ ...explained, question: longest }), size)],
    ['a player', () => player(explained, { result }, size)],
    [
      'a player of a text question',
      () => player({ ...reveal(typedText), explanation: words.join(' ') }, {}, size),
    ],
  ])('can be read in full by %s', async (_who, show) => {
    const { screen, press, shows } = show();
    const seen = new Set(words.filter((word) => screen().includes(word)));
    for (let page = 0; seen.size < words.length; page++) {
      expect(screen()).toMatch(/↓|Page/u);
      const next = words.find((word) => !seen.has(word)) ?? '';
      press(page % 2 === 0 ? ']' : keys.pageDown);
      await shows(next);
      for (const word of words) if (screen().includes(word)) seen.add(word);
    }
    expect(screen()).not.toMatch(/↓ more/u);
  });
});

describe('the reveal', () => {
  it('scrolls the explanation with brackets and the code with the page keys if neither fits', async () => {
    const { rows, press, shows, screen } = host(
      stage({ ...explained, question: withLongCode(question), explanation: words.join(' ') }),
    );
    expect(rows().at(-1)).toMatch(/\[ \]\W+explanation\W+PgDn\W+code/u);
    press(']');
    await shows('↑ more');
    expect(screen()).toContain('line 1;');
    press(keys.pageDown);
    await until(screen).not.toContain('line 1;');
    expect(screen()).toContain('↑ more');
  });

  const shortCode = { language: 'js', text: 'const codes = [101];\ncodes.length = 0;\ncodes.at(0);' };

  describe.each([
    ['a question', question],
    ['a question with code', { ...question, code: shortCode }],
    ['a poll', opinion],
    ['six options', { ...question, options: ['one', 'two', 'three', 'four', 'five', 'six'] }],
  ])('of %s', (_what, asked) => {
    it.each(sizes.slice(1))('keeps the tiles where they were, on $columns × $rows', (size) => {
      const shown = { ...reveal(asked), explanation: words.join(' ') };
      expectTilesToStay(host(stage(open(asked)), size).rows(), host(stage(shown), size).rows());
      expectTilesToStay(player(open(asked), {}, size).rows(), player(shown, { result }, size).rows());
    });

    it.each(sizes.slice(1))('shows how many chose each option, on $columns × $rows', (size) => {
      const shown = { ...reveal(asked), explanation: words.join(' ') };
      for (const { screen } of [host(stage(shown), size), player(shown, { result }, size)]) {
        expect(screen().match(/\d of 29 · \d+ %/gu)).toHaveLength(asked.options?.length ?? 0);
      }
    });
  });

  it.each([36, 37, 38, 39, 40, 41, 42])('shows the explanation below %i lines of code', (lines) => {
    const text = Array.from({ length: lines }, (_, row) => `line ${row + 1};`).join('\n');
    const asked = { ...question, options: ['yes', 'no'], code: { language: 'ts', text } };
    const shown = { ...reveal(asked), distribution: [0, 3], explanation: 'because' };
    const { screen } = host(stage(shown), { columns: 70, rows: 54 });
    expect(screen()).toContain('because');
  });

  it.each([
    ['a typed answer', typedText],
    ['eight options', { ...question, options: [...'abcdefgh'] }],
  ])(
    'lets a player read the explanation of %s when points in large letters leave no row for it',
    async (_what, asked) => {
      const shown = { ...reveal(asked), explanation: 'because' };
      const low = { columns: 80, rows: 18 };
      const { rows, screen, press, shows } = player(shown, { result }, low, { ascii: true, colorDepth: 1 });
      expect(screen()).not.toContain('because');
      expect(rows().at(-1)).toContain('[ ]');
      press(']');
      await shows('because');
    },
  );

  it('shows all of a correct answer that is wider than the screen, with the question page by page', async () => {
    const correct = 'header that asks for the switch is called Upgrade';
    const { screen, rows, press, shows } = host(stage({ ...reveal(typedText), correct }), {
      columns: 40,
      rows: 12,
    });
    expect(screen()).not.toContain('called Upgrade');
    expect(rows().at(-1)).toContain('[ ]');
    press(']');
    await shows('called Upgrade');
  });

  it('marks all accepted texts', () => {
    const distribution = [
      { answer: 'Upgrade', count: 9, correct: true },
      { answer: 'the Upgrade header', count: 4, correct: true },
      { answer: 'Connection', count: 3, correct: false },
    ];
    const { screen } = host(stage({ ...reveal(typedText), distribution }));
    expect(screen()).toMatch(/✓ Upgrade +▆+ +9 of 29 · 31 %/u);
    expect(screen()).toMatch(/✓ the Upgrade header +▆+ +4 of 29 · 14 %/u);
    expect(screen()).toMatch(/[^✓] Connection +▆+ +3 of 29 · 10 %/u);
    expect(screen()).toMatch(/other answers +▆+ +13 of 29 · 45 %/u);
  });

  it.each(sizes)('says so if nobody answered, on $columns × $rows', (size) => {
    const shown = { ...reveal(), distribution: [0, 0, 0, 0], answered: 0, correctCount: 0 };
    const { screen } = host(stage(shown), size);
    expect(screen()).toMatch(/nobody answered/iu);
    expect(screen()).not.toMatch(/%|▆/u);
  });

  it('marks an option that the host accepts after a dispute', () => {
    const { screen } = host(stage({ ...reveal(), allowed: [2] }));
    expect(screen()).toContain('▲ 1✓ 101');
    expect(screen()).toContain('● 3✓ 426');
  });

  it.each(sizes)('judges no answer to a question that does not count, on $columns × $rows', (size) => {
    const nothing = { correct: false, points: 0, streakBonus: 0, answer: 0, time: 1600 };
    const { screen } = player({ ...reveal(), voided: true }, { result: nothing }, size);
    expect(screen()).toContain('– Does not count');
    expect(screen()).not.toMatch(/Wrong|✗/u);
  });

  it('lets the bars grow before it marks the correct option', async () => {
    const shown = { ...reveal(), distribution: [17, 8, 3, 1] };
    const { screen, shows } = draw(
      createElement(
        MotionContext,
        { value: true },
        createElement(RevealScreen, { stage: { ...shown, players: 37 }, size: usualSize }),
      ),
    );
    expect(screen()).not.toMatch(/▆▆|✓/u);
    await shows(/▆▆/u);
    await shows('▲ 1✓ 101');
    await shows(/▆{20}/u);
  });
});

function expectTilesToStay(asked: readonly string[], revealed: readonly string[]): void {
  const places = (rows: readonly string[]) => {
    const at = ['1', '2', '3', '4'].map((digit) => rows.findIndex((row) => tile(digit).test(row)));
    return at.map((row, index) => [row, rows[row]?.search(tile(String(index + 1)))]);
  };
  const before = places(asked);
  const after = places(revealed);
  expect(after.map(([, column]) => column)).toEqual(before.map(([, column]) => column));
  for (const [index, [row = 0]] of before.entries()) {
    // The text makes room for the bar below it.
    expect([row, row - 1]).toContain(after[index]?.[0]);
  }
}

function tile(digit: string): RegExp {
  return new RegExp(`[▲◆●■] ${digit}`, 'u');
}
