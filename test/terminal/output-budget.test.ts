import { describe, expect, it } from 'vitest';
import type { Size } from '../../source/terminal/hooks/use-size.ts';
import { ScreenDiff } from '../../source/terminal/screen-diff.ts';
import type { Stage } from '../../source/view/stage.ts';
import type { Drawn } from '../helpers/render.tsx';
import { until } from '../helpers/until.ts';
import { host, player } from './apps.tsx';
import { NOW, type Phase, lobby, open, places, podium, stage } from './stages.ts';

/** In bytes a second, after the first frame of a phase. */
const BUDGET = 4000;

/** Most changes cost more on larger screens. */
const size: Size = { columns: 200, rows: 50 };

/** Counts the bytes that a terminal gets for each new frame. */
function metered({ raw }: Drawn) {
  const diff = new ScreenDiff();
  diff.write('\u001B[?1049h', size);
  return () => {
    const frame = raw().split('\n').join('\u001B[K\n');
    return Buffer.byteLength(diff.write(`\u001B[H${frame}`, size));
  };
}

/** Draws a stage, then what one second brings, and returns the bytes of that second. */
async function bytesOf(
  seat: 'host' | 'player',
  [first, ...others]: readonly [Stage, ...Stage[]],
): Promise<number> {
  const { drawn, show } = seat === 'host' ? onHost(first) : onPlayer(first);
  const bytesOfFrame = metered(drawn);
  bytesOfFrame();
  let sum = 0;
  for (const next of others) {
    const before = drawn.frames();
    show(next);
    await until(() => drawn.frames() > before).toBe(true);
    sum += bytesOfFrame();
  }
  return sum;
}

function onHost(first: Stage) {
  const { seat, ...drawn } = host(first, size);
  return { drawn, show: (next: Stage) => seat.update({ stage: next }) };
}

function onPlayer(first: Stage) {
  const { seat, ...drawn } = player(first, {}, size);
  return { drawn, show: (next: Stage) => seat.update({ stage: next }) };
}

const fifty = (from: number) => Array.from({ length: 50 }, (_, index) => `Player ${from + index}`);

/** A second in which nobody sees a name twice, and the number of players changes three times. */
const joining = (): [Stage, ...Stage[]] => [
  stage(lobby(fifty(100)), 150),
  ...[310, 530, 750].map((players): Stage => stage(lobby(fifty(250)), players)),
];

const answering = (): [Stage, ...Stage[]] => {
  const answered = (count: number) => stage({ ...open(), answered: count }, 1000);
  return [answered(10), ...[181, 547, 911].map((count) => answered(count))];
};

const onPodium = (sinceMs: number): Phase => ({ ...podium(places(10)), shownAt: NOW - sinceMs });

const seconds: readonly (readonly [string, () => [Stage, ...Stage[]]])[] = [
  ['a thousand players join', joining],
  ['a thousand players answer', answering],
  ['the winner appears', () => [stage(onPodium(4900)), stage(onPodium(5100))]],
  ['all others and the awards appear', () => [stage(onPodium(7000)), stage(onPodium(60_000))]],
];

describe('the output on a large screen', () => {
  it.each(seconds)('stays below 4 kB in the second in which %s', async (_what, stages) => {
    for (const seat of ['host', 'player'] as const) {
      expect(await bytesOf(seat, stages())).toBeLessThan(BUDGET);
    }
  });
});
