import { describe, expect, it } from 'vitest';
import { saveFailureWarning } from '../../../source/journal/journal.ts';
import { widthOf } from '../../../source/text/width.ts';
import { sizes } from '../../helpers/render.tsx';
import { host } from '../apps.tsx';
import { inOrder, lobby, longest, open, podium, ready, reveal, stage, withLongCode } from '../stages.ts';

const warning = saveFailureWarning(
  Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' }),
  '/home/ada/.local/state/termquiz/games/20261122-161205-git-k3x9ab.jsonl',
);

const phases = [lobby(), ready(longest), open(longest), open(withLongCode(inOrder)), reveal(), podium()];

describe.each(sizes)('a warning on $columns × $rows', (size) => {
  it.each(phases)('leaves room for everything else in every phase', async (phase) => {
    const { messages, rows, shows } = host(stage(phase), size);
    messages.update({ warnings: [warning] });
    await shows('This game is no longer being saved');
    expect(`${rows()[1]}${rows()[2]}`).toContain('no longer being saved: the disk is full.');
    expect(rows()).toHaveLength(size.rows);
    for (const row of rows()) expect(widthOf(row)).toBeLessThanOrEqual(size.columns);
    expect(rows().at(-1)).toMatch(/\?\W+keys$/u);
  });
});

describe('a warning', () => {
  it('takes two lines, until it no longer applies', async () => {
    const { messages, rows, shows, screen } = host(stage(lobby()));
    expect(screen()).not.toContain('being saved');
    messages.update({ warnings: [warning] });
    await shows('being saved');
    expect(rows()[1]).toContain('It continues, but');
    expect(rows()[2]).toMatch(/^ be resumed\. Journal: .*…$/u);
    messages.update({ warnings: [] });
    await expect.poll(screen).not.toContain('being saved');
  });

  it('comes before older warnings, which are cut if there is no room', async () => {
    const { messages, rows, shows } = host(stage(lobby()));
    messages.update({ warnings: [warning, 'The report could not be written (EACCES).'] });
    await shows('The report could not be written (EACCES). This game is no longer');
    expect(rows()[1]).toMatch(/^ The report/u);
    expect(rows()[2]).toMatch(/…$/u);
  });
});

describe('the time for which the host was away', () => {
  const lostTime = 'The host was away for 32 seconds. That time does not count.';

  it('is shown in any phase, after warnings', async () => {
    const { messages, rows, shows } = host(stage(reveal()));
    messages.update({ lostTime });
    await shows(lostTime);
    messages.update({ warnings: ['The report could not be written (EACCES).'] });
    await shows('The report could not');
    expect(rows()[1]).toMatch(/^ The report could not be written \(EACCES\)\. The host was away/u);
  });
});

describe('the notice in the first lobby', () => {
  const notice = 'Run "termquiz host --resume" to resume "Git", interrupted 12 minutes ago with 30 players.';

  it.each(sizes)('leaves room for everything else on $columns × $rows', async (size) => {
    const { rows, shows } = host(stage(lobby()), size, undefined, undefined, { notice });
    await shows('termquiz host --resume');
    expect(rows()).toHaveLength(size.rows);
    for (const row of rows()) expect(widthOf(row)).toBeLessThanOrEqual(size.columns);
  });

  it('gives way to a warning, and is gone once the game starts', async () => {
    const { messages, seat, screen, shows } = host(stage(lobby()), undefined, undefined, undefined, {
      notice,
    });
    await shows('--resume');
    messages.update({ warnings: [warning] });
    await shows('being saved');
    expect(screen()).not.toContain('--resume');
    messages.update({ warnings: [] });
    seat.update({ stage: stage(ready()) });
    await expect.poll(screen).not.toContain('being saved');
    expect(screen()).not.toContain('--resume');
  });
});

describe('an alarm', () => {
  it.each(['pin-guessing', 'connection-flood', 'join-flood'] as const)(
    'fits in two lines of the smallest screen: %s',
    async (type) => {
      const { seat, rows, screen } = host(stage(lobby()), { columns: 40, rows: 12 });
      seat.update({ alarms: [{ type }] });
      await expect.poll(screen).toMatch(/guessing|connections|players from/u);
      expect(rows()[1]).not.toContain('…');
      expect(rows()[2]).toMatch(/\.\s*$/u);
    },
  );

  it('comes before warnings, and is gone when it is over', async () => {
    const { seat, messages, rows, screen, shows } = host(stage(open()));
    messages.update({ warnings: ['The report could not be written (EACCES).'] });
    seat.update({ alarms: [{ type: 'pin-guessing' }] });
    await shows('Someone is guessing the PIN. Press n for a longer one. The report');
    expect(rows()[1]).toMatch(/^ Someone/u);
    seat.update({ alarms: [] });
    await expect.poll(screen).not.toContain('guessing');
  });
});
