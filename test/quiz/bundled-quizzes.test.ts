import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadQuiz } from '../../source/quiz/file/load-quiz.ts';

const folder = new URL('../../quizzes/', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.json') && !file.endsWith('.schema.json'));

describe('the quizzes in the package', () => {
  it('number at least three, with different titles', () => {
    expect(files.length).toBeGreaterThanOrEqual(3);
    expect(new Set(files.map((file) => load(file).title)).size).toBe(files.length);
  });

  describe.each(files)('the quiz %s', (file) => {
    it('has a title, a description and at least 10 different questions', () => {
      const { title, description, questions } = load(file);
      expect([title, description]).not.toContain('');
      expect(description).toBeDefined();
      expect(questions.length).toBeGreaterThanOrEqual(10);
      const asked = questions.map(({ question, code }) => `${question} ${code?.text ?? ''}`);
      expect(new Set(asked).size).toBe(questions.length);
    });

    it('explains every answer, except in polls', () => {
      const unexplained = load(file).questions.filter(
        ({ type, explanation }) => type !== 'poll' && !explanation,
      );
      expect(unexplained.map(({ question }) => question)).toEqual([]);
    });

    it('fits on an 80-column screen', () => {
      const loaded = loadQuiz(readFileSync(new URL(file, folder), 'utf8'));
      expect(loaded.ok && loaded.warnings).toEqual([]);
    });

    it('has options that differ in more than spaces', () => {
      for (const question of load(file).questions) {
        const options = 'options' in question ? question.options : [];
        expect(new Set(options.map((option) => option.replaceAll(' ', ''))).size).toBe(options.length);
      }
    });

    it('puts the right option of choice questions at no position more than half of the time', () => {
      const right = load(file).questions.flatMap((question) =>
        question.type === 'choice' ? [question.answer] : [],
      );
      for (const position of new Set(right)) {
        expect(right.filter((answer) => answer === position).length).toBeLessThanOrEqual(right.length / 2);
      }
    });
  });
});

function load(file: string) {
  const loaded = loadQuiz(readFileSync(new URL(file, folder), 'utf8'));
  if (!loaded.ok) throw new Error(`${file}: ${JSON.stringify(loaded.errors)}`);
  return loaded.quiz;
}
