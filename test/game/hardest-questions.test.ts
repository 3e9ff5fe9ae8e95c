import { describe, expect, it } from 'vitest';
import { hardestQuestions } from '../../source/game/podium.ts';

const question = (correct: number, answered: number) => ({ correct, answered });

describe('the hardest questions', () => {
  it('are those with the smallest share of correct answers', () => {
    const all = [question(3, 4), question(1, 4), question(2, 8), question(5, 5)];
    expect(hardestQuestions(all)).toEqual([question(1, 4), question(2, 8)]);
  });

  it('never include questions that nobody answered', () => {
    expect(hardestQuestions([question(0, 0), question(1, 2), question(2, 2)])).toEqual([question(1, 2)]);
  });

  it('do not exist if all questions have the same share', () => {
    expect(hardestQuestions([question(1, 2), question(2, 4)])).toEqual([]);
    expect(hardestQuestions([question(0, 3)])).toEqual([]);
    expect(hardestQuestions([])).toEqual([]);
  });
});
