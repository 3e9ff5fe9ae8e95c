import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderQuestions } from '../../helpers/arbitraries.ts';
import { orderQuestion, correctTexts, rulesFor, distributionOf } from '../../helpers/questions.ts';

describe('an answer to an order question', () => {
  const rules = rulesFor(orderQuestion());

  it('may have the items in any order, each once', () => {
    expect(rules.accept([3, 1, 0, 2])).toEqual([3, 1, 0, 2]);
    expect(Object.is([rules.accept([-0, 1, 2, 3])].flat(2)[0], 0)).toBe(true);
  });

  it.each([
    ['too few items', [0, 1, 2]],
    ['too many items', [0, 1, 2, 3, 4]],
    ['a repeated item', [0, 1, 2, 2]],
    ['an index out of range', [0, 1, 2, 4]],
    ['a negative index', [0, 1, 2, -1]],
    ['a fractional index', [0, 1, 2, 2.5]],
    ['NaN', [0, 1, 2, Number.NaN]],
    ['holes', Array(4)],
    ['the items themselves', ['first', 'second', 'third', 'fourth']],
    ['no item', []],
    ['a single index instead of a list', 0],
    ['a text instead of a list', '0,1,2,3'],
    ['null instead of a list', null],
    ['undefined instead of a list', undefined],
  ])('may not have %s', (_, value) => {
    expect(rules.accept(value)).toBeUndefined();
  });
});

describe('the items of an order question', () => {
  it.each([true, false])('are never shown in the correct order (shuffled options: %s)', (shuffles) => {
    fc.assert(
      fc.property(orderQuestions, fc.string(), (question, seed) => {
        const { items } = rulesFor(question, seed, shuffles).asked;
        expect(items).not.toEqual(question.items);
        expect(items?.toSorted()).toEqual(question.items.toSorted());
      }),
    );
  });

  it('are swapped if there are two', () => {
    for (let seed = 0; seed < 50; seed++) {
      const { asked } = rulesFor(orderQuestion({ items: ['a', 'b'] }), String(seed));
      expect(asked.items).toEqual(['b', 'a']);
    }
  });

  it('are shown in the same order for the same seed, and in every wrong order for some seed', () => {
    const items = ['a', 'b', 'c'];
    const shown = (seed: string) => rulesFor(orderQuestion({ items }), seed).asked.items?.join('');
    expect(shown('one')).toBe(shown('one'));
    const orders = Array.from({ length: 200 }, (_, seed) => shown(String(seed)));
    expect([...new Set(orders)].toSorted()).toEqual(['acb', 'bac', 'bca', 'cab', 'cba']);
  });
});

describe('the mark of an order question', () => {
  it('is the full share for the correct order, and 0 for any other', () => {
    const items = ['a', 'b', 'c'];
    const orders = [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ];
    for (let seed = 0; seed < 20; seed++) {
      const rules = rulesFor(orderQuestion({ items }), String(seed));
      for (const order of orders) {
        const isCorrect = order.map((index) => rules.asked.items?.[index]).join('') === 'abc';
        expect(rules.mark(order)).toEqual({ correct: isCorrect, share: isCorrect ? 1 : 0 });
      }
    }
  });

  it('depends on the order in the file, however the items are shown', () => {
    fc.assert(
      fc.property(orderQuestions, fc.string(), fc.boolean(), (question, seed, shuffles) => {
        const rules = rulesFor(question, seed, shuffles);
        expect(correctTexts(rules)).toEqual(question.items);
        const given = question.items.map((item) => rules.asked.items?.indexOf(item));
        expect(rules.accept(given)).toEqual(rules.correct);
      }),
    );
  });
});

describe('the reveal of an order question', () => {
  it('counts correct and wrong answers', () => {
    const rules = rulesFor(orderQuestion());
    const correct = [rules.correct].flat().map(Number);
    const wrong = correct.toReversed();
    expect(distributionOf(rules, [correct, wrong, wrong])).toEqual([1, 2]);
    expect(distributionOf(rules, [])).toEqual([0, 0]);
  });
});
