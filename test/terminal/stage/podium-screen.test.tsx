import { describe, expect, it } from 'vitest';
import { reportLine } from '../../../source/terminal/stage/screens/podium-screen.tsx';
import { sizes } from '../../helpers/render.tsx';
import { keys } from '../../helpers/keys.ts';
import { until } from '../../helpers/until.ts';
import { host, player } from '../apps.tsx';
import {
  NOW,
  multipleChoice,
  opinion,
  place,
  places,
  podium,
  reveal,
  stage,
  standings,
  teams,
} from '../stages.ts';

const file = '/home/ada/.local/state/termquiz/reports/20261122-161205-git-k3x9ab.md';

describe('reportLine', () => {
  it('shortens the home folder to ~', () => {
    expect(reportLine(file, '/home/ada', 80, '…')).toBe(
      'Report: ~/.local/state/termquiz/reports/20261122-161205-git-k3x9ab.md',
    );
  });

  it('shows the full path of a report outside the home folder', () => {
    expect(reportLine(file, '/home/ad', 100, '…')).toBe(`Report: ${file}`);
    expect(reportLine(file, '', 100, '…')).toBe(`Report: ${file}`);
  });

  it('leaves out folders in the middle of a path that is too long, the first ones first', () => {
    expect(reportLine(file, '/home/ada', 60, '…')).toBe(
      'Report: ~/…/termquiz/reports/20261122-161205-git-k3x9ab.md',
    );
    expect(reportLine(file, '', 52, '…')).toBe('Report: /…/reports/20261122-161205-git-k3x9ab.md');
    expect(reportLine(file, '/home/ada', 42, '…')).toBe('Report: ~/…/20261122-161205-git-k3x9ab.md');
  });

  it('cuts the start of a file name that is too long', () => {
    expect(reportLine(file, '/home/ada', 38, '…')).toBe('Report: …20261122-161205-git-k3x9ab.md');
    expect(reportLine(file, '/home/ada', 38, '...')).toBe('Report: ...261122-161205-git-k3x9ab.md');
  });
});

describe.each(sizes)('a game without points on $columns × $rows', (size) => {
  const players = [place(1, 'Ada', 0), place(1, 'Linus', 0)];

  it('ends without ranks, but with the number of correct answers', () => {
    const { screen } = host(stage(podium(players), 2), size);
    expect(screen()).toContain("That's a wrap!");
    expect(screen()).toContain('23 of 66 answers were correct');
    expect(screen()).toContain('Ada');
    expect(screen()).not.toMatch(/\b[01]\b/u);
  });

  it('says why it ends without players: nobody has joined, or no question was completed', () => {
    expect(host(stage(podium([]), 0), size).screen()).toContain('Nobody played.');
    expect(host(stage(podium([]), 18), size).screen()).toContain('No question was completed.');
  });

  it('has no ranks in its standings either', () => {
    const { screen } = host(stage(standings(players), 2), size);
    expect(screen()).toContain('No points so far.');
    expect(screen()).not.toContain('Ada');
  });
});

/** A podium of four players that began some time ago, in milliseconds. */
function shownFor(ms: number) {
  const top = ['Ada', 'Bob', 'Cleo', 'Dan'].map((name, index) => place(index + 1, name, 4000 - index * 100));
  const awards = [
    { type: 'fastest-finger', names: ['Bob'], more: 0, value: 843 },
    { type: 'longest-streak', names: ['Ada', 'Cleo'], more: 3, value: 6 },
    { type: 'closest-guess', names: ['Dan'], more: 0, value: 0 },
  ] as const;
  return { ...podium(top), awards, shownAt: NOW - ms };
}

