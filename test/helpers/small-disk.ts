import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from './temporary-folder.ts';

/** Whether file systems can be mounted here: as root on Linux. */
export const canMount = checkMount();

/** A disk of 64 KiB, mounted until the end of the test. */
export class SmallDisk {
  readonly folder = temporaryFolder();

  constructor() {
    // Vitest runs the newest callback first, so the disk is unmounted before its folder is removed.
    onTestFinished(() => void run('umount', '--lazy', this.folder));
    if (!mount(this.folder)) throw new Error('cannot mount a disk');
  }

  /** Fills the disk, except for this many blocks of 4 KiB. */
  fillUpTo(blocks: number): void {
    const { bavail, bsize } = statfsSync(this.folder);
    writeFileSync(
      join(this.folder, `filler-${bavail}`),
      Buffer.alloc(Math.max(0, bavail - blocks) * bsize, 1),
    );
  }

  /** Makes the disk read-only, as the system does after file system errors. */
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

function checkMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const folder = mkdtempSync(join(tmpdir(), 'termquiz-disk-'));
  try {
    return mount(folder) && run('umount', folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
