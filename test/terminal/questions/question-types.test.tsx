import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../source/quiz/questions/question-type.ts';
import type { AskedQuestion } from '../../../source/view/stage.ts';
import { keys } from '../../helpers/keys.ts';
import { sizes, usualSize } from '../../helpers/render.tsx';
import { until } from '../../helpers/until.ts';
import { host, player } from '../apps.tsx';
import { you } from '../seats.ts';
import {
  inOrder,
  longest,
  multipleChoice,
  open,
  opinion,
  question,
  reveal,
  stage,
  typedNumber,
  typedText,
} from '../stages.ts';

const { enter } = keys;

describe('a question with several correct options', () => {
  it('asks for all that apply', () => {
    expect(player(open(multipleChoice)).screen()).toContain('Select all that apply.');
    expect(host(stage(open(multipleChoice))).screen()).toContain('Select all that apply.');
  });

  it('takes an answer from digits or letters and Enter', async () => {
    const { seat, press, shows } = player(open(multipleChoice));
    press('4a2');
    await shows('☑ 4  302');
    await shows('☑ 1  101');
    press('b');
    await shows('☐ 2  200');
    press(enter);
    await shows('› Answers 1, 4 sent…');
    expect(seat.answers).toEqual([[0, 3]]);
    await takes(seat, [0, 3]);
    await shows('✓ Answers 1, 4 locked in.');
    await shows('✓ ☑ 1  101');
    await shows('  ☐ 3  426');
  });

  it('takes an answer from the arrow keys, the space bar and Enter', async () => {
    const { seat, press, shows } = player(open(multipleChoice));
    press(`${keys.down}${keys.right} ${keys.down} ${keys.left}`);
    await shows('› ☐ 3  426');
    await shows('☑ 2  200');
    press(enter);
    await until(() => seat.answers).toEqual([[1, 3]]);
  });

  it.each([
    [sizes[0], /^ +1-4 +select +Enter +send +\? +keys$/u],
    [usualSize, /^ +1-4 +select +Enter +send +↑↓ space +choose +q +leave +\? +keys$/u],
  ])('lists the keys that fit on %o, each with a word of its own', async (size, keyHints) => {
    const { rows } = player(open(multipleChoice), {}, size);
    await until(() => rows().at(-1)?.trimEnd() ?? '').toMatch(keyHints);
  });

  it('ignores Enter while nothing is selected', async () => {
    const { seat, press, shows } = player(open(multipleChoice));
    press(`${enter}11${enter}2${enter}`);
    await shows('Answer 2 sent');
    expect(seat.answers).toEqual([[1]]);
  });

  it.each(sizes)('marks all correct and all selected options at the reveal on $columns × $rows', (size) => {
    const result = { correct: false, points: 480, streakBonus: 0, answer: [0, 2], time: 2000 };
    const { rows, screen } = player(reveal(multipleChoice), { result }, size);
    expect(screen()).toContain('Partly correct');
    expect(rows().find((row) => row.includes('▲ 1'))).toContain('▲ 1✓ 101');
    expect(rows().find((row) => row.includes('● 3'))).toContain('● 3✗ 426');
    expect(rows().find((row) => row.includes('■ 4'))).toContain('■ 4✓ 302');
    expect(screen()).toContain('17 of 29 got it right');
    expect(screen()).not.toContain('Wrong');
  });
});