describe.each(sizes)('the podium on $columns × $rows', (size) => {
  it.each([
    ['nobody before it begins', -1000, []],
    ['third place first', 0, ['Cleo']],
    ['then second place', 2500, ['Cleo', 'Bob']],
    ['then the winner', 5000, ['Cleo', 'Bob', 'Ada']],
    ['and everybody in the end', 7500, ['Cleo', 'Bob', 'Ada']],
  ])('shows %s', (_, ms, names) => {
    for (const { screen, rows } of [host(stage(shownFor(ms)), size), player(shownFor(ms), {}, size)].slice(
      0,
      ms < 7500 ? 2 : 1,
    )) {
      const body = rows().slice(1, -1).join('\n');
      for (const name of ['Ada', 'Bob', 'Cleo']) expect(body.includes(name)).toBe(names.includes(name));
      if (ms < 7500) expect(screen()).not.toMatch(/Dan|Fastest|answers were correct/u);
      expect(rows()).toHaveLength(size.rows);
    }
  });

  it('names the awards, those who share one, and how they were earned', () => {
    const { screen } = host(stage(shownFor(7500)), size);
    expect(screen()).toMatch(/★ Fastest finger +(?:· )?0\.84 s/u);
    if (size.rows === 12) return;
    expect(screen()).toContain('Dan');
    expect(screen()).toMatch(/6 in a row\s+(?:· +)?.*Ada, Cleo and 3 more/su);
    expect(screen()).toContain('spot on');
  });

  it('says how many others share the last rank', () => {
    const top = places(10).map((standing, index) =>
      index < 8 ? standing : { ...standing, rank: 9, score: 100 },
    );
    const { screen } = host(stage({ ...podium(top), more: 3 }), size);
    if (size.rows > 12) expect(screen()).toContain('and 3 more with 100 points');
  });

  it('makes room for eight teams and their players', () => {
    const { rows } = host(stage({ ...podium(), teams: teams(8) }), size);
    expect(rows()).toHaveLength(size.rows);
    if (size.rows > 12) expect(rows().join('\n')).toMatch(/Team 8.*Players\n.*Ada/su);
  });
});

describe("the host's keys on the podium", () => {
  it('show everything at once while the places are shown, and ask to finish afterwards', async () => {
    const { seat, press, shows } = host(stage(shownFor(2500)));
    await shows(/space\W+show all/u);
    press(' ');
    await until(() => seat.commands).toEqual([{ type: 'reveal-podium' }]);
    seat.update({ stage: stage(shownFor(7500)) });
    await shows(/space\W+finish/u);
    press(' ');
    await shows('End the game for everyone?');
    expect(seat.commands).toHaveLength(1);
  });
});

describe('a podium with more than fits below it', () => {
  it('scrolls to all awards, ranks and ties', async () => {
    const top = places(10).map((each) => ({ ...each, rank: 1, score: 1000 }));
    const awards = [
      { type: 'fastest-finger', names: ['Bot K10', 'Bot K11'], more: 3, value: 843 },
      { type: 'longest-streak', names: ['Bot K12'], more: 0, value: 6 },
    ] as const;
    const { screen, rows, press } = host(stage({ ...podium(top), more: 2, awards }), {
      columns: 40,
      rows: 12,
    });
    const names = top.slice(5).map(({ name }) => name);
    for (const text of ['Bot K10, Bot K11', 'Bot K12', ...names, 'and 2 more']) {
      while (!screen().includes(text)) {
        const before = screen();
        press(']');
        await until(screen).not.toBe(before);
      }
      expect(rows()).toHaveLength(12);
    }
  });
});

