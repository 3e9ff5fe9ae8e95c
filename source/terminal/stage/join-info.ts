import { widthOf } from '../../text/width.ts';

/** How to get into the game. */
export interface JoinInfo {
  /** The best first; at least one. */
  readonly commands: readonly JoinCommand[];
  readonly pin: string;
}

export interface JoinCommand {
  /** What to type, exactly. */
  readonly command: string;
  /** Who can reach the game by it: `eth0`, `wg0, VPN`. Empty: that is not known. */
  readonly network: string;
}

/** Whether there is more to show of how to join than the lobby shows. */
export function hasOtherCommands({ commands }: JoinInfo): boolean {
  return commands.length > 1;
}

/** A command as it fits into a line: without the PIN, which is asked for, sooner than cut short. */
export function fittingCommand(command: string, pin: string, columns: number): string {
  return widthOf(command) <= columns ? command : command.replace(new RegExp(` ${pin}$`, 'u'), '');
}
