import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readLastName, saveLastName } from '../../../source/commands/join/saved-seats.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

describe('the last name', () => {
  it('is saved in a file that only its owner can read, in a folder that may be missing', () => {
    const file = join(temporaryFolder(), 'state', 'last-name');
    expect(readLastName(file)).toBeUndefined();
    saveLastName(file, 'Ada');
    expect(readLastName(file)).toBe('Ada');
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['\u001B[31mAda\u001B[0m\n', 'Ada'],
    ['', undefined],
    ['x'.repeat(10_000), undefined],
  ])('is cleaned, and dropped if it cannot be a name: %j', (text, name) => {
    const file = join(temporaryFolder(), 'last-name');
    writeFileSync(file, text);
    expect(readLastName(file)).toBe(name);
  });

  it('is not saved where nothing can be written', () => {
    const folder = temporaryFolder();
    expect(() => saveLastName(folder, 'Ada')).not.toThrow();
  });
});
