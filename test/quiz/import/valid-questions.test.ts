import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shorten } from '../../../source/quiz/import/findings.ts';
import { cleanText } from '../../../source/text/clean.ts';
import { anyText } from '../../helpers/arbitraries.ts';
import { importing } from './importing.ts';

describe('what is imported', () => {
  it('has its explanation cut after a word where that is too long', () => {
    const { quiz, notices } = importing('q.gift', `Q{=a ~b####${'word '.repeat(200)}}`);
    const explanation = `${'word '.repeat(120).slice(0, -6)}…`;
    expect(quiz?.questions).toEqual([{ question: 'Q', options: ['a', 'b'], answer: 0, explanation }]);
    expect(notices).toEqual(['line 1: the explanation is shortened from 999 to 600 characters']);
  });

  it('has no explanation of which nothing can be shown', () => {
    expect(importing('q.gift', 'Q{=a ~b####\u200B}').quiz?.questions).toEqual([
      { question: 'Q', options: ['a', 'b'], answer: 0 },
    ]);
  });

  it.each([
    ['a question', `${'q'.repeat(301)}{=a ~b}`, '"question" must have at most 300 characters'],
    ['an option', `Q{=a ~${'b'.repeat(121)}}`, 'option 2 must have at most 120 characters'],
    ['an accepted answer', `Q{=${'a'.repeat(101)}}`, 'answer 1 must have at most 100 characters'],
  ])('is without the question when %s is too long', (_, gift, reason) => {
    const { quiz, notices } = importing('q.gift', `First{T}\n\n${gift}`);
    expect(quiz?.questions).toEqual([{ type: 'boolean', question: 'First', answer: true }]);
    expect(notices).toEqual([`line 3: skipped: ${reason}`]);
  });

  it('is clean', () => {
    expect(
      importing('q.gift', 'a\u001B[31m\u202Eb\u200B  c{=\u0007x ~y}', '\u001B]0;t\u0007itle').quiz,
    ).toEqual({
      title: 'itle',
      questions: [{ question: 'ab c', options: ['x', 'y'], answer: 0 }],
    });
  });

  it('is quoted clean, and not at length', () => {
    const gift = `Q{#1 =\u001B[2Jnone}\n\nQ{#${'x\u0007 '.repeat(200)}}`;
    const [first, second] = importing('q.gift', gift).notices;
    expect(first).toBe('line 1: "none" is left out: only one number can be right');
    expect(second).toBe(`line 3: skipped: "${'x '.repeat(94).trim()}…`);
  });

  it('has at most 1000 questions', () => {
    const { quiz, notices } = importing('q.gift', 'Q{T}\n\n'.repeat(1002));
    expect(quiz?.questions).toHaveLength(1000);
    expect(notices).toEqual([
      'line 2001: skipped: this question and the rest (2 in all); a quiz can have 1000 questions at most',
    ]);
  });

  it('has the title that was asked for, cut if need be, or that of the file', () => {
    const titled = (name: string, title: string) => importing(name, 'Q{T}', title).quiz?.title;
    expect(titled('q.gift', 't'.repeat(101))).toBe(`${'t'.repeat(99)}…`);
    expect(titled('C:\\quizzes\\the_second-one.v2.gift', ' \u200B')).toBe('the second one v2');
    expect(titled('.gift', '')).toBe('Imported quiz');
  });
});

describe('a text that is cut', () => {
  it('stays clean and has at most that many characters', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 10, max: 20 }), (text, maximum) => {
        const cut = shorten(cleanText(text), maximum);
        expect(cut.length).toBeLessThanOrEqual(maximum);
        expect(cleanText(cut)).toBe(cut);
      }),
    );
  });
});
