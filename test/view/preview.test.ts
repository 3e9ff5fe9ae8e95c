import { describe, expect, it } from 'vitest';
import { previewOf } from '../../source/view/preview.ts';
import { gameOf } from '../helpers/games.ts';
import { booleanQuestion, choiceQuestion } from '../helpers/questions.ts';

describe('the preview', () => {
  it('is the question that players will see, with its answer', () => {
    const questions = [choiceQuestion({ explanation: 'So.' }), choiceQuestion()];
    const test = gameOf({ questions, settings: { shuffle: 'both' }, players: ['Ada'] });
    for (const index of [0, 1]) {
      const preview = previewOf(test.game);
      const { question } = test.open(index).stageIn('question');
      expect(preview?.question).toEqual(question);
      test.host('close');
      expect(preview?.correct).toEqual(test.stageIn('reveal').correct);
      expect(preview?.explanation ?? undefined).toBe(test.stageIn('reveal').explanation);
    }
  });

  it('is the announced question until it opens, and then the one after it', () => {
    const test = gameOf({ questions: [choiceQuestion(), booleanQuestion()], players: ['Ada'] });
    test.host('start');
    expect(previewOf(test.game)?.question.index).toBe(0);
    test.host('next');
    expect(previewOf(test.game)?.question.index).toBe(1);
    test.open(1);
    expect(previewOf(test.game)).toBeNull();
    test.host('end');
    expect(previewOf(test.game)).toBeNull();
  });
});
