import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeNewFile } from '../../../source/commands/process/new-file.ts';
import { SmallDisk, canMount } from '../../helpers/small-disk.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

describe('writeNewFile', () => {
  it('never overwrites a file, and makes no folder', async () => {
    const folder = temporaryFolder();
    const there = join(folder, 'there.md');
    writeFileSync(there, 'years of work');
    expect(await writeNewFile(there, 'a report')).toMatchObject({
      message: 'already exists; not overwritten. Choose another name with --output.',
      exitCode: 2,
    });
    expect(readFileSync(there, 'utf8')).toBe('years of work');
    expect(await writeNewFile(join(folder, 'nowhere', 'new.md'), 'a report')).toEqual({
      message: 'no such folder.',
      exitCode: 2,
    });
  });

  it('writes a new file', async () => {
    const file = join(temporaryFolder(), 'new.md');
    expect(await writeNewFile(file, 'a report')).toBeUndefined();
    expect(readFileSync(file, 'utf8')).toBe('a report');
  });

  it.runIf(canMount)('leaves no file behind on a full disk', async () => {
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
