import { describe, expect, it } from 'vitest';
import { type KeySituation, type PressedKey, intentOf, latinKey } from '../../source/web/keys.ts';
import { keyHints } from '../../source/web/key-hints.ts';
import { IDLE_SNAPSHOT } from '../../source/client/player-seat.ts';
import {
  lobby,
  open,
  podium,
  question,
  ready,
  reveal,
  stage,
  standings,
  typedNumber,
  typedText,
} from '../terminal/stages.ts';

/** A key without modifiers, on a keyboard with Latin letters. */
function pressed(key: string, more: Partial<PressedKey> = {}): PressedKey {
  const code = /^[a-z]$/iu.test(key) ? `Key${key.toUpperCase()}` : '';
  return { key, code, altKey: false, ctrlKey: false, metaKey: false, isComposing: false, ...more };
}

const atQuestion: KeySituation = {
  stage: stage(open(question)),
  dialog: null,
  isTyping: false,
  isOnControl: false,
  hasPages: false,
  canRename: false,
};

const inLobby: KeySituation = { ...atQuestion, stage: stage(lobby()), canRename: true };
const onPodium: KeySituation = { ...atQuestion, stage: stage(podium()), hasPages: true };

describe('a key on the page', () => {
  it.each([
    ['q', 'leave'],
    ['Escape', 'leave'],
    ['i', 'connection'],
    ['m', 'move'],
    ['?', 'keys'],
    ['1', undefined],
    ['a', undefined],
    ['e', undefined],
    ['ArrowRight', undefined],
    [' ', undefined],
    ['Enter', undefined],
  ])('%s at a question means %s', (key, intent) => {
    expect(intentOf(pressed(key), atQuestion)).toBe(intent);
  });

  it('changes the name in the lobby of a game in which players choose theirs', () => {
    expect(intentOf(pressed('e'), inLobby)).toBe('rename');
    expect(intentOf(pressed('e'), { ...inLobby, canRename: false })).toBeUndefined();
  });

  it.each(['q', 'i', 'm', '?', 'e', ' '])('is text where the player types %s', (key) => {
    expect(intentOf(pressed(key), { ...inLobby, isTyping: true })).toBeUndefined();
    expect(intentOf(pressed(key), { ...atQuestion, stage: stage(open(typedText)) })).toBeUndefined();
  });

  it('leaves with Esc while the player types', () => {
    expect(intentOf(pressed('Escape'), { ...atQuestion, isTyping: true })).toBe('leave');
  });

  it('is text for a moment longer when time runs out while the player types', () => {
    const revealed = { ...atQuestion, stage: stage(reveal(typedText)) };
    expect(intentOf(pressed('q'), revealed)).toBeUndefined();
    expect(intentOf(pressed('q'), { ...revealed, stage: stage(ready(typedText)) })).toBe('leave');
  });

  it('leaves with q at a question for a number, whose other letters may be part of it', () => {
    const atNumber = { ...atQuestion, stage: stage(open(typedNumber)) };
    expect(intentOf(pressed('q'), atNumber)).toBe('leave');
    expect(intentOf(pressed('i'), atNumber)).toBeUndefined();
  });

  it.each([
    ['ArrowRight', 'next-page'],
    [' ', 'next-page'],
    ['ArrowLeft', 'previous-page'],
    ['Backspace', 'previous-page'],
  ])('turns the pages of the podium with %s', (key, intent) => {
    expect(intentOf(pressed(key), onPodium)).toBe(intent);
    expect(intentOf(pressed(key), { ...onPodium, hasPages: false })).toBeUndefined();
  });

  it('presses the button that has the focus with space', () => {
    expect(intentOf(pressed(' '), { ...onPodium, isOnControl: true })).toBeUndefined();
  });

  it.each(['altKey', 'ctrlKey', 'metaKey', 'isComposing'] as const)('means nothing with %s', (modifier) => {
    expect(intentOf(pressed('q', { [modifier]: true }), atQuestion)).toBeUndefined();
  });
});

describe('a key in a dialog', () => {
  it('answers whether to leave', () => {
    const leaving: KeySituation = { ...atQuestion, dialog: 'leave' };
    expect(['y', 'n', 'q', '1'].map((key) => intentOf(pressed(key), leaving))).toEqual([
      'yes',
      'no',
      undefined,
      undefined,
    ]);
  });

  it.each([
    ['i', 'connection'],
    ['m', 'move'],
    ['?', 'keys'],
  ] as const)('%s closes what it has opened', (key, dialog) => {
    expect(intentOf(pressed(key), { ...atQuestion, dialog })).toBe('close');
    expect(intentOf(pressed(key), { ...atQuestion, dialog: 'menu' })).toBeUndefined();
  });

  it('is text in the field for a new name, and Esc is left to the browser', () => {
    const renaming: KeySituation = { ...inLobby, dialog: 'rename', isTyping: true };
    expect(intentOf(pressed('i'), renaming)).toBeUndefined();
    expect(intentOf(pressed('Escape'), renaming)).toBeUndefined();
  });
});

describe('the Latin key', () => {
  it.each([
    ['Q', 'KeyQ', 'q'],
    // Russian.
    ['й', 'KeyQ', 'q'],
    // Greek capital.
    ['Ε', 'KeyE', 'e'],
    // AZERTY, which types digits with Shift, has A at the position of Q, and the comma at that of M.
    ['&', 'Digit1', '1'],
    ['a', 'KeyQ', 'a'],
    [',', 'KeyM', ''],
    // Turkish.
    ['ı', 'KeyI', ''],
    ['F1', 'F1', ''],
    ['?', 'Slash', ''],
  ])('of %s at %s is %s', (key, code, latin) => {
    expect(latinKey({ key, code })).toBe(latin);
  });
});

describe('the keys listed on the page', () => {
  it.each([
    ['a lobby', lobby(), ['e', 'i', 'm', 'q', '?']],
    ['a question', open(question), ['1-4', 'i', 'm', 'q', '?']],
    ['a question for text', open(typedText), ['Enter', 'Esc']],
    ['a question for a number', open(typedNumber), ['Enter', 'q']],
    ['standings', standings(), ['i', 'm', 'q', '?']],
    ['a podium', podium(), ['← →', 'i', 'm', 'q', '?']],
  ])('are those that work at %s', (_, phase, keys) => {
    const snapshot = { ...IDLE_SNAPSHOT, stage: stage(phase) };
    expect(keyHints(snapshot).map(({ key }) => key)).toEqual(keys);
  });
});
