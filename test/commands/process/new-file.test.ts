import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeNewFile } from '../../../source/commands/process/new-file.ts';
import { SmallDisk, canMount } from '../../helpers/small-disk.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

describe('writing a new file', () => {
  it('says why it cannot be, and leaves alone what is there', async () => {
    const folder = temporaryFolder();
    const there = join(folder, 'there.md');
    writeFileSync(there, 'years of work');
    expect(await writeNewFile(there, 'a report')).toMatchObject({
      message: expect.stringContaining('is there already'),
      exitCode: 2,
    });
    expect(readFileSync(there, 'utf8')).toBe('years of work');
    expect(await writeNewFile(join(folder, 'nowhere', 'new.md'), 'a report')).toEqual({
      message: 'there is no such folder.',
      exitCode: 2,
    });
  });

  it('writes it', async () => {
    const file = join(temporaryFolder(), 'new.md');
    expect(await writeNewFile(file, 'a report')).toBeUndefined();
    expect(readFileSync(file, 'utf8')).toBe('a report');
  });

  it.runIf(canMount)('leaves none behind on a full disk', async () => {
    const disk = new SmallDisk();
    disk.fillUpTo(1);
    const files = readdirSync(disk.folder);
    const text = 'x'.repeat(100_000);
    expect(await writeNewFile(join(disk.folder, 'new.md'), text)).toMatchObject({
      message: expect.stringContaining('ENOSPC'),
      exitCode: 1,
    });
    expect(readdirSync(disk.folder)).toEqual(files);
  });
});
