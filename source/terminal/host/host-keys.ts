import type { HostSnapshot } from '../../server/room/host-seat.ts';
import { type KeyPress, letterOf } from '../keys.ts';
import type { Stage } from '../../view/stage.ts';

/** What one of the host's keys asks for. `lock` and `pause` also undo what they do. */
export type HostIntent =
  | 'continue'
  | 'reveal-podium'
  | 'play-again'
  | 'resume-game'
  | 'next-quiz'
  | 'addresses'
  | 'players'
  | 'dispute'
  | 'missing'
  | 'preview'
  | 'lock'
  | 'pause'
  | 'extend'
  | 'skip'
  | 'close'
  | 'new-pin'
  | 'end'
  | 'keys'
  | 'quit';

/** The part of a snapshot on which the keys depend. */
export type Situation = Pick<HostSnapshot, 'stage' | 'alarms'> & {
  /** Whether there is an interrupted game to resume instead of this one. */
  readonly canResume?: boolean;
  /** Whether the podium still has something to show. */
  readonly isPodiumShowing?: boolean;
};

/** What a key asks for now; undefined if it does nothing. Enter continues, like the space bar. */
export function hostIntent(keyPress: KeyPress, situation: Situation): HostIntent | undefined {
  const letter = keyPress.type === 'enter' ? ' ' : letterOf(keyPress);
  return intentsFor(situation).find((intent) => KEYS[intent] === letter);
}

/** Whether the countdown is stopped. */
export function isPaused(stage: Stage): boolean {
  return 'pausedAt' in stage && stage.pausedAt !== null;
}

/** Whether a countdown is running that a pause would stop. */
export function isCountingDown(stage: Stage): boolean {
  if (isPaused(stage)) return false;
  return 'continuesAt' in stage ? stage.continuesAt !== null : stage.phase !== 'podium';
}

/** The key of each intent. Those with the same key are never possible at once. */
export const KEYS: Readonly<Record<HostIntent, string>> = {
  continue: ' ',
  'reveal-podium': ' ',
  'play-again': 'r',
  'resume-game': 'r',
  'next-quiz': 'o',
  addresses: 'i',
  players: 'k',
  dispute: 'd',
  missing: 'w',
  preview: 'v',
  lock: 'l',
  pause: 'p',
  extend: '+',
  skip: 's',
  close: 's',
  'new-pin': 'n',
  end: 'e',
  keys: '?',
  quit: 'q',
};

const BETWEEN_QUESTIONS: readonly HostIntent[] = [
  'continue',
  'pause',
  'dispute',
  'players',
  'lock',
  'end',
  'addresses',
  'missing',
  'preview',
  'quit',
  'keys',
];

const INTENTS: Readonly<Record<Stage['phase'], readonly HostIntent[]>> = {
  lobby: [
    'continue',
    'resume-game',
    'addresses',
    'players',
    'lock',
    'pause',
    'missing',
    'preview',
    'quit',
    'keys',
  ],
  ready: [
    'continue',
    'pause',
    'skip',
    'players',
    'lock',
    'end',
    'addresses',
    'missing',
    'preview',
    'quit',
    'keys',
  ],
  question: [
    'close',
    'pause',
    'extend',
    'missing',
    'players',
    'lock',
    'end',
    'addresses',
    'preview',
    'quit',
    'keys',
  ],
  reveal: BETWEEN_QUESTIONS,
  standings: BETWEEN_QUESTIONS,
  // Players who join now take part in the next game.
  podium: [
    'continue',
    'play-again',
    'next-quiz',
    'dispute',
    'players',
    'addresses',
    'lock',
    'missing',
    'quit',
    'keys',
  ],
};

const PODIUM_SHOWING: readonly HostIntent[] = [
  'reveal-podium',
  'play-again',
  'players',
  'addresses',
  'lock',
  'missing',
  'quit',
  'keys',
];

/** What the host can ask for now, the most important first. */
export function intentsFor({
  stage,
  alarms,
  canResume = false,
  isPodiumShowing = false,
}: Situation): readonly HostIntent[] {
  const all = isPodiumShowing ? PODIUM_SHOWING : INTENTS[stage.phase];
  const possible = all.filter((intent) => isPossible(intent, stage));
  const resumes = canResume && isFirstLobby(stage);
  const intents = possible.filter((intent) => intent !== 'resume-game' || resumes);
  const isPinGuessed = alarms.some(({ type }) => type === 'pin-guessing');
  return isPinGuessed ? intents.toSpliced(1, 0, 'new-pin') : intents;
}

/** Whether this is the lobby in which the host starts, and not one to play again. */
export function isFirstLobby({ phase, game }: Stage): boolean {
  return phase === 'lobby' && game === 1;
}

/** The keys that work in most phases, but not now. */
export function unavailableIntents(stage: Stage): readonly ('preview' | 'pause')[] {
  return (['preview', 'pause'] as const).filter((intent) => !isPossible(intent, stage));
}

function isPossible(intent: HostIntent, stage: Stage): boolean {
  if (intent === 'preview') return hasNext(stage);
  if (intent === 'pause') return isPaused(stage) || isCountingDown(stage);
  return intent !== 'extend' || (stage.phase === 'question' && stage.closesAt !== null);
}

/** Whether there is a question that players have not seen yet. */
function hasNext(stage: Stage): boolean {
  if (stage.phase === 'ready') return true;
  return 'question' in stage ? stage.question.index + 1 < stage.question.total : stage.phase !== 'podium';
}
