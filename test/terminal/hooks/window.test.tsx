import { Text } from 'ink';
import { describe, expect, it } from 'vitest';
import { Store } from '../../../source/store.ts';
import { useStore } from '../../../source/terminal/hooks/use-store.ts';
import {
  BellContext,
  WindowTitle,
  WindowTitleContext,
  useBell,
  useWindowTitle,
} from '../../../source/terminal/hooks/use-window.ts';
import { openedQuestion, windowTitle } from '../../../source/words/game.ts';
import { cleanLine } from '../../../source/text/clean.ts';
import type { Stage } from '../../../source/view/stage.ts';
import { draw } from '../../helpers/render.tsx';
import { until } from '../../helpers/until.ts';
import { lobby, open, podium, ready, reveal, stage, standings } from '../stages.ts';

describe("the title of the terminal's window", () => {
  it('is set, set again after a stop, and restored', () => {
    const written: string[] = [];
    const title = new WindowTitle((text) => written.push(text));
    title.open();
    title.show('Lobby');
    title.restore();
    title.open();
    expect(written).toEqual([
      '\u001B[22;2t',
      '\u001B]2;Lobby\u0007',
      '\u001B[23;2t',
      '\u001B[22;2t',
      '\u001B]2;Lobby\u0007',
    ]);
  });

  it('is cleaned, and shortened', () => {
    const written: string[] = [];
    new WindowTitle((text) => written.push(text)).show(`\u001B[2J\u0007x\u009C${'y'.repeat(500)}`);
    const [text = ''] = written;
    const title = text.slice('\u001B]2;'.length, -1);
    expect(text).toBe(`\u001B]2;${title}\u0007`);
    expect(cleanLine(title)).toBe(title);
    expect(title.length).toBeLessThanOrEqual(130);
  });

  it('follows the game', async () => {
    const shown: string[] = [];
    const window = { show: (title: string) => shown.push(title) };
    function Titled({ title }: { readonly title: string }) {
      useWindowTitle(title);
      return null;
    }
    draw(
      <WindowTitleContext value={window}>
        <Titled title="Standings" />
      </WindowTitleContext>,
    );
    await until(() => shown).toEqual(['Standings']);
  });

  it.each<[title: string, shown: Stage | null]>([
    ['termquiz', null],
    ['Lobby - HTTP - termquiz', stage(lobby())],
    ['Question 3 of 12 - HTTP - termquiz', stage(ready())],
    ['Question 3 of 12 - HTTP - termquiz', stage(open())],
    ['Answer 3 of 12 - HTTP - termquiz', stage(reveal())],
    ['Standings - HTTP - termquiz', stage(standings())],
    ['Podium - HTTP - termquiz', stage(podium())],
  ])('is "%s"', (title, shown) => {
    expect(windowTitle(shown, shown ? 'HTTP' : '')).toBe(title);
  });
});

describe('the bell', () => {
  it('rings for each new cause after the first', async () => {
    let rings = 0;
    const shown = new Store<Stage>(stage(open()));
    function Ringing() {
      useBell(openedQuestion(useStore(shown)));
      return <Text>{shown.snapshot().phase}</Text>;
    }
    const { shows } = draw(
      <BellContext value={() => rings++}>
        <Ringing />
      </BellContext>,
    );
    for (const phase of [lobby(), open(), reveal(), open()]) {
      await shows(shown.snapshot().phase);
      shown.update(stage(phase));
      await shows(phase.phase);
    }
    await until(() => rings).toBe(2);
  });
});