describe('a question with a typed answer', () => {
  it('takes every letter as text, even those that are shortcuts elsewhere', async () => {
    const { seat, press, shows, rows } = player(open(typedText));
    press(`qk 1[]p${keys.backspace}`);
    await shows('qk 1[]');
    expect(rows().at(-1)).toMatch(/Enter\W+send\W+Esc\W+leave/u);
    press(enter);
    await shows('› "qk 1[]" sent…');
    expect(seat.answers).toEqual(['qk 1[]']);
    press('q');
    await takes(seat, 'qk 1[]');
    await shows('"qk 1[]" locked in');
  });

  it('accepts pasted text', async () => {
    const { seat, press, shows } = player(open(typedText));
    press(keys.paste('Upgrade\n'));
    await shows('Upgrade');
    press(enter);
    await until(() => seat.answers).toEqual(['Upgrade']);
  });

  it('sends neither an empty nor an overlong answer', async () => {
    const { seat, press, shows } = player(open(typedText));
    press(`  ${enter}`);
    press('x'.repeat(150));
    await shows('xxx');
    press(enter);
    await until(() => seat.answers).toEqual(['x'.repeat(98)]);
  });

  it('offers Esc for leaving, even to players who are still typing at the reveal', async () => {
    const { seat, outcomes, press, shows } = player(open(typedText));
    press(`why${keys.escape}`);
    await shows('Leave the game?');
    press('n');
    await shows('why');
    seat.update({ stage: stage(reveal(typedText)) });
    press('query');
    await shows(/Esc\W+leave/u);
    expect(outcomes).toEqual([]);
    press(keys.escape);
    await shows('Leave the game?');
    press('y');
    await until(() => outcomes).toEqual([{ type: 'left' }]);
  });

  it("marks the answer with which the player's own was counted", () => {
    const result = { correct: true, points: 900, streakBonus: 0, answer: 'upgrdae', time: 2000 };
    const { screen } = player(reveal(typedText), { result });
    expect(screen()).toContain('✓ Your answer: upgrdae');
    expect(screen()).not.toContain('›');
  });

  it.each(sizes)(
    "reveals the correct answer, the player's own and the most frequent ones on $columns × $rows",
    (size) => {
      const result = { correct: false, points: 0, streakBonus: 0, answer: 'connection', time: 2000 };
      const { screen } = player(reveal(typedText), { result }, size);
      expect(screen()).toMatch(/✓ Upgrade\n/u);
      expect(screen()).toContain('✗ Your answer: connection');
      expect(screen()).toMatch(/✓ Upgrade +▆+ +20 .*69 %\n/u);
      expect(screen()).toMatch(/› Connection +▆+ +5 .*17 %\n/u);
    },
  );

  it('shows the host an empty input without a cursor', () => {
    const { screen } = host(stage(open(typedText)));
    expect(screen()).toContain('Type your answer.');
    expect(screen()).toMatch(/│ +│/u);
  });
});

