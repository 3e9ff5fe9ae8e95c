import { describe, expect, it } from 'vitest';
import { GameMessages } from '../../../source/commands/host/game-messages.ts';

describe('GameMessages', () => {
  it('lists each warning once, the newest last', () => {
    const messages = new GameMessages();
    const seen: (readonly string[])[] = [];
    messages.subscribe(() => seen.push(messages.snapshot().warnings));
    for (const warning of ['disk', 'report', 'disk']) messages.warn(warning);
    expect(seen).toEqual([['disk'], ['disk', 'report'], ['report', 'disk']]);
  });

  it('says how long the host was away most recently', () => {
    const messages = new GameMessages();
    messages.showLostTime(32_400);
    messages.showLostTime(300_000);
    expect(messages.snapshot()).toMatchObject({
      warnings: [],
      lostTime: 'The host was away for 5 minutes. That time does not count.',
    });
    messages.hideLostTime();
    expect(messages.snapshot().lostTime).toBeNull();
  });

  it('drops the messages about the last game when the next one starts', () => {
    const messages = new GameMessages();
    messages.warn('disk');
    messages.showLostTime(5000);
    messages.showReport('/tmp/git.md');
    messages.startGame();
    expect(messages.snapshot()).toEqual({ warnings: [], lostTime: null, report: null });
  });

  it('keeps warnings that apply to every game', () => {
    const messages = new GameMessages(['certificate']);
    messages.warn('report');
    expect(messages.snapshot().warnings).toEqual(['certificate', 'report']);
    messages.startGame();
    expect(messages.snapshot().warnings).toEqual(['certificate']);
  });
});
