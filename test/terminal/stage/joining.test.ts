import { describe, expect, it } from 'vitest';
import { fittingCommand } from '../../../source/terminal/stage/join-info.ts';

describe('fittingCommand', () => {
  const command = 'npx termquiz join 192.168.1.20:7999 482913';

  it('is the whole command where there is room', () => {
    expect(fittingCommand(command, '482913', command.length)).toBe(command);
  });

  it('leaves the PIN out where there is none: it is asked for', () => {
    expect(fittingCommand(command, '482913', command.length - 1)).toBe('npx termquiz join 192.168.1.20:7999');
  });
});