describe('a question with a number as its answer', () => {
  it.each<[string, number]>([
    ['1991', 1991],
    ['-12,5', -12.5],
    ['+.5', 0.5],
    [`${keys.up}${keys.up}${keys.down}${keys.up}`, 2],
    [`1,5${keys.down}${keys.down}${keys.down}`, -1.5],
    [keys.paste(' 12 480 '), 12_480],
    [keys.paste('\u22125'), -5],
    ['1,234,567.5', 1_234_567.5],
    ['1,500', 1500],
    ['1.500', 1.5],
    ['1e3', 1000],
    ['１９９１', 1991],
    [`1/${keys.backspace}5`, 5],
  ])('accepts %j', async (typed, answer) => {
    const { seat, press } = player(open(typedNumber));
    press(typed);
    press(enter);
    await until(() => seat.answers).toEqual([answer]);
  });

  it('sends nothing until a number is complete', async () => {
    const { seat, press, shows } = player(open(typedNumber));
    press(`${enter}1e${enter}`);
    await shows('✗ The exponent is missing: 1e3.');
    expect(seat.answers).toEqual([]);
    press(`2${enter}${enter}`);
    await until(() => seat.answers).toEqual([100]);
  });

  it.each(sizes)('refuses what is not part of a number, and says why, on $columns × $rows', async (size) => {
    const { press, shows, screen } = player(open(typedNumber), {}, size);
    press('5k');
    await shows('✗ Leave out letters, such as units.');
    press('.5.');
    await shows('✗ A number has one decimal point.');
    expect(screen()).toMatch(/│ 5\.5 +│ AD$/mu);
    press(keys.backspace);
    await until(screen).not.toContain('✗');
  });

  it('takes nothing from a paste that is not a number', async () => {
    const { seat, press, shows, screen } = player(open(typedNumber));
    press(keys.paste('12/31'));
    await shows('✗ Write 0.5 instead of 1/2.');
    expect(screen()).toMatch(/│ +│/u);
    press(enter);
    press(keys.paste('1231'));
    await shows('1231');
    expect(seat.answers).toEqual([]);
  });

  it('asks before it sends a number without the refused part', async () => {
    const { seat, press, shows } = player(open(typedNumber));
    press(`12/31${enter}`);
    await shows('✗ Not sent. Press Enter to send 1231.');
    expect(seat.answers).toEqual([]);
    press(enter);
    await until(() => seat.answers).toEqual([1231]);
  });

  it.each(sizes)('shows how it reads the number, on $columns × $rows', async (size) => {
    const { press, shows, screen } = player(open(typedNumber), {}, size);
    press('1,500');
    await shows(/│ 1,500 +=\s1500 │ AD/u);
    press('.');
    await shows(/│ 1,500\. +=\s1500 │ AD/u);
    press(`${keys.ctrlU}1500`);
    await shows(/│ 1500 +│ AD/u);
    expect(screen()).not.toContain('=');
  });

  it.each(sizes)('shows its unit on $columns × $rows', async (size) => {
    const { seat, press, shows, screen } = player(open(typedNumber), {}, size);
    expect(screen()).toMatch(/│ AD$/mu);
    press(`2012${enter}`);
    await shows('2012 AD sent');
    await takes(seat, 2012);
    await shows('✓ 2012 AD locked in');
    expect(host(stage(open(typedNumber)), size).screen()).toMatch(/│ AD$/mu);
  });

  it.each(sizes)('says how far off a wrong answer was on $columns × $rows', (size) => {
    const result = { correct: false, points: 0, streakBonus: 0, answer: 2010.5, time: 2000 };
    const { screen } = player(reveal(typedNumber), { result }, size);
    expect(screen()).toContain('✓ 2011 AD\n');
    expect(screen()).toMatch(/✗ Your(?: answer|s): 2010\.5 AD \(0\.5 too low\)/u);
    expect(screen()).toMatch(/✓ 2011 +▆+ +20 .*69 %\n/u);
    expect(screen()).toMatch(/✓ 1991 +▆+ +5 .*17 %\n/u);
  });

  it('marks an answer that was close enough as correct', () => {
    const result = { correct: true, points: 900, streakBonus: 0, answer: 2012, time: 2000 };
    const { screen } = player(reveal(typedNumber), { result });
    expect(screen()).toContain('✓ Your answer: 2012 AD (close enough)');
    expect(screen()).not.toMatch(/✗|too high/u);
  });
});