describe.each(sizes)("a player's pages after the game on $columns × $rows", (size) => {
  const summary = { correct: 12, questions: 16, bestStreak: 6, fastest: 843 };
  const result = { correct: false, points: 0, streakBonus: 0, answer: 2, time: 3000 };
  const { question, correct } = reveal();
  const explanation = `${'Because of this. '.repeat(35)}The end.`;
  const review = {
    type: 'review',
    question: { ...question, index: 0 },
    correct,
    explanation,
    result,
  } as const;

  it('are the card, then the answers, and back to the podium', async () => {
    const { seat, press, shows, rows } = player(shownFor(7500), { summary }, size);
    await shows(/12 of 16 +6 +0\.84 s/u);
    await shows(/right\W+your answers/u);
    press(keys.left);
    await shows('Ada wins!');
    press(`${keys.right}${keys.right}`);
    await until(() => seat.reviewed).toEqual([0]);
    await shows('Fetching your answer');
    seat.update({ reviews: new Map([[0, review]]) });
    await shows('Which status switches protocols?');
    await shows('✗ You: 426');
    expect(rows()).toHaveLength(size.rows);
  });

  it('say that the game is over to a player who joined too late for any question', async () => {
    const missed = { correct: 0, questions: 0, bestStreak: 0, fastest: null };
    const { shows, screen } = player(shownFor(7500), { summary: missed, score: 0, rank: 3 }, size);
    await shows('This game is over.');
    await shows(/If the host starts another one,\s+you're\s+in\s+it\./u);
    expect(screen()).not.toMatch(/3rd|correct/u);
  });

  it('mark an answer that was partly correct as neither correct nor wrong', async () => {
    const { seat, press, shows, screen } = player(shownFor(7500), { summary }, size);
    const partly = { ...result, points: 667, answer: [0, 1] };
    const asked = { ...multipleChoice, index: 0 };
    seat.update({
      reviews: new Map([[0, { ...review, question: asked, correct: [0, 1, 2], result: partly }]]),
    });
    await shows('12 of 16');
    press(keys.right);
    await shows('Partly correct');
    expect(screen()).toMatch(/– You: .*\+667/su);
    expect(screen()).not.toContain('✗');
  });

  it('mark no vote in a poll', async () => {
    const { seat, press, shows, screen } = player(shownFor(7500), { summary }, size);
    const asked = { ...opinion, index: 0 };
    seat.update({ reviews: new Map([[0, { ...review, question: asked, correct: null }]]) });
    await shows('12 of 16');
    press(keys.right);
    await shows('Your vote: ');
    expect(screen()).not.toMatch(/✗|–/u);
  });

  it('say why a question does not count', async () => {
    const { seat, press, shows } = player(shownFor(7500), { summary }, size);
    const voided = { ...review, voided: true, voidReason: 'two are right', explanation: '' } as const;
    seat.update({ reviews: new Map([[0, voided]]) });
    await shows('12 of 16');
    press(keys.right);
    await shows('– You: 426');
    await shows(/This question does not count: two\s+are\s+right\./u);
  });

  it('show code to the end of each line', async () => {
    const { seat, press, shows } = player(shownFor(7500), { summary }, size);
    const text = `const text = '${'long '.repeat(40)}';\nlast();`;
    const asked = { ...question, index: 0, code: { text } };
    seat.update({ reviews: new Map([[0, { ...review, question: asked, explanation: '' }]]) });
    await shows('12 of 16');
    press(keys.right);
    await shows("const text = 'long");
    await shows(/long ';/u);
    await shows('last();');
  });

  it('show explanations to their end', async () => {
    const { seat, press, shows, screen } = player(shownFor(7500), { summary }, size);
    seat.update({ reviews: new Map([[0, review]]) });
    await shows('12 of 16');
    press(keys.right);
    await shows('✗ You: 426');
    if (!screen().includes('The end.')) press(keys.pageDown.repeat(9));
    await shows('The end.');
  });

  it('can be read after the host has ended the game, as far as they are known', async () => {
    const { seat, press, shows, outcomes } = player(shownFor(7500), { summary }, size);
    const end = { type: 'bye', code: 'ended', message: 'The game is over.' } as const;
    seat.update({ reviews: new Map([[0, review]]), connection: 'closed', end });
    await shows('The game is over.');
    press(keys.right);
    await shows('✗ You: 426');
    press(keys.right);
    await shows('This answer is no longer available.');
    expect(seat.reviewed).toEqual([]);
    press('q');
    await until(() => outcomes).toEqual([{ type: 'ended', end }]);
  });
});
