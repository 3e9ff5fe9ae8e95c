import { describe, expect, it } from 'vitest';
import { moveItem } from '../../source/quiz/drafts/list-draft.ts';
import type { AskedQuestion } from '../../source/view/stage.ts';
import { answerKeyOf } from '../../source/web/questions/answer-keys.ts';
import { dropPosition, giveWay } from '../../source/web/questions/dragging.ts';
import {
  type Draft,
  createDraft,
  problemWith,
  restoreDraft,
  retype,
  send,
  unsentAnswer,
} from '../../source/web/questions/draft.ts';

const asked = { index: 0, total: 3, text: 'Which?', points: 1000, time: 20 };
const choice: AskedQuestion = { ...asked, type: 'choice', options: ['a', 'b', 'c'] };
const boolean: AskedQuestion = { ...asked, type: 'boolean' };
const text: AskedQuestion = { ...asked, type: 'text' };
const number: AskedQuestion = { ...asked, type: 'number' };
const order: AskedQuestion = { ...asked, type: 'order', items: ['a', 'b', 'c'] };
const multiple: AskedQuestion = { ...asked, type: 'multiple', options: ['a', 'b', 'c'] };

/** A number as far as it was typed, one character after the other. */
function typed(characters: string): Draft {
  return Array.from(characters).reduce<Draft>(
    (draft, character) => ('typed' in draft ? retype(number, draft, draft.typed + character) : draft),
    createDraft(number),
  );
}

describe('an answer on the page', () => {
  it('is empty before the player does anything, and is then neither sent nor sent automatically', () => {
    for (const question of [choice, multiple, text, number]) {
      expect(send(question, createDraft(question))).toBeUndefined();
      expect(unsentAnswer(question, createDraft(question))).toBeNull();
    }
  });

  it('has the ticked options', () => {
    const draft = { pointed: 2, chosen: [0, 2] };
    expect(send(multiple, draft)).toEqual({ type: 'answer', answer: [0, 2] });
    expect(unsentAnswer(multiple, draft)).toEqual([0, 2]);
  });

  it('has the text without surrounding white space', () => {
    const draft = { typed: ' 101 ', refusal: null };
    expect(send(text, draft)).toEqual({ type: 'answer', answer: '101' });
    expect(unsentAnswer(text, { typed: '  ', refusal: null })).toBeNull();
  });

  it('has the number that was typed, which is sent automatically unless part of it was refused', () => {
    expect(send(number, typed('1,500'))).toEqual({ type: 'answer', answer: 1500 });
    expect(unsentAnswer(number, typed('1,500'))).toBe(1500);
    expect(unsentAnswer(number, typed('12/31'))).toBeNull();
  });

  it('says why a character of a number was refused, and sends the rest only at the second attempt', () => {
    const draft = typed('12/31');
    expect(draft).toMatchObject({ typed: '1231' });
    expect(problemWith(typed('12x'))).not.toBe('');
    const first = send(number, draft);
    expect(first).toMatchObject({ type: 'draft', draft: { refusal: { isConfirmed: true } } });
    expect(first?.type === 'draft' && send(number, first.draft)).toEqual({ type: 'answer', answer: 1231 });
  });

  it('sends an unchanged order only at the second attempt, and automatically only after the first', () => {
    const draft = createDraft(order);
    const first = send(order, draft);
    expect(unsentAnswer(order, draft)).toBeNull();
    expect(first?.type === 'draft' && problemWith(first.draft)).not.toBe('');
    expect(first?.type === 'draft' && unsentAnswer(order, first.draft)).toEqual([0, 1, 2]);
    expect(first?.type === 'draft' && send(order, first.draft)).toEqual({
      type: 'answer',
      answer: [0, 1, 2],
    });
  });

  it('sends a changed order at once', () => {
    const draft = createDraft(order);
    const moved = 'order' in draft ? moveItem({ ...draft, cursor: 2 }, 0) : draft;
    expect(send(order, moved)).toEqual({ type: 'answer', answer: [2, 0, 1] });
    expect(unsentAnswer(order, moved)).toEqual([2, 0, 1]);
  });
});

