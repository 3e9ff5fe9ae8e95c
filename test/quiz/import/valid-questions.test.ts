import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shorten } from '../../../source/quiz/import/findings.ts';
import { cleanText } from '../../../source/text/clean.ts';
import { anyText } from '../../helpers/arbitraries.ts';
import { importFile } from './import-file.ts';

describe('an imported quiz', () => {
  it('lists equal options once if all of them are correct or all wrong', () => {
    const { quiz, notices } = importFile('q.gift', 'Q{~a =b ~a ~ a =b =c}');
    expect(quiz?.questions).toEqual([
      { type: 'multiple', question: 'Q', options: ['a', 'b', 'c'], answer: [1, 2] },
    ]);
    expect(notices).toContain('line 1: the option "a" is listed once instead of several times');
    expect(importFile('q.gift', 'Q{=a ~b ~a}').notices[0]).toBe(
      'line 1: skipped: option 3 is the same as option 1',
    );
  });

  it('has overlong explanations shortened after a word', () => {
    const { quiz, notices } = importFile('q.gift', `Q{=a ~b####${'word '.repeat(200)}}`);
    const explanation = `${'word '.repeat(120).slice(0, -6)}…`;
    expect(quiz?.questions).toEqual([{ question: 'Q', options: ['a', 'b'], answer: 0, explanation }]);
    expect(notices).toEqual(['line 1: the explanation is shortened from 999 to 600 characters']);
  });

  it('has no explanation that consists of invisible characters', () => {
    expect(importFile('q.gift', 'Q{=a ~b####\u200B}').quiz?.questions).toEqual([
      { question: 'Q', options: ['a', 'b'], answer: 0 },
    ]);
  });

  it.each([
    ['a text', `${'q'.repeat(601)}{=a ~b}`, '"question" must have at most 600 characters'],
    ['an option', `Q{=a ~${'b'.repeat(241)}}`, 'option 2 must have at most 240 characters'],
    ['an accepted answer', `Q{=${'a'.repeat(101)}}`, 'answer 1 must have at most 100 characters'],
  ])('has no questions with %s that is too long', (_, gift, reason) => {
    const { quiz, notices } = importFile('q.gift', `First{T}\n\n${gift}`);
    expect(quiz?.questions).toEqual([{ type: 'boolean', question: 'First', answer: true }]);
    expect(notices).toEqual([`line 3: skipped: ${reason}`]);
  });

  it('has its texts cleaned', () => {
    expect(
      importFile('q.gift', 'a\u001B[31m\u202Eb\u200B  c{=\u0007x ~y}', '\u001B]0;t\u0007itle').quiz,
    ).toEqual({
      title: 'itle',
      questions: [{ question: 'ab c', options: ['x', 'y'], answer: 0 }],
    });
  });

  it('is cleaned and shortened where notices quote it', () => {
    const gift = `Q{#1 =\u001B[2Jnone}\n\nQ{#${'x\u0007 '.repeat(200)}}`;
    const [first, second] = importFile('q.gift', gift).notices;
    expect(first).toBe('line 1: "none" is left out: only one number can be correct');
    expect(second).toBe(`line 3: skipped: "${'x '.repeat(94).trim()}…`);
  });

  it('is limited to 1,000 questions', () => {
    const { quiz, notices } = importFile('q.gift', 'Q{T}\n\n'.repeat(1002));
    expect(quiz?.questions).toHaveLength(1000);
    expect(notices).toEqual([
      'line 2001: skipped: this question and the rest (2 in all); a quiz can have 1,000 questions at most',
    ]);
  });

  it('has the requested title, shortened if necessary, or else one made from the file name', () => {
    const titled = (name: string, title: string) => importFile(name, 'Q{T}', title).quiz?.title;
    expect(titled('q.gift', 't'.repeat(101))).toBe(`${'t'.repeat(99)}…`);
    expect(titled('C:\\quizzes\\the_second-one.v2.gift', ' \u200B')).toBe('the second one v2');
    expect(titled('.gift', '')).toBe('Imported quiz');
  });
});

describe('shorten', () => {
  it('returns a clean text of at most the given number of characters', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 10, max: 20 }), (text, maximum) => {
        const shortened = shorten(cleanText(text), maximum);
        expect(shortened.length).toBeLessThanOrEqual(maximum);
        expect(cleanText(shortened)).toBe(shortened);
      }),
    );
  });
});
