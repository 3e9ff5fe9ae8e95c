import type { HostSnapshot, PlayerStatus, RoomCommand } from '../../server/room/host-seat.ts';
import { type HostIntent, hostIntent, isPaused } from './host-keys.ts';
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
import { type KeyPress, confirmation, letterOf } from '../keys.ts';
import { type JoinInfo, hasOtherCommands } from '../stage/join-info.ts';

/** A view on top of the game that takes the keys. */
export type Overlay =
  | { readonly type: 'none' | 'addresses' }
  | { readonly type: 'players'; readonly search: PlayerSearch }
  | { readonly type: 'confirm'; readonly what: Confirmation }
  | { readonly type: 'confirm-removal'; readonly removal: Removal; readonly search: PlayerSearch };

/** What the host is asked to confirm: to start without players, to skip to the podium, to finish after it, or to quit before it. */
export type Confirmation = 'start' | 'end' | 'finish' | 'quit';

/** The effect of a key: another overlay, a command to the game, or leaving the screen. */
export type HostAction =
  | { readonly type: 'show'; readonly overlay: Overlay }
  | { readonly type: 'command'; readonly command: RoomCommand }
  | { readonly type: 'quit' };

/** What the host's screen shows when a key is pressed. */
export interface HostView {
  readonly snapshot: HostSnapshot;
  readonly joining: JoinInfo;
  /** The players to choose from, if the overlay lists them. */
  readonly players: readonly PlayerStatus[];
}

/** Decides what a key does: the overlay takes it if there is one, otherwise the game. */
export function hostAction(
  keyPress: KeyPress,
  overlay: Overlay,
  { snapshot, joining, players }: HostView,
): HostAction | undefined {
  switch (overlay.type) {
    case 'none': {
      const intent = hostIntent(keyPress, snapshot);
      if (intent === 'addresses' && !hasOtherCommands(joining)) return undefined;
      return intent && actionFor(intent, snapshot);
    }
    case 'addresses': {
      const isClosed = keyPress.type === 'escape' || keyPress.type === 'enter' || letterOf(keyPress) === 'a';
      return isClosed ? show({ type: 'none' }) : undefined;
    }
    case 'confirm':
      return confirmAction(confirmation(keyPress), overlay.what);
    case 'confirm-removal': {
      const isConfirmed = confirmation(keyPress);
      if (isConfirmed === undefined) return undefined;
      if (isConfirmed) return { type: 'command', command: overlay.removal };
      return show({ type: 'players', search: overlay.search });
    }
    case 'players':
      return playerListAction(keyPress, overlay.search, players);
  }
}

function actionFor(intent: HostIntent, { stage, locked }: HostSnapshot): HostAction {
  const { phase, players } = stage;
  switch (intent) {
    case 'continue':
      if (phase === 'podium') return confirm('finish');
      if (phase === 'lobby') return players === 0 ? confirm('start') : command('start');
      return command('next');
    case 'play-again':
      return command('again');
    case 'lock':
      return command(locked ? 'unlock' : 'lock');
    case 'pause':
      return command(isPaused(stage) ? 'resume' : 'pause');
    case 'skip':
      return command('skip');
    case 'close':
      return command('close');
    case 'addresses':
      return show({ type: 'addresses' });
    case 'new-pin':
      return command('new-pin');
    case 'players':
      return show({ type: 'players', search: emptySearch });
    case 'end':
      return confirm('end');
    case 'quit':
      return confirm(phase === 'podium' ? 'finish' : 'quit');
  }
}

function confirmAction(isConfirmed: boolean | undefined, what: Confirmation): HostAction | undefined {
  if (isConfirmed === undefined) return undefined;
  if (!isConfirmed) return show({ type: 'none' });
  if (what === 'quit') return { type: 'quit' };
  return command(what === 'start' ? 'start' : 'end');
}

function playerListAction(
  keyPress: KeyPress,
  search: PlayerSearch,
  players: readonly PlayerStatus[],
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
  return player && { type: 'command', command: { type: 'kick', name: player.name } };
}

function confirm(what: Confirmation): HostAction {
  return show({ type: 'confirm', what });
}

function show(overlay: Overlay): HostAction {
  return { type: 'show', overlay };
}

function command(type: Exclude<RoomCommand['type'], 'kick' | 'remove-address'>): HostAction {
  return { type: 'command', command: { type } };
}