describe('a question about an order', () => {
  it('lets the player pick items up and put them down', async () => {
    const { seat, press, shows } = player(open(inOrder));
    await shows('› ▲ 1  302');
    press(' ');
    await shows('» ▲ 1  302');
    await shows(/space\W+put down/u);
    press(keys.down + keys.down);
    await shows('» ▲ 3  302');
    press(` ${keys.up}`);
    await shows('› ● 2  426');
    press(enter);
    await shows('› Your order sent…');
    expect(seat.answers).toEqual([[1, 2, 0, 3]]);
    await takes(seat, [1, 2, 0, 3]);
    await shows('✓ ◆ 1  101');
    await shows('✓ Your order locked in.');
  });

  it.each([
    ['moves an item with Shift and an arrow', `${keys.down}${keys.shiftUp}`, [1, 0, 2, 3]],
    ['moves an item with Alt and an arrow', `${keys.altDown}${keys.altDown}`, [1, 2, 0, 3]],
    ['moves an item with the digit of a position', '4', [1, 2, 3, 0]],
    ['ignores keys that stand for no position', `25079x${keys.left}`, [1, 0, 2, 3]],
  ])('%s', async (_title, typed, answer) => {
    const { seat, press } = player(open(inOrder));
    press(typed);
    press(enter);
    await until(() => seat.answers).toEqual([answer]);
  });

  it('asks for a second Enter before it sends an order in which nothing was moved', async () => {
    const { seat, press, shows, screen } = player(open(inOrder));
    press(enter);
    await shows("You haven't moved anything. Press Enter again to send this order.");
    // The player wants to send it, so that running out of time sends it, too.
    expect(seat.draft).toEqual([0, 1, 2, 3]);
    press(keys.down);
    await until(screen).not.toContain('Press Enter again');
    expect(seat.draft).toBeNull();
    press(enter);
    await shows('Press Enter again');
    expect(seat.answers).toEqual([]);
    press(enter);
    await until(() => seat.answers).toEqual([[0, 1, 2, 3]]);
  });

  it.each(sizes)('keeps eight items visible on $columns × $rows', async (size) => {
    const items = longest.options ?? [];
    const { press, shows, screen } = player(open({ ...inOrder, items }), {}, size);
    for (const label of ['▲ 1', '◆ 2', '● 3', '■ 4', '▼ 5', '★ 6', '◇ 7', '□ 8']) {
      expect(screen()).toContain(label);
    }
    press('8');
    await shows('› ▲ 8');
    await shows('◆ 1');
  });

  it.each(sizes)("reveals the correct order and the player's own on $columns × $rows", (size) => {
    const result = { correct: false, points: 0, streakBonus: 0, answer: [3, 1, 2, 0], time: 2000 };
    const { screen } = player(reveal(inOrder), { result }, size);
    expect(screen()).toMatch(/✓ +■ 1 {2}200/u);
    expect(screen()).toMatch(/✗ +● 2 {2}426 – yours: 3/u);
    expect(screen()).toContain('17 of 29 got it right');
    const shown = host(stage(reveal(inOrder)), size).screen();
    expect(shown).toMatch(/■ 1 {2}200/u);
    expect(shown.match(/got it right/gu)).toHaveLength(1);
    expect(shown).not.toContain('✗');
  });

  it('shows whole items beside the player’s positions at the reveal', () => {
    const items = [31, 32, 33].map((length) => `${'x'.repeat(length - 1)}|`);
    const correct = [0, 1, 2];
    const result = { correct: false, points: 0, streakBonus: 0, answer: [1, 2, 0], time: 2000 };
    for (let columns = 40; columns <= 60; columns++) {
      const shown = { ...reveal({ ...inOrder, items }), correct };
      const { screen } = player(shown, { result }, { columns, rows: 24 });
      expect(screen().match(/\|/gu), `${columns} columns`).toHaveLength(items.length);
      expect(screen().match(/(?:yours: |\()\d/gu), `${columns} columns`).toHaveLength(items.length);
    }
  });
});

describe('a poll', () => {
  it.each(sizes)('mentions no correct answers, wrong answers or points on $columns × $rows', (size) => {
    const result = { correct: false, points: 0, streakBonus: 0, answer: 1, time: 2000 };
    const { screen } = player(reveal(opinion), { result, score: 0 }, size);
    expect(screen()).toContain('Thanks for your vote');
    expect(screen()).toMatch(size.columns < 60 ? /◆ 2› 200/u : /◆ 2› 200 – your vote/u);
    expect(screen()).not.toMatch(/[✓✗]|point|Wrong|right|correct/iu);
    const shown = host(stage({ ...reveal(opinion), explanation: '' }), size).screen();
    expect(shown).toMatch(size.columns < 60 ? /29 votes/u : /votes/u);
    expect(shown).not.toMatch(/[✓✗]|right|correct/u);
  });

  it('takes a vote with a single key', async () => {
    const { seat, press, shows } = player(open(opinion));
    await shows(/1-4\W+vote/u);
    press('3');
    await shows('Vote 3 sent');
    expect(seat.answers).toEqual([2]);
  });
});

describe('a question without points', () => {
  it('says that it is worth no points, instead of showing +0', () => {
    const asked = { ...question, points: 0 };
    const result = { correct: true, points: 0, streakBonus: 0, answer: 0, time: 2000 };
    const { screen } = player(reveal(asked), { result });
    expect(screen()).toContain('✓ Correct!   no points for this one');
    expect(screen()).not.toContain('+0');
    expect(player(open(asked)).screen()).toContain('Question 3 of 12 · no points');
  });
});

describe('what a player has not sent yet', () => {
  it.each<[string, AskedQuestion, string, Answer | null]>([
    ['selected options', multipleChoice, '4a', [0, 3]],
    ['no selected option', multipleChoice, `4a4a${keys.down}`, null],
    ['a typed text', typedText, ' http 101 ', 'http 101'],
    ['white space', typedText, '  ', null],
    ['a typed number', typedNumber, '-1.5', -1.5],
    ['half a number', typedNumber, '-', null],
    ['an order', inOrder, '2', [1, 0, 2, 3]],
    ['an untouched order', inOrder, keys.down, null],
    ['an option that is merely highlighted', question, keys.down, null],
    ['a vote that is merely highlighted', opinion, keys.down, null],
  ])('is ready to be sent when time runs out if it is valid: %s', async (_what, asked, typed, draft) => {
    const { seat, press, shows } = player(open(asked));
    press(typed);
    await (draft === null ? shows(asked.text) : shows('It is sent automatically when time runs out.'));
    await until(() => seat.draft).toEqual(draft);
  });

  it('is not sent when time runs out if part of a number was refused, until the player corrects it', async () => {
    const { seat, press } = player(open(typedNumber));
    press('12');
    await until(() => seat.draft).toBe(12);
    press('/31');
    await until(() => seat.draft).toBeNull();
    press(enter);
    await until(() => seat.draft).toBeNull();
    press(keys.backspace);
    await until(() => seat.draft).toBe(123);
  });

  it('includes what was pasted', async () => {
    const { seat, press } = player(open(typedText));
    press(keys.paste('http 101'));
    await until(() => seat.draft).toBe('http 101');
  });

  it('is not announced as sent automatically if the game drops it', async () => {
    const { press, shows, screen } = player({ ...open(typedText), autoSubmit: false });
    press('http');
    await shows('http');
    expect(screen()).toContain('Type your answer.');
  });

  it('is shown as sent automatically, at zero and with the result', async () => {
    const { seat, shows } = player(open(typedText));
    const answer = { question: 2, value: 'http 101', isAutomatic: true } as const;
    seat.update({ answer: { ...answer, status: 'accepted' } });
    await shows(`✓ Time's up: "http 101" sent automatically`);
    const result = { correct: true, points: 500, streakBonus: 0, answer: 'http 101', time: 20_000 };
    seat.update({
      stage: { ...stage(reveal(typedText)) },
      you: you({ result, answered: true, question: 2 }),
    });
    await shows('Your answer was sent when time ran out.');
  });
});

describe.each<[string, AskedQuestion, string]>([
  ['multiple', multipleChoice, '[ ]'],
  ['number', typedNumber, '[ ]'],
  ['text', typedText, 'PgDn'],
  ['order', inOrder, '[ ]'],
])('the code of a %s question', (_type, asked, key) => {
  it.each(sizes)('scrolls on $columns × $rows, with the keys in the footer', async (size) => {
    const text = Array.from({ length: 60 }, (_line, row) => `line ${row + 1};`).join('\n');
    const { press, shows, rows } = player(open({ ...asked, code: { language: 'ts', text } }), {}, size);
    await shows('│ line 1;');
    const shown = rows().filter((row) => /line \d+;/u.test(row)).length;
    if (size.rows >= 40) expect(shown).toBeGreaterThan(15);
    expect(rows().at(-1)).toContain(`${key}  code`);
    press(keys.pageDown);
    await shows(`│ line ${Math.max(2, shown)};`);
    press(keys.pageUp);
    await shows('│ line 1;');
  });

  it.each(sizes)('wraps lines that are wider than a screen of $columns × $rows', async (size) => {
    const words = Array.from({ length: 60 }, (_word, index) => `word${index};`);
    const code = { language: 'ts', text: `  ${words.join(' ')}\nnext;` };
    const { press, screen, rows } = player(open({ ...asked, code }), {}, size);
    expect(screen()).toContain('│   word0;');
    let seen = screen();
    const isScrolled = size.columns === 40;
    expect(rows().at(-1)?.includes('code')).toBe(isScrolled);
    if (isScrolled) expect(seen).toMatch(/ 1(?:-2)? of 2 /u);
    while (!seen.includes('│ next;')) {
      const before = screen();
      press(keys.pageDown);
      await expect.poll(screen).not.toBe(before);
      seen += screen();
    }
    for (const word of words) expect(seen).toMatch(new RegExp(`[ ›]${word}`, 'u'));
    expect(seen).toMatch(/│›word\d+;/u);
  });
});

async function takes(seat: ReturnType<typeof player>['seat'], value: Answer) {
  seat.update({ answer: { question: 2, value, status: 'accepted', isAutomatic: false } });
}
