import type { ReactNode } from 'react';
import type { PlainHostCommand } from '../../game/commands.ts';
import type { HostSnapshot, PlayerStatus, RoomCommand } from '../../server/room/host-seat.ts';
import { type Dispute, type DisputeAction, pressInDispute } from './dispute.tsx';
import { type HostIntent, type Situation, hostIntent, isCountingDown, isPaused } from './host-keys.ts';
import {
  type PlayerSearch,
  type Removal,
  emptySearch,
  matchingPlayers,
  possibleRemovals,
  pressInSearch,
  removalKeys,
  selectedPlayer,
} from './player-list.tsx';
import type { QuizLibrary } from '../../quiz/bank/library.ts';
import type { Preview } from '../../view/preview.ts';
import type { Stage } from '../../view/stage.ts';
import { type PlayerMenu, type PlayerMenuAction, playerMenu, pressInPlayerMenu } from './player-menu.tsx';
import { type KeyPress, confirmation, letterOf } from '../keys.ts';
import type { QuizChooserProps } from '../chooser/quiz-chooser.tsx';
import type { JoinInfo } from '../stage/join-info.ts';

/** A view on top of the game that takes the keys. */
export type Overlay =
  | { readonly type: 'none' | 'missing' }
  /** The keys of the overlay below, or of the game. */
  | { readonly type: 'keys'; readonly over: Overlay }
  /** How to join, and whether the command has been sent to the clipboard. */
  | { readonly type: 'addresses'; readonly isCopied: boolean }
  /** In the phase with this id. The answer must not stay on the screen when players see the question. */
  | {
      readonly type: 'preview';
      readonly preview: Preview;
      readonly phaseId: string;
      readonly answer: 'hidden' | 'asked' | 'shown';
    }
  | { readonly type: 'quizzes'; readonly chooser: OpenChooser }
  | { readonly type: 'players'; readonly search: PlayerSearch }
  | { readonly type: 'confirm'; readonly what: Confirmation }
  | { readonly type: 'player-menu'; readonly menu: PlayerMenu; readonly search: PlayerSearch }
  | { readonly type: 'dispute'; readonly dispute: Dispute }
  | { readonly type: 'confirm-removal'; readonly removal: Removal; readonly search: PlayerSearch };

/** The quizzes to choose from, with the list that shows them. It has keys of its own. */
export interface OpenChooser {
  readonly QuizChooser: (props: QuizChooserProps) => ReactNode;
  readonly choices: QuizLibrary;
}

/**
 * What the host is asked to confirm: to start without players, to skip to the podium, to finish after it, to quit before it, to resume an
 * interrupted game instead, or to stop the program for a while, as Ctrl+Z does.
 */
export type Confirmation = 'start' | 'end' | 'finish' | 'quit' | 'resume-game' | 'suspend';

/** Whether the host can still do what a confirmation asks. The game may have moved on by itself. */
export function isStillOpen(what: Confirmation, { phase, players }: Stage): boolean {
  switch (what) {
    case 'start':
      return phase === 'lobby' && players === 0;
    case 'resume-game':
      return phase === 'lobby';
    case 'end':
    case 'quit':
      return phase !== 'podium';
    case 'finish':
      return phase === 'podium';
    case 'suspend':
      return true;
  }
}

/**
 * The effect of a key: another overlay, a command to the game, a preview of the next question, choosing another quiz,
 * leaving the screen, for an interrupted game or for good, or stopping the program after pausing the game.
 */
export type HostAction =
  | { readonly type: 'show'; readonly overlay: Overlay }
  | { readonly type: 'command'; readonly command: RoomCommand }
  | { readonly type: 'choose-quiz' | 'preview' }
  /** Asks the game which questions can be disputed, and lets the host choose. */
  | { readonly type: 'dispute' }
  | { readonly type: 'quit' | 'resume-game' }
  | { readonly type: 'copy'; readonly text: string }
  | { readonly type: 'suspend'; readonly pauses: boolean };

