import { describe, expect, it } from 'vitest';
import { widthOf } from '../../../source/text/width.ts';
import { keys } from '../../helpers/keys.ts';
import { sizes, usualSize } from '../../helpers/render.tsx';
import { until } from '../../helpers/until.ts';
import { player } from '../apps.tsx';
import {
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
  standings,
} from '../stages.ts';

const hostLeft = { type: 'bye', code: 'host-left', message: 'The host has closed the game.' } as const;

const right = { correct: true, points: 920, streakBonus: 100, answer: 0, time: 2000 };
const wrong = { correct: false, points: 0, streakBonus: 0, answer: 2, time: 2000 };
const none = { correct: false, points: 0, streakBonus: 0, answer: null, time: null };

describe.each(sizes)("the player's screen on $columns × $rows", (size) => {
  it.each(Object.entries(everyPhase))('fits with %s', (_, phase) => {
    const { rows } = player(phase, { result: right }, size);
    expect(rows()).toHaveLength(size.rows);
    for (const row of rows()) expect(widthOf(row)).toBeLessThanOrEqual(size.columns);
    expect(rows().at(-1)).toMatch(/(?:q|Esc)\W+leave/u);
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
    expect(rows()[0]).toMatch(/Ada {2}4,840 {2}#3$/u);
    for (const label of ['▲ 1  101', '◆ 2  200', '● 3  426', '■ 4  302', '20 s']) {
      expect(screen()).toContain(label);
    }
  });

  it('shows what the question brought, and who is ahead', () => {
    const { screen } = player(reveal(), { result: right }, size);
    expect(screen()).toContain('✓ Right');
    expect(screen()).toContain('+920');
    expect(screen()).toContain('+100 for 2 in a row');
    expect(screen()).toContain('3rd of 37 with 4,840 points');
    expect(screen()).toMatch(/✓ +▲ 1 {2}101/u);
  });

  it('is readable while the connection is made again', () => {
    const { seat, screen } = player(open(), {}, size);
    seat.update({ connection: 'reconnecting' });
    return until(screen).toMatch(/reconnecting….*\n[\s\S]*▲ 1 {2}101/u);
  });

  it.each(['long-polling', 'polling'] as const)(
    'says in a word that messages come by %s',
    async (carrier) => {
      const { seat, screen, rows } = player(open(), {}, size);
      const longPolling = size.columns >= 60 ? 'long polling' : 'long poll';
      const word = carrier === 'long-polling' ? longPolling : 'polling';
      seat.update({ carrier });
      await until(screen).toMatch(new RegExp(` ${word} {2}Ada {2}4,840 {2}#3`, 'u'));
      expect(widthOf(rows()[0] ?? '')).toBeLessThanOrEqual(size.columns);
      seat.update({ carrier: 'websocket' });
      await until(screen).not.toContain('poll');
    },
  );
});

describe.each([12, 13, 14, 15, 16, 17, 24, 25])("the player's screen with %i rows", (rows) => {
  const size = { columns: 47, rows };

  it('covers nothing up', () => {
    const expected: [Phase, string[]][] = [
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

describe('the reveal', () => {
  it('marks a wrong answer and the right one', () => {
    const { screen } = player(reveal(), { result: wrong });
    expect(screen()).toContain('✗ Wrong');
    expect(screen()).toMatch(/✗ +● 3 {2}426 – your answer/u);
    expect(screen()).toMatch(/✓ +▲ 1 {2}101 – correct/u);
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
    expect(screen()).toMatch(/✓ +▲ 1 {2}101 – correct/u);
  });
});

describe('the standings', () => {
  it('point to the own place', () => {
    const top = [place(1, 'Linus', 4960), place(2, 'Ada', 4840)];
    const { rows } = player(standings(top), { rank: 2 });
    expect(rows().filter((row) => row.includes('›'))).toEqual([expect.stringMatching(/2 +Ada .* 4,840/u)]);
    expect(rows().join('\n')).toContain('2nd of 37 with 4,840 points, 120 behind Linus');
  });

  it.each(sizes)('have the own place where it is not among the first on $columns × $rows', (size) => {
    const top = places(10).map((each) => ({ ...each, name: `${each.name}.` }));
    const { rows } = player(standings(top), { rank: 17, score: 1240 }, size);
    expect(rows().findLast((row) => row.includes('Ada'))).toMatch(/› +17 +Ada .* 1,240$/u);
  });
});

describe('the end', () => {
  it('shows the own final place on the podium', () => {
    const { screen } = player(podium([place(1, 'Ada', 4840), place(1, 'Linus', 4840)]), { rank: 1 });
    expect(screen()).toContain('You won! You came 1st of 37');
    expect(screen()).toContain('› Ada');
  });

  it('shows the winner all of it on the smallest screen', () => {
    const size = { columns: 40, rows: 12 };
    const { screen } = player(podium([place(1, 'Ada', 14840)]), { rank: 1, score: 14840 }, size);
    expect(screen()).toMatch(/You won! 1st of 37 with 14,840 points *$/mu);
  });

  it('calls nobody the winner of a game without points', () => {
    const { screen } = player(podium([place(1, 'Ada', 0), place(1, 'Linus', 0)]), { rank: 1, score: 0 });
    expect(screen()).toContain('You came 1st of 37 with 0 points');
    expect(screen()).not.toContain('You won!');
  });

  it('leaves the podium on the screen, and any key leaves', async () => {
    const { seat, outcomes, press, shows, screen } = player(podium());
    const end = { type: 'bye', code: 'ended', message: 'The game has ended.' } as const;
    seat.update({ connection: 'closed', end });
    await shows('The game has ended.');
    expect(screen()).toContain('You came 3rd');
    press('x');
    await until(() => outcomes).toEqual([{ type: 'ended', end }]);
  });

  it('says why it is over in the middle of a game', async () => {
    const { seat, outcomes, press, shows, screen } = player(open());
    const end = { type: 'bye', code: 'kicked', message: 'The host has removed you.' } as const;
    seat.update({ connection: 'closed', end });
    await shows('The host has removed you.');
    expect(screen()).not.toContain('▲ 1');
    press(' ');
    await until(() => outcomes).toEqual([{ type: 'ended', end }]);
    expect(seat.hasLeft).toBe(false);
  });

  it.each(sizes)('is none yet where the host may go on with the game, on $columns × $rows', async (size) => {
    const { seat, shows, screen } = player(open(), {}, size);
    seat.update({ connection: 'waiting', end: hostLeft });
    await shows('The host has closed the game.');
    expect(screen().replaceAll(/\s+/gu, ' ')).toContain(
      'Your seat is kept: if the game goes on, you are back by yourself.',
    );
    expect(screen()).toContain('You were 3rd with 4,840 points.');
    expect(screen()).toMatch(/any key\W+leave/u);
    seat.update({ connection: 'open', end: null });
    await shows('426');
    expect(screen()).not.toContain('The host has closed the game.');
  });

  it('says no more of going on where the game that is there now is another one', async () => {
    const { seat, shows, outcomes, press, screen } = player(open());
    seat.update({ connection: 'closed', end: hostLeft });
    await shows('The host has closed the game.');
    expect(screen()).not.toContain('kept');
    press('x');
    await until(() => outcomes).toEqual([{ type: 'ended', end: hostLeft }]);
  });
});

describe('without colours', () => {
  it('what was pointed at, sent, taken and passed over can be told apart', async () => {
    const { seat, press, shows, screen, raw } = player(open(), {}, usualSize, { ascii: true, color: false });
    press(keys.down);
    await shows('> A 1  101');
    press(keys.enter);
    await shows('> Answer 1 sent...');
    seat.update({ answer: { question: 2, value: 0, status: 'taken' } });
    await shows('+ A 1  101');
    await shows('+ Answer 1 taken');
    expect(screen()).toMatch(/^ +C 3 {2}426/mu);
    expect(raw()).not.toContain('\u001B[');
  });
});
