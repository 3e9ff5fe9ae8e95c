import { describe, expect, it } from 'vitest';
import { fittingWay } from '../../../source/terminal/stage/join-info.ts';

describe('fittingWay', () => {
  const command = 'npx termquiz join 192.168.1.20:7999 482913';

  it('returns the whole command if it fits', () => {
    expect(fittingWay(command, '482913', command.length)).toBe(command);
  });

  it('leaves out the PIN if the command does not fit with it', () => {
    expect(fittingWay(command, '482913', command.length - 1)).toBe('npx termquiz join 192.168.1.20:7999');
  });
});