/** What the host's screen shows when a key is pressed. */
export interface HostView {
  readonly snapshot: HostSnapshot & Situation;
  readonly joining: JoinInfo;
  /** Whether the space bar counts now. */
  readonly isSettled: boolean;
  /** Whether Ctrl+Z can stop the program. */
  readonly canSuspend: boolean;
  /** The players to choose from, if the overlay lists them. */
  readonly players: readonly PlayerStatus[];
}

/** Decides what a key does: the overlay takes it if there is one, otherwise the game. */
export function hostAction(keyPress: KeyPress, overlay: Overlay, view: HostView): HostAction | undefined {
  const { snapshot, joining, players, isSettled, canSuspend } = view;
  if (keyPress.type === 'suspend') return canSuspend ? confirm('suspend') : undefined;
  if (letterOf(keyPress) === '?' && hasKeyList(overlay)) return show({ type: 'keys', over: overlay });
  switch (overlay.type) {
    case 'none': {
      const intent = hostIntent(keyPress, snapshot);
      if ((intent === 'continue' || intent === 'reveal-podium') && !isSettled) return undefined;
      return intent && actionFor(intent, snapshot);
    }
    case 'addresses': {
      const [best] = joining.commands;
      if (letterOf(keyPress) === 'c') return best && { type: 'copy', text: best.command };
      const isClosed = keyPress.type === 'escape' || keyPress.type === 'enter' || letterOf(keyPress) === 'i';
      return isClosed ? show({ type: 'none' }) : undefined;
    }
    case 'keys': {
      // Any other key has its usual effect.
      return closes(keyPress, '?') ? show(overlay.over) : hostAction(keyPress, overlay.over, view);
    }
    case 'missing':
      return closes(keyPress, 'w') ? show({ type: 'none' }) : undefined;
    case 'preview':
      return previewAction(keyPress, overlay);
    case 'quizzes':
      return undefined;
    case 'confirm':
      return confirmAction(confirmation(keyPress), overlay.what, snapshot);
    case 'confirm-removal': {
      const isConfirmed = confirmation(keyPress);
      if (isConfirmed === undefined) return undefined;
      if (isConfirmed) return { type: 'command', command: overlay.removal };
      return show({ type: 'players', search: overlay.search });
    }
    case 'players':
      return playerListAction(keyPress, overlay.search, players, snapshot);
    case 'player-menu':
      return playerMenuAction(pressInPlayerMenu(overlay.menu, keyPress), overlay.search);
    case 'dispute':
      return disputeAction(pressInDispute(overlay.dispute, keyPress));
  }
}

function actionFor(intent: HostIntent, { stage, locked }: HostSnapshot): HostAction {
  const { phase, players } = stage;
  switch (intent) {
    case 'continue':
      if (phase === 'podium') return confirm('finish');
      if (phase === 'lobby') return players === 0 ? confirm('start') : command('start');
      return command('next');
    case 'reveal-podium':
      return command('reveal-podium');
    case 'play-again':
      return command('again');
    case 'resume-game':
      return players === 0 ? { type: 'resume-game' } : confirm('resume-game');
    case 'next-quiz':
      return { type: 'choose-quiz' };
    case 'lock':
      return command(locked ? 'unlock' : 'lock');
    case 'pause':
      return command(isPaused(stage) ? 'resume' : 'pause');
    case 'skip':
      return command('skip');
    case 'close':
      return command('close');
    case 'extend':
      return command('extend');
    case 'addresses':
      return show({ type: 'addresses', isCopied: false });
    case 'new-pin':
      return command('new-pin');
    case 'players':
      return show({ type: 'players', search: emptySearch });
    case 'dispute':
      return { type: 'dispute' };
    case 'keys':
      return show({ type: 'keys', over: { type: 'none' } });
    case 'missing':
      return show({ type: 'missing' });
    case 'preview':
      return { type: 'preview' };
    case 'end':
      return confirm('end');
    case 'quit':
      return confirm(phase === 'podium' ? 'finish' : 'quit');
  }
}

