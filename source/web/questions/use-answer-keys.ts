import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { type GridDirection, moveInGrid, moveItem, pickUp } from '../../quiz/drafts/list-draft.ts';
import type { AskedQuestion } from '../../view/stage.ts';
import { type AnswerKey, answerKeyOf } from './answer-keys.ts';
import type { Draft } from './draft.ts';

interface AnswerKeysOptions {
  readonly question: AskedQuestion;
  readonly draft: Draft;
  readonly isOpen: boolean;
  readonly onChoose: (index: number) => void;
  readonly onChange: (draft: Draft) => void;
  readonly onSend: () => void;
}

/**
 * Lets the terminal's keys answer the question, wherever the focus is. The option or item under the cursor is the one with the
 * focus, so that screen readers follow.
 */
export function useAnswerKeys(
  root: RefObject<HTMLElement | null>,
  body: RefObject<HTMLElement | null>,
  options: AnswerKeysOptions,
): void {
  // Without dependencies, because each render has another draft. Before the
  // frame is drawn, because the next key may come within it.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { target } = event;
      if (event.defaultPrevented || !root.current || document.querySelector('dialog[open]')) return;
      const key = answerKeyOf(event, options.question);
      const isTyped = 'typed' in options.draft;
      const isText = isTyped && (key?.type !== 'scroll' || event.key.length === 1);
      if (isText) return typeInto(root.current.querySelector('input'), event);
      if (key && press(key, event.repeat, target, root.current, body.current, options))
        event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  });
}

/** Lets players type without going to the input first. */
function typeInto(
  input: HTMLInputElement | null,
  { key, ctrlKey, metaKey, altKey, target }: KeyboardEvent,
): void {
  // Space presses a button, or scrolls.
  const isTyping = (key.length === 1 && key !== ' ') || key === 'Backspace';
  if (isTyping && target !== input && !ctrlKey && !metaKey && !altKey) input?.focus();
}

/**
 * Applies a key. Returns whether it did anything; if not, the browser's own reaction follows.
 *
 * @param isRepeated Whether the key is held down: what answered one question must not answer the next.
 */
function press(
  key: AnswerKey,
  isRepeated: boolean,
  target: EventTarget | null,
  root: HTMLElement,
  body: HTMLElement | null,
  options: AnswerKeysOptions,
): boolean {
  const { draft, isOpen, onChoose, onChange, onSend } = options;
  const isOnButton = target instanceof HTMLButtonElement;
  const isOnChoice = isOnButton && target.matches('[role=checkbox], .item-handle');
  if (isRepeated && key.type !== 'scroll' && key.type !== 'move') return true;
  switch (key.type) {
    case 'scroll':
      body?.scrollBy({ top: key.pages * body.clientHeight * 0.8 });
      return true;
    case 'send':
      // The browser presses any other button.
      if (isOnButton && !isOnChoice) return false;
      onSend();
      return true;
    case 'pick-up':
      if (isOnButton || !('order' in draft) || !isOpen) return false;
      focusable(root)[draft.cursor]?.focus();
      onChange(pickUp(draft));
      return true;
    case 'option':
      if (!isOpen) return false;
      // The focus moves with the item.
      focusable(root)['order' in draft ? draft.cursor : key.index]?.focus();
      if ('order' in draft) onChange(moveItem(draft, key.index));
      else onChoose(key.index);
      return true;
    case 'move':
      // The arrow keys scroll it.
      if (target instanceof HTMLElement && target.matches('[tabindex="0"]')) return false;
      return move(key.direction, key.takesItem, root, options);
  }
}

function move(
  direction: GridDirection,
  takesItem: boolean,
  root: HTMLElement,
  { draft, isOpen, onChange }: AnswerKeysOptions,
): boolean {
  const buttons = focusable(root);
  const from = buttons.findIndex((button) => button.closest('li')?.contains(document.activeElement));
  const to = moveInGrid(from, buttons.length, columnsOf(buttons), direction);
  if ('order' in draft && isOpen && from >= 0 && (takesItem || draft.isHeld)) {
    buttons[from]?.focus();
    onChange(moveItem({ ...draft, cursor: from }, to));
  } else {
    buttons[to]?.focus();
  }
  return true;
}

/** The buttons among which the arrow keys move. */
function focusable(root: HTMLElement): HTMLButtonElement[] {
  return [...root.querySelectorAll<HTMLButtonElement>('.option, .item-handle')];
}

/** How many buttons stand side by side. */
function columnsOf(buttons: readonly HTMLElement[]): number {
  const tops = buttons.map((button) => button.getBoundingClientRect().top);
  return Math.max(1, tops.filter((top) => Math.abs(top - (tops[0] ?? 0)) < 1).length);
}
