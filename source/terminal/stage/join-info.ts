import { widthOf } from '../../text/width.ts';

/** How to join the game. */
export interface JoinInfo {
  /** At least one; the best first. */
  readonly commands: readonly JoinCommand[];
  readonly pin: string;
}

export interface JoinCommand {
  /** The exact command to type. */
  readonly command: string;
  /** The network that it works from: `eth0`, `wg0, VPN`. Empty if unknown. */
  readonly network: string;
}

/** Whether there are more commands than the one in the lobby. */
export function hasOtherCommands({ commands }: JoinInfo): boolean {
  return commands.length > 1;
}

/** The command, without its PIN if it would not fit otherwise: the player is asked for a missing PIN. */
export function fittingCommand(command: string, pin: string, columns: number): string {
  return widthOf(command) <= columns ? command : command.replace(new RegExp(` ${pin}$`, 'u'), '');
}
