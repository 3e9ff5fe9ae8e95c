import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from './temporary-folder.ts';

/** Whether disks can be made here: as root on Linux. */
export const canMount = hasMounted();

/** A disk of 64 KiB that is gone when the test is over. */
export class SmallDisk {
  readonly folder = temporaryFolder();

  constructor() {
    // Vitest calls the newest of these first: the disk is gone before its folder is removed.
    onTestFinished(() => void run('umount', '--lazy', this.folder));
    if (!mount(this.folder)) throw new Error('no disk can be made here');
  }

  /** Leaves room for so many blocks of 4 KiB. */
  fillUpTo(blocks: number): void {
    const { bavail, bsize } = statfsSync(this.folder);
    writeFileSync(
      join(this.folder, `filler-${bavail}`),
      Buffer.alloc(Math.max(0, bavail - blocks) * bsize, 1),
    );
  }

  /** Takes nothing any more, as a disk with a damaged file system. */
  makeReadOnly(): void {
    if (!run('mount', '-o', 'remount,ro', this.folder)) throw new Error('the disk cannot be made read-only');
  }
}

function mount(folder: string): boolean {
  return run('mount', '-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder);
}

function run(command: string, ...args: string[]): boolean {
  return spawnSync(command, args).status === 0;
}

function hasMounted(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const folder = mkdtempSync(join(tmpdir(), 'termquiz-disk-'));
  try {
    return mount(folder) && run('umount', folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
