import { describe, expect, it } from 'vitest';
import { reportLine } from '../../../source/terminal/stage/screens/podium-screen.tsx';
import { sizes } from '../../helpers/render.tsx';
import { host } from '../apps.tsx';
import { place, podium, stage, standings } from '../stages.ts';

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

  it('cuts the start of a path that is too long', () => {
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

  it('has no ranks in its standings either', () => {
    const { screen } = host(stage(standings(players), 2), size);
    expect(screen()).toContain('No points so far.');
    expect(screen()).not.toContain('Ada');
  });
});
