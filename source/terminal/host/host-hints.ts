import {
  type HostIntent,
  KEYS,
  type Situation,
  intentsFor,
  isPaused,
  unavailableIntents,
} from './host-keys.ts';
import type { HostSnapshot } from '../../server/room/host-seat.ts';
import type { KeyHint } from '../ui/key-hints.tsx';
import type { Stage } from '../../view/stage.ts';

/**
 * The host's keys and what they do now, the most important first.
 *
 * @param isSettled Whether the space bar counts now.
 */
export function hostHints(
  situation: Situation & Pick<HostSnapshot, 'locked'>,
  isSettled: boolean,
): KeyHint[] {
  const { stage, locked } = situation;
  return intentsFor(situation).map((intent) => ({
    key: KEYS[intent] === ' ' ? 'space' : KEYS[intent],
    label: labelFor(intent, stage, locked),
    about: aboutFor(intent, stage, locked),
    isActive: KEYS[intent] !== ' ' || isSettled,
  }));
}

/** The keys that do nothing now, and why, for the list of all keys. */
export function unavailableHints(stage: Stage): KeyHint[] {
  return unavailableIntents(stage).map((intent) => ({
    key: KEYS[intent],
    ...UNAVAILABLE[intent],
    isActive: false,
  }));
}

const UNAVAILABLE: Readonly<Record<ReturnType<typeof unavailableIntents>[number], Omit<KeyHint, 'key'>>> = {
  preview: { label: 'no preview', about: 'no preview: no question is left' },
  pause: { label: 'no pause', about: 'no pause: no clock is running' },
};

function labelFor(intent: HostIntent, stage: Stage, isLocked: boolean): string {
  switch (intent) {
    case 'continue':
      return CONTINUE_LABELS[stage.phase];
    case 'reveal-podium':
      return 'show all';
    case 'play-again':
      return 'play again';
    case 'next-quiz':
      return 'other quiz';
    case 'resume-game':
      return 'resume the other game';
    case 'lock':
      return isLocked ? 'unlock' : 'lock';
    case 'pause':
      return isPaused(stage) ? 'resume' : 'pause';
    case 'extend':
      return '10 s more';
    case 'addresses':
      return 'how to join';
    case 'close':
      return 'end question';
    case 'missing':
      return stage.phase === 'question' ? 'who is missing' : 'who is away';
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

/** What a key does, in more words than its label. */
function aboutFor(intent: HostIntent, stage: Stage, isLocked: boolean): string {
  switch (intent) {
    case 'continue':
      return CONTINUE_ABOUTS[stage.phase];
    case 'reveal-podium':
      return 'show all places and awards now';
    case 'play-again':
      return 'play again with the same players';
    case 'resume-game':
      return 'close this game, and resume the interrupted one';
    case 'next-quiz':
      return 'choose another quiz for the same players';
    case 'addresses':
      return 'show how to join, and copy the command';
    case 'players':
      return 'list the players: kick, rename, give points';
    case 'dispute':
      return 'void a question, or accept another answer';
    case 'missing':
      return stage.phase === 'question'
        ? 'show who has not answered, is away or slow'
        : 'show who is away, or has a slow connection';
    case 'preview':
      return 'preview the next question';
    case 'lock':
      return isLocked ? 'let new players in again' : 'keep new players out';
    case 'pause':
      return isPaused(stage) ? 'resume the countdown' : 'pause the countdown';
    case 'extend':
      return '10 seconds more, without changing the points';
    case 'skip':
      return 'leave this question out';
    case 'close':
      return 'end the question now';
    case 'new-pin':
      return 'draw a longer PIN';
    case 'end':
      return 'end early and show the podium';
    case 'keys':
      return 'show or hide this list';
    case 'quit':
      return 'close the game';
  }
}

const CONTINUE_ABOUTS: Readonly<Record<Stage['phase'], string>> = {
  lobby: 'start the game',
  ready: 'open the question now',
  question: '',
  reveal: 'continue now',
  standings: 'show the next question now',
  podium: 'end the game',
};
