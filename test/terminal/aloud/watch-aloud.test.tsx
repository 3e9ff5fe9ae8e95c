import { describe, expect, it } from 'vitest';
import { WatchApp } from '../../../source/terminal/watch/watch-app.tsx';
import { FakeStageSource } from '../seats.ts';
import { open, reveal, stage } from '../stages.ts';
import { speak } from './aloud.tsx';

/** A game or a replay, as a screen reader reads it to a watcher. */
function listen(isReplay: boolean) {
  const status = { phase: 4, phases: 41, isPlaying: false, stop: null };
  const source = new FakeStageSource(stage(open()), isReplay ? status : null);
  const controls = isReplay ? source : null;
  const app = <WatchApp {...{ source, controls }} place={null} warning={null} finish={() => undefined} />;
  return { source, ...speak(app) };
}

describe('a watcher with a screen reader', () => {
  it('hears once how to repeat the screen and how to stop watching', async () => {
    const { source, hears } = listen(false);
    expect(await hears('4: 302')).toContain('Ctrl+R repeats the screen. q stops watching.');
    source.update({ stage: stage(reveal()) });
    expect((await hears('The correct answer')).join('\n')).not.toContain('Ctrl+R');
  });

  it('hears how to move in a replay', async () => {
    const { hears } = listen(true);
    expect((await hears('4: 302')).join('\n')).toContain('Space shows the next phase, left the one before.');
  });
});
