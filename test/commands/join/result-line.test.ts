import { describe, expect, it } from 'vitest';
import { IDLE_SNAPSHOT } from '../../../source/client/player-seat.ts';
import { resultLine } from '../../../source/commands/join/result-line.ts';
import type { You } from '../../../source/view/you.ts';
import { you } from '../../terminal/seats.ts';
import { podium, reveal, stage } from '../../terminal/stages.ts';

const summary = { correct: 12, questions: 16, bestStreak: 6, fastest: 843 };

function lineOf(change: Partial<You>, players = 29): string | undefined {
  return resultLine({ ...IDLE_SNAPSHOT, stage: stage(podium(), players), you: you(change) }, '·');
}

describe('the line after a game', () => {
  it('has the rank, the points, the correct answers and the best streak', () => {
    expect(lineOf({ rank: 3, score: 8420, summary })).toBe(
      'termquiz: 3rd of 29 with 8,420 points · 12 of 16 correct · best streak 6',
    );
  });

  it('has no rank after a game played alone', () => {
    expect(lineOf({ rank: 1, score: 8420, summary }, 1)).toBe(
      'termquiz: 8,420 points · 12 of 16 correct · best streak 6',
    );
  });

  it('leaves out the points of a game without scoring, and a streak of one', () => {
    expect(lineOf({ rank: 1, score: 0, summary: { ...summary, bestStreak: 1 } })).toBe(
      'termquiz: 12 of 16 correct',
    );
  });

  it('is missing if there is nothing worth keeping', () => {
    expect(lineOf({ rank: 1, score: 0, summary: { ...summary, correct: 0, bestStreak: 0 } })).toBeUndefined();
  });

  it('is missing before the podium', () => {
    expect(resultLine({ ...IDLE_SNAPSHOT, stage: stage(reveal()), you: you() }, '·')).toBeUndefined();
    expect(resultLine(IDLE_SNAPSHOT, '·')).toBeUndefined();
  });
});
