import { createElement } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { MotionClock, MotionClockContext, MotionContext } from '../../../source/terminal/hooks/use-motion.ts';
import { NameCloud } from '../../../source/terminal/stage/name-cloud.tsx';
import { bigLines } from '../../../source/terminal/ui/big-text.tsx';
import { draw, sizes, usualSize } from '../../helpers/render.tsx';
import { host, hostJoinedBy, joinCommand, lan, player, watcher } from '../apps.tsx';
import { lobby, ready, question, multipleChoice, opinion, stage, teamLobby } from '../stages.ts';

const pin = bigLines('482913', 'compact').map((row) => row.trim());

describe.each(sizes)('the lobby on $columns × $rows', (size) => {
  it('says how long the game is, and what happens automatically', () => {
    const phase = { ...lobby(), startAt: 20, auto: 8 };
    for (const { screen } of [host(stage(phase), size), player(phase, {}, size)]) {
      expect(screen()).toContain('16 questions · about 8 min');
      expect(screen()).toMatch(/Starts with 20 players · (?:continues automatically after|auto) 8 s/u);
    }
    expect(host(stage(lobby()), size).screen()).not.toMatch(/starts|auto/iu);
  });

  it('groups the players by team, even before anybody has joined', () => {
    const { screen } = host(stage(teamLobby(['Ada', 'Bob', 'Cleo', 'Dan'], 2), 4), size);
    expect(screen()).toContain('2 teams');
    expect(screen()).toMatch(/Red +2/u);
    expect(screen()).toMatch(/青チーム +2/u);
    if (size.rows > 12) expect(screen()).toMatch(/Cleo +Ada +Dan +Bob/u);
    const [, ...body] = host(stage(teamLobby([], 8), 0), size).rows();
    expect(body.join('\n').match(/ 0(?= |$)/gmu)).toHaveLength(8);
  });

  it('shows the whole address, however long it is', () => {
    const [address, port] = ['wss://quiz.example.org', ':17849'];
    const { screen } = hostJoinedBy([joinCommand(address + port, 'eth0')], stage(lobby()), size);
    expect(screen()).toContain(address);
    expect(screen()).toContain(port);
  });
});

describe('the lobby', () => {
  it('draws the PIN large, and larger on a larger screen, as large as the address', () => {
    const small = host(stage(lobby())).rows();
    for (const row of pin) expect(small.some((line) => line.includes(row))).toBe(true);
    const medium = host(stage(lobby()), { columns: 120, rows: 40 }).rows();
    for (const row of [...pin, ...bigLines('192.168.1.20', 'compact')]) {
      expect(medium.some((line) => line.includes(row.trim()))).toBe(true);
    }
    const large = host(stage(lobby()), { columns: 200, rows: 50 }).rows();
    for (const text of ['192.168.1.20', '482913']) {
      for (const row of bigLines(text, 'large')) {
        expect(large.some((line) => line.includes(row.trim().replaceAll('#', '█')))).toBe(true);
      }
    }
  });

  it('gives each name a colour, which it keeps', () => {
    const colorOf = (names: readonly string[], name: string) =>
      new RegExp(`\\u001B\\[([\\d;]+)m ${name} `, 'u').exec(host(stage(lobby(names))).raw())?.[1];
    expect(colorOf(['Ada', 'Linus'], 'Ada')).toMatch(/38;2;/u);
    expect(colorOf(['Ada', 'Linus'], 'Ada')).toBe(colorOf(['Grace', 'Barbara', 'Ada'], 'Ada'));
    expect(colorOf(['Ada', 'Linus'], 'Ada')).not.toBe(colorOf(['Ada', 'Linus'], 'Linus'));
  });
});

describe('the teams in the lobby', () => {
  const colorsOf = (names: readonly string[]) => {
    const phase = { ...lobby([]), teams: names.map((name) => ({ name, players: 0 })) };
    const raw = host(stage(phase)).raw();
    return names.map((name) => new RegExp(`48;2;([\\d;]+)m[^\\u001B]* ?${name} `, 'u').exec(raw)?.[1]);
  };

  it('have the colours that they are named after, and the others the rest', () => {
    const [red, blue, yellow, green] = colorsOf(['One', 'Two', 'Three', 'Four']);
    expect(colorsOf(['red', 'blue', 'green'])).toEqual([red, blue, green]);
    expect(colorsOf(['Ops', 'Team Red', 'GOLD', 'orange'])).toEqual([blue, red, yellow, green]);
  });
});

