import { describe, expect, it } from 'vitest';
import { widthOf } from '../../../source/text/width.ts';
import type { You } from '../../../source/view/you.ts';
import { COLOR_CODE } from '../../helpers/colours.ts';
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

const correct = { correct: true, points: 920, streakBonus: 100, answer: 0, time: 2000 };
const wrong = { correct: false, points: 0, streakBonus: 0, answer: 2, time: 2000 };
const unanswered = { correct: false, points: 0, streakBonus: 0, answer: null, time: null };

/** A player in a game in which nobody has any points. */
const withoutPoints: Partial<You> = { rank: 1, score: 0, ahead: null, result: unanswered };

// On all other sizes, too, the fuzz test of the layout expects that everything fits.
describe.each(sizes.slice(0, 2))("the player's screen on $columns × $rows", (size) => {
  it.each(Object.entries(everyPhase))('fits with %s', (_, phase) => {
    const { rows } = player(phase, { result: correct }, size);
    expect(rows()).toHaveLength(size.rows);
    for (const row of rows()) expect(widthOf(row)).toBeLessThanOrEqual(size.columns);
    expect(rows().at(-1)).toMatch(/(?:(?:q|Esc)\W+leave|\?\W+keys)$/u);
  });
});

describe.each(sizes)("the player's screen on $columns × $rows", (size) => {
  it.each([open, reveal])('shows a part of each of eight long options', (phase) => {
    const { screen } = player(phase(longest), { result: correct }, size);
    for (const label of ['▲ 1', '◆ 2', '● 3', '■ 4', '▼ 5', '★ 6', '◇ 7', '□ 8']) {
      expect(screen()).toContain(label);
    }
  });

  it('confirms in the lobby that the player is in', () => {
    const { screen } = player(lobby(), {}, size);
    expect(screen()).toContain("You're in, Ada!");
    expect(screen()).toContain('HTTP and WebSockets');
    expect(screen()).toContain('The game starts soon.');
    expect(screen()).toContain('37 players');
  });

  it('shows the name, the score and the rank above an open question and its options', () => {
    const { rows, screen } = player(open(), {}, size);
    expect(rows()[0]).toMatch(/Ada {2}4,840 {2}#3$/u);
    for (const label of ['▲ 1  101', '◆ 2  200', '● 3  426', '■ 4  302', '20 s']) {
      expect(screen()).toContain(label);
    }
  });

  it('shows the points for a correct answer, the streak bonus and the rank', () => {
    const { screen } = player(reveal(), { result: correct }, size);
    expect(screen()).toContain('✓ Correct!');
    expect(screen()).toMatch(size.rows < 16 ? /\+1,020 .*2 in a row/u : /2 in a row\n.*\+100 streak bonus/u);
    expect(screen()).toContain(size.rows < 16 ? '3rd of 37 ' : '3rd of 37 with 4,840 points');
    expect(screen()).toContain('17 of 29 got it right');
    expect(screen()).toContain('▲ 1✓ 101');
  });

  it('stays readable while the client reconnects', async () => {
    const { seat, screen } = player(open(), {}, size);
    seat.update({ connection: 'reconnecting' });
    await until(screen).toMatch(/reconnecting….*\n[\s\S]*▲ 1 {2}101/u);
  });

  it.each(['long-polling', 'polling'] as const)(
    'names a transport other than WebSocket: %s',
    async (transport) => {
      const { seat, screen, rows } = player(open(), {}, size);
      const longPolling = size.columns >= 60 ? 'long polling' : 'long poll';
      const word = transport === 'long-polling' ? longPolling : 'polling';
      seat.update({ transport });
      await until(screen).toMatch(new RegExp(` ${word} {2}Ada {2}4,840 {2}#3`, 'u'));
      expect(widthOf(rows()[0] ?? '')).toBeLessThanOrEqual(size.columns);
      seat.update({ transport: 'websocket' });
      await until(screen).not.toContain('poll');
    },
  );
});

describe.each([12, 13, 14, 15, 16, 17, 24, 25])("the player's screen with %i rows", (rows) => {
  const size = { columns: 47, rows };

  it('shows every part of every phase', () => {
    const expected: [Phase, string[]][] = [
      [lobby(), ["You're in, Ada!", 'HTTP and WebSockets', 'starts soon', '37 players', 'Linus   Ada']],
      [ready(), ['Question 3 of 12', question.text]],
      [open(), [question.text, '▲ 1  101', '■ 4  302', 'Question 3 of 12']],
      [reveal(), ['✓ Correct!', '3rd of 37', question.text, '▲ 1', '■ 4', 'Because the']],
      [standings(places(3)), ['3rd of 37', 'Ada', '山田太郎', 'Coder']],
      [podium(places(3)), ['3rd of 37', 'Ada', 'points', 'best streak']],
    ];
    for (const [phase, texts] of expected) {
      const { rows: drawn, screen } = player(phase, { result: correct }, size);
      for (const text of texts) expect(drawn().slice(1, -1).join('\n')).toContain(text);
      expect(screen()).toMatch(/leave|keys$/u);
    }
  });
});

/** `+1020`, and three flames. */
const LARGE_POINTS = [
  '   ▄  ▀█  █▀█ ▀▀█ █▀█    ▄█    ▄█    ▄█',
  '  ▀█▀  █  █ █ █▀▀ █ █  █▄██▄ █▄██▄ █▄██▄  3 in a row',
  '      ▀▀▀ ▀▀▀ ▀▀▀ ▀▀▀   ▀▀▀   ▀▀▀   ▀▀▀   +100 streak bonus',
];

describe("the player's reveal", () => {
  it('shows the points in large digits, and a flame for each correct answer of a streak', () => {
    const { rows } = player(reveal(), { result: correct, streak: 3 });
    expect(rows().slice(4, 7)).toEqual(LARGE_POINTS);
  });

  it('shows neither points nor a streak for a wrong answer', () => {
    expect(player(reveal(), { result: wrong }).screen()).not.toMatch(/\+\d|in a row/u);
  });

  it('marks a wrong answer and the correct one', () => {
    const { screen } = player(reveal(), { result: wrong });
    expect(screen()).toContain('✗ Wrong');
    expect(screen()).toContain('● 3✗ 426 – your answer');
    expect(screen()).toContain('▲ 1✓ 101');
    expect(screen()).toContain('Because the specification says so.');
  });

  it('says that the player gave no answer', () => {
    const { screen } = player(reveal(), { result: unanswered, ahead: null });
    expect(screen()).toContain('– No answer');
    expect(screen()).not.toContain('✗');
    expect(screen()).not.toContain('behind');
  });

  it('has no result for a question from before the player joined', () => {
    const { screen } = player(reveal(), { question: null, rank: null, result: null });
    expect(screen()).not.toMatch(/Correct!|Wrong|No answer/u);
    expect(screen()).toContain('▲ 1✓ 101');
    expect(screen()).toContain('17 of 29 got it right');
  });
});

describe('a player who has joined after a question', () => {
  it.each([reveal(), standings()])('reads which question is next: $phase', (phase) => {
    const { rows } = player(phase, { result: null, rank: 37, score: 0 });
    expect(rows()[1]).toContain("You're in, Ada. Question 4 of 12 is next.");
  });

  it('reads that the game is nearly over after the last question', () => {
    const { rows } = player(reveal({ ...question, index: 11 }), { question: 11, result: null, score: 0 });
    expect(rows()[1]).toContain('That was the last question.');
  });

  it('no longer reads which question is next after their first question', () => {
    for (const phase of [reveal(), standings()]) {
      expect(player(phase, { result: unanswered }).screen()).not.toContain('is next');
    }
  });
});

describe("the player's standings", () => {
  it("mark the player's own row, and say how far ahead the next player is", () => {
    const top = [place(1, 'Linus', 4960), place(2, 'Ada', 4840)];
    const { rows } = player(standings(top), { rank: 2 });
    expect(rows().filter((row) => row.includes('›'))).toEqual([expect.stringMatching(/2 +Ada .* 4,840/u)]);
    expect(rows().join('\n')).toContain('2nd of 37 with 4,840 points, 120 behind Linus');
  });

  it('leave out the next player on a narrow screen, rather than cut the name', () => {
    const { screen } = player(standings(), { rank: 2 }, { columns: 40, rows: 12 });
    expect(screen()).toMatch(/2nd of 37 with 4,840 points *$/mu);
  });

  it.each(sizes)("include the player's own row below the top ten on $columns × $rows", (size) => {
    const top = places(10).map((each) => ({ ...each, name: `${each.name}.` }));
    const { rows } = player(standings(top), { rank: 17, score: 1240 }, size);
    expect(rows().findLast((row) => row.includes('Ada'))).toMatch(/› +17 +Ada .* 1,240$/u);
  });
});

describe.each(sizes)('a game in which nobody has any points, on $columns × $rows', (size) => {
  const top = [place(1, 'Ada', 0), place(1, 'Linus', 0)];

  it.each([
    ['an open question', open()],
    ['the reveal', reveal()],
    ['the standings', standings(top)],
    ['the podium', podium(top)],
  ])('shows no scores and ranks with %s', (_, phase) => {
    const { rows, screen } = player(phase, withoutPoints, size);
    expect(rows()[0]).toMatch(/ Ada$/u);
    expect(screen()).not.toMatch(/#1|1st|0 points|You won/u);
  });

  it('still shows the players who were there at the end', async () => {
    const { press, screen, shows } = player(podium(top), withoutPoints, size);
    expect(screen()).toContain("That's a wrap!");
    press(keys.left);
    await shows('Ada   Linus');
  });

  it('says in the standings that there are no points yet', () => {
    expect(player(standings(top), withoutPoints, size).screen()).toContain('No points so far');
  });

  it('says nothing about points after it was closed', async () => {
    const { seat, screen, shows } = player(open(), withoutPoints, size);
    seat.update({ connection: 'closed', end: hostLeft });
    await shows('The host has closed the game.');
    expect(screen()).not.toMatch(/points|1st/u);
  });
});

describe("the end of a player's game", () => {
  it('congratulates everyone who shares the first place', () => {
    const { screen } = player(podium([place(1, 'Ada', 4840), place(1, 'Linus', 4840)]), { rank: 1 });
    expect(screen()).toContain('You won! 1st of 37');
  });

  it('stays on the screen until the player leaves it on purpose', async () => {
    const { seat, outcomes, press, shows, screen } = player(podium());
    const end = { type: 'bye', code: 'ended', message: 'The game has ended.' } as const;
    seat.update({ connection: 'closed', end });
    await shows('The game has ended.');
    expect(screen()).toContain('3rd of 37');
    press(`x${keys.left}`);
    await shows('Ada wins!');
    expect(outcomes).toEqual([]);
    press('q');
    await until(() => outcomes).toEqual([{ type: 'ended', end }]);
  });

  it('replaces an open question with the reason', async () => {
    const { seat, outcomes, press, shows, screen } = player(open());
    const end = { type: 'bye', code: 'kicked', message: 'The host has removed you.' } as const;
    seat.update({ connection: 'closed', end });
    await shows('The host has removed you.');
    expect(screen()).not.toContain('▲ 1');
    press('q');
    await until(() => outcomes).toEqual([{ type: 'ended', end }]);
    expect(seat.hasLeft).toBe(false);
  });

  it.each(sizes)('may be a pause: the game can resume, on $columns × $rows', async (size) => {
    const { seat, shows, screen } = player(open(), {}, size);
    seat.update({ connection: 'waiting', end: hostLeft });
    await shows('The host has closed the game.');
    expect(screen().replaceAll(/\s+/gu, ' ')).toContain(
      "Your seat is saved. You'll rejoin automatically if the game resumes.",
    );
    expect(screen()).toContain('You were 3rd with 4,840 points.');
    expect(screen()).toMatch(/any key\W+leave/u);
    seat.update({ connection: 'open', end: null });
    await shows('426');
    expect(screen()).not.toContain('The host has closed the game.');
  });

  it('promises no seat once another game runs at the same address', async () => {
    const { seat, shows, outcomes, press, screen } = player(open());
    seat.update({ connection: 'closed', end: hostLeft });
    await shows('The host has closed the game.');
    expect(screen()).not.toContain('seat');
    press('x');
    await until(() => outcomes).toEqual([{ type: 'ended', end: hostLeft }]);
  });
});

describe('a player with 16 colours', () => {
  it.each([lobby(), open(), reveal(), standings(), podium()])('sees only those: $phase', (phase) => {
    const { raw } = player(phase, {}, usualSize, { ascii: false, colorDepth: 4 });
    // A colour of more than the 16 has several numbers.
    expect(raw()).toMatch(COLOR_CODE);
    expect(raw().replaceAll('\u001B', '')).not.toMatch(/\[\d+;[\d;]+m/u);
  });
});

describe('a player without colours', () => {
  it('can tell apart the options that are selected, sent, locked in and passed over', async () => {
    const { seat, press, shows, screen, raw } = player(open(), {}, usualSize, { ascii: true, colorDepth: 1 });
    press(keys.down);
    await shows('> A 1  101');
    press(keys.enter);
    await shows('> Answer 1 sent...');
    seat.update({ answer: { question: 2, value: 0, status: 'accepted', isAutomatic: false } });
    await shows('+ A 1  101');
    await shows('+ Answer 1 locked in');
    expect(screen()).toMatch(/^ +\| C 3 {2}426 +\|/mu);
    expect(raw()).not.toMatch(COLOR_CODE);
  });

  it.each(sizes)(
    'sees the outline of each option, from the question to the reveal, on $columns × $rows',
    (size) => {
      const options = { ascii: false, colorDepth: 1 } as const;
      const outlines = (screen: string) => screen.match(/[│▌] [▲◆●■] \d/gu);
      expect(outlines(player(open(), {}, size, options).screen())).toHaveLength(4);
      // The correct one is filled.
      expect(outlines(player(reveal(), {}, size, options).screen())).toHaveLength(3);
    },
  );
});
