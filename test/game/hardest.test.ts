import { describe, expect, it } from 'vitest';
import { hardestOf } from '../../source/game/standings.ts';

const question = (correct: number, answered: number) => ({ correct, answered });

describe('the hardest questions', () => {
  it('are those of which the smallest part of the answers was right', () => {
    const all = [question(3, 4), question(1, 4), question(2, 8), question(5, 5)];
    expect(hardestOf(all)).toEqual([question(1, 4), question(2, 8)]);
  });

  it('are none that nobody answered', () => {
    expect(hardestOf([question(0, 0), question(1, 2), question(2, 2)])).toEqual([question(1, 2)]);
  });

  it('are none where all went the same', () => {
    expect(hardestOf([question(1, 2), question(2, 4)])).toEqual([]);
    expect(hardestOf([question(0, 3)])).toEqual([]);
    expect(hardestOf([])).toEqual([]);
  });
});