/** Whether `?` lists the keys of an overlay: nothing is typed in it, and it asks nothing. */
function hasKeyList(overlay: Overlay): boolean {
  switch (overlay.type) {
    case 'addresses':
    case 'missing':
      return true;
    case 'preview':
      return overlay.answer !== 'asked';
    case 'dispute':
      return overlay.dispute.step === 'question' || overlay.dispute.step === 'remedy';
    case 'player-menu':
      return overlay.menu.step === 'choose';
    default:
      return false;
  }
}

/** Whether a key closes an overlay that opens with this letter. */
function closes(keyPress: KeyPress, letter: string): boolean {
  return keyPress.type === 'escape' || keyPress.type === 'enter' || letterOf(keyPress) === letter;
}

function previewAction(
  keyPress: KeyPress,
  overlay: Extract<Overlay, { type: 'preview' }>,
): HostAction | undefined {
  if (overlay.answer === 'asked') {
    const isConfirmed = confirmation(keyPress);
    return isConfirmed === undefined
      ? undefined
      : show({ ...overlay, answer: isConfirmed ? 'shown' : 'hidden' });
  }
  if (closes(keyPress, 'v')) return show({ type: 'none' });
  const isAsked = letterOf(keyPress) === 'a' && overlay.answer === 'hidden';
  return isAsked ? show({ ...overlay, answer: 'asked' }) : undefined;
}

function confirmAction(
  isConfirmed: boolean | undefined,
  what: Confirmation,
  { stage }: HostSnapshot,
): HostAction | undefined {
  if (isConfirmed === undefined) return undefined;
  if (!isConfirmed) return show({ type: 'none' });
  if (what === 'quit' || what === 'resume-game') return { type: what };
  if (what === 'suspend') return { type: 'suspend', pauses: isCountingDown(stage) };
  return command(what === 'start' ? 'start' : 'end');
}

function playerListAction(
  keyPress: KeyPress,
  search: PlayerSearch,
  players: readonly PlayerStatus[],
  { stage }: HostSnapshot,
): HostAction | undefined {
  if (keyPress.type === 'escape') return show({ type: 'none' });
  if (keyPress.type === 'control-a' || keyPress.type === 'control-x') {
    const removals = possibleRemovals(players, search);
    const removal = removals.find(({ type }) => removalKeys[type] === keyPress.type);
    return removal && show({ type: 'confirm-removal', removal, search });
  }
  if (keyPress.type !== 'enter') {
    const { length } = matchingPlayers(players, search);
    return show({ type: 'players', search: pressInSearch(search, keyPress, length) });
  }
  const player = selectedPlayer(players, search);
  return player && show({ type: 'player-menu', menu: playerMenu(player, stage.phase !== 'lobby'), search });
}

function playerMenuAction(
  action: PlayerMenuAction | undefined,
  search: PlayerSearch,
): HostAction | undefined {
  if (action === undefined) return undefined;
  if (action === 'back') return show({ type: 'players', search });
  if ('step' in action) return show({ type: 'player-menu', menu: action, search });
  return { type: 'command', command: action };
}

function disputeAction(action: DisputeAction | undefined): HostAction | undefined {
  if (action === undefined) return undefined;
  if (action === 'close') return show({ type: 'none' });
  if ('step' in action) return show({ type: 'dispute', dispute: action });
  return { type: 'command', command: action };
}

function confirm(what: Confirmation): HostAction {
  return show({ type: 'confirm', what });
}

function show(overlay: Overlay): HostAction {
  return { type: 'show', overlay };
}

function command(type: PlainHostCommand['type'] | 'again' | 'new-pin'): HostAction {
  return { type: 'command', command: { type } };
}