describe('a saved draft', () => {
  const moved: Draft = { order: [2, 0, 1], cursor: 0, isHeld: false, isChanged: true, isConfirming: false };

  it.each<[string, AskedQuestion, Draft]>([
    ['text', text, { typed: ' HTTP 101', refusal: null }],
    ['number', number, typed('12/31')],
    ['order', order, moved],
    ['multiple', multiple, { pointed: -1, chosen: [0, 2] }],
  ])('of a %s question is restored', (_type, question, draft) => {
    const restored = restoreDraft(question, JSON.parse(JSON.stringify(draft)));
    expect(restored).toEqual(draft);
    expect(unsentAnswer(question, restored)).toEqual(unsentAnswer(question, draft));
  });

  it('has no item picked up, and no order half confirmed', () => {
    const saved = { ...moved, cursor: 2, isHeld: true, isConfirming: true };
    expect(restoreDraft(order, saved)).toEqual(moved);
  });

  it.each<[AskedQuestion, unknown]>([
    [text, undefined],
    [text, { typed: 101, refusal: null }],
    [text, { typed: 'x'.repeat(101), refusal: null }],
    [number, { typed: 'many', refusal: null }],
    [number, { typed: '1', refusal: 'no' }],
    [order, { order: [0, 1], isChanged: true }],
    [order, { order: [0, 1, 1], isChanged: true }],
    [multiple, { chosen: [3] }],
    [multiple, { chosen: [0, 0] }],
    [choice, { chosen: [1] }],
    [multiple, moved],
  ])('that does not fit its question is left out', (question, saved) => {
    expect(restoreDraft(question, saved)).toEqual(createDraft(question));
  });
});

describe('a key on the page', () => {
  const pressed = {
    code: '',
    altKey: false,
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    isComposing: false,
  };
  const press = (key: string, question: AskedQuestion, more: Partial<typeof pressed> = {}) =>
    answerKeyOf({ ...pressed, key, ...more }, question);

  it.each([
    ['2', '', 1],
    ['c', '', 2],
    ['&', 'Digit1', 0],
    ['с', 'KeyC', 2],
  ])('%s chooses an option', (key, code, index) => {
    expect(press(key, choice, { code })).toEqual({ type: 'option', index });
  });

  it('chooses no option that does not exist', () => {
    expect(press('4', choice)).toBeUndefined();
    expect(press('d', choice)).toBeUndefined();
  });

  it.each([
    ['t', 0],
    ['y', 0],
    ['f', 1],
    ['n', 1],
  ])('%s chooses true or false', (key, index) => {
    expect(press(key, boolean)).toEqual({ type: 'option', index });
    expect(press(key, choice)).not.toEqual({ type: 'option', index });
  });

  it('moves an item with Shift or Alt, and to a position with a digit, but with no letter', () => {
    expect(press('ArrowUp', order)).toEqual({ type: 'move', direction: 'up', takesItem: false });
    expect(press('ArrowUp', order, { altKey: true })).toMatchObject({ takesItem: true });
    expect(press('3', order)).toEqual({ type: 'option', index: 2 });
    expect(press('a', order)).toBeUndefined();
  });

  it('belongs to the browser with Ctrl or Meta', () => {
    expect(press('1', choice, { ctrlKey: true })).toBeUndefined();
    expect(press('Enter', choice, { metaKey: true })).toBeUndefined();
  });
});

describe('a dragged item', () => {
  // The second one is higher than the others.
  const places = [
    { top: 0, bottom: 40 },
    { top: 50, bottom: 130 },
    { top: 140, bottom: 180 },
  ];

  it.each([
    [0, 0, 0],
    [0, 49, 0],
    [0, 50, 1],
    [0, 119, 1],
    [0, 120, 2],
    [0, 999, 2],
    [2, -49, 2],
    [2, -50, 1],
    [2, -120, 0],
    [2, -999, 0],
    [1, -30, 0],
    [1, 30, 2],
  ])('from position %i by %i pixels is dropped at position %i', (from, by, to) => {
    expect(dropPosition(places, from, by)).toBe(to);
  });

  it('moves the items that it passes by its own height', () => {
    expect(places.map((_, index) => giveWay(places, index, 1, 0))).toEqual([90, 0, 0]);
    expect(places.map((_, index) => giveWay(places, index, 0, 2))).toEqual([0, -50, -50]);
  });
});
