import { describe, expect, it } from 'vitest';
import { PlayerApp, type PlayerOutcome } from '../../source/terminal/player/player-app.tsx';
import { widthOf } from '../../source/terminal/text.ts';
import type { Size } from '../../source/terminal/hooks/use-size.ts';
import type { ThemeOptions } from '../../source/terminal/theme.ts';
import type { You } from '../../source/view/you.ts';
import { draw, keys, sizes, until, usualSize } from '../helpers/render.tsx';
import { FakePlayerSeat, you } from './seats.ts';
import {
  everyPhase,
  lobby,
  longest,
  NOW,
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
} from './stages.ts';

const right = { correct: true, points: 920, streakBonus: 100, answer: 0, time: 2000 };
const wrong = { correct: false, points: 0, streakBonus: 0, answer: 2, time: 2000 };
const none = { correct: false, points: 0, streakBonus: 0, answer: null, time: null };

describe.each(sizes)("the player's screen on $columns × $rows", (size) => {
  it.each(Object.entries(everyPhase))('fits with %s', (_, phase) => {
    const { rows } = player(phase, { result: right }, size);
    expect(rows()).toHaveLength(size.rows);
    for (const row of rows()) expect(widthOf(row)).toBeLessThanOrEqual(size.columns);
    expect(rows().at(-1)).toMatch(/q\W+leave/u);
  });

  it.each([open, reveal])('shows a bit of each of eight long options', (phase) => {
    const { screen } = player(phase(longest), { result: right }, size);
    for (const label of ['▲ 1', '◆ 2', '● 3', '■ 4', '▼ 5', '★ 6', '◇ 7', '□ 8']) {
      expect(screen()).toContain(label);
    }
  });

  it('says in the lobby that you are in', () => {
    const { screen } = player(lobby(), {}, size);
    expect(screen()).toContain("You're in, Ada!");
    expect(screen()).toContain('HTTP and WebSockets');
    expect(screen()).toContain('37 players');
  });

  it('shows name, score and rank above the question and its options', () => {
    const { rows, screen } = player(open(), {}, size);
    expect(rows()[0]).toMatch(/Ada {2}4 840 {2}#3$/u);
    for (const label of ['▲ 1  101', '◆ 2  200', '● 3  426', '■ 4  302', '20 s']) {
      expect(screen()).toContain(label);
    }
  });

  it('shows what the question brought, and who is ahead', () => {
    const { screen } = player(reveal(), { result: right }, size);
    expect(screen()).toContain('✓ Right');
    expect(screen()).toContain('+920');
    expect(screen()).toContain('+100 for 2 in a row');
    expect(screen()).toContain('3rd of 37 with 4 840 points');
    expect(screen()).toMatch(/✓ +▲ 1 {2}101/u);
  });

  it('is readable while the connection is made again', () => {
    const { seat, screen } = player(open(), {}, size);
    seat.show({ connection: 'reconnecting' });
    return until(screen).toMatch(/reconnecting….*\n[\s\S]*▲ 1 {2}101/u);
  });
});

describe.each([12, 13, 14, 15, 16, 17, 24, 25])("the player's screen with %i rows", (rows) => {
  const size = { columns: 47, rows };

  it('covers nothing up', () => {
    const expected: [Parameters<typeof stage>[0], string[]][] = [
      [lobby(), ["You're in, Ada!", 'HTTP and WebSockets', 'The host starts', '37 players', 'Ada  ·  Linus']],
      [ready(), ['Question 3 of 12', question.text]],
      [open(), [question.text, '▲ 1  101', '■ 4  302', 'Question 3 of 12']],
      [reveal(), ['✓ Right', '3rd of 37', question.text, '▲ 1', '■ 4', 'Because the']],
      [standings(places(3)), ['3rd of 37', 'Ada', '山田太郎', 'Coder']],
      [podium(places(3)), ['You came 3rd', 'Ada', '山田太郎', 'Coder']],
    ];
    for (const [phase, texts] of expected) {
      const { rows: drawn, screen } = player(phase, { result: right }, size);
      for (const text of texts) expect(drawn().slice(1, -1).join('\n')).toContain(text);
      expect(screen()).toContain('leave');
    }
  });
});

describe('answering', () => {
  it('takes a digit, and shows the answer until it is taken', async () => {
    const { seat, press, shows } = player(open());
    press('2');
    await shows('› ◆ 2  200');
    await shows('Answer 2 sent…');
    expect(seat.answers).toEqual([1]);
    seat.show({ answer: { question: 2, value: 1, status: 'taken' } });
    await shows('✓ ◆ 2  200');
    await shows('Answer 2 taken');
  });

  it('takes letters, and t and f where it is true or false', async () => {
    await answers(open(), 'c', 2);
    await answers(open(trueOrFalse), 't', true);
    await answers(open(trueOrFalse), 'n', false);
    await answers(open(trueOrFalse), '2', false);
  });

  it('takes the arrows and Enter, in the grid that the options stand in', async () => {
    const { seat, press, shows } = player(open());
    press(keys.down);
    await shows('› ▲ 1');
    press(keys.right);
    await shows('› ◆ 2');
    press(keys.down);
    await shows('› ■ 4');
    press(keys.left);
    await shows('› ● 3');
    press(keys.enter);
    await until(() => seat.answers).toEqual([2]);
  });

  it('gives one answer when several keys arrive together', async () => {
    const { seat, press } = player(open());
    press('21\r');
    await until(() => seat.answers).toEqual([1]);
  });

  it('takes no key before the question is open', async () => {
    const { seat, press, shows } = player(ready());
    press('1\rq');
    await shows('Leave the game?');
    press('n');
    await shows(/q\W+leave/u);
    seat.show({ stage: stage(open()) });
    await shows('▲ 1  101');
    expect(seat.answers).toEqual([]);
  });

  it('forgets where the arrows were with the next question', async () => {
    const { seat, press, shows, screen } = player(open());
    press(keys.down);
    await shows('› ▲ 1');
    seat.show({ stage: stage(open({ ...question, index: 3, text: 'Another one?' })) });
    await shows('Another one?');
    expect(screen()).not.toContain('›');
    press(keys.enter);
    press(keys.down);
    await shows('› ▲ 1');
    expect(seat.answers).toEqual([]);
  });

  it('waits while the game is paused', async () => {
    const { seat, press, shows } = player({ ...open(), pausedAt: NOW + 1000 });
    await shows('PAUSED');
    press('1q');
    await shows('Leave the game?');
    expect(seat.answers).toEqual([]);
  });

  it('can be tried again where the answer was not taken', async () => {
    const { seat, press, shows } = player(open());
    press('1');
    await shows('sent');
    seat.show({ answer: { question: 2, value: 0, status: 'rejected', message: 'The game is paused.' } });
    await shows('✗ The game is paused.');
    press('2');
    await until(() => seat.answers).toEqual([0, 1]);
  });

  it('knows the answer given before the connection was lost', () => {
    const { screen } = player(open(), { answered: true, answer: 3 });
    expect(screen()).toContain('✓ ■ 4  302');
    expect(screen()).toContain('Answer 4 taken');
    expect(screen()).not.toMatch(/1-4\W+answer/u);
  });
});

describe('the reveal', () => {
  it('marks a wrong answer and the right one', () => {
    const { screen } = player(reveal(), { result: wrong });
    expect(screen()).toContain('✗ Wrong');
    expect(screen()).toMatch(/✗ +● 3 {2}426 – your answer/u);
    expect(screen()).toMatch(/✓ +▲ 1 {2}101 – right/u);
    expect(screen()).toContain('Because the specification says so.');
  });

  it('says that there was no answer', () => {
    const { screen } = player(reveal(), { result: none, ahead: null });
    expect(screen()).toContain('No answer');
    expect(screen()).not.toContain('✗');
    expect(screen()).not.toContain('behind');
  });

  it('says nothing of a question from before this player came', () => {
    const { screen } = player(reveal(), { question: null, rank: null, result: null });
    expect(screen()).not.toMatch(/Right|Wrong|No answer/u);
    expect(screen()).toMatch(/✓ +▲ 1 {2}101 – right/u);
  });
});

describe('the standings', () => {
  it('point to the own place', () => {
    const top = [place(1, 'Linus', 4960), place(2, 'Ada', 4840)];
    const { rows } = player(standings(top), { rank: 2 });
    expect(rows().filter((row) => row.includes('›'))).toEqual([expect.stringMatching(/2 +Ada .* 4 840/u)]);
    expect(rows().join('\n')).toContain('2nd of 37 with 4 840 points, 120 behind Linus');
  });

  it.each(sizes)('have the own place where it is not among the first on $columns × $rows', (size) => {
    const top = places(10).map((each) => ({ ...each, name: `${each.name}.` }));
    const { rows } = player(standings(top), { rank: 17, score: 1240 }, size);
    expect(rows().findLast((row) => row.includes('Ada'))).toMatch(/› +17 +Ada .* 1 240$/u);
  });
});

describe('the end', () => {
  it('shows the own final place on the podium', () => {
    const { screen } = player(podium([place(1, 'Ada', 4840), place(1, 'Linus', 4840)]), { rank: 1 });
    expect(screen()).toContain('You won! You came 1st of 37');
    expect(screen()).toContain('› Ada');
  });

  it('leaves the podium on the screen, and any key leaves', async () => {
    const { seat, outcomes, press, shows, screen } = player(podium());
    const end = { type: 'bye', code: 'ended', message: 'The game has ended.' } as const;
    seat.show({ connection: 'closed', end });
    await shows('The game has ended.');
    expect(screen()).toContain('You came 3rd');
    press('x');
    await until(() => outcomes).toEqual([{ type: 'ended', end }]);
  });

  it('says why it is over in the middle of a game', async () => {
    const { seat, outcomes, press, shows, screen } = player(open());
    const end = { type: 'bye', code: 'kicked', message: 'The host has removed you.' } as const;
    seat.show({ connection: 'closed', end });
    await shows('The host has removed you.');
    expect(screen()).not.toContain('▲ 1');
    press(' ');
    await until(() => outcomes).toEqual([{ type: 'ended', end }]);
    expect(seat.hasLeft).toBe(false);
  });
});

describe('leaving', () => {
  it('is asked for', async () => {
    const { seat, outcomes, press, shows } = player(lobby());
    press('q');
    await shows('Leave the game?');
    press('n');
    await shows(/q\W+leave/u);
    press('q');
    await shows('Leave the game?');
    press(keys.escape);
    await shows(/q\W+leave/u);
    expect(outcomes).toEqual([]);
    press('qy');
    await until(() => outcomes).toEqual([{ type: 'left' }]);
    expect(seat.hasLeft).toBe(true);
  });

  it('does not take y for an answer while it is asked for', async () => {
    const { seat, press, outcomes } = player(open(trueOrFalse));
    press('qn');
    press('qy');
    await until(() => outcomes).toEqual([{ type: 'left' }]);
    expect(seat.answers).toEqual([]);
  });

  it('happens at once with Ctrl+C', async () => {
    const { seat, outcomes, press } = player(open());
    press(keys.ctrlC);
    await until(() => outcomes).toEqual([{ type: 'interrupted' }]);
    expect(seat.hasLeft).toBe(true);
  });
});

describe('without colours', () => {
  it('what was pointed at, sent, taken and passed over can be told apart', async () => {
    const { seat, press, shows, screen, raw } = player(open(), {}, usualSize, { ascii: true, color: false });
    press(keys.down);
    await shows('> A 1  101');
    press(keys.enter);
    await shows('> Answer 1 sent...');
    seat.show({ answer: { question: 2, value: 0, status: 'taken' } });
    await shows('+ A 1  101');
    await shows('+ Answer 1 taken');
    expect(screen()).toMatch(/^ +C 3 {2}426/mu);
    expect(raw()).not.toContain('\u001B[');
  });
});

/** Ada in the game, third with 4 840 points. */
function player(
  phase: Parameters<typeof stage>[0],
  change: Partial<You> = {},
  size: Size = usualSize,
  theme?: ThemeOptions,
) {
  const seat = new FakePlayerSeat(stage(phase), you(change));
  const outcomes: PlayerOutcome[] = [];
  const finish = (outcome: PlayerOutcome) => outcomes.push(outcome);
  const details = { address: '192.168.1.20', pin: '482913', name: 'Ada' };
  return {
    seat,
    outcomes,
    ...draw(<PlayerApp {...{ details, finish }} connect={() => seat} />, size, theme),
  };
}

async function answers(
  phase: Parameters<typeof stage>[0],
  key: string,
  answer: FakePlayerSeat['answers'][number],
) {
  const { seat, press } = player(phase);
  press(key);
  await until(() => seat.answers).toEqual([answer]);
}
