import type { Alarm } from '../../server/limits/alarms.ts';
import type { HostSnapshot, RoomCommand } from '../../server/room/host-seat.ts';
import type { Size } from '../hooks/use-size.ts';
import { isFirstLobby } from './host-keys.ts';
import { type FrameMessage, frameMessage } from '../ui/frame.tsx';
import { pluralize } from '../../text/numbers.ts';
import { disputeNotice } from '../../words/question.ts';

/** Messages to the host about saving, reaching, interrupting and reporting the game. */
export interface HostMessages {
  /** The newest last. */
  readonly warnings: readonly string[];
  /** Says how long the host was away, until the next question; otherwise null. */
  readonly lostTime: string | null;
  /** The file of the game's report; null before it is written. */
  readonly report: string | null;
}

/** Confirms a command whose effect the host might not see; null for any other. */
export function successNotice(command: RoomCommand): string | null {
  switch (command.type) {
    case 'give-points': {
      const amount = pluralize(Math.abs(command.points), 'point');
      return command.points > 0
        ? `Gave ${amount} to ${command.name}.`
        : `Took ${amount} from ${command.name}.`;
    }
    case 'rename':
      return `Renamed ${command.name} to ${command.newName}.`;
    case 'kick':
      return `Kicked ${command.name}.`;
    case 'readmit':
      // The player is no longer connected, so the game cannot say so.
      return `${command.name} can come back. Ask them to join again.`;
    default:
      return null;
  }
}

/** PINs of this length take days to guess, and the players who join meanwhile do not have to wait. */
const LONG_PIN = 8;

function alarmMessage({ type }: Alarm, { pin }: HostSnapshot): string {
  switch (type) {
    case 'pin-guessing':
      return pin.length < LONG_PIN
        ? 'Someone is guessing the PIN. Press n for a longer one.'
        : `Someone is guessing the PIN. With ${pin.length} digits, that takes days.`;
    case 'connection-flood':
      return 'Too many connections from one address: the oldest are being closed.';
    case 'join-flood':
      return 'Many players from one address have to wait. Press l to lock the game.';
  }
}

/**
 * Alarms, warnings and the lost time, or else the notice. The newest alarm and the newest warning come first, because there may not
 * be room for all.
 */
export function messageFor(
  snapshot: HostSnapshot,
  { warnings, lostTime }: Pick<HostMessages, 'warnings' | 'lostTime'>,
  notice: string | undefined,
  size: Size,
  ellipsis: string,
): FrameMessage | undefined {
  const { stage, alarms } = snapshot;
  const alarmTexts = alarms.map((alarm) => alarmMessage(alarm, snapshot));
  const urgent = [...alarmTexts.toReversed(), ...warnings.toReversed()];
  const dispute = disputeNotice(stage);
  const texts = [...urgent, ...[lostTime, dispute].filter((text) => text !== null)];
  const type = urgent.length > 0 ? 'warning' : 'notice';
  if (texts.length > 0) return frameMessage(type, texts.join(' '), size, ellipsis);
  return notice !== undefined && isFirstLobby(stage)
    ? frameMessage('notice', notice, size, ellipsis)
    : undefined;
}
