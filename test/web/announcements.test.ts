import { describe, expect, it } from 'vitest';
import { IDLE_SNAPSHOT, type PlayerSnapshot } from '../../source/client/player-seat.ts';
import type { Stage } from '../../source/view/stage.ts';
import { SILENCE, afterReading, pageTopics } from '../../source/web/screens/announcements.tsx';
import { welcome } from '../terminal/seats.ts';
import { NOW, open, question, ready, reveal, stage, withCode } from '../terminal/stages.ts';

/** What is read for one snapshot after the other, each with the number of seconds since the question opened. */
function read(...snapshots: readonly (readonly [Partial<PlayerSnapshot>, number])[]): string[][] {
  let spoken = SILENCE;
  return snapshots.map(([change, seconds]) => {
    const before = spoken;
    const snapshot: PlayerSnapshot = {
      ...IDLE_SNAPSHOT,
      connection: 'open',
      welcome: welcome('Ada'),
      ...change,
    };
    spoken = afterReading(spoken, pageTopics(snapshot, NOW + seconds * 1000, 0));
    return spoken === before || spoken.id === before.id ? [] : [...spoken.urgent, ...spoken.polite];
  });
}

const given = { question: question.index, value: 1, status: 'sent', isAutomatic: false } as const;

describe('what the page announces', () => {
  const opened: Stage = stage(open(question));

  it('is a question once: its text before it opens, then its options', () => {
    const [first = [], second = [], third] = read(
      [{ stage: stage(ready(question)) }, -3],
      [{ stage: opened }, 0],
      [{ stage: { ...opened, version: opened.version + 1 } }, 1],
    );
    expect(first.join(' ')).toContain(question.text);
    expect(second.join(' ')).toContain('1: 101');
    expect(second.join(' ')).not.toContain(question.text);
    expect(third).toEqual([]);
  });

  it('leaves out code, which is on the screen', () => {
    const [lines = []] = read([{ stage: stage(open(withCode)) }, 0]);
    expect(lines.join(' ')).not.toContain('const line1');
  });

  it('is the time left at 10 and 5 seconds, once each', () => {
    const times = [9, 10, 11, 15, 16].map((seconds) => [{ stage: opened }, seconds] as const);
    expect(read([{ stage: opened }, 0], ...times).slice(1)).toEqual([
      [],
      ['10 seconds left.'],
      [],
      ['5 seconds left.'],
      [],
    ]);
  });

  it('is the answer locked in or rejected, and then no longer the time', () => {
    const [, sent, accepted, late] = read(
      [{ stage: opened }, 0],
      [{ stage: opened, answer: given }, 1],
      [{ stage: opened, answer: { ...given, status: 'accepted' } }, 2],
      [{ stage: opened, answer: { ...given, status: 'accepted' } }, 12],
    );
    expect(sent).toEqual([]);
    expect(accepted).toHaveLength(1);
    expect(late).toEqual([]);
  });

  it('is not repeated after a reconnect', () => {
    const [, lost, again] = read(
      [{ stage: opened }, 0],
      [{ stage: opened, connection: 'reconnecting' }, 1],
      [{ stage: opened }, 2],
    );
    expect(lost).toHaveLength(1);
    expect(again).toEqual([]);
  });

  it('is the correct answer at the reveal, without the number of players who gave each answer', () => {
    const [, lines = []] = read([{ stage: opened }, 0], [{ stage: stage(reveal(question)) }, 21]);
    expect(lines.join(' ')).toContain('1 (101)');
    expect(lines.join(' ')).not.toMatch(/players?\./u);
  });
});
