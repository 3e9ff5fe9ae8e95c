import type { ReplayStep, WatchSnapshot } from '../../client/watched-game.ts';
import { type KeyPress, letterOf } from '../keys.ts';
import type { KeyHint } from '../ui/key-hints.tsx';
import { isNarrow } from '../ui/layout.ts';

/** What a watcher's key asks for; `seek` and `toggle-play` work only in a replay. */
export type WatchIntent =
  | { readonly type: 'quit' | 'interrupt' | 'toggle-play' | 'keys' }
  | { readonly type: 'seek'; readonly step: ReplayStep };

/** What a key asks for; undefined if it does nothing. */
export function watchIntent(keyPress: KeyPress): WatchIntent | undefined {
  if (keyPress.type === 'interrupt') return { type: 'interrupt' };
  const letter = letterOf(keyPress);
  if (letter === 'q') return { type: 'quit' };
  if (letter === '?') return { type: 'keys' };
  if (letter === 'p') return { type: 'toggle-play' };
  const step = STEPS.get(letter ?? keyPress.type);
  return step && { type: 'seek', step };
}

/** The keys that control a replay now, the most important first; none in a live game. */
export function replayHints(replay: WatchSnapshot['replay'], columns: number): KeyHint[] {
  if (!replay) return [];
  const { phase, phases, isPlaying } = replay;
  const play = isNarrow(columns) ? 'play' : 'play in real time';
  return [
    ...(phase + 1 < phases ? [{ key: 'space', label: 'next' }] : []),
    { key: 'p', label: isPlaying ? 'stop' : play },
    ...(phase > 0 ? [{ key: 'left', label: 'back' }] : []),
  ];
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
