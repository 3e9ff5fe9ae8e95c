import { describe, expect, it } from 'vitest';
import { sizes } from '../../helpers/render.tsx';
import { host, player } from '../apps.tsx';
import { lobby, open, places, podium, stage, standings, teams } from '../stages.ts';

describe.each(sizes)('a team game on $columns × $rows', (size) => {
  it("names the player's team in the lobby", () => {
    const { screen } = player(lobby(), {}, size, undefined, { team: 'Red' });
    expect(screen()).toContain("You're in, Ada!");
    expect(screen()).toContain('Your team: Red');
    expect(screen()).toContain('37 players');
  });

  it("names the player's team in the header if it fits", () => {
    const [header] = player(open(), {}, size, undefined, { team: 'Red' }).rows();
    if (size.columns < 60) expect(header).toMatch(/Ada {2}4,840 {2}#3$/u);
    else expect(header).toMatch(/Ada \(Red\) {2}4,840 {2}#3$/u);
  });

  it('puts the teams on the podium', () => {
    const { screen } = host(stage({ ...podium(places(3)), teams: teams(2) }), size);
    expect(screen()).toContain('Red wins!');
    expect(screen()).toContain('8,000');
    expect(screen()).toContain('青チーム');
    if (size.rows > 12) expect(screen().indexOf('青チーム')).toBeLessThan(screen().indexOf('Ada'));
  });

  it('shows the teams beside or above the players in the standings', () => {
    const shown = { ...standings(places(3)), teams: teams(2) };
    for (const { screen } of [
      host(stage(shown), size),
      player(shown, {}, size, undefined, { team: '青チーム' }),
    ]) {
      expect(screen()).toContain('Teams');
      expect(screen()).toMatch(/1 +Red +.*8,000/u);
      expect(screen()).toMatch(/2 +青チーム +.*7,500/u);
      expect(screen()).toMatch(/Ada/u);
      expect(screen().indexOf('Red')).toBeLessThan(screen().indexOf('12,480'));
    }
  });

  it("highlights the player's team, even if it is among the last", () => {
    const shown = { ...standings(places(10)), teams: teams(8) };
    const { rows } = player(shown, {}, size, undefined, { team: 'Team 8' });
    expect(
      rows()
        .slice(1)
        .find((row) => row.includes('Team 8')),
    ).toMatch(/› +8 +Team 8/u);
  });
});

describe('a game without teams', () => {
  it('does not mention teams', () => {
    for (const { screen } of [host(stage(standings())), player(standings()), player(lobby())]) {
      expect(screen()).not.toMatch(/team/iu);
    }
  });
});
