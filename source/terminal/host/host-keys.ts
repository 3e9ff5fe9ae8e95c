import type { HostSnapshot } from '../../server/room/host-seat.ts';
import { type KeyPress, letterOf } from '../keys.ts';
import type { KeyHint } from '../ui/key-hints.tsx';
import type { Stage } from '../../view/stage.ts';

/** What one of the host's keys asks for. `lock` and `pause` also undo what they do. */
export type HostIntent =
  | 'continue'
  | 'play-again'
  | 'addresses'
  | 'players'
  | 'lock'
  | 'pause'
  | 'skip'
  | 'close'
  | 'new-pin'
  | 'end'
  | 'quit';

/** The part of a snapshot on which the keys depend. */
type Situation = Pick<HostSnapshot, 'stage' | 'alarms'>;

/** What a key asks for now; undefined if it does nothing. Enter continues, like the space bar. */
export function hostIntent(keyPress: KeyPress, situation: Situation): HostIntent | undefined {
  const letter = keyPress.type === 'enter' ? ' ' : letterOf(keyPress);
  return intentsFor(situation).find((intent) => KEYS[intent] === letter);
}

/** The host's keys and what they do now, the most important first. */
export function hostHints(
  { stage, locked, alarms }: Situation & Pick<HostSnapshot, 'locked'>,
  hasAddressList: boolean,
): KeyHint[] {
  const intents = intentsFor({ stage, alarms });
  const available = intents.filter((intent) => intent !== 'addresses' || hasAddressList);
  return available.map((intent) => ({
    key: KEYS[intent] === ' ' ? 'space' : KEYS[intent],
    label: labelFor(intent, stage, locked),
  }));
}

/** Whether the clock is stopped. */
export function isPaused(stage: Stage): boolean {
  return 'pausedAt' in stage && stage.pausedAt !== null;
}

const KEYS: Readonly<Record<HostIntent, string>> = {
  continue: ' ',
  'play-again': 'r',
  addresses: 'a',
  players: 'k',
  lock: 'l',
  pause: 'p',
  skip: 's',
  close: 's',
  'new-pin': 'n',
  end: 'e',
  quit: 'q',
};

const INTENTS: Readonly<Record<Stage['phase'], readonly HostIntent[]>> = {
  lobby: ['continue', 'addresses', 'players', 'lock', 'quit'],
  ready: ['continue', 'pause', 'skip', 'players', 'lock', 'end', 'addresses', 'quit'],
  question: ['pause', 'close', 'players', 'lock', 'end', 'addresses', 'quit'],
  reveal: ['continue', 'players', 'lock', 'end', 'addresses', 'quit'],
  standings: ['continue', 'players', 'lock', 'end', 'addresses', 'quit'],
  podium: ['continue', 'play-again', 'quit'],
};

function intentsFor({ stage, alarms }: Situation): readonly HostIntent[] {
  const intents = INTENTS[stage.phase];
  const isPinGuessed = alarms.some(({ type }) => type === 'pin-guessing');
  return isPinGuessed ? intents.toSpliced(1, 0, 'new-pin') : intents;
}

function labelFor(intent: HostIntent, stage: Stage, isLocked: boolean): string {
  switch (intent) {
    case 'continue':
      return CONTINUE_LABELS[stage.phase];
    case 'play-again':
      return 'play again';
    case 'lock':
      return isLocked ? 'unlock' : 'lock';
    case 'pause':
      return isPaused(stage) ? 'resume' : 'pause';
    case 'close':
      return 'end question';
    case 'new-pin':
      return 'new PIN';
    case 'end':
      return 'end early';
    default:
      return intent;
  }
}

const CONTINUE_LABELS: Readonly<Record<Stage['phase'], string>> = {
  lobby: 'start',
  ready: 'start now',
  question: '',
  reveal: 'continue',
  standings: 'next question',
  podium: 'finish',
};
