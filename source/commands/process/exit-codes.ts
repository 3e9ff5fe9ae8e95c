/** The program's exit codes. */
export const exitCodes = {
  done: 0,
  /** The command failed: the port is in use, the game was cut short, the disk is full. */
  failed: 1,
  /** The command line or a file that it names is wrong. */
  usage: 2,
  // As shells report a process that a signal ended: 128 plus the signal's number.
  hangup: 129,
  interrupted: 130,
  terminated: 143,
  /** The user left the first screen of a command. Goes back to the menu, if the command was chosen there; otherwise the same as `done`. */
  left: -1,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
