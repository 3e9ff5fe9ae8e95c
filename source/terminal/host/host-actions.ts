import type { HostSeat, HostSnapshot, RoomCommand } from '../../server/room/host-seat.ts';
import { type KickChoice, changeKickChoice, matchingPlayers, noKickChoice } from './kick-chooser.tsx';
import { type HostIntent, type Stroke, confirmation, hostIntent, letterOf } from '../keys.ts';
import { type HostJoining, hasOtherCommands } from '../stage/joining.ts';

/** What lies over the game, waiting for keys of its own. */
export type Overlay =
  | { readonly type: 'none' | 'addresses' }
  | { readonly type: 'kick'; readonly choice: KickChoice }
  | { readonly type: 'confirm'; readonly what: 'end' | 'quit' };

/** What comes of a key: another overlay, a command, or the end of the screen. */
export type HostStep =
  | { readonly type: 'show'; readonly overlay: Overlay }
  | { readonly type: 'command'; readonly command: RoomCommand }
  | { readonly type: 'finish'; readonly outcome: 'quit' | 'interrupted' };

/** What the key does in this state of the host's screen. */
export function hostStep(
  stroke: Stroke,
  overlay: Overlay,
  seat: HostSeat,
  joining: HostJoining,
): HostStep | undefined {
  if (stroke.type === 'interrupt') return { type: 'finish', outcome: 'interrupted' };
  const snapshot = seat.snapshot();
  switch (overlay.type) {
    case 'none': {
      const intent = hostIntent(stroke, snapshot.stage.phase);
      if (intent === 'addresses' && !hasOtherCommands(joining)) return undefined;
      return intent && stepFor(intent, snapshot);
    }
    case 'addresses': {
      const isDone = stroke.type === 'escape' || stroke.type === 'enter' || letterOf(stroke) === 'a';
      return isDone ? show({ type: 'none' }) : undefined;
    }
    case 'confirm':
      return confirmStep(confirmation(stroke), overlay.what);
    case 'kick':
      return kickStep(stroke, overlay.choice, seat);
  }
}

function stepFor(intent: HostIntent, { stage, locked }: HostSnapshot): HostStep {
  const { phase } = stage;
  switch (intent) {
    case 'go-on':
      return commandStep(phase === 'lobby' ? 'start' : phase === 'podium' ? 'end' : 'next');
    case 'again':
      return commandStep('again');
    case 'lock':
      return commandStep(locked ? 'unlock' : 'lock');
    case 'pause':
      return commandStep(isPaused(stage) ? 'resume' : 'pause');
    case 'skip':
      return commandStep('skip');
    case 'close':
      return commandStep('close');
    case 'addresses':
      return show({ type: 'addresses' });
    case 'kick':
      return show({ type: 'kick', choice: noKickChoice });
    case 'end':
      return show({ type: 'confirm', what: 'end' });
    case 'quit':
      return phase === 'podium' ? commandStep('end') : show({ type: 'confirm', what: 'quit' });
  }
}

/** Whether the clock of the question stands still. */
export function isPaused(stage: HostSnapshot['stage']): boolean {
  return 'pausedAt' in stage && stage.pausedAt !== null;
}

function confirmStep(isSure: boolean | undefined, what: 'end' | 'quit'): HostStep | undefined {
  if (isSure === undefined) return undefined;
  if (!isSure) return show({ type: 'none' });
  return what === 'end' ? commandStep('end') : { type: 'finish', outcome: 'quit' };
}

function kickStep(stroke: Stroke, choice: KickChoice, seat: HostSeat): HostStep | undefined {
  if (stroke.type === 'escape') return show({ type: 'none' });
  const matches = matchingPlayers(seat.players(), choice);
  if (stroke.type !== 'enter') {
    return show({ type: 'kick', choice: changeKickChoice(choice, stroke, matches.length) });
  }
  const player = matches[Math.min(choice.selected, matches.length - 1)];
  return player && { type: 'command', command: { type: 'kick', name: player.name } };
}

function show(overlay: Overlay): HostStep {
  return { type: 'show', overlay };
}

function commandStep(type: Exclude<RoomCommand['type'], 'kick'>): HostStep {
  return { type: 'command', command: { type } };
}
