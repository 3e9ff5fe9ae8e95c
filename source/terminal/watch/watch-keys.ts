import type { ReplayStep } from '../../client/stage-source.ts';
import { type KeyPress, letterOf } from '../keys.ts';

/** What a key asks for; the last two only in a past game. */
export type WatchIntent =
  | { readonly type: 'quit' }
  | { readonly type: 'interrupt' }
  | { readonly type: 'go'; readonly step: ReplayStep }
  | { readonly type: 'toggle-play' };

/** What the key means; undefined where it means nothing. */
export function watchIntent(keyPress: KeyPress): WatchIntent | undefined {
  if (keyPress.type === 'interrupt') return { type: 'interrupt' };
  const letter = letterOf(keyPress);
  if (letter === 'q') return { type: 'quit' };
  if (letter === 'p') return { type: 'toggle-play' };
  const step = STEPS.get(letter ?? keyPress.type);
  return step && { type: 'go', step };
}

const STEPS = new Map<string, ReplayStep>([
  [' ', 'next'],
  ['enter', 'next'],
  ['right', 'next'],
  ['left', 'back'],
  ['backspace', 'back'],
  ['home', 'first'],
  ['end', 'last'],
]);
