import { widthOf } from '../text.ts';

/** How to get into the game. */
export interface HostJoining {
  /** What to type, exactly, the best first. */
  readonly commands: readonly string[];
  readonly pin: string;
}

/** A command as it fits into a line: without the PIN, which is asked for, sooner than cut short. */
export function fittingCommand(command: string, pin: string, columns: number): string {
  return widthOf(command) <= columns ? command : command.replace(new RegExp(` ${pin}$`, 'u'), '');
}
