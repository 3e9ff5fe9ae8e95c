import { describe, expect, it } from 'vitest';
import { reportLine } from '../../../source/terminal/stage/screens/podium-screen.tsx';

const file = '/home/ada/.local/state/termquiz/reports/20261122-161205-git-k3x9ab.md';

describe('where the report is', () => {
  it('is said from the home folder', () => {
    expect(reportLine(file, '/home/ada', 80, '…')).toBe(
      'Report: ~/.local/state/termquiz/reports/20261122-161205-git-k3x9ab.md',
    );
  });

  it('is said in full where it lies elsewhere', () => {
    expect(reportLine(file, '/home/ad', 100, '…')).toBe(`Report: ${file}`);
    expect(reportLine(file, '', 100, '…')).toBe(`Report: ${file}`);
  });

  it('is said without its beginning where the line is too short', () => {
    expect(reportLine(file, '/home/ada', 38, '…')).toBe('Report: …20261122-161205-git-k3x9ab.md');
    expect(reportLine(file, '/home/ada', 38, '...')).toBe('Report: ...261122-161205-git-k3x9ab.md');
  });
});