describe("the page's URL in the lobby", () => {
  const code = '█▀▀▀▀▀█';

  it.each([
    [{ columns: 40, rows: 12 }, false, false],
    [{ columns: 60, rows: 24 }, true, false],
    [{ columns: 80, rows: 24 }, true, true],
    [{ columns: 120, rows: 40 }, true, true],
  ])('stands below its QR code, or alone where there is less room, on %o', (size, showsUrl, showsCode) => {
    for (const { screen } of [host(stage(lobby()), size), watcher(stage(lobby()), size)]) {
      expect(screen()).toMatch(/npx termquiz join 192\.168\.1\.20/u);
      expect(screen().includes(lan.page ?? '')).toBe(showsUrl);
      expect(screen().includes(code)).toBe(showsCode);
    }
  });

  it('has a larger code on a larger screen', () => {
    const { screen } = host(stage(lobby()), { columns: 200, rows: 50 });
    expect(screen()).toContain(lan.page);
    // The top edge of a finder pattern.
    expect(screen()).toContain('█'.repeat(14));
  });

  it('comes before the command if the host runs from a clone', () => {
    for (const size of sizes) {
      const { screen } = host(stage(lobby()), size, undefined, undefined, { isPageFirst: true });
      expect(screen()).toMatch(/Join from a phone[^]*http:\/\/192\.168\.1\.20:7849/u);
      expect(screen().includes('From a terminal:')).toBe(size.rows > 12);
      expect(screen().includes(code)).toBe(size.rows > 12);
    }
  });

  it('has no code in ASCII', () => {
    const { screen } = host(stage(lobby()), usualSize, { ascii: true, colorDepth: 1 });
    expect(screen()).toContain(`From a phone or any browser: ${lan.page}`);
    expect(screen()).toMatch(/^[\n -~]+$/u);
  });

  it('is missing, like its code, if the game has no page', () => {
    const { screen } = hostJoinedBy([joinCommand('192.168.1.20', 'eth0')], stage(lobby()));
    expect(screen()).not.toMatch(/phone|http/u);
    expect(screen()).not.toContain(code);
  });
});

describe('names that join', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('appear one by one, within a second', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    const names = ['Ada', 'Bob', 'Cleo', 'Dan'];
    // The shared clock may be ahead of this test's fake time, because other tests have used it.
    const clock = new MotionClock();
    const cloud = (count: number) =>
      createElement(
        MotionClockContext,
        { value: clock },
        createElement(
          MotionContext,
          { value: true },
          createElement(NameCloud, {
            names: names.slice(0, count).toReversed(),
            total: count,
            size: usualSize,
          }),
        ),
      );
    const { screen, rerender } = draw(cloud(1));
    expect(screen()).toContain('Ada');
    rerender(cloud(4));
    const seen = [];
    for (let step = 0; step < 12; step += 1) {
      seen.push(names.filter((name) => screen().includes(name)).length);
      await vi.advanceTimersByTimeAsync(85);
      await new Promise(setImmediate);
    }
    expect(seen).toEqual(seen.toSorted());
    expect(new Set(seen)).toEqual(new Set([2, 3, 4]));
    expect(seen.at(-1)).toBe(4);
  });
});

describe.each(sizes)('an announced question on $columns × $rows', (size) => {
  it.each([
    [{ ...multipleChoice, points: 2000 }, 'Multiple answers · 20 s · 2× points'],
    [{ ...question, time: 0 }, 'One answer · no time limit · 1,000 points'],
    [{ ...question, points: 0 }, 'One answer · 20 s · no points'],
    [opinion, 'Poll · 20 s\n'],
  ])('says its type, its time and its points', (asked, expected) => {
    const shown = [host(stage(ready(asked)), size), player(ready(asked), {}, size)];
    for (const { screen } of shown) {
      // A long line is cut at the end.
      expect(screen()).toContain(size.columns < 60 ? expected.slice(0, 34) : expected);
    }
  });
});
